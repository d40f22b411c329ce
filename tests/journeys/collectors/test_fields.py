"""The snapshot's fields and forms: labels, keys, validity, and secrets that never leave the page."""

from playwright.async_api import Page

from auditor.browser.collectors.dom_snapshot import collect_dom
from auditor.model.snapshot import DomSnapshot, FieldSnapshot
from tests.journeys.collectors.conftest import show


def keyed(dom: DomSnapshot, key: str) -> FieldSnapshot:
    return next(field for field in dom.fields if field.key == key)


async def test_keys_come_from_autocomplete_then_name_then_label_then_type(page: Page) -> None:
    await show(
        page,
        """<form><input autocomplete="section-a shipping postal-code" name="zip"><input name="city">
        <label>Phone <input type="tel"></label><input type="date"><input name="city"></form>""",
    )
    dom = await collect_dom(page)
    assert [field.key for field in dom.fields] == ["shipping postal-code", "city", "Phone", "date-1", "city #2"]


async def test_labels_are_found_wherever_they_stand(page: Page) -> None:
    await show(
        page,
        """<label for="a">First name *</label><input id="a"><label>Town <input></label>
        <input aria-label="E-mail"><div><span>Street</span><div><input></div></div>
        <fieldset><legend>Gift</legend><p></p><input type="checkbox"></fieldset>
        <div><input type="radio" name="r">Express</div>""",
    )
    labels = [field.label for field in (await collect_dom(page)).fields]
    assert labels == ["First name *", "Town", "E-mail", "Street", "Gift", "Express"]


async def test_what_leads_elsewhere_is_no_label_of_the_field_after_it(page: Page) -> None:
    await page.set_content(
        """<a href="/">House of Towns</a> <input name="a"><div><a href="/1">Postcodes</a> <a href="/2">Cities</a></div>
        <div><input name="b"></div>
        <table><tr><td>Street <a href="/help">?</a></td><td><input name="c"></td></tr></table>"""
    )
    labels = {field.name: field.label for field in (await collect_dom(page)).fields}
    assert labels == {"a": "", "b": "", "c": "Street"}


async def test_a_field_of_the_role_searchbox_is_a_search_field(page: Page) -> None:
    await page.set_content('<input role="searchbox"><input role="searchbox" type="email"><input>')
    assert [field.type for field in (await collect_dom(page)).fields] == ["search", "email", "text"]


async def test_secrets_leave_the_page_only_as_hashes(page: Page) -> None:
    await show(
        page,
        """<form><input name="cardNumber"><input autocomplete="cc-csc" name="x"><input type="password" name="pw">
        <input name="note"><p id="echo"></p><button>Pay</button></form>""",
    )
    await page.fill("[name=cardNumber]", "4242 4242 4242 4241")
    await page.fill("[name=x]", "987")
    await page.fill("[name=pw]", "Tr0ub4dor&3")
    await page.fill("[name=note]", "5555555555554444")
    await page.evaluate("echo.textContent = 'Card 4242-4242-4242-4241, Tr0ub4dor&3'")
    first = await collect_dom(page, salt="one")
    await page.fill("[name=cardNumber]", "4242424242424241")
    again = await collect_dom(page, salt="one")
    other = await collect_dom(page, salt="two")
    for dom in (first, again, other):
        text = dom.model_dump_json()
        for secret in ("4242 4242", "424242", "4242-4242", "987", "Tr0ub4dor", "55555555"):
            assert secret not in text
    assert all(field.secret for field in first.fields)
    assert keyed(first, "cardNumber").value == keyed(again, "cardNumber").value
    assert keyed(first, "cardNumber").value.startswith("secret:16:")
    assert keyed(other, "cardNumber").value != keyed(first, "cardNumber").value


async def test_an_empty_secret_field_is_empty(page: Page) -> None:
    await show(page, '<input type="password" name="pw">')
    assert (await collect_dom(page)).fields[0].value == ""


