"""One fault each, to be mixed into a smooth shop: what is lost, what is said and how, what is asked for and how."""

import asyncio
import re
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from tests.shops.forms.shop import (
    CARD,
    CITY,
    EMAIL,
    HONEYPOT,
    NAME,
    PHONE,
    POSTCODE,
    STREET,
    Field,
    FormShop,
    Why,
)

# --- what is kept -------------------------------------------------------------------------------------------------


class ClearsAll(FormShop):
    """A refused form comes back empty."""

    def given_back(self, fields: Mapping[str, str], wrong: Mapping[str, Why]) -> Mapping[str, str]:
        del fields, wrong
        return {}


class ClearsOnCardError(FormShop):
    """A refused form comes back empty where the card was wrong."""

    def given_back(self, fields: Mapping[str, str], wrong: Mapping[str, Why]) -> Mapping[str, str]:
        return {} if "card" in wrong else super().given_back(fields, wrong)


class ClearsChoices(FormShop):
    """A refused form comes back without what was chosen and ticked."""

    def given_back(self, fields: Mapping[str, str], wrong: Mapping[str, Why]) -> Mapping[str, str]:
        kept = super().given_back(fields, wrong)
        return {name: value for name, value in kept.items() if name not in {"country", "keep"}}


class Reformats(FormShop):
    """A refused form comes back with some values written differently."""

    def given_back(self, fields: Mapping[str, str], wrong: Mapping[str, Why]) -> Mapping[str, str]:
        kept = dict(super().given_back(fields, wrong))
        kept["phone"] = re.sub(r"(\S\S)(?=\S)", r"\1 ", kept.get("phone", "").replace(" ", ""))
        kept["postcode"] = kept.get("postcode", "").upper().replace(" ", "")
        kept["card"] = re.sub(r"(\d{4})(?=\d)", r"\1 ", re.sub(r"\D", "", kept.get("card", "")))
        kept["email"] = kept.get("email", "").lower()
        return kept


class EmptiesCardOnOthersErrors(FormShop):
    """A mistake in the e-mail address, seen by a script, costs the card's number and expiry date."""

    def framed(self, form: str) -> str:
        malformed = self.message(EMAIL, Why.MALFORMED)
        return f"""{form}<script>document.querySelector("form[novalidate]").addEventListener("submit", (event) => {{
          const {{ email, card, expiry }} = event.target.elements;
          if (email.value.includes("@") || !email.value) return;
          event.preventDefault();
          event.stopImmediatePropagation();
          card.value = expiry.value = "";
          let told = document.getElementById("told-email");
          if (!told) email.insertAdjacentElement("afterend", told = document.createElement("span"));
          Object.assign(told, {{ id: "told-email", className: "told", textContent: "{malformed}" }});
          email.setAttribute("aria-invalid", "true");
          email.setAttribute("aria-describedby", "told-email");
          email.focus();
        }});</script>"""


# --- what is taken ------------------------------------------------------------------------------------------------


class _RefusesInCard(FormShop):
    """Characters that a card number may not hold, told as soon as the field is left."""

    refused_characters = ""

    def framed(self, form: str) -> str:
        told = self.message(CARD, Why.MALFORMED)
        return f"""{super().framed(form)}<script>document.getElementById("card").onchange = (event) => {{
          const card = event.target, bad = /[{self.refused_characters}]/.test(card.value);
          let told = document.getElementById("told-card");
          if (!told) card.insertAdjacentElement("afterend", told = document.createElement("span"));
          Object.assign(told, {{ id: "told-card", className: "told", textContent: bad ? "{told}" : "" }});
          card.setAttribute("aria-describedby", "told-card");
          card.setAttribute("aria-invalid", bad);
        }};</script>"""


class RefusesSpaces(_RefusesInCard):
    """Card numbers are not taken as they are printed."""

    refused_characters = " -"


class RefusesHyphens(_RefusesInCard):
    """Card numbers are not taken with hyphens."""

    refused_characters = "-"


class SpacesOut(FormShop):
    """A script groups the card's digits by four, whatever was typed."""

    def framed(self, form: str) -> str:
        return f"""{form}<script>document.getElementById("card").addEventListener("input", (event) => {{
          event.target.value = event.target.value.replace(/\\D/g, "").replace(/(\\d{{4}})(?=\\d)/g, "$1 ");
        }});</script>"""


class LatinOnly(FormShop):
    """Names are taken in plain Latin letters only."""

    def reason(self, field: Field, value: str) -> Why | None:
        if field.name == "name" and value and not re.fullmatch(r"[A-Za-z .'-]+", value):
            return Why.MALFORMED
        return super().reason(field, value)


def _with(field: Field, more: str) -> Field:
    return field._replace(more=f"{field.more} {more}".strip())


