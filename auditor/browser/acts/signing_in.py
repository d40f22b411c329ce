"""Where the shop asks for an account: saying so, and signing in where credentials were given."""

from collections.abc import Iterable

from auditor.browser.acts.environment import from_environment
from auditor.browser.collectors.dom_snapshot import locate
from auditor.browser.failures import PAGE_FAILURES
from auditor.browser.walk import Gathered, StepBroken, Walk
from auditor.discovery.page_view import PageView
from auditor.discovery.pages import is_sign_in
from auditor.discovery.sign_in import SignInForm, rank_ways_to_sign_in, sign_in_form
from auditor.model.artifact import AccountWall
from auditor.model.recognition import Role
from auditor.model.redaction import redact_url
from auditor.model.run import Cause
from auditor.model.wording import say

ANSWER_LIMIT_MS = 5_000
_UNFOLD_LIMIT_MS = 1_500


def account_required(walk: Walk, sought: Role, guests_tried: Iterable[str] = ()) -> StepBroken:
    """The news that the page asks for an account before what was sought, with the proof of it kept at the step."""
    password = next(iter(walk.page.password_fields), None)
    walk.step.artifacts.append(
        AccountWall(
            sought=sought,
            page_url=redact_url(walk.tab.page.url),
            selector=password.selector if password else "body",
            label=password.label if password else "",
            box=password.box if password else None,
            guests_tried=tuple(guests_tried),
        )
    )
    return StepBroken(_ASKS[sought], Cause.ACCOUNT_REQUIRED)


_ASKS = {
    Role.PRODUCT_LINK: say("the shop shows nothing without an account"),
    Role.ADD_TO_CART: say("putting a product into the cart asks for an account first"),
    Role.CART: say("the cart asks for an account first"),
    Role.CHECKOUT: say("the checkout asks for an account first"),
}


async def unfold_sign_in(walk: Walk, before: PageView) -> bool:
    """Whether a page with nothing to fill in asks for an account behind a control; its form is there then.

    `before` is the page on which the way here was pressed.
    """
    home = walk.tab.page.url
    for candidate in rank_ways_to_sign_in(walk.page, before):
        if walk.tab.page.url != home:
            await walk.go_to(home)
        await walk.press(candidate, Role.ADVANCE)
        if await walk.look_until(is_sign_in, limit_ms=_UNFOLD_LIMIT_MS):
            return True
    return False


async def sign_in(walk: Walk) -> None:
    """Sign in on the page the walk stands on, with the credentials given.

    Raises:
        StepBroken: there is no form for it, or the shop does not take them.
    """
    form = sign_in_form(walk.page)
    if form is None or walk.credentials is None:
        raise StepBroken(say("the shop asks for an account, and its form to sign in was not recognised"), Cause.OURS)
    address = walk.tab.page.url
    try:
        await _send(walk, form)
    except PAGE_FAILURES as error:
        raise StepBroken(say("the form to sign in could not be filled"), Cause.OURS) from error
    if not await walk.look_until(lambda view: not is_sign_in(view), limit_ms=ANSWER_LIMIT_MS):
        raise StepBroken(say("signing in with the credentials given did not work"), Cause.OURS)
    walk.known.sign_in_url = address
    walls = [one for one in walk.step.artifacts if isinstance(one, AccountWall)]
    for wall in walls:
        walk.step.artifacts[walk.step.artifacts.index(wall)] = wall.model_copy(update={"signed_in": True})


async def _send(walk: Walk, form: SignInForm) -> None:
    assert walk.credentials is not None, "asked for before"
    page, snapshot = walk.tab.page, walk.page.snapshot
    user = from_environment(walk, walk.credentials.username)
    password = from_environment(walk, walk.credentials.password)
    await locate(page, snapshot, form.identifier).fill(user, timeout=walk.tab.patient(ANSWER_LIMIT_MS))
    field = locate(page, snapshot, form.password)
    await field.fill(password, timeout=walk.tab.patient(ANSWER_LIMIT_MS))
    walk.step.fields += 2
    walk.step.keystrokes += len(user) + len(password)
    walk.step.clicks += 1
    submit = form.submit
    if submit is None:
        await walk.act(lambda: field.press("Enter", timeout=walk.tab.patient(ANSWER_LIMIT_MS)))
    else:
        await walk.act(lambda: locate(page, snapshot, submit).click(timeout=walk.tab.patient(ANSWER_LIMIT_MS)))


async def sign_in_again(walk: Walk) -> None:
    """Sign in where the timed walk had to, in a context of its own."""
    await walk.go_to(walk.known.sign_in_url)
    await walk.look_until(lambda view: sign_in_form(view) is not None)
    await walk.answer_overlays()
    if is_sign_in(walk.page):
        await sign_in(walk)
    walk.step = Gathered()