async def test_traps_for_robots_are_not_visible_and_styled_choices_are(page: Page) -> None:
    await show(
        page,
        """<style>.t{position:absolute;left:-5000px} .o{opacity:0;position:absolute;width:20px;height:20px}</style>
        <input name="off" class="t"><input name="zero" style="width:0;height:0;border:0;padding:0">
        <input name="none" style="display:none"><div style="opacity:0"><input name="clear" tabindex="-1"></div>
        <div style="height:0;overflow:hidden"><input name="clipped"></div>
        <label><input type="checkbox" name="terms" class="o"><span>I accept</span></label>
        <input type="radio" id="e" name="express" style="display:none"><label for="e">Express</label>
        <input name="real">""",
    )
    visible = [field.name for field in (await collect_dom(page)).fields if field.visible]
    assert visible == ["terms", "express", "real"]


async def test_validity_is_read_without_telling_the_page(page: Page) -> None:
    await show(
        page,
        """<form><input name="mail" type="email" required aria-invalid="true" aria-describedby="why" maxlength="40">
        <span id="why">Please enter an address</span></form>
        <script>window.told = 0; addEventListener("invalid", () => { told += 1; }, true);</script>""",
    )
    await page.fill("[name=mail]", "nobody")
    field = (await collect_dom(page)).fields[0]
    assert (field.valid, field.aria_invalid, field.required, field.maxlength) == (False, True, True, 40)
    assert field.description == "Please enter an address"
    assert field.validation_message
    assert await page.evaluate("told") == 0


async def test_choices_and_options_are_read(page: Page) -> None:
    await show(
        page,
        """<select name="country"><option value="">Choose</option>
        <option value="de" selected>Deutschland</option></select>
        <input type="checkbox" name="news" checked>""",
    )
    dom = await collect_dom(page)
    country = keyed(dom, "country")
    assert (country.value, country.selected_index) == ("de", 1)
    assert country.options == (("", "Choose"), ("de", "Deutschland"))
    assert keyed(dom, "news").checked is True


async def test_a_form_knows_its_fields_and_what_submits_it(page: Page) -> None:
    await show(
        page,
        """<form id="pay" action="/pay" method="POST"><input name="action"><input name="id">
        <button type="button">Voucher</button><button>Continue</button></form><button form="pay">Outside</button>""",
    )
    dom = await collect_dom(page)
    [form] = dom.forms
    assert (form.selector, form.action, form.method) == ("#pay", "http://shop.example/pay", "post")
    assert [dom.fields[index].name for index in form.fields] == ["action", "id"]
    assert [dom.elements[index].name for index in form.submits] == ["Continue", "Outside"]


async def test_fields_without_a_form_are_grouped_by_the_block_with_their_button(page: Page) -> None:
    await show(
        page,
        """<div id="top"><input name="q"><button>Search</button></div>
        <div id="address"><div><input name="street"></div><div><input name="town"></div><button>Next</button></div>""",
    )
    dom = await collect_dom(page)
    [form] = dom.forms
    assert (form.selector, form.role) == ("#address", "group")
    assert [dom.fields[index].name for index in form.fields] == ["street", "town"]
    assert [dom.elements[index].name for index in form.submits] == ["Next"]


async def test_a_field_framed_in_red_looks_refused_unless_it_is_the_one_in_use(page: Page) -> None:
    await show(
        page,
        """<style>input { border: 1px solid #888 } .asked :invalid { border-color: #dc3545 }
        b input:focus { border-color: red }
        .line { border: 0; border-bottom: 2px solid rgb(200, 30, 30) } .none { border: 0 solid red }</style>
        <form class="asked" novalidate><input name="right" value="x" required><input name="wrong" required></form>
        <input name="under" class="line"><input name="none" class="none"><b><input name="used" autofocus></b>""",
    )
    await page.focus("[name=used]")
    assert {field.key: field.error_look for field in (await collect_dom(page)).fields} == {
        "right": False,
        "wrong": True,
        "under": True,
        "none": False,
        "used": False,
    }


async def test_a_field_that_is_not_rendered_costs_no_other(page: Page) -> None:
    await page.set_content(
        '<form hidden><input name="user"><input type="password" name="secret"></form><form><input name="city"></form>'
    )
    snapshot = await collect_dom(page)
    assert {field.name: field.visible for field in snapshot.fields} == {"user": False, "secret": False, "city": True}
    assert not snapshot.truncated
