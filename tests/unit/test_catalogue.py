"""Reading a check's documentation, and the names near a mistyped one."""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from auditor.catalogue import document_of, nearest
from auditor.check import Context, JourneyCheck
from auditor.errors import PluginError
from auditor.model.finding import CheckMeta, Finding, Severity

WHOLE = """The shop is sad.

What it does:
    Looks at the shop's face,
    from both sides.

    Then looks again.

Why it is friction:
    Sad shops sell less.

How to fix:
    Cheer it up.

Limits:
    Irony is not understood.

References:
    - A book: https://example.org/a-rather-long-address
      continued
    - Another book
"""


class SadShop(JourneyCheck):
    meta = CheckMeta(
        id="mood/sad-shop", title="Sad", feels="I feel sad.", severity=Severity.MINOR, since="1", requires=()
    )

    def evaluate(self, context: Context) -> Iterator[Finding]:
        del context
        yield from ()


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module in which the check is taken to stand."""
    made = ModuleType("sad_shop", WHOLE)
    monkeypatch.setitem(sys.modules, "sad_shop", made)
    monkeypatch.setattr(SadShop, "__module__", "sad_shop")
    return made


def test_a_whole_docstring_is_read(module: ModuleType) -> None:
    del module
    document = document_of(SadShop)
    assert document.summary == "The shop is sad."
    assert document.what == "Looks at the shop's face, from both sides.\n\nThen looks again."
    assert document.why == "Sad shops sell less."
    assert document.fix == "Cheer it up."
    assert document.limits == "Irony is not understood."
    assert document.references == ("A book: https://example.org/a-rather-long-address continued", "Another book")


@pytest.mark.parametrize("heading", ["What it does", "Why it is friction", "How to fix", "Limits", "References"])
def test_a_missing_heading_is_named(module: ModuleType, heading: str) -> None:
    module.__doc__ = WHOLE.replace(f"{heading}:", "")
    with pytest.raises(PluginError, match=f"mood/sad-shop.*{heading}"):
        document_of(SadShop)


def test_a_heading_without_text_is_missing(module: ModuleType) -> None:
    module.__doc__ = WHOLE.replace("    Cheer it up.\n", "")
    with pytest.raises(PluginError, match="How to fix"):
        document_of(SadShop)


def test_headings_out_of_order_are_refused(module: ModuleType) -> None:
    swapped = WHOLE.replace("How to fix:", "X").replace("Limits:", "How to fix:").replace("X", "Limits:")
    module.__doc__ = swapped
    with pytest.raises(PluginError, match="in this order"):
        document_of(SadShop)


def test_a_module_without_docstring_is_refused(module: ModuleType) -> None:
    module.__doc__ = None
    with pytest.raises(PluginError, match="no docstring"):
        document_of(SadShop)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("checkout/form-clered-on-error", "checkout/form-cleared-on-error"),
        ("form-cleared-on-error", "checkout/form-cleared-on-error"),
        ("cart/dead-click", "interaction/dead-click"),
        ("zzzz", None),
    ],
)
def test_the_nearest_id(typed: str, meant: str | None) -> None:
    assert nearest(typed, ["checkout/form-cleared-on-error", "interaction/dead-click"]) == meant
