"""The snapshot's elements: what can be seen and pressed, what it is called, what covers it."""

from playwright.async_api import Page

from auditor.browser.collectors.dom_snapshot import collect_dom, locate
from auditor.model.snapshot import DomSnapshot, ElementSnapshot, Landmark
from tests.journeys.collectors.conftest import show


def named(dom: DomSnapshot, name: str) -> ElementSnapshot:
    return next(element for element in dom.elements if element.name == name)


async def test_a_cart_link_tells_name_landmark_and_count(page: Page) -> None:
    await show(
        page,
        """<header style="position:sticky;top:0"><a id="cart" href="/cart" aria-label="Shopping cart">
        <svg width="20" height="20"></svg><span>٣</span></a></header>""",
    )
    cart = named(await collect_dom(page), "Shopping cart")
    assert cart.href == "http://shop.example/cart"
    assert (cart.badge_number, cart.icon_only, cart.fixed) == (3, True, True)
    assert cart.landmark is Landmark.HEADER
    assert cart.selector == "#cart"


async def test_a_link_of_scripts_is_told_by_its_picture_and_an_anchor_is_none(page: Page) -> None:
    await show(
        page,
        """<a class="shopping_cart" style="display:block;width:40px;height:40px;background:url(data:,)"><b>2</b></a>
        <a class="logo"><svg width="40" height="40"></svg></a><a name="chapter">Chapter</a><a id="here">Here</a>""",
    )
    found = (await collect_dom(page)).elements
    assert [(element.attributes.get("class"), element.badge_number) for element in found] == [
        ("shopping_cart", 2),
        ("logo", None),
    ]


async def test_text_is_read_without_its_transformation_and_invisible_signs(page: Page) -> None:
    await show(page, '<button style="text-transform:uppercase">In den&nbsp;Waren&shy;korb</button>')
    assert [element.text for element in (await collect_dom(page)).elements] == ["In den Warenkorb"]


async def test_names_follow_references_labels_pictures_and_titles(page: Page) -> None:
    await show(
        page,
        """<span id="who">Remove</span> <span id="what">Blue mug</span>
        <button aria-labelledby="who what">x</button>
        <a href="/a"><img src="x.png" alt="Kettle" width="50" height="50"></a>
        <button title="Close"><svg width="9" height="9"></svg></button>
        <input type="submit" value="Weiter"><a href="/b">Pay <b>n</b>ow</a>""",
    )
    names = [element.name for element in (await collect_dom(page)).elements]
    assert names == ["Remove Blue mug", "Kettle", "Close", "Weiter", "Pay now"]


async def test_only_what_can_be_seen_is_listed(page: Page) -> None:
    await show(
        page,
        """<button>seen</button><button style="display:none">a</button><button style="visibility:hidden">b</button>
        <div style="opacity:0"><button>c</button></div>
        <div style="height:0;overflow:hidden"><button>d</button></div>
        <button style="position:absolute;left:-9999px">e</button>
        <details><summary>more</summary><button>f</button></details>
        <div style="position:fixed;right:-300px;width:300px"><button>g</button></div>
        <button style="position:absolute;clip-path:inset(50%);width:1px;height:1px">h</button>""",
    )
    assert [element.name for element in (await collect_dom(page)).elements] == ["seen", "more"]


async def test_a_control_under_a_banner_names_what_covers_it(page: Page) -> None:
    await show(
        page,
        """<button style="width:200px;height:40px">Buy</button>
        <div id="veil" style="position:fixed;inset:0;background:#0008"><p>We value your privacy</p></div>""",
    )
    coverage = named(await collect_dom(page), "Buy").coverage
    assert coverage is not None
    assert (coverage.tested, coverage.blocked) == (5, 5)
    assert coverage.blocker_selector == "#veil"
    assert coverage.blocker_text == "We value your privacy"


async def test_children_labels_padding_and_stretched_links_do_not_cover(page: Page) -> None:
    await show(
        page,
        """<style>.card{position:relative;padding:20px;width:300px}
        .all::after{content:"";position:absolute;inset:0}</style>
        <button style="border-radius:50%;width:80px;height:80px"><span>Child</span></button>
        <div class="card"><a href="/p"><img src="x.png" width="80" height="80" alt="Picture"></a>
        <a class="all" href="/p">Stretched</a></div>
        <a href="/two">A link that runs <br> over two lines</a>""",
    )
    dom = await collect_dom(page)
    assert {element.name for element in dom.elements if element.coverage and element.coverage.blocked} == set()


async def test_points_outside_the_viewport_are_not_tested(page: Page) -> None:
    await show(page, '<div style="height:3000px"></div><button>Far</button>')
    far = named(await collect_dom(page), "Far")
    assert (far.in_viewport, far.coverage) == (False, None)


