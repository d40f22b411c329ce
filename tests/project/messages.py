"""The sentences of reports, gathered for the catalogues: `python -m tests.project.messages`, or `make messages`.

They are the literals given to `say`, `say_number`, `_`, `counted_in` and `N_` in the sources and templates, the titles,
feelings, ways of looking and fixes of every check, and the names of figures.
"""

import ast
import io
from collections.abc import Callable, Iterator, Sequence
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

_SENTENCES: Final = {"say": 1, "say_number": 2, "_": 1, "N_": 1, "counted_in": 2}
"""How many literals of a call are a sentence: one, or its forms for one and for many."""
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
    for folder, pattern, read in _SOURCES:
        for path in sorted((ROOT / folder).rglob(pattern)):
            if _DEMO not in path.parents:
                yield from ((message, path.relative_to(ROOT).as_posix()) for message in read(path))


def _in_python(path: Path) -> Iterator[MsgId]:
    """The sentences of a module, those within other calls too, which Babel's own reader passes over."""
    calls = [one for one in ast.walk(ast.parse(path.read_bytes())) if isinstance(one, ast.Call)]
    for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        count = _SENTENCES.get(call.func.id, 0) if isinstance(call.func, ast.Name) else 0
        texts = [one.value for one in call.args[:count] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if count and len(texts) == count:
            yield _message(texts)


def _in_template(path: Path) -> Iterator[MsgId]:
    keywords: dict[str, Any] = {name: (1, 2) if count > 1 else None for name, count in _SENTENCES.items()}
    with path.open("rb") as file:
        found = list(extract("jinja2.ext:babel_extract", file, keywords, options=_TRIMMED))
    for _, message, _, _ in found:
        yield _message((message,) if isinstance(message, str) else message)


def _message(texts: Sequence[str]) -> MsgId:
    return (texts[0], texts[1]) if len(texts) > 1 else texts[0]


def _in_the_catalogue_of_checks() -> Iterator[tuple[MsgId, str]]:
    for check in sorted(built_in_checks(), key=lambda one: one.meta.id):
        document = document_of(check)
        place = f"{check.__module__.replace('.', '/')}.py"
        yield from ((text, place) for text in (check.meta.title, check.meta.feels, document.what, document.fix) if text)


def _in_the_figures() -> Iterator[tuple[MsgId, str]]:
    yield from ((metric.label, "auditor/model/metric.py") for metric in METRICS.values())


_SOURCES: Final[tuple[tuple[str, str, Callable[[Path], Iterator[MsgId]]], ...]] = (
    ("auditor", "*.py", _in_python),
    ("checks", "*.py", _in_python),
    ("reports", "*.py", _in_python),
    ("reports/assets", "*.j2", _in_template),
)


if __name__ == "__main__":
    main()
