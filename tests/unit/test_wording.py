import copy
import pickle

import pytest

from auditor.model.finding import Certainty, Finding, Location, QuoteEvidence, Severity
from auditor.model.journey import Stage
from auditor.model.wording import Phrase, Wording, listed, mapped, say, say_number, wordings_in

PLACE = Location(journey="shop", step="checkout", stage=Stage.CHECKOUT, device="desktop", url="https://shop.example/")


def finding(message: str, source: str = "") -> Finding:
    return Finding(
        check_id="checkout/made-up",
        severity=Severity.MINOR,
        certainty=Certainty.CERTAIN,
        message=message,
        location=PLACE,
        evidence=(QuoteEvidence(text="Wrong", source=source),),
    )


def test_a_sentence_is_a_string_and_knows_how_it_was_made() -> None:
    told = say("{name} was {share:.1f} of it.", name="“Buy”", share=0.26)
    assert told == "“Buy” was 0.3 of it."
    assert isinstance(told, str)
    assert told.wording == Wording(text="{name} was {share:.1f} of it.", values={"name": "“Buy”", "share": 0.26})


def test_braces_of_the_page_are_not_read_as_placeholders() -> None:
    assert say("It reads {text}.", text="{number} {}") == "It reads {number} {}."
    assert say("A brace { alone") == "A brace { alone"


@pytest.mark.parametrize(("number", "text"), [(0, "0 fields of A"), (1, "1 field of A"), (2, "2 fields of A")])
def test_a_number_chooses_the_form(number: int, text: str) -> None:
    told = say_number("{number} field of {step}", "{number} fields of {step}", number, step="A")
    assert told == text
    assert told.wording.number == number
    assert told.wording.values == {"number": number, "step": "A"}


def test_a_phrase_within_a_phrase_stays_one() -> None:
    inner = say_number("{number} field", "{number} fields", 3)
    told = say("The form has {fields}.", fields=inner)
    assert told == "The form has 3 fields."
    assert told.wording.values["fields"] == inner.wording


def test_phrases_follow_one_another_and_nothing_adds_nothing() -> None:
    first, second = say("It is {what}.", what="red"), say(" So it was.")
    told = first + "" + second + " raw"
    assert told == "It is red. So it was. raw"
    assert told.wording.parts == (first.wording, second.wording, " raw")
    assert (first + "").wording == first.wording
    assert ("" + first).wording == first.wording
    before = "raw: " + first
    assert isinstance(before, Phrase)
    assert before.wording.parts == ("raw: ", first.wording)
    grown = Phrase("")
    grown += first
    assert grown.wording == first.wording


def test_a_list_is_parted_by_commas_and_is_one_part_of_what_it_is_added_to() -> None:
    names = listed(["raw", say("ours")])
    assert names == "raw, ours"
    assert names.wording == Wording(parts=("raw", Wording(text="ours")), comma=True)
    assert (names + say(" and more")).wording.parts == (names.wording, Wording(text=" and more"))
    assert listed([]) == ""
    assert not listed([])


def test_what_joins_strings_otherwise_gives_the_text_and_forgets_the_wording() -> None:
    told = say("It is {what}.", what="red")
    assert f"{told}!" == "It is red.!"
    assert not isinstance(told.upper(), Phrase)


def test_only_what_is_not_ours_is_changed() -> None:
    inner = say("typed into {field}", field="secret")
    told = listed([say("secret {what}, {part}", what="secret", part=inner), "secret"])
    masked = mapped(told, lambda text: text.replace("secret", "•"))
    assert masked == "secret •, typed into •, •"
    assert isinstance(masked, Phrase)
    assert masked.wording.english() == masked
    assert mapped("a secret", lambda text: text.replace("secret", "•")) == "a •"


def test_only_composed_texts_are_gathered_from_records_however_deep() -> None:
    message = say("It is {what}.", what="red")
    source = say("typed into {field}", field="City")
    plain = finding("raw", say("constant"))
    assert wordings_in([finding(message, source)], {"other": (plain, message)}) == {
        "It is red.": message.wording,
        "typed into City": source.wording,
    }


def test_a_document_holds_plain_strings_and_is_read_with_their_wordings() -> None:
    told = finding(say_number("{number} field", "{number} fields", 2) + listed([say("{a}", a="x"), "y"]), say("said"))
    document = told.model_dump_json()
    assert '"message":"2 fieldsx, y"' in document
    wordings = {text: Wording.model_validate_json(one.model_dump_json()) for text, one in wordings_in(told).items()}
    read = Finding.model_validate_json(document, context=wordings)
    assert read == told
    assert isinstance(read.message, Phrase)
    assert isinstance(told.message, Phrase)
    assert read.message.wording == told.message.wording
    assert read.message.wording.english() == told.message
    assert not isinstance(Finding.model_validate_json(document).message, Phrase)


@pytest.mark.parametrize(
    "phrase",
    [say("plain"), say("{a}", a="x"), say_number("{number} field", "{number} fields", 2), listed(["a", say("b")])],
)
def test_a_phrase_survives_copying_and_pickling(phrase: Phrase) -> None:
    for twin in (copy.copy(phrase), copy.deepcopy(phrase), pickle.loads(pickle.dumps(phrase))):  # noqa: S301 - our own
        assert twin == phrase
        assert isinstance(twin, Phrase)
        assert twin.wording == phrase.wording


def test_a_record_that_is_copied_keeps_its_phrases() -> None:
    told = finding(say("It is {what}.", what="red"))
    for twin in (told.model_copy(deep=True), told.model_copy(update={"identity": "x"}), Finding(**dict(told))):
        assert isinstance(twin.message, Phrase)
        assert twin.message.wording.values == {"what": "red"}
