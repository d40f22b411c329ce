"""The snapshot's texts, images, cards, overlays and structured data."""

import json

import pytest
from playwright.async_api import Page

from auditor.browser.collectors.dom_snapshot import collect_dom
from tests.journeys.collectors.conftest import show

DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
PICTURE = f'<img src="{DOT}" width="120" height="120" alt="{{alt}}">'


def tile(number: int, price: str) -> str:
    picture = PICTURE.format(alt=f"Photo {number}")
    return f"""<li class="item item-{number} {"is-active" if number == 1 else ""}"><a href="/p/{number}">{picture}</a>
    <h3><a href="/p/{number}?ref=list#reviews">Mug {number}</a></h3><del>99 €</del> <b>{price}</b>
    <a href="/wish/{number}">♡</a></li>"""


async def test_cards_are_whole_tiles_alike_and_priced(page: Page) -> None:
    grid = tile(1, "12,50&nbsp;€").replace("?ref=list", "") + tile(2, "€ 8").replace("?ref=list", "")
    await show(page, f'<main><ul>{grid}</ul><a href="/about">About us</a></main>')
    dom = await collect_dom(page)
    assert [(card.name, card.price_text, card.has_image) for card in dom.cards] == [
        ("Mug 1", "12,50 €", True),
        ("Mug 2", "€ 8", True),
    ]
    assert [card.href for card in dom.cards] == ["http://shop.example/p/1", "http://shop.example/p/2"]
    assert dom.cards[0].signature == dom.cards[1].signature
    assert [dom.elements[card.link].name for card in dom.cards if card.link is not None] == ["Mug 1", "Mug 2"]
    assert {image.card for image in dom.images} == {0, 1}


async def test_a_picture_beside_a_name_that_links_makes_a_card(page: Page) -> None:
    rows = "".join(
        f"<div class='row'><div>{PICTURE.format(alt='')}</div>"
        f"<div><a href='/p/{i}'>Pan {i}</a></div><i>{i}0 zł</i></div>"
        for i in (1, 2)
    )
    await show(page, f"<section>{rows}</section>")
    cards = (await collect_dom(page)).cards
    assert [(card.name, card.price_text) for card in cards] == [("Pan 1", "10 zł"), ("Pan 2", "20 zł")]


async def test_links_without_an_address_are_told_apart_by_their_names(page: Page) -> None:
    items = "".join(
        f"<div class='item'><a href='#'>{PICTURE.format(alt=name)}</a><a href='#'>{name}</a><b>$9.99</b></div>"
        for name in ("Red Mug", "Blue Mug")
    )
    await show(page, f"<main>{items}</main>")
    cards = (await collect_dom(page)).cards
    assert [(card.name, card.href, card.price_text) for card in cards] == [
        ("Red Mug", None, "$9.99"),
        ("Blue Mug", None, "$9.99"),
    ]
    assert all(card.link is not None for card in cards)


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("Mug 3 $20.00", "$20.00"),
        ("1 299,00 kr", "1 299,00 kr"),
        ("CHF 1'250.–", "CHF 1'250.–"),
        ("۱۲٬۰۰۰ تومان", "۱۲٬۰۰۰ تومان"),
        ("¥1,980", "¥1,980"),
        ("1980円", "1980円"),
        ("3 colours, 20 reviews", ""),
    ],
)
async def test_prices_are_known_in_every_script(page: Page, text: str, price: str) -> None:
    await show(page, f"<div><a href='/p'>{PICTURE.format(alt='A')}</a><p>{text}</p></div>")
    assert [card.price_text for card in (await collect_dom(page)).cards] == [price]


async def test_messages_keep_their_inline_markup_and_show_how_they_look(page: Page) -> None:
    await show(
        page,
        """<div class="field-error">Your <b>card</b> was declined</div><p role="alert">Try again</p>
        <p style="color:#c00">Rot</p><p>Was <s>20 €</s> now 10 €</p><p>Plain</p>""",
    )
    texts = {text.text: text for text in (await collect_dom(page)).texts}
    assert list(texts) == ["Your card was declined", "Try again", "Rot", "Was now 10 €", "20 €", "Plain"]
    assert [text for text in texts if texts[text].error_look] == ["Your card was declined", "Try again", "Rot"]
    assert [text for text in texts if texts[text].live] == ["Try again"]
    assert [text for text in texts if texts[text].struck] == ["20 €"]


async def test_overlays_stand_over_the_page(page: Page) -> None:
    await show(
        page,
        """<div style="position:fixed;inset:0;background:#0006" class="backdrop"></div>
        <div id="consent" class="cookie-layer"
          style="position:fixed;bottom:0;left:0;right:0;height:140px;background:#fff">
        <p>Cookies?</p><button>Accept</button></div>
        <div style="position:fixed;inset:0;z-index:-1">behind <a href="/x">x</a></div>
        <main style="height:2000px">Page</main>""",
    )
    dom = await collect_dom(page)
    [overlay] = dom.overlays
    assert (overlay.selector, overlay.text, overlay.modal) == ("#consent", "Cookies? Accept", True)
    assert "cookie-layer" in overlay.marks
    assert overlay.viewport_share == 0.2
    assert [element.overlay for element in dom.elements if element.name == "Accept"] == [0]


