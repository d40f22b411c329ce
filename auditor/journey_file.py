"""Journey files: a journey written down in YAML, for what the default one does not walk.

    title: Buy a lamp on sale
    start: /sale                      # default: the audited address; may be relative to it
    device: mobile                    # default: the devices the audit is told
    locale: de-DE
    credentials:                      # used where the shop asks for an account, and only there
      username: ada@example.com
      password: ${SHOP_PASSWORD}      # always a variable of the environment
    steps:
      - open-product                  # semantic steps need no selectors
      - search: oak lamp
        optional: true
      - click: {role: button, name: Add to basket}
        id: add
        stage: cart
        timeout: 20                   # seconds, 0.1 to 120; default 15
      - open-cart
      - fill: {label: E-mail, value: ada@example.com}
      - select: {css: "#country", option: Latvia}
      - press: Enter
      - wait-for: css=.summary
      - expect: {text: Delivery}

A step is a bare word or a mapping of one action to what it needs, beside which `id`, `stage`, `timeout` and `optional`
may stand.

Actions: `search` (a query, or none), `open-listing`, `open-product`, `add-to-cart`, `open-cart`, `start-checkout`,
`place-order` (once in a journey; taken with `--safety order` only), `fill-form` (values by label, or none), `goto` (an
address), `click`, `fill`, `select`, `press` (a key), `scroll`, `wait-for` and `expect` (`text`, `url-contains` or a
locator). Where recognition takes the wrong control or none, `control` names it: `add-to-cart: {control: {role: button,
name: Buy}}`, `search: {query: oak lamp, control: css=#q}`;
`start-checkout` takes `guest` too, the way on without an account.

Locators name an element as Playwright does, with exactly one of `css`, `role` (with `name`), `label`, `placeholder`,
`text`, `test-id`, and `exact` and `nth` where wanted; `css=.buy` is short for `{css: .buy}`.

Stages: `landing`, `listing`, `search`, `product`, `cart`, `checkout`, `confirmation`, `form`. A semantic step knows its
stage; any other stays at the stage of the step before it. A journey that does not begin with `goto` begins with the
opening of its start address, as the step `landing`. Every mistake is told with its line and the nearest valid name.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import yaml

from auditor.errors import JourneyFileError
from auditor.journey_nodes import Mapping, Source
from auditor.model.journey import (
    ORDER_TIMEOUT_MS,
    Action,
    AddToCart,
    Click,
    Credentials,
    Expect,
    Fill,
    FillForm,
    Goto,
    Journey,
    Locator,
    OpenCart,
    OpenForm,
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
from auditor.suggestion import listed

_TOP_KEYS = ("title", "start", "device", "locale", "credentials", "steps")
_VARIABLE = re.compile(r"\$\{\w+\}")
_BESIDE_AN_ACTION = ("id", "stage", "timeout", "optional")
_Intent = Search | OpenListing | OpenProduct | AddToCart | OpenCart | StartCheckout | PlaceOrder | OpenForm
_INTENTS: dict[str, tuple[type[_Intent], Stage]] = {
    "search": (Search, Stage.SEARCH),
    "open-listing": (OpenListing, Stage.LISTING),
    "open-product": (OpenProduct, Stage.PRODUCT),
    "add-to-cart": (AddToCart, Stage.CART),
    "open-cart": (OpenCart, Stage.CART),
    "start-checkout": (StartCheckout, Stage.CHECKOUT),
    "place-order": (PlaceOrder, Stage.CONFIRMATION),
    "open-form": (OpenForm, Stage.FORM),
}
_CONTROLS = ("control", "guest")
_EXACT = ("goto", "click", "fill", "select", "press", "scroll", "wait-for", "expect")
ACTIONS = (*_INTENTS, "fill-form", *_EXACT)
LOCATORS = ("css", "role", "label", "placeholder", "text", "test-id")
_LOCATOR_KEYS = (*LOCATORS, "name", "exact", "nth")
_LONGEST_SECONDS, _SHORTEST_SECONDS = 120.0, 0.1
_FIRST_TIMEOUT_MS = 30_000  # the opening of a site, cold, is given more than a step within it


def read_journey(
    path: Path,
    *,
    start_url: str,
    devices: Sequence[str] = ("desktop",),
    locale: str | None = None,
    credentials: Credentials | None = None,
) -> tuple[Journey, ...]:
    """Read a journey file.

    Args:
        path: the file; its name without the ending becomes the journey's id.
        start_url: the audited address.
        devices: the devices to walk it on, unless the file names one.
        locale: the browser's locale, unless the file names one.
        credentials: the account to sign in with, unless the file names one.

    Returns:
        The journey, once for every device.

    Raises:
        JourneyFileError: the file cannot be read or is not valid; the text names file and line.
    """
    source = Source(path)
    top = source.mapping(_root(path), "a journey: a mapping with title and steps", _TOP_KEYS)
    start = urljoin(start_url, top.text("start") or "")
    if urlsplit(start).scheme not in {"http", "https"}:
        raise source.error(top.node("start"), f"start '{start}': expected an http(s) address or a path")
    steps = _steps(source, top, start)
    device = top.text("device")
    return tuple(
        Journey(
            id=path.stem,
            title=top.text("title") or path.stem,
            start_url=start,
            steps=steps,
            device=one,
            locale=top.text("locale") or locale,
            credentials=_credentials(source, top) or credentials,
        )
        for one in ((device,) if device else devices)
    )


def _root(path: Path) -> yaml.Node | None:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise JourneyFileError(f"--journey {path}: there is no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise JourneyFileError(f"--journey {path}: cannot be read: {error}") from None
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise JourneyFileError(f"{path}:{line}: not valid YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise JourneyFileError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from None


def _credentials(source: Source, top: Mapping) -> Credentials | None:
    node = top.node("credentials")
    if node is None:
        return None
    fields = source.mapping(node, "credentials: username and password", ("username", "password"))
    username, password = fields.required_text("username"), fields.required_text("password")
    if not _VARIABLE.fullmatch(password):
        raise source.error(
            fields.node("password"), "the password is written out here: expected a variable of the environment, ${NAME}"
        )
    return Credentials(username=username, password=password)


def _steps(source: Source, top: Mapping, start: str) -> tuple[Step, ...]:
    nodes = source.items(top.required("steps"), "a list of steps")
    steps: list[Step] = []
    for node in nodes:
        if not steps and not _is_goto(source, node):
            steps.append(_landing(start))
        steps.append(_step(source, node, steps))
    if not steps:
        raise source.error(top.node("steps"), "steps is empty: expected at least one step")
    return tuple(steps)


def _landing(start: str) -> Step:
    return Step(id="landing", stage=Stage.LANDING, action=Goto(url=start), timeout_ms=_FIRST_TIMEOUT_MS)


def _is_goto(source: Source, node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) and any(source.key(key) == "goto" for key, _ in node.value)


def _step(source: Source, node: yaml.Node, before: Sequence[Step]) -> Step:
    fields: Mapping | None = None
    if isinstance(node, yaml.MappingNode):
        fields = source.mapping(node, "a step", (*ACTIONS, *_BESIDE_AN_ACTION), noun="action or key")
        named = [name for name in ACTIONS if fields.node(name) is not None]
        if len(named) != 1:
            told = " and ".join(named) or "none"
            raise source.error(node, f"a step has exactly one action; this one has {told}")
        name, content = named[0], fields.node(named[0])
    else:
        name, content = source.name(node, ACTIONS, "action"), None
    stage_before = before[-1].stage if before else Stage.LANDING
    action, own_stage = _action(source, name, content if content is not None else node, bare=content is None)
    if isinstance(action, FillForm):
        own_stage = Stage.CHECKOUT if stage_before is Stage.CHECKOUT else Stage.FORM
    if isinstance(action, PlaceOrder) and any(isinstance(one.action, PlaceOrder) for one in before):
        raise source.error(node, f"a journey has {name} once at most: an audit places one order")
    stated = fields.choice("stage", [stage.value for stage in Stage]) if fields else None
    given_id = fields.text("id") if fields else None
    taken = {step.id for step in before}
    if given_id in taken:
        assert fields is not None
        raise source.error(fields.node("id"), f"the id '{given_id}' is taken by an earlier step")
    seconds = fields.number("timeout", _SHORTEST_SECONDS, _LONGEST_SECONDS) if fields else None
    usual = ORDER_TIMEOUT_MS if isinstance(action, PlaceOrder) else 15_000
    first = usual if before else _FIRST_TIMEOUT_MS
    return Step(
        id=given_id or _free_id(name, taken),
        stage=Stage(stated) if stated else own_stage or stage_before,
        action=action,
        timeout_ms=round(seconds * 1000) if seconds else first,
        optional=bool(fields and fields.flag("optional")),
    )


def _free_id(name: str, taken: Iterable[str]) -> str:
    """The action's name, with a number from the second time on."""
    known = set(taken)
    if name not in known:
        return name
    return next(f"{name}-{number}" for number in range(2, len(known) + 3) if f"{name}-{number}" not in known)


