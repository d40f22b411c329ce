"""Sentences of the result in another language, and text of the page, which stays as it is."""

import pytest
from babel.messages.catalog import Catalog

from auditor.model.wording import listed, say, say_number, wordings_in
from reports import language
from reports.language import speaking, told, told_or_quoted


@pytest.fixture(autouse=True)
def _german(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = Catalog(locale="de")
    catalogue.add("nothing", "nichts")
    catalogue.add("{value:.1f} s", "{value:.1f} Sek.")
    catalogue.add("After {time}: {fields}.", "{fields} nach {time}.")
    catalogue.add(("{number} field", "{number} fields"), ("{number} Feld", "{number} Felder"))
    monkeypatch.setattr(language, "_catalogue", {"de": catalogue}.__getitem__)
    language._chooser.cache_clear()


def test_a_composed_sentence_is_composed_again() -> None:
    text = say(
        "After {time}: {fields}.",
        time=say("{value:.1f} s", value=6.25),
        fields=say_number("{number} field", "{number} fields", 2),
    )
    with speaking("de", wordings_in([text])):
        assert told(str(text)) == "2 Felder nach 6,2 Sek.."
        assert told("nothing") == "nichts"


def test_text_of_the_page_is_translated_where_we_composed_it_only() -> None:
    nothing = listed((say("nothing"),))
    with speaking("de"):
        assert told_or_quoted("nothing") == "nothing"
    with speaking("de", wordings_in([nothing])):
        assert told_or_quoted(str(nothing)) == "nichts"
        assert told_or_quoted("City") == "City"