async def test_an_open_dialog_is_an_overlay(page: Page) -> None:
    await show(page, "<dialog id='d'><input name='mail'><button>OK</button></dialog><script>d.showModal()</script>")
    dom = await collect_dom(page)
    assert [(overlay.selector, overlay.role, overlay.modal) for overlay in dom.overlays] == [("#d", "dialog", True)]
    assert dom.fields[0].overlay == 0
    assert dom.focused_selector == 'input[name="mail"]'


async def test_structured_data_is_read_from_both_notations(page: Page) -> None:
    graph = {"@context": "https://schema.org", "@graph": [{"@type": "Product", "name": "Mug"}, {"@type": "Brand"}]}
    await show(
        page,
        """<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">Pan</b>
        <div itemprop="offers" itemscope><meta itemprop="price" content="9.90"></div></div>""",
        head=f"""<script type="application/ld+json">{json.dumps(graph)}</script>
        <script type="application/ld+json">{{ broken</script>
        <meta property="og:type" content="product"><meta name="generator" content="Anything 1.0">""",
    )
    dom = await collect_dom(page)
    assert dom.json_ld == (
        {"@type": "Product", "name": "Mug"},
        {"@type": "Brand"},
        {"@type": "Product", "source": "microdata", "name": "Pan", "offers": {"price": "9.90"}},
    )
    assert dom.meta == {"og:type": "product"}


async def test_broken_and_lazy_images_are_told_apart(page: Page) -> None:
    await show(page, f"{PICTURE.format(alt='ok')}<img src='/gone.png' width='50' height='50' alt='gone'>")
    await page.wait_for_function("[...document.images].every((image) => image.complete)")
    images = {image.alt: image for image in (await collect_dom(page)).images}
    assert (images["ok"].natural_width, images["gone"].natural_width) == (1, 0)


async def test_a_strange_frame_without_fields_is_listed_and_left_alone(page: Page) -> None:
    inner = "<button>Win a prize</button><p>Now</p>"
    await show(page, f"<iframe id='f' sandbox srcdoc='{inner}' width='300' height='100'></iframe>")
    dom = await collect_dom(page)
    assert [(frame.selector, frame.readable) for frame in dom.frames] == [("#f", False)]
    assert (dom.fields, dom.elements, dom.texts) == ((), (), ())


async def test_cards_come_in_the_order_of_the_page_and_not_from_its_menu(page: Page) -> None:
    await show(
        page,
        f"""<nav><a href="/all">All</a></nav><main><section>{PICTURE.format(alt="")}<a href="/all">Browse</a></section>
        <ul><li><a href="/p/1"><h3>Mug</h3></a></li></ul></main>""",
    )
    cards = (await collect_dom(page)).cards
    assert [(card.name, card.selector.rpartition(" ")[2]) for card in cards] == [
        ("Browse", "section:nth-of-type(1)"),
        ("Mug", "li:nth-of-type(1)"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [("<article>", "</article>"), ("<div>", "</div>"), ("<span>", "</span>")],
)
async def test_the_heading_of_a_list_with_one_card_is_not_the_cards_name(page: Page, before: str, after: str) -> None:
    whole = f"<a href='/p/1'>{PICTURE.format(alt='Mug')}<b>Offer</b><div>Mug</div><div>12 €</div></a>"
    await show(page, f"<section><h2>Offers</h2><div>{before}{whole}{after}</div></section>")
    cards = (await collect_dom(page)).cards
    assert [(card.name, card.price_text) for card in cards] == [("Mug", "12 €")]


@pytest.mark.parametrize(
    ("alt", "lines", "name"),
    [
        ("", ["Compact Camera", "$ 625.20"], "Compact Camera"),
        ("", ["New", "Compact Camera", "$ 625.20"], "Compact Camera"),
        ("Picture", ["Compact Camera", "€ 10"], "Compact Camera"),
        ("Compact Camera", ["New", "€ 10"], "Compact Camera"),
        ("Compact Camera", ["Compact Camera, black", "€ 10"], "Compact Camera"),
    ],
)
async def test_a_link_around_a_whole_card_is_named_without_its_price(
    page: Page, alt: str, lines: list[str], name: str
) -> None:
    told = "".join(f"<div>{line}</div>" for line in lines)
    await show(page, f"<main><ul><li><a href='/p/1'>{PICTURE.format(alt=alt)}{told}</a></li></ul></main>")
    assert [card.name for card in (await collect_dom(page)).cards] == [name]


async def test_an_article_with_a_price_is_the_card_though_its_list_holds_no_other(page: Page) -> None:
    card = f"<article><a href='/p/1'>{PICTURE.format(alt='')}</a><a href='/p/1'>Mug</a><i>12 €</i></article>"
    await show(page, f"<section><h2>Offers</h2><div>{card}</div></section>")
    assert [entry.name for entry in (await collect_dom(page)).cards] == ["Mug"]


async def test_the_block_around_the_pages_one_main_heading_is_no_card(page: Page) -> None:
    await show(
        page,
        f"""<div class="page"><div class="product">{PICTURE.format(alt="Mug")}<h1>Mug</h1><p>12 €</p>
        <p><a href="/p/1/reviews">Write a review</a></p><button>Add</button></div></div>""",
    )
    dom = await collect_dom(page)
    assert [text.card for text in dom.texts if text.text in {"Mug", "12 €"}] == [None, None]
    assert [element.card for element in dom.elements if element.name == "Add"] == [None]