def _action(source: Source, name: str, node: yaml.Node, *, bare: bool) -> tuple[Action, Stage | None]:
    """The action and, of a semantic one, its stage."""
    empty = bare or source.is_null(node)
    if name in _INTENTS:
        return _intent(source, name, None if empty or source.is_true(node) else node), _INTENTS[name][1]
    if name == "fill-form":
        return FillForm(values={} if empty else source.texts(node, "values by label")), None
    if name == "scroll" and empty:
        return Scroll(), None
    if empty:
        raise source.error(node, f"{name} needs more than its name{_EXAMPLES[name]}")
    return _exact_action(source, name, node), None


def _intent(source: Source, name: str, node: yaml.Node | None) -> Action:
    """An intent, alone or with what it takes: a query to search for, controls that recognition would not find."""
    kind = _INTENTS[name][0]
    if node is None:
        return kind()
    takes = [key for key in ("query", *_CONTROLS) if key in kind.model_fields]
    if not takes:
        raise source.error(node, f"{name} takes nothing")
    if isinstance(node, yaml.ScalarNode) and kind is Search:
        return Search(query=source.text(node, "a query"))
    if not isinstance(node, yaml.MappingNode):
        raise source.error(node, f"{name} takes nothing, or a mapping with {listed(takes, 'and')}")
    fields = source.mapping(node, f"a mapping with {listed(takes, 'and')}", takes)
    given: dict[str, object] = {
        key: _locator(source, part)[0] for key in _CONTROLS if (part := fields.node(key)) is not None
    }
    if "query" in takes:
        given["query"] = fields.text("query")
    return kind.model_validate(given)