def replacing(asked: Sequence[Field], *others: Field) -> tuple[Field, ...]:
    """The same fields with some in another build."""
    by_name = {one.name: one for one in others}
    return tuple(by_name.get(one.name, one) for one in asked)


PASTE_BLOCKED = _with(EMAIL, 'onpaste="return false"')
SHORT_NAME = _with(NAME, 'maxlength="20"')
SHORT_CARD = _with(CARD, 'maxlength="16"')
NUMBER_CARD = CARD._replace(type="number")
PLAIN_EMAIL = EMAIL._replace(type="text")
LONE = tuple(one._replace(autocomplete="") for one in (NAME, STREET, POSTCODE, CITY, PHONE))
MANY = (
    Field("title", "text", "honorific-prefix"),
    Field("company", "text", "organization"),
    Field("street2", "text", "address-line2"),
    Field("region", "text", "address-level1"),
    Field("birthday", "text", "bday"),
    Field("fax", "tel", "fax tel"),
    Field("nickname", "text", "nickname"),
)
NEWSLETTER = Field("newsletter", "checkbox", "", "checked", required=False)

# --- what is said -------------------------------------------------------------------------------------------------


class Vague(FormShop):
    """The same text, whatever is wrong."""

    def message(self, field: Field, why: Why) -> str:
        del field, why
        return self.words["vague"]


class Wordless(FormShop):
    """Nothing is said in words."""

    def told(self, field: Field, why: Why | None) -> str:
        del field, why
        return ""


class ColourOnly(Wordless):
    """A red frame tells what is wrong, and nothing else."""

    def marks(self, field: Field, why: Why | None) -> str:
        del field
        return ' style="border:2px solid #d00020;background:#fff0f0"' if why else ""


class IconOnly(Wordless):
    """A red sign tells what is wrong, and nothing else."""

    def marks(self, field: Field, why: Why | None) -> str:
        del field, why
        return ""

    def told(self, field: Field, why: Why | None) -> str:
        del field
        sign = '<circle cx="8" cy="8" r="7" fill="#c00"/><path d="M8 4v5M8 11v1" stroke="#fff" stroke-width="2"/>'
        return f'<svg width="16" height="16" aria-hidden="true">{sign}</svg>' if why else ""


class NativeOnly(FormShop):
    """Nothing but the browser's own bubble tells what is wrong."""

    def framed(self, form: str) -> str:
        return f"""{form.replace(" novalidate", "")}<script>{{
          const card = document.getElementById("card");
          const sum = (digits) => [...digits].reverse().map(Number)
            .reduce((all, one, place) => all + (place % 2 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][one] : one), 0);
          const judge = () => {{
            const digits = card.value.replace(/[ -]/g, "");
            const right = !digits || (/^\\d{{15,19}}$/.test(digits) && sum(digits) % 10 === 0);
            card.setCustomValidity(right ? "" : "Not a card");
          }};
          card.addEventListener("input", judge);
          judge();
        }}</script>"""

    def control(self, field: Field, value: str, marks: str) -> str:
        pattern = {
            "postcode": "(?=.*[0-9]).{3,10}",
            "phone": "[+(0-9][0-9 ().-]{5,}",
            "expiry": "[0-9]{2} ?/ ?[0-9]{2,4}",
        }
        asked = f' pattern="{pattern[field.name]}"' if field.name in pattern else ""
        return super().control(field, value, f"{marks}{asked}")


class FarFromButton(FormShop):
    """Between the top of the page, where it opens, and the fields lies more than a screen."""

    def framed(self, form: str) -> str:
        return f'<div style="height:1600px"><p>{self.words["about"]}</p></div>{super().framed(form)}'


class OutOfView(FarFromButton):
    """What is wrong is said where nobody looks: the page opens at its top."""

    def focuses(self, field: Field) -> bool:
        del field
        return False


class Unassociated(FormShop):
    """Messages stand beside their fields, and the markup knows nothing of it."""

    def marks(self, field: Field, why: Why | None) -> str:
        del field, why
        return ""


class FlagsGoodToo(FormShop):
    """One mistake has every field marked as wrong."""

    def rows(self, asked: Sequence[Field], values: Mapping[str, str], wrong: Mapping[str, Why]) -> str:
        everyone = {one.name: Why.MALFORMED for one in asked if one.type != "radio"} if wrong else {}
        return super().rows(asked, values, everyone | dict(wrong))


class FlagsDependent(FormShop):
    """With the card's number, its date and code are marked too, which hang on it."""

    def rows(self, asked: Sequence[Field], values: Mapping[str, str], wrong: Mapping[str, Why]) -> str:
        hanging = dict.fromkeys(("expiry", "code"), Why.MALFORMED) if "card" in wrong else {}
        return super().rows(asked, values, hanging | dict(wrong))


