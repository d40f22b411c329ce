"""The sentences of reports, gathered for the catalogues: `python -m tests.project.messages`, or `make messages`.

They are the literals given to `say`, `say_number`, `_`, `counted_in` and `N_` in the sources and templates, the titles,
feelings, ways of looking and fixes of every check, and the names of figures.
"""

import ast
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from auditor.catalogue import document_of
from auditor.model.metric import METRICS
from auditor.model.settings import LANGUAGES
from checks import built_in_checks

ROOT: Final = Path(__file__).resolve().parents[2]
LOCALES: Final = ROOT / "reports" / "locale"
TEMPLATE: Final = LOCALES / "friction.pot"
TRANSLATED: Final = tuple(tag for tag in LANGUAGES if tag != "en")

_SINGLE: Final = frozenset({"say", "_", "N_"})
_COUNTED: Final = frozenset({"say_number", "counted_in"})
_KEYWORDS: Final[dict[str, Any]] = dict.fromkeys(_SINGLE) | dict.fromkeys(_COUNTED, (1, 2))
_PACKAGES: Final = ("auditor", "checks", "reports")
_DEMO: Final = ROOT / "auditor" / "demo"  # the shop speaks for itself
_TRIMMED: Final = {"trim_blocks": "true", "lstrip_blocks": "true"}
_CHINESE: Final = "zh_Hans"
_WIDTH: Final = 110
_HEADER: Final = "# Sentences of the reports of friction-audit; see docs/languages.md.\n#"

MsgId = str | tuple[str, str]


def gathered() -> Catalog:
    """Every sentence, in the order of the sources, with the files it stands in."""
    catalogue = _empty(None)
    for message, place in (*_in_sources(), *_in_the_catalogue_of_checks(), *_in_the_figures()):
        catalogue.add(message, locations=[(place, 0)])
    for one in catalogue:
        one.locations = sorted(set(one.locations))
        one.flags -= {"python-format"}
        if "{" in str(one.id):
            one.flags.add("python-brace-format")
    return catalogue


def catalogue_of(tag: str) -> Catalog:
    """The catalogue of a language as it lies there; empty where there is none."""
    path = place_of(tag)
    if not path.is_file():
        return _empty(tag)
    with path.open("rb") as file:
        return read_po(file, locale=_locale(tag))


def place_of(tag: str) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALES / tag / "LC_MESSAGES" / "friction.po"


def renewed(tag: str, template: Catalog) -> Catalog:
    """The catalogue of a language brought up to date: its translations of the sentences there are, and no others."""
    known, made = catalogue_of(tag), _empty(tag)
    for one in template:
        if one.id:
            old = known.get(one.id)
            same = old is not None and old.id == one.id
            string = old.string if old is not None and same else ("",) * known.num_plurals if one.pluralizable else ""
            flags = one.flags | ({"fuzzy"} if old is not None and same and old.fuzzy else set())
            comments = old.user_comments if old is not None and same else []
            made.add(one.id, string, locations=one.locations, flags=flags, user_comments=comments)
    return made


def written(catalogue: Catalog) -> str:
    """A catalogue as it is kept."""
    out = io.BytesIO()
    write_po(out, catalogue, width=_WIDTH, omit_header=False, include_lineno=False, ignore_obsolete=True)
    return out.getvalue().decode().rstrip("\n") + "\n"


def main() -> None:
    """Write the template and bring every catalogue up to date."""
    template = gathered()
    LOCALES.mkdir(exist_ok=True)
    TEMPLATE.write_text(written(template), encoding="utf-8")
    for tag in TRANSLATED:
        text = written(renewed(tag, template))
        place_of(tag).parent.mkdir(parents=True, exist_ok=True)
        place_of(tag).write_text(text, encoding="utf-8")


def _empty(tag: str | None) -> Catalog:
    catalogue = _Undated(locale=_locale(tag) if tag else None, project="friction-audit", fuzzy=False, charset="utf-8")
    catalogue.header_comment = _HEADER
    return catalogue


class _Undated(Catalog):
    """A catalogue whose header tells what does not change by itself."""

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        headers = [("Project-Id-Version", "friction-audit")]
        if self.locale is not None:
            headers += [("Language", str(self.locale_identifier)), ("Plural-Forms", self.plural_forms)]
        return [
            *headers,
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]

    mime_headers = property(_get_mime_headers, Catalog._set_mime_headers)


def _locale(tag: str) -> str:
    return _CHINESE if tag == "zh" else tag


def _in_sources() -> Iterator[tuple[MsgId, str]]:
    for package in _PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if _DEMO not in path.parents:
                place = path.relative_to(ROOT).as_posix()
                yield from ((message, place) for message in messages_in(path.read_text(encoding="utf-8"), place))
    for path in sorted((ROOT / "reports").rglob("*.j2")):
        with path.open("rb") as file:
            found = list(extract("jinja2.ext:babel_extract", file, _KEYWORDS, options=_TRIMMED))
        for _, message, _, _ in found:
            single = str(message) if isinstance(message, str) else (str(message[0]), str(message[1]))
            yield single, path.relative_to(ROOT).as_posix()


def messages_in(source: str, place: str = "") -> Iterator[MsgId]:
    """The sentences of a module, in their order; Babel's own reader overlooks calls that stand in other calls.

    Raises:
        ValueError: what is said is no literal.
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name in _SINGLE:
            # In reports, what is looked up may have been marked with `N_` elsewhere.
            yield from _literals(call.args[0], "" if name == "_" else f"{place}:{call.lineno}")
        elif name in _COUNTED:
            one, many = (next(_literals(argument, f"{place}:{call.lineno}")) for argument in call.args[:2])
            yield one, many


def _literals(node: ast.expr, place: str) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body, place)
        yield from _literals(node.orelse, place)
    elif place:
        raise ValueError(f"{place}: what is said must be a literal, or no catalogue can have it")


def _in_the_catalogue_of_checks() -> Iterator[tuple[MsgId, str]]:
    for check in sorted(built_in_checks(), key=lambda one: one.meta.id):
        document = document_of(check)
        place = f"{check.__module__.replace('.', '/')}.py"
        yield from ((text, place) for text in (check.meta.title, check.meta.feels, document.what, document.fix) if text)


def _in_the_figures() -> Iterator[tuple[MsgId, str]]:
    yield from ((metric.label, "auditor/model/metric.py") for metric in METRICS.values())


if __name__ == "__main__":
    main()
