"""Shops that turn to the language a browser asks for; their own is Latvian."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tests.journeys.odd_shops import ENGLISH, Goods
from tests.journeys.odd_tongues import LatvianByWords

_GOODS = {"lv": LatvianByWords.goods, "en": (Goods("1", "Oak Desk Lamp", "€ 39.00"), Goods("2", "Apron", "€ 24.50"))}
_WORDS = {"lv": LatvianByWords.words, "en": ENGLISH}


class Negotiating(LatvianByWords):
    """English for a browser that asks for it, Latvian for every other."""

    def __init__(self) -> None:
        super().__init__()
        self.asked_for: list[str] = []

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        asked = request.headers.get("accept-language", "")
        self.asked_for.append(asked)
        self.turn_to(self.chosen(request, asked))
        return await super().answer(request, fields)

    def chosen(self, request: Request, asked: str) -> str:
        del request
        return "en" if asked.startswith("en") else "lv"

    def turn_to(self, language: str) -> None:
        self.language, self.words, self.goods = language, _WORDS[language], _GOODS[language]


class Redirecting(Negotiating):
    """Sends the browser on to the page of its language."""

    def chosen(self, request: Request, asked: str) -> str:
        return request.url.path.strip("/") if request.url.path in {"/en", "/lv"} else super().chosen(request, asked)

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        if request.url.path == "/":
            return RedirectResponse("/" + self.chosen(request, request.headers.get("accept-language", "")))
        if request.url.path in {"/en", "/lv"}:
            self.turn_to(request.url.path.strip("/"))
            return self.page(self.home(), ())
        return await super().answer(request, fields)


class DrawnByPreference(Negotiating):
    """An empty document whose script draws the page in the browser's language."""

    async def answer(self, request: Request, fields: dict[str, str]) -> Response:
        del request, fields
        drawn = {code: f"<h1>{words['shop']}</h1><p>{words['about']}</p>" for code, words in _WORDS.items()}
        return HTMLResponse(f"""<!doctype html><html><head><meta charset="utf-8"><title>…</title></head><body><script>
          const code = navigator.language.startsWith("en") ? "en" : "lv";
          setTimeout(() => {{
            document.documentElement.lang = code;
            document.body.innerHTML = ({drawn})[code];
          }}, 30);
        </script></body></html>""")


class LeftoverLanguage(LatvianByWords):
    """Its template says English; its words are Latvian."""

    language = "en"


class Silent(LatvianByWords):
    """It does not say which language it is in."""

    language = ""
