"""A new password is made hard to choose.

What it does:
    Looks at fields for a new password, on the way to the order and in forms: whether they hold less than 64
    characters, ask for the password a second time, offer no way to see it, and do without the token by which password
    managers know them. Two of the four are reported.

Why it is friction:
    Rules, rules. The shopper invents something short, types it twice blindly, and has forgotten it by the next order.

How to fix:
    Take passwords of any length, ask for them once, let the shopper see them, and state
    `autocomplete="new-password"`.

Limits:
    Fields to sign in with are not judged. Any control beside or right below the field counts as a way to see it.

References:
    - GOV.UK Design System, Passwords: https://design-system.service.gov.uk/patterns/passwords/
    - web.dev, Sign-up form best practices: https://web.dev/articles/sign-up-form-best-practices
    - W3C, Understanding Success Criterion 3.3.8 Accessible Authentication:
      https://www.w3.org/WAI/WCAG22/Understanding/accessible-authentication-minimum.html
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.check import Context, JourneyCheck
from auditor.discovery.lexicon import Concept
from auditor.discovery.page_view import PageView
from auditor.discovery.shopper import FieldPurpose
from auditor.model.base import Box
from auditor.model.finding import CheckMeta, CheckStatus, ElementEvidence, Finding, Severity
from auditor.model.journey import Stage
from auditor.model.run import Visit
from auditor.model.snapshot import DomSnapshot, ElementSnapshot, FieldSnapshot
from auditor.model.wording import say, say_number
from checks.judgement import shortened

LEAST_LENGTH = 64
"""Characters that a password may have at least, NIST SP 800-63B section 3.1.1.2."""
LEAST_FAULTS = 2
BESIDE_PX = 60
BELOW_PX = 48
"""How far right of or below a password a control may stand that shows it, in CSS pixels; ours."""
_NEW = "new-password"
_OLD = "current-password"


@dataclass(frozen=True)
class _NewPassword:
    """A field for a new password and the one it has to be repeated in, if any."""

    field: FieldSnapshot
    repeated: FieldSnapshot | None


class PasswordHostile(JourneyCheck):
    """Judges what is asked of a new password."""

    meta = CheckMeta(
        id="account/password-hostile",
        title="A new password is made hard to choose",
        feels="Rules, rules, and I cannot see what I type.",
        stages=(Stage.CHECKOUT, Stage.FORM),
        severity=Severity.MINOR,
        status=CheckStatus.PREVIEW,
        requires=("DomSnapshot",),
        since="0.1.0",
    )

    def applies(self, context: Context) -> bool:
        """A page at the checkout or with a form must ask for a new password."""
        return any(True for _ in _asked(self.meta.stages, context))

    def evaluate(self, context: Context) -> Iterator[Finding]:
        """Yield a finding for each field, at the first page that shows it."""
        seen: set[str] = set()
        for asked, view, visit in _asked(self.meta.stages, context):
            faults = tuple(_faults(asked, view))
            if asked.field.selector in seen or len(faults) < LEAST_FAULTS:
                continue
            seen.add(asked.field.selector)
            name = asked.field.label or asked.field.key
            yield self.finding(
                _told(name, faults),
                context.location(visit),
                identity=asked.field.selector,
                evidence=[
                    ElementEvidence(
                        selector=asked.field.selector,
                        snippet=name,
                        box=asked.field.box,
                        note=say("asks for a new password"),
                    )
                ],
            )


def _asked(stages: tuple[Stage, ...], context: Context) -> Iterator[tuple[_NewPassword, PageView, Visit]]:
    """Every field for a new password, with its page, in the walk and the probes."""
    for visit in context.all_visits():
        page = visit.get(DomSnapshot)
        if page is None or visit.stage not in stages:
            continue
        view = PageView(page)
        for asked in _new_passwords(view):
            yield asked, view, visit


def _new_passwords(view: PageView) -> Iterator[_NewPassword]:
    groups: dict[int | None, list[FieldSnapshot]] = {}
    for entry in view.password_fields:
        usable = not entry.disabled and not entry.readonly and _OLD not in entry.autocomplete.split()
        if usable and view.purpose(entry) is FieldPurpose.PASSWORD:
            groups.setdefault(entry.form, []).append(entry)
    for form, fields in groups.items():
        first, *others = fields
        alone = form is None  # fields that no form holds together may belong to two
        if (others and not alone) or _NEW in first.autocomplete.split() or _opens_account(view, form):
            yield _NewPassword(first, others[0] if others and not alone else None)


def _opens_account(view: PageView, form: int | None) -> bool:
    """Whether the form says that it opens an account: by what sends it."""
    if form is None:
        return False
    sends = (view.snapshot.elements[index] for index in view.snapshot.forms[form].submits)
    return any(view.classify(one, Concept.CREATE_ACCOUNT, Concept.SIGN_IN) is Concept.CREATE_ACCOUNT for one in sends)


def _told(name: str, faults: tuple[str, ...]) -> str:
    first, *others = faults
    told = say("The new password “{field}” {fault}", field=shortened(name, 40), fault=first)
    for fault in others:
        told = say("{faults}; {fault}", faults=told, fault=fault)
    return told + say(".")


def _faults(asked: _NewPassword, view: PageView) -> Iterator[str]:
    field = asked.field
    if field.maxlength is not None and field.maxlength < LEAST_LENGTH:
        yield say_number("may have {number} character at most", "may have {number} characters at most", field.maxlength)
    if asked.repeated is not None:
        repeated = asked.repeated.label or asked.repeated.key
        yield say("has to be typed again in “{field}”", field=shortened(repeated, 40))
    if not _can_be_shown(field, view):
        yield say("cannot be shown")
    if _NEW not in field.autocomplete.split():
        yield say("is not told to password managers as new")


def _can_be_shown(field: FieldSnapshot, view: PageView) -> bool:
    """Whether something beside the field, on it or right below may show what was typed."""
    sends = view.snapshot.forms[field.form].submits if field.form is not None else ()
    if any(_may_show(one, field.box) for one in view.snapshot.elements if one.index not in sends and _acts(one)):
        return True
    return any(
        one.type == "checkbox"
        and one.visible
        and view.purpose(one) is FieldPurpose.UNKNOWN
        and _is_near(one.box, field.box)
        for one in view.snapshot.fields
    )


def _acts(element: ElementSnapshot) -> bool:
    return element.tag not in {"input", "select", "textarea"} or element.role in {"button", "switch", "checkbox"}


def _may_show(element: ElementSnapshot, field: Box) -> bool:
    """Whether a control is near enough to show the password; one that leads elsewhere, such as a link, does not."""
    leads = element.href is not None and not element.href.rpartition("#")[1]
    return not leads and _is_near(element.box, field)


def _is_near(control: Box, field: Box) -> bool:
    middle = control.y + control.height / 2
    beside = field.y - field.height / 2 <= middle <= field.y + field.height * 1.5
    within = control.x + control.width > field.x - BESIDE_PX and control.x < field.x + field.width + BESIDE_PX
    below = field.y + field.height <= control.y <= field.y + field.height + BELOW_PX
    return within and (beside or below)
