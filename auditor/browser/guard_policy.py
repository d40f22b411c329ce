"""What the network guard lets through. Pure: a request and the state of its context in, a verdict out."""

import ipaddress
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from functools import total_ordering
from typing import Final
from urllib.parse import unquote_plus, urlsplit

from auditor.browser.session_end import ends_session
from auditor.model.redaction import luhn_valid
from auditor.model.settings import Safety

_HARMLESS_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})  # OPTIONS: the browser's own CORS preflight
_SEPARATORS: Final = r"[\s\-\u00a0.]*"
_FEWEST_DIGITS: Final = 12  # of a card number (ISO/IEC 7812-1)
_LOOPBACK_NAMES: Final = ("localhost", ".localhost")  # RFC 6761, section 6.3


@total_ordering
class Mode(Enum):
    """How much a context may send; ordered, the strictest last.

    WALK: everything. LOOK: nothing that may change something. AFTERMATH: the same, because an order control was pressed
    on the page shortly before. HOLD: no navigation either.
    """

    WALK = 0
    LOOK = 1
    AFTERMATH = 2
    HOLD = 3

    def __lt__(self, other: "Mode") -> bool:
        return self.value < other.value


class Verdict(StrEnum):
    """What becomes of a request; everything but PASSED is answered with 204 and never leaves the machine."""

    PASSED = "passed"
    FOREIGN_HOST = "the page would have left the allowed hosts"
    ENDS_SESSION = "it would sign out or delete the account"
    LOOKING_ONLY = "the audit only looks"
    ORDER_CONTROL = "it follows a control that may place an order"
    NO_WRONG_CARD = "it follows a control that may place an order and does not carry the wrong card number"
    CARD_TYPED = "it carries a card number that was typed only to see what the field makes of it"


@dataclass(frozen=True)
class PausedRequest:
    """A request before it leaves the browser.

    `body` is None where there is none or the browser did not hand all of it over.
    `follows_passed`: it is the redirect of a request that was let through under the same card gate.
    """

    method: str
    url: str
    resource_type: str
    is_main_frame: bool = False
    body: str | None = None
    follows_passed: bool = False

    @property
    def is_document(self) -> bool:
        """Whether it loads a page into a window or a frame."""
        return self.resource_type == "Document"

    @property
    def may_change_something(self) -> bool:
        """Whether its method is one that servers act on."""
        return self.method.upper() not in _HARMLESS_METHODS

    @property
    def host(self) -> str:
        """The host it goes to, lower case, without port."""
        return host_of(self.url)


@dataclass(frozen=True)
class GuardPolicy:
    """Where the audit may go and how far: the same for every context of an audit.

    `allowed_hosts` are host names; each stands for itself, its `www.` twin and its sub-domains.
    `by_address`: it is a sandbox because it is on this machine; then other machines are none.
    """

    allowed_hosts: frozenset[str]
    safety: Safety = Safety.PROBE
    sandbox: bool = False
    may_end_session: bool = False
    by_address: bool = False

    @classmethod
    def for_site(
        cls,
        start_url: str,
        allow_hosts: Iterable[str] = (),
        safety: Safety = Safety.PROBE,
        *,
        sandbox: bool = False,
        may_end_session: bool = False,
    ) -> "GuardPolicy":
        """Make the policy of an audit; a start address on this machine counts as a sandbox.

        There is no list of public suffixes here on purpose: from `shop.example.com` the audit may enter
        `checkout.shop.example.com`, but `checkout.example.com` only where `--allow-host` names it, because on many
        suffixes (`github.io`, `co.uk`) the neighbours belong to other people.
        """
        start = host_of(start_url)
        hosts = frozenset(normal_host(host.removeprefix("*.")) for host in (start, *allow_hosts))
        local = is_loopback(start)
        return cls(hosts - {""}, safety, sandbox or local, may_end_session, local)

    @property
    def base_mode(self) -> Mode:
        """The mode no context may fall below."""
        return Mode.LOOK if self.safety is Safety.LOOK else Mode.WALK

    def may_order_at(self, url: str) -> bool:
        """Tell whether an order may be placed on a page: at the level `order`, on an allowed host of a sandbox."""
        host = host_of(url)
        sandbox = is_loopback(host) if self.by_address else self.sandbox
        return self.safety is Safety.ORDER and sandbox and self.allows_host(host)

    def allows_host(self, host: str) -> bool:
        """Tell whether pages of this host may be entered."""
        host = normal_host(host)
        return any(_same_site(host, allowed) for allowed in self.allowed_hosts)

    def judge(self, request: PausedRequest, mode: Mode, gate: "CardGate | None" = None) -> Verdict:
        """Decide on a request of a context in this mode; a card gate opens `HOLD` for what carries its number."""
        leaves = request.is_main_frame and request.is_document and not self.allows_host(request.host)
        if leaves:
            return Verdict.FOREIGN_HOST
        acts = request.is_document or request.may_change_something
        if acts and not self.may_end_session and ends_session(request.url):
            return Verdict.ENDS_SESSION
        mode = max(mode, self.base_mode)
        if mode is Mode.LOOK and request.may_change_something:
            return Verdict.LOOKING_ONLY
        if (mode is Mode.AFTERMATH and request.may_change_something) or (mode is Mode.HOLD and acts):
            return Verdict.ORDER_CONTROL
        if gate is not None and acts and not gate.lets_through(request, shop=self.allows_host(request.host)):
            return Verdict.NO_WRONG_CARD
        return Verdict.PASSED


