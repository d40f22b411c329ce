"""What can be seen of fields' names, and what stands around forms: challenges and lists of steps."""

import pytest
from playwright.async_api import Page

from auditor.browser.collectors.dom_snapshot import collect_dom
from auditor.model.snapshot import DomSnapshot, FieldSnapshot
from tests.journeys.collectors.conftest import show

UNSEEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)"
DRAWN = "display:inline-block;width:9px;height:9px"
STAR = "content:'*'"
BADGE = "position:fixed;right:0;bottom:0;width:250px;height:60px"


def named(dom: DomSnapshot) -> dict[str, FieldSnapshot]:
    return {field.name: field for field in dom.fields}


async def test_where_a_name_comes_from(page: Page) -> None:
    await show(
        page,
        """<form><div><label for="a">Town</label><input id="a" name="label"></div>
        <div><input name="aria" aria-label="Town"></div>
        <div><span>Town</span><input name="neighbour"></div>
        <div><input name="title" title="Town"></div>
        <div><input name="placeholder" placeholder="Town"></div>
        <div><select name="list"><option value="">Town</option><option>Riga</option></select></div>
        <div><input name="none"></div></form>""",
    )
    sources = {name: field.named_by for name, field in named(await collect_dom(page)).items()}
    assert sources.pop("list") == "placeholder"
    assert all(name == source for name, source in sources.items())


async def test_the_legend_names_the_parts_of_a_date_but_not_a_whole_address(page: Page) -> None:
    parts = "".join(
        f'<div><input name="{name}" placeholder="{name}"></div>' for name in ("town", "zip", "street", "no")
    )
    await show(
        page,
        f"""<fieldset><legend>Expires</legend><p><select name="m"><option>1</option></select></p></fieldset>
        <fieldset><legend>Address</legend>{parts}</fieldset>""",
    )
    fields = named(await collect_dom(page))
    assert fields["m"].named_by == "neighbour"
    assert {fields[name].named_by for name in ("zip", "street", "no")} == {"placeholder"}


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ('<label for="x">Town</label>{field}', "Town"),
        ("<label>Town <b>*</b>{field}</label>", "Town *"),
        (f'<label for="x" style="{UNSEEN}">Town</label>{{field}}', ""),
        (f'<label><span style="{UNSEEN}">Town</span>{{field}}</label>', ""),
        ('<label for="x" style="opacity:0">Town</label>{field}', ""),
        ('<label for="x" style="position:absolute;left:-9999px">Town</label>{field}', ""),
        (f'<label for="x" style="{UNSEEN}">Town</label><span>Your town</span>{{field}}', "Your town"),
        ('<span id="n">Town</span><p></p><div><div><div><div>{field}</div></div></div></div>', "Town"),
        ('<div>{field}<label for="x" style="position:absolute;left:4px">Town</label></div>', "Town"),
        (f'<style>.r::after{{{{{STAR}}}}}</style><label class="r" for="x">Town</label>{{field}}', "Town *"),
        (f'<style>.r::before{{{{{STAR}}}}}</style><div class="r"><label for="x">Town</label>{{field}}</div>', "Town *"),
        (f'<label for="x">Town <i class="icon-asterisk" style="{DRAWN}"></i></label>{{field}}', "Town *"),
        ('<label for="x">Town <select><option>Riga</option></select></label>{field}', "Town"),
    ],
)
async def test_what_can_be_seen_of_a_name(page: Page, html: str, seen: str) -> None:
    await show(page, f"<form>{html.format(field='<input id=x name=x aria-labelledby=n>')}</form>")
    assert named(await collect_dom(page))["x"].seen_name == seen


async def test_challenges_are_told_with_what_marks_them(page: Page) -> None:
    await show(
        page,
        f"""<form><div data-sitekey="k" style="width:300px;height:80px"><iframe title="captcha"></iframe></div>
        <button data-sitekey="k">Go</button></form>
        <iframe title="reCAPTCHA" src="/c?size=invisible" style="{BADGE}"></iframe>
        <iframe title="captcha challenge" style="visibility:hidden"></iframe><iframe title="Map"></iframe>""",
    )
    dom = await collect_dom(page)
    assert [(one.form, one.pinned, "invisible" in one.marks) for one in dom.challenges] == [
        (0, False, False),
        (None, True, True),
    ]
    assert dom.challenges[0].box.width == 300


async def test_lists_of_steps_are_told(page: Page) -> None:
    await show(
        page,
        """<ol id="plain"><li>Address<li>Delivery<li>Payment</ol>
        <nav id="marked"><span>Cart</span> <span aria-current="step">Address</span></nav>
        <ul id="menu"><li><a href="/a">Mugs</a><li><a href="/b">Bowls</a></ul>
        <ul id="goods"><li><img alt="Mug" src="data:,">Mug<li>Bowl</ul><ol hidden><li>One<li>Two</ol>
        <div role="progressbar" aria-valuetext="Half way" style="height:9px"></div>""",
    )
    told = {one.selector: one for one in (await collect_dom(page)).step_lists}
    assert told["#plain"].items == ("Address", "Delivery", "Payment")
    assert (told["#plain"].ordered, told["#plain"].current) == (True, False)
    assert (told["#marked"].text, told["#marked"].current) == ("Cart Address", True)
    assert told["#menu"].links == 2
    assert [one.text for one in told.values() if one.bar] == ["Half way"]
    assert len(told) == 4