_EXAMPLES = {
    "goto": ", such as goto: /sale",
    "click": ", such as click: {role: button, name: Buy}",
    "fill": ", such as fill: {label: E-mail, value: ada@example.com}",
    "select": ", such as select: {label: Country, option: Latvia}",
    "press": ", such as press: Enter",
    "wait-for": ", such as wait-for: css=.summary",
    "expect": ", such as expect: {text: Delivery}",
}


def _exact_action(source: Source, name: str, node: yaml.Node) -> Action:
    if name == "goto":
        return Goto(url=source.text(node, "an address or a path"))
    if name == "fill":
        target, fields = _locator(source, node, "value")
        return Fill(target=target, value=fields.required_text("value", allow_empty=True))
    if name == "select":
        target, fields = _locator(source, node, "option")
        return Select(target=target, option=fields.required_text("option"))
    if name == "press":
        return _press(source, node)
    if name == "expect":
        return _expect(source, node)
    target, _ = _locator(source, node)
    return _ON_A_TARGET[name](target=target)


_ON_A_TARGET: dict[str, Callable[..., Click | Scroll | WaitFor]] = {
    "click": Click,
    "scroll": Scroll,
    "wait-for": WaitFor,
}


def _press(source: Source, node: yaml.Node) -> Press:
    if isinstance(node, yaml.ScalarNode):
        return Press(key=source.text(node, "a key"))
    fields = source.mapping(node, "a key with a locator", (*_LOCATOR_KEYS, "key"))
    target = _locator(source, node, "key")[0] if any(fields.node(name) is not None for name in LOCATORS) else None
    return Press(key=fields.required_text("key"), target=target)


def _expect(source: Source, node: yaml.Node) -> Expect:
    """`text` is a text anywhere on the page here, not a locator."""
    if isinstance(node, yaml.ScalarNode):
        return Expect(target=_short(source, node))
    fields = source.mapping(node, "what is expected", (*_LOCATOR_KEYS, "url-contains"))
    text, part = fields.text("text"), fields.text("url-contains")
    others = [name for name in LOCATORS if name != "text" and fields.node(name) is not None]
    target = _target(source, fields, without=("text",)) if others else None
    if text is None and part is None and target is None:
        raise source.error(node, "expect needs text, url-contains or a locator")
    return Expect(target=target, text=text, url_contains=part)


def _locator(source: Source, node: yaml.Node, *further: str) -> tuple[Locator, Mapping]:
    """A locator, with the mapping it stands in for what `further` names."""
    if isinstance(node, yaml.ScalarNode) and not further:
        return _short(source, node), Mapping.empty(source, node)
    fields = source.mapping(node, "a locator", (*_LOCATOR_KEYS, *further))
    return _target(source, fields), fields


def _short(source: Source, node: yaml.ScalarNode) -> Locator:
    kind, equals, value = source.text(node, "a locator").partition("=")
    if not equals or kind.strip() not in LOCATORS or not value.strip():
        raise source.error(node, f"the locator '{node.value}': expected a mapping or something like css=.buy")
    return Locator.model_validate({kind.strip().replace("-", "_"): value.strip()})


def _target(source: Source, fields: Mapping, *, without: Sequence[str] = ()) -> Locator:
    kinds = [name for name in LOCATORS if name not in without and fields.node(name) is not None]
    if len(kinds) != 1:
        told = " and ".join(kinds) or "none"
        raise source.error(fields.at, f"a locator has exactly one of {', '.join(LOCATORS)}; this one has {told}")
    if fields.node("name") is not None and kinds != ["role"]:
        raise source.error(fields.node("name"), "name goes with role only")
    nth = fields.number("nth", -1000, 1000)
    return Locator.model_validate(
        {
            kinds[0].replace("-", "_"): fields.required_text(kinds[0]),
            "name": fields.text("name"),
            "exact": bool(fields.flag("exact")),
            "nth": None if nth is None else int(nth),
        }
    )