@dataclass
class CardGate:
    """Lets only requests through that carry a given card number which no bank ever issued.

    Used around a control that may place an order on a sandbox: whatever reaches a server then carries a number that
    fails the Luhn sum (ISO/IEC 7812-1), so no payment can come of it. Navigations without a body count too; they are
    let through once a request with the number has reached the shop, because they are then its answer.
    """

    digits: str
    _reached_shop: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        """Refuse a number that a bank could have issued.

        Raises:
            ValueError: the digits satisfy the Luhn sum, or are no card number.

        """
        self.digits = re.sub(r"[\s-]", "", self.digits)
        if not re.fullmatch(r"[0-9]{12,19}", self.digits) or luhn_valid(self.digits):
            raise ValueError("the number of a card gate has 12 to 19 digits and fails the Luhn sum")
        self._pattern = _grouped(self.digits)

    def lets_through(self, request: PausedRequest, *, shop: bool) -> bool:
        """Decide on a request that acts; `shop` tells whether it goes to an allowed host."""
        carries = self.carried_by(request.body if request.may_change_something else request.url)
        if carries:
            self._reached_shop = self._reached_shop or shop
            return True
        return not request.may_change_something and (request.follows_passed or self._reached_shop)

    def carried_by(self, text: str | None) -> bool:
        """Tell whether a body or an address holds the number, grouped and encoded in whatever way."""
        return text is not None and _holds(self._pattern, text)


def carries_number(request: PausedRequest, digits: str) -> bool:
    """Tell whether a request holds a card number in its body or its address, grouped and encoded in whatever way.

    Its first twelve digits are enough: pages send while one types, and the beginning of a number may be one too.
    """
    pattern = re.compile(r"(?<![0-9])" + _SEPARATORS.join(digits[:_FEWEST_DIGITS]))
    return _holds(pattern, request.url) or (request.body is not None and _holds(pattern, request.body))


def carried_texts(request: PausedRequest, texts: Iterable[str]) -> int:
    """Count how many of some texts a request holds in its body or its address, encoded as forms or JSON are."""
    sent = [form for text in (request.url, request.body or "") for form in (text, unquote_plus(text))]
    return sum(any(wanted in form for wanted in (text, json.dumps(text)[1:-1]) for form in sent) for text in texts)


def _grouped(digits: str) -> re.Pattern[str]:
    return re.compile(r"(?<![0-9])" + _SEPARATORS.join(digits) + r"(?![0-9])")


def _holds(pattern: re.Pattern[str], text: str) -> bool:
    return any(pattern.search(form) for form in (text, unquote_plus(text), unquote_plus(unquote_plus(text))))


def host_of(url: str) -> str:
    """Return the host of an address, normalised; empty where there is none."""
    try:
        return normal_host(urlsplit(url if "//" in url else f"//{url}").hostname or "")
    except ValueError:
        return ""


def normal_host(host: str) -> str:
    """Return a host name as browsers write it: lower case, ASCII, without a final dot."""
    host = host.strip().rstrip(".").lower().strip("[]")
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    host = normal_host(host)
    if host == _LOOPBACK_NAMES[0] or host.endswith(_LOOPBACK_NAMES[1]):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _same_site(host: str, allowed: str) -> bool:
    if host == allowed:
        return True
    if _is_address(host) or _is_address(allowed):
        return False
    bare = allowed.removeprefix("www.")
    site = bare if "." in bare or bare == allowed else allowed  # the bare twin of `www.com` would be all of `.com`
    return host == site or host.endswith(f".{site}")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
