"""The picture of the viewport: stored by its content, secrets unreadable, the page undisturbed."""

from pathlib import Path

from PIL import Image, ImageChops
from playwright.async_api import Page

from auditor.browser.collectors.screenshot import take_screenshot
from tests.journeys.collectors.conftest import show

FORM = """<form><style>input{font:30px monospace}</style><input name="cardNumber">
<input autocomplete="cc-csc"><input type="password"><input name="town"></form>"""


async def picture(page: Page, folder: Path) -> Image.Image:
    shot = await take_screenshot(page, folder, purpose="form")
    assert shot is not None
    assert (shot.width, shot.height, shot.media_type, shot.purpose) == (1000, 700, "image/jpeg", "form")
    assert shot.blob.startswith("run/blobs/")
    with Image.open(folder / shot.blob) as image:
        return image.convert("RGB")


async def fill(page: Page, card: str, code: str, town: str) -> None:
    fields = page.locator("input")
    for place, value in enumerate((card, code, code * 3, town)):
        await fields.nth(place).fill(value)
    await page.evaluate("document.activeElement.blur()")


async def test_two_card_numbers_give_the_same_picture(page: Page, tmp_path: Path) -> None:
    await show(page, FORM)
    await fill(page, "4242424242424241", "123", "Linz")
    one = await picture(page, tmp_path)
    await fill(page, "5105105105105105", "987", "Linz")
    other = await picture(page, tmp_path)
    assert ImageChops.difference(one, other).getbbox() is None
    await fill(page, "5105105105105105", "987", "Graz")
    assert ImageChops.difference(one, await picture(page, tmp_path)).getbbox() is not None


async def test_secrets_in_shadow_roots_and_frames_are_hidden_too(page: Page, tmp_path: Path) -> None:
    await show(
        page,
        """<pay-box></pay-box><iframe srcdoc="<input id=cvv value=111 style='font:30px monospace'>"></iframe><script>
        document.querySelector("pay-box").attachShadow({mode: "open"}).innerHTML =
          "<input name=cvc value=222 style='font:30px monospace'>";</script>""",
    )
    await page.frame_locator("iframe").locator("input").wait_for()
    one = await picture(page, tmp_path)
    await page.locator("pay-box input").fill("333")
    await page.frame_locator("iframe").locator("input").fill("444")
    await page.evaluate("document.activeElement.blur()")
    await page.frame_locator("iframe").locator("input").evaluate("(field) => field.blur()")
    await page.locator("pay-box input").evaluate("(field) => field.blur()")
    assert ImageChops.difference(one, await picture(page, tmp_path)).getbbox() is None


async def test_the_page_notices_nothing(page: Page, tmp_path: Path) -> None:
    await show(
        page,
        """<input type="password" value="x"><script>var changes = 0;
        const watched = {subtree: true, childList: true, attributes: true};
        new MutationObserver(() => { changes += 1; }).observe(document, watched);
        </script>""",
    )
    await picture(page, tmp_path)
    assert await page.evaluate("[changes, document.adoptedStyleSheets.length]") == [0, 0]
