"""A shop whose address form changes with the country: other labels, another order, lists that come from the server."""

import asyncio
import json
import re
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from auditor.model.redaction import luhn_valid
from tests.journeys.odd_shops import CARD_FIELDS, ENGLISH, FIELDS, Asked, Shop, digits_of

AT_PLACES, AT_PAYING = "/places", "/paying"
ANSWER_S = 0.4
CONTACT = tuple(asked for asked in FIELDS if asked.name in {"email", "name", "street"})
COUNTRIES = {"": "Please select", "DE": "Germany", "LV": "Latvia", "US": "United States", "JP": "Japan"}
REGIONS = {
    "US": {"1": "Alabama", "44": "Texas", "5": "California"},
    "JP": {"12": "Chiba", "13": "Tokyo"},
}
TOWNS = {"44": ["Dallas", "Austin", "Houston"], "13": ["Chiyoda-ku", "Minato-ku"], "1": ["Mobile"], "5": ["Fresno"]}
POSTCODES = {
    "DE": ("Postcode", r"\d{5}"),
    "LV": ("Pasta indekss", r"\d{4}"),
    "US": ("ZIP code", r"\d{5}(-\d{4})?"),
    "JP": ("Postal code", r"\d{3}-\d{4}"),
}


class ChangingAddress(Shop):
    """Contact and address first, the card on a page of its own; nothing is asked of the place before its country."""

    words = ENGLISH | {"send": "Continue"}
    fields = CONTACT
    preset = ""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[dict[str, str]] = []

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path == AT_PLACES:
            await asyncio.sleep(ANSWER_S)
            return JSONResponse(self.asked_for(request.query_params))
        if request.url.path == AT_PAYING:
            return self.paying(fields)
        return await super().answer(request, fields)

    def asked_for(self, query: Mapping[str, str]) -> dict[str, object]:
        if "region" in query:
            return {"towns": TOWNS.get(query["region"], [])}
        label, pattern = POSTCODES.get(query.get("country", ""), ("Postcode", ".*"))
        return {"label": label, "pattern": pattern, "regions": REGIONS.get(query.get("country", ""), {})}

    def paying(self, fields: Mapping[str, str]) -> HTMLResponse:
        wrong = bool(fields) and not luhn_valid(digits_of(fields.get("card", "")))
        rows = "".join(
            self.row(asked, fields.get(asked.name, ""), wrong=wrong and asked.name == "card") for asked in CARD_FIELDS
        )
        form = f'<form method="post" action="{AT_PAYING}" novalidate>{rows}<button>Pay now</button></form>'
        return self.page(f"<h1>Card</h1>{form}", ())

    def errors(self, fields: Mapping[str, str]) -> list[str]:
        country = fields.get("country", "")
        regions = REGIONS.get(country, {})
        wrong = super().errors(fields)
        wrong += [] if re.fullmatch(POSTCODES.get(country, ("", "-"))[1], fields.get("postcode", "")) else ["postcode"]
        wrong += ["region"] if regions and fields.get("region") not in regions else []
        towns = TOWNS.get(fields.get("region", ""))
        return wrong + ([] if (fields.get("city") in towns if towns else fields.get("city")) else ["city"])

    async def checkout(self, request: Request, cart: Sequence[str], fields: dict[str, str]) -> Response:
        if request.method == "GET":
            return self.page(self.form({"country": self.preset}, ()), cart)
        errors = self.errors(fields)
        if errors:
            return self.page(self.form(fields, errors), cart, 422)
        self.addresses.append(fields)
        return RedirectResponse(AT_PAYING, 303)

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        rows = "".join(self.row(one, values.get(one.name, ""), wrong=one.name in errors) for one in self.fields)
        chosen = values.get("country", "")
        offered = "".join(
            f'<option value="{code}"{" selected" if code == chosen else ""}>{name}</option>'
            for code, name in COUNTRIES.items()
        )
        told = "".join(f"<li>{name}: {self.words['wrong']}</li>" for name in errors)
        script = _SCRIPT.replace("VALUES", json.dumps(dict(values))).replace("PLACES", AT_PLACES)
        return (
            f'<h1>{self.words["contact"]}</h1><ul role="alert">{told}</ul>'
            f'<form method="post" action="{self.at_checkout}" novalidate>{rows}'
            f'<p><label>Country <select name="country">{offered}</select></label></p><div id="place"></div>'
            f"<button>{self.words['send']}</button></form>{script}"
        )


class PresetCountry(ChangingAddress):
    """It takes everybody to live in Latvia."""

    preset = "LV"


class Billed(ChangingAddress):
    """Its prices tell nothing, its language does."""

    language = "en-US"
    fields = (*CONTACT, Asked("phone", "tel", "tel"))


_SCRIPT = """<script>
const country = document.querySelector("[name=country]"), place = document.getElementById("place");
const ask = async (query) => (await fetch("PLACES?" + new URLSearchParams(query))).json();
function row(label, field) {
  const words = document.createElement("label"), line = document.createElement("p");
  words.append(label + " ", field);
  line.append(words);
  place.append(line);
  return field;
}
function list(name, options, chosen) {
  const field = Object.assign(document.createElement("select"), { name });
  for (const [value, label] of [["", "Please select"], ...options]) field.add(new Option(label, value));
  field.value = chosen || "";
  return field;
}
const text = (name, value) =>
  Object.assign(document.createElement("input"), { name, value: value || "", required: true });
async function draw(values) {
  const told = await ask({ country: country.value });
  place.replaceChildren();
  row(told.label, Object.assign(text("postcode", values.postcode), { pattern: told.pattern }));
  const regions = Object.entries(told.regions);
  if (!regions.length) { row("City", text("city", values.city)); return; }
  const region = row("State / Province", list("region", regions, values.region));
  const towns = row("City", list("city", [], ""));
  const fill = async (chosen) => {
    const known = region.value ? (await ask({ region: region.value })).towns : [];
    towns.replaceChildren(...list("city", known.map((town) => [town, town]), "").children);
    towns.value = chosen || "";
  };
  region.onchange = () => fill("");
  await fill(values.city);
}
country.onchange = () => draw({});
if (country.value) draw(VALUES);
</script>"""