async def test_a_block_that_only_looks_clickable_is_marked(page: Page) -> None:
    await show(
        page,
        """<div style="cursor:pointer" class="tile"><img src="x.png" width="90" height="90">
        <p>Lamp</p><p>9,99 €</p></div>
        <div style="cursor:pointer"><a href="/in">inner</a></div>
        <a onclick="go()">handler</a>""",
    )
    dom = await collect_dom(page)
    assert [(element.text, element.clickable_look) for element in dom.elements] == [
        ("Lamp 9,99 €", True),
        ("inner", False),
        ("handler", False),
    ]
    [card] = dom.cards
    assert (card.href, card.link, card.price_text) == (None, 0, "9,99 €")


async def test_labels_of_hidden_radio_buttons_are_swatches(page: Page) -> None:
    await show(
        page,
        """<input type="radio" name="size" id="s" style="position:absolute;opacity:0;width:1px;height:1px" checked>
        <label for="s">Small</label><input type="radio" name="plain" id="p"><label for="p">Plain</label>""",
    )
    dom = await collect_dom(page)
    [swatch] = dom.elements
    assert (swatch.role, swatch.name, swatch.attributes["aria-checked"]) == ("radio", "Small", "true")
    assert [field.visible for field in dom.fields] == [True, True]


async def test_open_shadow_roots_are_entered_and_located(page: Page) -> None:
    await show(
        page,
        """<shop-card></shop-card><script>
        const root = document.querySelector("shop-card").attachShadow({mode: "open"});
        root.innerHTML = "<p><button onclick='this.textContent=`pressed`'>Add</button></p>";
        </script>""",
    )
    dom = await collect_dom(page)
    button = named(dom, "Add")
    assert button.coverage is not None
    assert button.coverage.blocked == 0
    await locate(page, dom, button).click()
    assert [element.name for element in (await collect_dom(page)).elements] == ["pressed"]


async def test_frames_of_the_same_origin_are_entered_and_located(page: Page) -> None:
    inner = "<body style='margin:0'><button onclick='this.textContent=`pressed`'>Pay</button><input name='x'></body>"
    await show(page, f'<div style="height:100px"></div><iframe id="pay" style="border:0" srcdoc="{inner}"></iframe>')
    await page.frame_locator("#pay").locator("button").wait_for()
    dom = await collect_dom(page)
    button = named(dom, "Pay")
    assert button.frame == 1
    assert button.box.y == 100
    assert button.coverage is not None
    assert button.coverage.blocked == 0
    assert dom.frames[0].readable
    assert [field.frame for field in dom.fields] == [1]
    await locate(page, dom, button).click()
    assert named(await collect_dom(page), "pressed").frame == 1


async def test_generated_names_do_not_get_into_selectors(page: Page) -> None:
    await show(
        page,
        """<div id="main"><button id="btn-8f3a9c2e1d">a</button><button id=":r1:">b</button>
        <button data-testid="buy">c</button><button id="twice">d</button><button id="twice">e</button></div>""",
    )
    dom = await collect_dom(page)
    assert [element.selector for element in dom.elements] == [
        "#main > button:nth-of-type(1)",
        "#main > button:nth-of-type(2)",
        '[data-testid="buy"]',
        "#main > button:nth-of-type(4)",
        "#main > button:nth-of-type(5)",
    ]
    for element in dom.elements:
        assert await page.locator(element.selector).count() == 1


async def test_a_right_to_left_page_is_read_like_any_other(page: Page) -> None:
    await show(
        page,
        """<main><h1>شاي أخضر</h1><p>١٢٫٥٠ ر.س</p><button>أضف إلى السلة</button>
        <input style="position:absolute;left:-9999px" name="trap"></main>""",
        head="<style>html{direction:rtl}</style>",
        lang="ar",
    )
    dom = await collect_dom(page)
    assert (dom.language, dom.direction) == ("ar", "rtl")
    assert [element.name for element in dom.elements] == ["أضف إلى السلة"]
    assert [heading.text for heading in dom.headings] == ["شاي أخضر"]
    assert [field.visible for field in dom.fields] == [False]


async def test_numbers_that_count_nothing_are_no_badges(page: Page) -> None:
    await show(
        page,
        """<header><a href="/cart" aria-label="Warenkorb, 4 Artikel">W</a><a href="/basket">Basket (2)</a></header>
        <main><a href="/returns">Free returns within 30 days</a></main>""",
    )
    assert [element.badge_number for element in (await collect_dom(page)).elements] == [4, 2, None]
