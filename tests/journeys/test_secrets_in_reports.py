"""Whatever is written or said of an audit, no secret that was typed or met is in it: every format, every notation."""

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.metadata import entry_points
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from pypdf import PdfReader
from starlette.requests import Request
from starlette.responses import Response

from auditor.audit import carry_out
from auditor.cli.github import tell_github
from auditor.cli.telling import Telling
from auditor.demo import serve
from auditor.discovery.shopper import FULL_WRONG_CARD_NUMBER, WRONG_CARD_NUMBER
from auditor.model.journey import Credentials
from auditor.model.settings import ProbeFamily, Settings
from tests.journeys.odd_accounts import MEMBER, MembersOnly
from tests.journeys.odd_shops import CARD_FIELDS, FIELDS, TIMINGS, card_numbers_in

TOKEN = "9f86d081884c7d659a2feaa0c55ad015"
BEARER = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.q7Zt2Xv9Lk4Rw8Ns1Bd6Yf3Ha5Jc0Pe"
SESSION = "d404559f602eab6fd602ac7680dacbfa"
CODE = "123"


class Talkative(MembersOnly):
    """A shop for members that repeats what it was told, on its pages, in its addresses and in its console."""

    fields = (*FIELDS[:2], *CARD_FIELDS)
    after = f"/?access_token={TOKEN}"

    def door(self, request: Request, fields: Mapping[str, str]) -> Response:
        response = super().door(request, fields)
        response.set_cookie("session", SESSION, path="/")
        return response

    def home(self) -> str:
        asks = f"fetch('/api/me?api_key={TOKEN}', {{headers: {{Authorization: 'Bearer {BEARER}'}}}})"
        return f"{super().home()}<script>{asks}</script>"

    def form(self, values: Mapping[str, str], errors: Sequence[str]) -> str:
        said = ""
        if values.get("card"):
            card = values["card"]
            said = f'<p role="alert">{escape(MEMBER[0])}, {escape(MEMBER[1])}: {escape(card)} was refused.</p>'
            said += f"<script>console.error({json.dumps(f'refused {card} of {MEMBER[1]}')});</script>"
        return said + super().form(values, errors)


def notations(secret: str) -> Iterator[str]:
    """Yield a secret in the ways that a file may hold it."""
    groups = [secret]
    digits = re.sub(r"\D", "", secret)
    if len(digits) == len(secret.replace(" ", "")):
        fours = re.findall(r"\d{1,4}", digits)
        groups += [digits, *(between.join(fours) for between in (" ", "-", ".", "\u00a0", "%20", "+"))]
    for spelt in groups:
        yield from {spelt, quote(spelt, safe=""), quote_plus(spelt), escape(spelt), json.dumps(spelt)[1:-1]}
        for shift in range(3):
            # Wherever it stands in what was encoded, the middle of it is one of three texts.
            encoded = base64.b64encode(b"\0" * shift + spelt.encode()).decode().rstrip("=")
            yield encoded[4:-2] if shift else encoded[:-2]


def text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    return path.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize("secret", [WRONG_CARD_NUMBER, MEMBER[1]])
def test_a_secret_is_found_however_it_is_written(secret: str) -> None:
    digits = secret.replace(" ", "")
    written = (secret, quote(secret), base64.b64encode(f"a:{secret}".encode()).decode())
    written += ("-".join(re.findall(r"\d{1,4}", digits)),) if digits.isdigit() else ()
    for text in written:
        assert any(one in text for one in notations(secret)), text


def test_no_format_and_no_line_tells_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    monkeypatch.setenv("SHOP_USER", MEMBER[0])
    monkeypatch.setenv("SHOP_PASSWORD", MEMBER[1])
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "step-summary.md"))
    formats = tuple(sorted(entry.name for entry in entry_points(group="friction.reports")))
    shop = Talkative()
    telling = Telling(verbose=True)
    with serve(shop) as server, telling.progress() as progress:
        settings = Settings(
            target=f"{server.url}?access_token={TOKEN}",
            output=output,
            formats=formats,
            har=True,
            runs=1,
            off=TIMINGS,
            credentials=Credentials(username="${SHOP_USER}", password="${SHOP_PASSWORD}"),
            probing=(ProbeFamily.FORM,),
        )
        audited = carry_out(settings, progress)
    telling.outcome(audited.result, audited.files)
    tell_github(audited.result)
    (tmp_path / "terminal.txt").write_text("".join(capfd.readouterr()), encoding="utf-8")

    # That they were typed and met at all.
    assert {number for number in card_numbers_in(shop.sent) if number} >= {WRONG_CARD_NUMBER.replace(" ", "")}
    assert any(MEMBER[1] in sent for sent in shop.sent)
    assert any(TOKEN in sent for sent in shop.sent)
    assert any(CODE in sent for sent in shop.sent)

    told = {path.relative_to(tmp_path).as_posix(): text_of(path) for path in tmp_path.rglob("*") if path.is_file()}
    assert {"out/junit.xml", "out/findings.sarif", "out/findings.csv", "out/summary.md", "out/index.html"} <= set(told)
    assert {"out/audit.json", "out/run/journal.jsonl", "step-summary.md", "terminal.txt"} <= set(told)
    assert any(name.endswith(".har") for name in told)
    secrets = (WRONG_CARD_NUMBER, FULL_WRONG_CARD_NUMBER, MEMBER[0], MEMBER[1], TOKEN, BEARER, SESSION)
    leaks = [
        (name, one) for name, text in told.items() for secret in secrets for one in notations(secret) if one in text
    ]
    assert leaks == []
    # The security code is too short to be looked for alone: it would stand as a value of its own.
    values = [f'"{CODE}"', f">{CODE}<", f"“{CODE}”", f"={CODE}&", f",{CODE},", f": {CODE}\n"]
    texts = {name: text for name, text in told.items() if "/blobs/" not in name}
    assert [(name, one) for name, text in texts.items() for one in values if one in text] == []
