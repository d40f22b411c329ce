"""`summary.md` is read in a pull request: it fits, it renders, and nothing of a page becomes markup in it."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from auditor.model.finding import QuoteEvidence
from auditor.model.result import AuditResult
from reports.markdown import MOST_BYTES, MarkdownReport, summary_of
from reports.markdown_text import code, escaped, prose
from tests.reports import samples
from tests.reports.conftest import SAMPLES

_OURS = {"details", "summary", "br", "sub", "h2", "h3", "p", "strong", "em", "code", "ul", "ol", "li"}
_TABLE = {"table", "thead", "tbody", "tr", "th", "td"}


def rendered(text: str) -> BeautifulSoup:
    """As GitHub renders it before it cleans up: tables, bare addresses made links, HTML let through."""
    return BeautifulSoup(MarkdownIt("gfm-like", {"html": True}).render(text), "html.parser")


def written(result: AuditResult, folder: Path) -> str:
    path = MarkdownReport().write(result, folder)
    assert path == folder / "summary.md"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SAMPLES)
def test_only_our_own_markup_comes_of_it(name: str, tmp_path: Path) -> None:
    page = rendered(written(getattr(samples, name)(), tmp_path))
    assert {tag.name for tag in page.find_all(True)} <= _OURS | _TABLE
    assert [tag.attrs for tag in page.find_all(True) if tag.attrs] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_tables_are_whole(name: str, tmp_path: Path) -> None:
    page = rendered(written(getattr(samples, name)(), tmp_path))
    for table in page.find_all("table"):
        widths = {len(row.find_all(["th", "td"])) for row in table.find_all("tr")}
        assert len(widths) == 1
    assert not any(line.lstrip().startswith("|") for line in page.get_text().splitlines())


def test_it_begins_with_the_verdict_and_what_is_new(tmp_path: Path) -> None:
    page = rendered(written(samples.rough(), tmp_path))
    heads = [head.get_text() for head in page.find_all(["h2", "h3"])]
    assert heads[:3] == ["❌ Friction audit: Not passed", "3 new findings", "Budgets"]
    first = page.find("table")
    assert first is not None
    rows = [[cell.get_text(" ") for cell in row.find_all("td")] for row in first.find_all("tr")[1:]]
    assert [row[0] for row in rows] == ["❌ blocker", "❌ serious", "❌ moderate"]
    assert rows[0][2].startswith("The form forgets what was typed After a card number two digits short")


def test_figures_stand_beside_their_budgets(tmp_path: Path) -> None:
    page = rendered(written(samples.rough(), tmp_path))
    rows = [[cell.get_text(" ") for cell in row.find_all("td")] for row in page.find_all("table")[1].find_all("tr")]
    assert rows[1] == ["Largest paint", "landing on desktop", "4,350 ms 4,100 ms to 4,900 ms", "2,500 ms", "❌ over"]


def test_what_is_not_new_is_folded_up(tmp_path: Path) -> None:
    page = rendered(written(samples.rough(), tmp_path))
    assert [one.get_text() for one in page.find_all("summary")] == [
        "How to mend and reproduce them",
        "✅ 1 figure within its budget",
        "1 finding known from before",
        "1 worth a look, not counted",
        "2 inconclusive",
        "2 could not be checked",
    ]
    assert "Set aside on purpose" not in page.get_text()


def test_nothing_found_is_said(tmp_path: Path) -> None:
    text = written(samples.smooth(), tmp_path)
    assert text.startswith("## ✅ Friction audit: Passed\n")
    assert "**No new findings.**" in text


def test_nothing_seen_is_said(tmp_path: Path) -> None:
    text = written(samples.unseen(), tmp_path)
    assert text.startswith("## ⚠️ Friction audit: Incomplete\n")
    assert "net::ERR" in text


def test_two_hundred_findings_fit_and_the_rest_is_counted(tmp_path: Path) -> None:
    text = written(samples.crowded(), tmp_path)
    assert len(text.encode()) < MOST_BYTES
    assert "### 200 new findings" in text
    assert "… and 170 more in the report" in text


@pytest.mark.parametrize("sign", ["x ", "页面", "<&>", "@x ", "`|`"])
def test_whatever_the_texts_are_it_fits(sign: str) -> None:
    text = sign * 2_000
    findings = tuple(
        samples.finding(
            number, title=text, message=text, feels=text, fix=text, step=text, rerun=text, steps=(text,) * 5,
            evidence=(QuoteEvidence(text=text),),
        )
        for number in range(300)
    )  # fmt: skip
    crowded = samples.crowded().model_copy(update={"findings": findings, "interrupted": text, "target": text})
    made = summary_of(crowded)
    assert len(made.encode()) <= MOST_BYTES
    assert "### 300 new findings" in made
    assert made.rstrip().endswith("</sub>")
    assert {tag.name for tag in rendered(made).find_all(True)} <= _OURS | _TABLE


@pytest.mark.parametrize(
    "text",
    [
        "**bold** _it_ ~~gone~~ `code` [link](https://evil.example) ![picture](x.png)",
        "https://evil.example/x www.evil.example mailto:a@evil.example a@evil.example",
        "<b>x</b> <!-- --> <script>1</script> &lt;b&gt; &#64;",
        "a | b \\| c \\",
        "# head",
        "- item",
        "+ item",
        "1. item",
        "2) item",
        "> quote",
        "=== ---",
        "```\ncode\n```",
        "| a |\n| - |\n| b |",
    ],
)
def test_text_of_a_page_is_text(text: str) -> None:
    for page in (rendered(escaped(text)), rendered(f"| a |\n| --- |\n| {escaped(text)} |")):
        assert {tag.name for tag in page.find_all(True)} <= {"p", *_TABLE}
        shown = page.get_text().replace("\u200b", "")
        assert " ".join(text.split()) in " ".join(shown.split())


@pytest.mark.parametrize("text", ["@octocat", "mail @org/team now", "fix #12", "GH-12", "!34", "a@b", ":smile:"])
def test_nobody_is_mentioned_and_nothing_is_referred_to(text: str) -> None:
    shown = rendered(escaped(text)).get_text()
    assert not re.search(r"@\w|#\d|GH-\d|!\d|:smile:", shown)
    assert shown.replace("\u200b", "").strip() == text


def test_two_prices_are_no_formula() -> None:
    assert "$" not in escaped("$29.00 and $30.00")
    assert rendered(escaped("$29.00 and $30.00")).get_text().strip() == "$29.00 and $30.00"


@pytest.mark.parametrize("text", ["a`b", "`a`", "``", "a|b", "@octocat <b> $x$ https://evil.example"])
def test_code_stays_as_it_is(text: str) -> None:
    for page in (rendered(code(text)), rendered(f"| a |\n| --- |\n| {code(text, in_table=True)} |")):
        (found,) = page.find_all("code")
        assert found.get_text() == text
        assert page.find("a") is None


def test_documentation_keeps_its_lists_and_code() -> None:
    page = rendered(prose("First *this*:\n\n- `one` thing\n- two\n\nThen 1 < 2."))
    assert [tag.name for tag in page.find_all(True)] == ["p", "ul", "li", "code", "li", "p"]
    assert "First *this*:" in page.get_text()
