"""Exact acts of a written journey, in Playwright's locator vocabulary."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator as PlaywrightLocator
from playwright.async_api import Page
from playwright.async_api import TimeoutError as PlaywrightTimeout

from auditor.browser.acts.environment import from_environment
from auditor.browser.walk import StepBroken, Walk
from auditor.discovery.folding import fold
from auditor.model.journey import Click, Expect, Fill, Locator, Press, Scroll, Select, WaitFor
from auditor.model.redaction import redact_url
from auditor.model.run import Cause
from auditor.model.wording import say


def resolve(page: Page, locator: Locator) -> PlaywrightLocator:
    """The element a journey means."""
    if locator.css is not None:
        found = page.locator(locator.css)
    elif locator.role is not None:
        options = {} if locator.name is None else {"name": locator.name, "exact": locator.exact}
        found = page.get_by_role(locator.role, **options)  # type: ignore[arg-type] # the journey file knows the roles
    elif locator.label is not None:
        found = page.get_by_label(locator.label, exact=locator.exact)
    elif locator.placeholder is not None:
        found = page.get_by_placeholder(locator.placeholder, exact=locator.exact)
    elif locator.test_id is not None:
        found = page.get_by_test_id(locator.test_id)
    else:
        found = page.get_by_text(locator.text or "", exact=locator.exact)
    return found.nth(locator.nth) if locator.nth is not None else found.first


def describe(locator: Locator) -> str:
    """The locator in the words of a journey file, which are the same in every language."""
    return ", ".join(f"{key} “{value}”" for key, value in locator.model_dump(exclude_defaults=True).items())


async def _do(walk: Walk, target: Locator, deed: str, act: Callable[[], Awaitable[object]]) -> None:
    try:
        await walk.act(act)
    except PlaywrightTimeout as error:
        raise StepBroken(
            say("{act}: no element that can be used was found for {target}", act=deed, target=describe(target)),
            Cause.EXPECTATION,
        ) from error
    except PlaywrightError as error:
        raise StepBroken(f"{deed} {describe(target)}: {str(error).splitlines()[0][:200]}", Cause.EXPECTATION) from error
    walk.step.reached_by = f"{deed} {describe(target)}"


async def click(walk: Walk, action: Click) -> None:
    """Click an element."""
    walk.step.clicks += 1
    await _do(walk, action.target, "click", resolve(walk.tab.page, action.target).click)


async def fill(walk: Walk, action: Fill) -> None:
    """Replace the text of a field; `${NAME}` stands for a variable of the environment."""
    value = from_environment(walk, action.value)
    walk.step.keystrokes += len(value)
    walk.step.fields += 1
    target = resolve(walk.tab.page, action.target)
    await _do(walk, action.target, "fill", lambda: target.fill(value))


async def select(walk: Walk, action: Select) -> None:
    """Choose an option of a select by its label, else by its value."""
    target = resolve(walk.tab.page, action.target)

    async def deed() -> None:
        try:
            await target.select_option(label=action.option, timeout=walk.tab.patient(1_000))
        except PlaywrightError:
            await target.select_option(value=action.option)

    walk.step.clicks += 1
    await _do(walk, action.target, "select", deed)


async def press_key(walk: Walk, action: Press) -> None:
    """Press a key."""
    walk.step.keystrokes += 1
    if action.target is None:
        await walk.act(lambda: walk.tab.page.keyboard.press(action.key))
        walk.step.reached_by = f"press {action.key}"
        return
    target = resolve(walk.tab.page, action.target)
    await _do(walk, action.target, f"press {action.key} in", lambda: target.press(action.key))


async def scroll(walk: Walk, action: Scroll) -> None:
    """Scroll an element into view, or to the end of the page."""
    if action.target is None:
        await walk.act(lambda: walk.tab.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)"))
        return
    target = resolve(walk.tab.page, action.target)
    await _do(walk, action.target, "scroll to", target.scroll_into_view_if_needed)


async def wait_for(walk: Walk, action: WaitFor, timeout_ms: float) -> None:
    """Wait until an element is visible."""
    target = resolve(walk.tab.page, action.target)
    await _do(
        walk, action.target, "wait for", lambda: target.wait_for(state="visible", timeout=walk.tab.patient(timeout_ms))
    )


async def expect(walk: Walk, action: Expect, timeout_ms: float) -> None:
    """State what must hold now or soon."""
    if action.url_contains is not None and action.url_contains not in walk.tab.page.url:
        raise StepBroken(
            say(
                "expected an address with “{part}”, got {url}",
                part=action.url_contains,
                url=redact_url(walk.tab.page.url),
            ),
            Cause.EXPECTATION,
        )
    if action.text is not None:
        wanted = fold(action.text)
        if not await walk.look_until(
            lambda view: wanted in fold(view.body_text) or view.contains_text(action.text or "")
        ):
            raise StepBroken(say("expected the text “{text}”", text=action.text), Cause.EXPECTATION)
    if action.target is not None:
        await wait_for(walk, WaitFor(target=action.target), timeout_ms)
