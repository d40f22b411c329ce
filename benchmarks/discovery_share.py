"""What recognition takes of an audit's time: one audit in this process, with a stop watch on every way into discovery.

Prints one line of JSON: `discovery_s`, `wall_s`. The watch is on what the browser package calls of `auditor.discovery`
and on whatever a `PageView` works out when asked, so it runs while recognition does and at no other time.
"""

import functools
import importlib
import inspect
import json
import pkgutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import auditor.browser
from auditor.audit import carry_out
from auditor.discovery import field_purpose, page_view
from auditor.model.settings import Settings

PACKAGE = "auditor.discovery"


class StopWatch:
    """Sums the time spent below any watched call; a call within another counts once."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.seconds = 0.0
        self._depth = 0

    def watching(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, watched."""

        @functools.wraps(function)
        def watched(*args: Any, **options: Any) -> Any:
            self._depth += 1
            began = time.perf_counter()
            try:
                return function(*args, **options)
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self.seconds += time.perf_counter() - began

        return watched


def watch_calls(watch: StopWatch) -> None:
    """Put the watch on every function of discovery that a module of the browser package has taken in."""
    for found in pkgutil.walk_packages(auditor.browser.__path__, prefix="auditor.browser."):
        module = importlib.import_module(found.name)
        for name, value in list(vars(module).items()):
            if inspect.isfunction(value) and value.__module__.startswith(PACKAGE):
                setattr(module, name, watch.watching(value))
    field_purpose.read_word_lists = watch.watching(field_purpose.read_word_lists)


def watch_views(watch: StopWatch) -> None:
    """Put the watch on whatever a page's view works out."""
    view = page_view.PageView
    for name, value in list(vars(view).items()):
        if inspect.isfunction(value):
            setattr(view, name, watch.watching(value))
        elif isinstance(value, cached_property):
            watched = cached_property(watch.watching(value.func))
            watched.__set_name__(view, name)
            setattr(view, name, watched)


def main() -> int:
    """Audit the address given and tell the share."""
    watch = StopWatch()
    watch_calls(watch)
    watch_views(watch)
    with tempfile.TemporaryDirectory(prefix="friction-bench-") as folder:
        began = time.perf_counter()
        carry_out(Settings(target=sys.argv[1], output=Path(folder) / "report"))
        wall_s = time.perf_counter() - began
    print(json.dumps({"discovery_s": round(watch.seconds, 3), "wall_s": round(wall_s, 3)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