class Stale(FormShop):
    """What was said once is said until the form is opened anew."""

    def rows(self, asked: Sequence[Field], values: Mapping[str, str], wrong: Mapping[str, Why]) -> str:
        earlier = {name: Why.MALFORMED for name in values.get("told", "").split(",") if name} if wrong else {}
        every = earlier | dict(wrong)
        memory = f'<input type="hidden" name="told" value="{",".join(every)}">'
        return super().rows(asked, values, every) + memory


class ClearsWhenMended(FormShop):
    """What is said goes as soon as the field is changed."""

    def framed(self, form: str) -> str:
        return f"""{super().framed(form)}<script>document.addEventListener("input", (event) => {{
          const told = document.getElementById("told-" + event.target.name);
          if (told) told.remove();
          event.target.removeAttribute("aria-invalid");
          event.target.removeAttribute("aria-describedby");
        }});</script>"""


class Premature(FormShop):
    """The e-mail address is called wrong while it is being typed."""

    def framed(self, form: str) -> str:
        malformed = self.message(EMAIL, Why.MALFORMED)
        return f"""{super().framed(form)}<script>document.getElementById("email").oninput = (event) => {{
          const bad = !/^\\S+@\\S+\\.\\S+$/.test(event.target.value);
          let told = document.getElementById("told-email");
          if (!told) event.target.insertAdjacentElement("afterend", told = document.createElement("span"));
          Object.assign(told, {{ id: "told-email", className: "told", textContent: bad ? "{malformed}" : "" }});
          event.target.setAttribute("aria-describedby", "told-email");
          event.target.setAttribute("aria-invalid", bad);
        }};</script>"""


# --- what sends it ------------------------------------------------------------------------------------------------


class Disabled(FormShop):
    """The button cannot be pressed until every field is filled, and nothing says why."""

    ends = "true"
    reason_told = ""

    def sending(self) -> str:
        return super().sending().replace("<button", "<button disabled") + self.reason_told

    def framed(self, form: str) -> str:
        return f"""{super().framed(form)}<script>{{
          const form = document.querySelector("form[novalidate]"), button = form.querySelector("button");
          const judge = () => {{ button.disabled = !({self.ends}
            && [...form.querySelectorAll("[required]")].every((one) => one.value.trim())); }};
          form.addEventListener("input", judge);
          judge();
        }}</script>"""


class DisabledWithReason(Disabled):
    """The button cannot be pressed until every field is filled, as is said beside it."""

    reason_told = "<p>Fill in all the fields above to go on.</p>"


class DisabledForever(Disabled):
    """The button cannot be pressed, whatever is filled in."""

    ends = "false"


class EnterOnly(FormShop):
    """There is no button: the form is sent by pressing Enter."""

    def sending(self) -> str:
        return ""

    def framed(self, form: str) -> str:
        return f"""{super().framed(form)}<script>
          document.querySelector("form[novalidate]").addEventListener("keydown", (event) => {{
            if (event.key === "Enter") event.currentTarget.submit();
          }});</script>"""


class EnterDoesNothing(FormShop):
    """The form is sent by its button only."""

    def framed(self, form: str) -> str:
        return f"""{super().framed(form)}<script>
          document.querySelector("form[novalidate]").addEventListener("keydown", (event) => {{
            if (event.key === "Enter" && event.target.localName === "input") event.preventDefault();
          }});</script>"""


class Slow(FormShop):
    """The server takes its time to answer."""

    async def refusing(
        self, request: Request, cart: Sequence[str], fields: Mapping[str, str], wrong: Mapping[str, Why]
    ) -> Response:
        await asyncio.sleep(1.5)
        return await super().refusing(request, cart, fields, wrong)


# --- what stands around -------------------------------------------------------------------------------------------


class Honeypot(FormShop):
    """A field for robots, far off the page, that nobody may fill."""

    def below(self, values: Mapping[str, str]) -> str:
        trap = f'<input id="{HONEYPOT}" name="{HONEYPOT}" tabindex="-1" autocomplete="off">'
        label = f'<label for="{HONEYPOT}">Website</label>'
        return f'{super().below(values)}<p class="honey" aria-hidden="true">{label} {trap}</p>'


class PlaceholderOnly(FormShop):
    """Fields say what they want only as long as they are empty."""

    def label(self, field: Field) -> str:
        return super().label(field) if field.type == "checkbox" else ""

    def control(self, field: Field, value: str, marks: str) -> str:
        return super().control(field, value, f'{marks} placeholder="{self.words[field.name]}"')


class NoSummary(FormShop):
    """The step on which one pays does not tell what for."""

    def order(self, cart: Sequence[str]) -> str:
        del cart
        return ""


class OnlyByCard(FormShop):
    """One way to pay is offered."""

    def radios(self, field: Field, value: str) -> str:
        return super().radios(field._replace(options=field.options[:1]), value)


class VagueButton(FormShop):
    """The button that orders says no more than that it goes on."""

    def sending(self) -> str:
        return f"<p><button>{self.words['on']}</button></p>"
