"""How often a page may fail a probe before the rest of it is left."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from auditor.browser.failures import PAGE_FAILURES, first_line
from auditor.model.wording import say_number

MOST_SETBACKS = 2


class GivenUp(Exception):  # noqa: N818 - it is news about the site, not an error of ours
    """The page failed the probe too often; `why` says how it did last."""

    def __init__(self, why: str) -> None:
        """Take what is to be told."""
        super().__init__(why)
        self.why = why


@dataclass
class Setbacks:
    """Counts what did not work at one stage; the second time is the last."""

    count: int = 0

    @contextmanager
    def passing_over(self) -> Iterator[None]:
        """Do something that may fail, and go on without it.

        Raises:
            GivenUp: it was the second failure.
        """
        try:
            yield
        except PAGE_FAILURES as error:
            self.count += 1
            if self.count >= MOST_SETBACKS:
                told = say_number(
                    "given up after {number} failure, the last: {error}",
                    "given up after {number} failures, the last: {error}",
                    self.count,
                    error=first_line(error),
                )
                raise GivenUp(told) from error
