import inspect
from pathlib import Path

import pytest
import yaml

from auditor import journey_file
from auditor.errors import JourneyFileError
from auditor.journey_file import read_journey
from auditor.model.journey import (
    AddToCart,
    Click,
    Expect,
    Fill,
    FillForm,
    Goto,
    Journey,
    Locator,
    OpenCart,
    OpenListing,
    OpenProduct,
    PlaceOrder,
    Press,
    Scroll,
    Search,
    Select,
    Stage,
    StartCheckout,
    Step,
    WaitFor,
)

SHOP = "https://shop.example/en/"


def read(folder: Path, text: str, **options: object) -> Journey:
    file = folder / "buy.yaml"
    file.write_text(text, encoding="utf-8")
    (journey,) = read_journey(file, start_url=SHOP, **options)  # type: ignore[arg-type]
    return journey


def steps_of(folder: Path, *steps: str) -> tuple[Step, ...]:
    listed = "\n".join(f"  - {step}" for step in steps)
    return read(folder, f"title: Buy\nsteps:\n{listed}\n").steps[1:]


def documented() -> str:
    """The example in the documentation of the format."""
    text = inspect.getdoc(journey_file) or ""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("    title:"))
    end = next(number for number in range(start, len(lines)) if not lines[number])
    return "\n".join(line[4:] for line in lines[start:end])


def test_the_documented_example_is_valid(tmp_path: Path) -> None:
    journey = read(tmp_path, documented())
    assert (journey.id, journey.title, journey.device, journey.locale) == (
        "buy",
        "Buy a lamp on sale",
        "mobile",
        "de-DE",
    )
    assert journey.start_url == "https://shop.example/sale"
    assert [(step.id, step.stage, step.action) for step in journey.steps] == [
        ("landing", Stage.LANDING, Goto(url="https://shop.example/sale")),
        ("open-product", Stage.PRODUCT, OpenProduct()),
        ("search", Stage.SEARCH, Search(query="oak lamp")),
        ("add", Stage.CART, Click(target=Locator(role="button", name="Add to basket"))),
        ("open-cart", Stage.CART, OpenCart()),
        ("fill", Stage.CART, Fill(target=Locator(label="E-mail"), value="ada@example.com")),
        ("select", Stage.CART, Select(target=Locator(css="#country"), option="Latvia")),
        ("press", Stage.CART, Press(key="Enter")),
        ("wait-for", Stage.CART, WaitFor(target=Locator(css=".summary"))),
        ("expect", Stage.CART, Expect(text="Delivery")),
    ]
    by_id = {step.id: step for step in journey.steps}
    assert by_id["search"].optional
    assert by_id["add"].timeout_ms == 20_000


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("search", Search()),
        ("search: oak lamp", Search(query="oak lamp")),
        ("search: 4711", Search(query="4711")),
        ("open_product", OpenProduct()),
        ("add-to-cart:", AddToCart()),
        ("add-to-cart: {control: css=.buy}", AddToCart(control=Locator(css=".buy"))),
        ("open-product: {control: text=Lamp}", OpenProduct(control=Locator(text="Lamp"))),
        ("open-listing: {control: {role: link, name: All}}", OpenListing(control=Locator(role="link", name="All"))),
        ("search: {query: oak, control: css=#q}", Search(query="oak", control=Locator(css="#q"))),
        ("search: {control: {label: Find, exact: true}}", Search(control=Locator(label="Find", exact=True))),
        (
            "start-checkout: {control: text=Pay, guest: {test-id: guest}}",
            StartCheckout(control=Locator(text="Pay"), guest=Locator(test_id="guest")),
        ),
        ("place-order", PlaceOrder()),
        ("fill-form", FillForm()),
        ("fill-form: {E-mail: a@example.com, City: 'No'}", FillForm(values={"E-mail": "a@example.com", "City": "No"})),
        ("goto: /sale", Goto(url="/sale")),
        ("click: css=a[href*='=x']", Click(target=Locator(css="a[href*='=x']"))),
        ("click: text=Buy", Click(target=Locator(text="Buy"))),
        ("click: {test-id: buy}", Click(target=Locator(test_id="buy"))),
        ("click: {text: Buy, exact: true, nth: -1}", Click(target=Locator(text="Buy", exact=True, nth=-1))),
        ("fill: {placeholder: Code, value: ''}", Fill(target=Locator(placeholder="Code"), value="")),
        ("press: {key: Tab, css: '#a'}", Press(key="Tab", target=Locator(css="#a"))),
        ("press: {key: Tab}", Press(key="Tab")),
        ("scroll", Scroll()),
        ("scroll: css=footer", Scroll(target=Locator(css="footer"))),
        ("expect: css=.ok", Expect(target=Locator(css=".ok"))),
        ("expect: {url-contains: /cart}", Expect(url_contains="/cart")),
        ("expect: {role: alert, text: Sorry}", Expect(target=Locator(role="alert"), text="Sorry")),
    ],
)
def test_actions_are_read_in_every_spelling(tmp_path: Path, text: str, action: object) -> None:
    (step,) = steps_of(tmp_path, f"{text}") if not text.startswith("goto") else steps_of(tmp_path, "scroll", text)[1:]
    assert step.action == action


