from auditor.check import Context
from auditor.marks import mark, marked
from auditor.model.base import Box
from auditor.model.finding import ElementEvidence, Mark
from tests.unit.makers import SHOP, element, finding, location, screenshot, visit, walk


def test_a_box_is_put_into_the_coordinates_of_the_viewport() -> None:
    found = mark(Box(x=100, y=900, width=200, height=50), [screenshot("a", scroll_y=800)])
    assert found == Mark(
        screenshot="run/blobs/a.webp", width=1280, height=720, boxes=(Box(x=100, y=100, width=200, height=50),)
    )


def test_a_box_outside_every_picture_has_no_mark() -> None:
    assert mark(Box(x=0, y=720, width=10, height=10), [screenshot()]) is None
    assert mark(Box(x=0, y=0, width=0, height=10), [screenshot()]) is None
    assert mark(Box(x=0, y=0, width=10, height=10), []) is None


def test_a_box_at_the_edge_is_marked_where_half_of_it_is_shown() -> None:
    found = mark(Box(x=0, y=700, width=100, height=40), [screenshot()])
    assert found is not None
    assert found.boxes == (Box(x=0, y=700, width=100, height=20),)
    assert mark(Box(x=0, y=701, width=100, height=40), [screenshot()]) is None


def test_a_form_longer_than_the_screen_is_marked_as_far_as_it_is_shown() -> None:
    found = mark(Box(x=0, y=100, width=1280, height=5000), [screenshot()])
    assert found is not None
    assert found.boxes == (Box(x=0, y=100, width=1280, height=620),)


def test_the_picture_that_shows_most_is_taken() -> None:
    found = mark(Box(x=0, y=700, width=100, height=40), [screenshot("edge"), screenshot("whole", scroll_y=300)])
    assert found is not None
    assert found.screenshot == "run/blobs/whole.webp"


def marks_of(*pages: str, url: str = f"{SHOP}cart") -> list[str | None]:
    """The screenshots on which a finding at the cart is marked; the pages named were judged."""
    box = Box(x=1, y=1, width=5, height=5)
    run = walk(visits=[visit(name, screenshot(name)) for name in ("product", "cart", "checkout")])
    judged = [one for one in run.visits if one.step_id in pages]
    found = marked(finding(at=location("cart", url=url), evidence=[element(box=box)]), judged, (), Context(run))
    evidence = [one for one in found.evidence if isinstance(one, ElementEvidence)]
    return [one.mark.screenshot if one.mark else None for one in evidence]


def test_only_pictures_of_the_findings_own_page_are_marked() -> None:
    assert marks_of("cart") == ["run/blobs/cart.webp"]
    assert marks_of("product", "checkout") == ["run/blobs/cart.webp"]
    assert marks_of("cart", url=f"{SHOP}elsewhere") == [None]


def test_pictures_of_a_form_that_was_sent_show_another_layout() -> None:
    """The messages at its top have moved everything below them; from then on no picture shows it as it came."""
    purposes = ("before submission", "after submission", "before submission", "after the mistake was put right")
    pictures = [
        screenshot(str(number)).model_copy(update={"purpose": purpose, "scroll_y": 600})
        for number, purpose in enumerate(purposes)
    ]
    low = finding(at=location("cart"), evidence=[element(box=Box(x=1, y=700, width=5, height=5))])
    for shown, expected in ((pictures, "run/blobs/0.webp"), (pictures[1:], None)):
        run = walk(visits=[visit("cart", *shown)])
        (evidence,) = marked(low, run.visits, (), Context(run)).evidence
        assert isinstance(evidence, ElementEvidence)
        assert (evidence.mark.screenshot if evidence.mark else None) == expected


def test_pictures_that_a_trial_took_come_first_and_a_given_mark_stays() -> None:
    box = Box(x=1, y=1, width=5, height=5)
    context = Context(walk(visits=[visit("cart", screenshot("arrival"))]))
    given = ElementEvidence(selector="#a", box=box, mark=Mark(screenshot="mine", width=1, height=1))
    plain = finding(at=location("cart"), evidence=[given, element("#b", box)])
    found = marked(plain, context.run.visits, [screenshot("trial")], context)
    shown = [one.mark.screenshot for one in found.evidence if isinstance(one, ElementEvidence) and one.mark]
    assert shown == ["mine", "run/blobs/trial.webp"]
