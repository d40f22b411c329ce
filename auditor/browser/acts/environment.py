"""Values that a journey leaves to the environment: `${NAME}`."""

import os
import re

from auditor.browser.walk import StepBroken, Walk
from auditor.model.run import Cause
from auditor.model.wording import say

_VARIABLE = re.compile(r"\$\{(\w+)\}")


def from_environment(walk: Walk, text: str) -> str:
    """Put the environment's values in; from then on they are secrets that nothing written down shows.

    Raises:
        StepBroken: the environment has no such variable.
    """
    return _VARIABLE.sub(lambda match: _value(walk, match.group(1)), text)


def _value(walk: Walk, name: str) -> str:
    if name not in os.environ:
        raise StepBroken(say("the environment has no variable {name}", name=name), Cause.OURS)
    walk.keep_secret(os.environ[name])
    return os.environ[name]