def test_a_journey_that_begins_with_goto_opens_nothing_else(tmp_path: Path) -> None:
    journey = read(tmp_path, "title: Sale\nsteps: [{goto: /sale, id: start}]")
    assert [(step.id, step.stage, step.timeout_ms) for step in journey.steps] == [("start", Stage.LANDING, 30_000)]


def test_the_start_is_the_audited_address_unless_told(tmp_path: Path) -> None:
    assert read(tmp_path, "title: A\nsteps: [search]").start_url == SHOP


def test_steps_without_an_id_are_numbered_from_the_second_on(tmp_path: Path) -> None:
    assert [step.id for step in steps_of(tmp_path, "click: css=a", "click: css=b", "click: css=c")] == [
        "click",
        "click-2",
        "click-3",
    ]


def test_exact_steps_stay_at_the_stage_before_them(tmp_path: Path) -> None:
    steps = steps_of(tmp_path, "start-checkout", "fill-form", "press: Enter", "{search: x, stage: listing}")
    assert [step.stage for step in steps] == [Stage.CHECKOUT, Stage.CHECKOUT, Stage.CHECKOUT, Stage.LISTING]
    assert steps_of(tmp_path, "fill-form")[0].stage is Stage.FORM


def test_a_journey_is_walked_on_every_device_unless_it_names_one(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("title: A\nsteps: [search]", encoding="utf-8")
    devices = ("desktop", "mobile")
    assert [one.device for one in read_journey(file, start_url=SHOP, devices=devices)] == ["desktop", "mobile"]
    file.write_text("title: A\ndevice: mobile\nsteps: [search]", encoding="utf-8")
    assert [one.device for one in read_journey(file, start_url=SHOP, devices=devices)] == ["mobile"]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("title: A\nstep: []", 2, "unknown key 'step'; did you mean 'steps'?"),
        ("title: A\ntitle: B\nsteps: [search]", 2, "'title' is there twice"),
        ("title: A", 1, "'steps' is missing"),
        ("", 1, "expected a journey: a mapping with title and steps"),
        ("- search", 1, "expected a journey: a mapping with title and steps"),
        ("steps: []", 1, "steps is empty: expected at least one step"),
        ("steps: search", 1, "expected a list of steps"),
        ("start: ftp://x\nsteps: [search]", 1, "start 'ftp://x': expected an http(s) address or a path"),
        ("steps:\n  - search\n  - open-prodct", 3, "unknown action 'open-prodct'; did you mean 'open-product'?"),
        ("steps:\n  - clik: css=a", 2, "unknown action or key 'clik'; did you mean 'click'?"),
        ("steps:\n  - search: a\n    timeot: 3", 3, "unknown action or key 'timeot'; did you mean 'timeout'?"),
        ("steps:\n  - search: a\n    goto: b", 2, "a step has exactly one action; this one has search and goto"),
        ("steps:\n  - id: a", 2, "a step has exactly one action; this one has none"),
        ("steps:\n  - search: a\n    stage: produkt", 3, "did you mean 'product'?"),
        ("steps:\n  - search: a\n    timeout: 500", 3, "timeout '500': expected a number from 0.1 to 120"),
        ("steps:\n  - search: a\n    timeout: soon", 3, "timeout 'soon': expected a number"),
        ("steps:\n  - search: a\n    optional: maybe", 3, "optional 'maybe': expected true or false"),
        ("steps:\n  - {search: a, id: x}\n  - {search: b, id: x}", 3, "the id 'x' is taken by an earlier step"),
        ("steps:\n  - {search: a, id: landing}", 2, "the id 'landing' is taken by an earlier step"),
        ("steps:\n  - click", 2, "click needs more than its name, such as click:"),
        ("steps:\n  - open-cart: now", 2, "open-cart takes nothing, or a mapping with control"),
        ("steps:\n  - open-cart:\n      contrl: css=a", 3, "unknown key 'contrl'; did you mean 'control'?"),
        ("steps:\n  - add-to-cart: {guest: css=a}", 2, "unknown key 'guest'; expected control"),
        ("steps:\n  - search: {query: [a]}", 2, "expected a text for query"),
        ("steps:\n  - add-to-cart: {control: {rol: button}}", 2, "unknown key 'rol'; did you mean 'role'?"),
        ("steps:\n  - start-checkout: [css=a]", 2, "start-checkout takes nothing, or a mapping with control and guest"),
        ("steps:\n  - place-order: {control: css=a}", 2, "place-order takes nothing"),
        ("steps:\n  - place-order\n  - place-order", 3, "a journey has place-order once at most"),
        ("steps:\n  - click: .buy", 2, "the locator '.buy': expected a mapping or something like css=.buy"),
        ("steps:\n  - click: {rol: button}", 2, "unknown key 'rol'; did you mean 'role'?"),
        ("steps:\n  - click: {css: a, text: b}", 2, "a locator has exactly one of css,"),
        ("steps:\n  - click: {css: a, name: b}", 2, "name goes with role only"),
        ("steps:\n  - fill: {label: E-mail}", 2, "'value' is missing"),
        ("steps:\n  - expect: {exact: true}", 2, "expect needs text, url-contains or a locator"),
        ("steps:\n  - [a]", 2, "expected the name of an action or a mapping"),
        ("steps:\n  - 'a: b", 2, "not valid YAML"),
    ],
)
def test_a_mistake_names_file_line_and_the_nearest_valid_name(tmp_path: Path, text: str, line: int, told: str) -> None:
    with pytest.raises(JourneyFileError) as raised:
        read(tmp_path, text)
    assert str(raised.value).startswith(f"{tmp_path / 'buy.yaml'}:{line}: ")
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(JourneyFileError, match="there is no such file"):
        read_journey(tmp_path / "nowhere.yaml", start_url=SHOP)


def test_objects_of_python_cannot_be_made_by_a_file(tmp_path: Path) -> None:
    with pytest.raises(JourneyFileError):
        read(tmp_path, "steps: !!python/object/apply:os.system [ls]")


def test_the_documented_example_is_what_yaml_reads() -> None:
    assert isinstance(yaml.safe_load(documented())["steps"], list)


def test_an_order_is_given_more_time_than_other_steps(tmp_path: Path) -> None:
    (step,) = steps_of(tmp_path, "place-order")
    assert (step.id, step.stage, step.timeout_ms) == ("place-order", Stage.CONFIRMATION, 90_000)
