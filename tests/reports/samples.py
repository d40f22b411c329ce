"""Results as audits leave them: a rough shop, a smooth one, a hostile page, nothing seen, two hundred findings."""

from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from auditor.model.base import Box
from auditor.model.budget import Aggregate, Cache
from auditor.model.finding import (
    Certainty,
    CheckOutcome,
    ClipEvidence,
    ElementEvidence,
    FieldsEvidence,
    Location,
    Mark,
    MeasurementEvidence,
    QuoteEvidence,
    RequestEvidence,
    Severity,
)
from auditor.model.journey import Stage
from auditor.model.loading import LayoutShift, LongTask, RequestPhases
from auditor.model.result import (
    AttemptResult,
    AuditResult,
    Breach,
    BudgetResult,
    Coverage,
    FindingResult,
    GateResult,
    Inconclusive,
    JourneyResult,
    Milestone,
    RequestResult,
    RequestsLeftOut,
    Score,
    StepMetrics,
    StepResult,
    SubjectResult,
    Timing,
    ToolInfo,
    Totals,
    Unreached,
    Waterfall,
)
from auditor.model.run import Environment, Mutation, MutationOutcome, StepStatus

SHOP = "https://shop.example"
WIDTH, HEIGHT = 1280, 800
HOSTILE = '</style></script><script>alert("x")</script><img src=x onerror=alert(1)>"\'&lt;[bold red]{{ 7*7 }}'
CONTROL_CODES = "before\x1b[31m\x07\x00\u202eafter"
_STEPS = (
    ("landing", Stage.LANDING, "/", "Kettle & Crane", 1_240.0),
    ("listing", Stage.LISTING, "/teapots", "Teapots", 900.0),
    ("search", Stage.SEARCH, "/search?q=teapot", "Search: teapot", 6_420.0),
    ("product", Stage.PRODUCT, "/teapots/cast-iron", "Cast-iron teapot 0.8 l", 3_300.0),
    ("add-to-cart", Stage.CART, "/teapots/cast-iron", "Cast-iron teapot 0.8 l", 700.0),
    ("cart", Stage.CART, "/cart", "Your cart", 1_900.0),
    ("checkout", Stage.CHECKOUT, "/checkout", "Checkout", 4_100.0),
)
_PATHS = (
    ("/", "document", True, 0.0, 620.0, 38_400),
    ("/theme/storefront.8f3a.css", "stylesheet", True, 330.0, 410.0, 96_000),
    ("/theme/runtime-vendors-and-everything-else-in-one-very-large-bundle.chunk.9b1.js?v=2024.11.3", "script", True,
     336.0, 1_240.0, 512_000),
    ("/consent/banner.js", "script", False, 350.0, 640.0, 84_000),
    ("/media/teapot-hero-1600.webp", "image", True, 760.0, 2_900.0, 640_000),
    ("/fonts/kettle.woff2", "font", True, 802.0, 380.0, 41_000),
    ("/api/recommendations?limit=12", "fetch", True, 1_640.0, 2_050.0, 18_300),
    ("/collect", "ping", False, 1_900.0, 95.0, 300),
)  # fmt: skip


def waterfall(requests: int = len(_PATHS)) -> Waterfall:
    """What a slow page asks for, as often as wanted, with every outcome a request can have."""
    made = [_requested(number, _PATHS[number % len(_PATHS)]) for number in range(requests)]
    made += [
        made[0].model_copy(update={"url": f"{SHOP}/missing.png", "type": "image", "status": 404, "started_ms": 2_000}),
        made[0].model_copy(update={"url": f"{SHOP}/live", "status": None, "duration_ms": None, "phases": None}),
        made[0].model_copy(
            update={"url": f"{SHOP}/order", "method": "POST", "status": None, "held": True, "started_ms": 2_400}
        ),
        made[3].model_copy(update={"status": None, "failure": "net::ERR_BLOCKED", "phases": None, "started_ms": 900}),
        made[5].model_copy(update={"from_cache": True, "transfer_bytes": 0, "duration_ms": 2, "phases": None}),
    ]
    return Waterfall(
        requests=tuple(sorted(made, key=lambda one: one.started_ms)),
        left_out=RequestsLeftOut(count=34, third_party=20, transfer_bytes=210_000, longest_ms=45),
        milestones=(
            Milestone(name="act", at_ms=0),
            Milestone(name="first_byte", at_ms=310),
            Milestone(name="first_paint", at_ms=1_900),
            Milestone(name="load", at_ms=3_120),
            Milestone(name="next_action", at_ms=3_300),
            Milestone(name="largest_paint", at_ms=4_350),
        ),
        long_tasks=(LongTask(start_ms=1_600, duration_ms=180), LongTask(start_ms=2_500, duration_ms=60)),
    )


def _requested(number: int, facts: tuple[str, str, bool, float, float, int]) -> RequestResult:
    path, kind, own, started_ms, duration_ms, size = facts
    connecting = 90.0 if number in {0, 3} else 0.0
    queued = 40.0 if number > 3 else 0.0
    rest = duration_ms - connecting - queued
    return RequestResult(
        url=f"{SHOP if own else 'https://cdn.consent-and-statistics.example'}{path}",
        method="GET",
        type=kind,
        status=200,
        third_party=not own,
        started_ms=started_ms + number // len(_PATHS) * 25,
        duration_ms=duration_ms,
        phases=RequestPhases(
            blocked_ms=queued, connect_ms=connecting, send_ms=0.2, wait_ms=rest * 0.6, receive_ms=rest * 0.4
        ),
        transfer_bytes=size,
    )


_TYPED = ("Anna Kalnina", "Brivibas iela 12", "LV-1010", "Riga", "4242 4242 4242 43")
_METRICS = StepMetrics(
    time_to_first_byte_ms=310,
    first_contentful_paint_ms=1_900,
    largest_contentful_paint_ms=4_350,
    cumulative_layout_shift=0.031,
    total_blocking_time_ms=140,
    load_ms=3_120,
    time_to_next_action_ms=1_240,
    redirects=1,
    requests=64,
    transfer_bytes=2_345_678,
    third_party_requests=12,
    third_party_bytes=340_000,
)


def paint_screenshots(folder: Path) -> None:
    """Draw a screenshot for every step into `run/blobs`, and one file that is none."""
    blobs = folder / "run" / "blobs"
    blobs.mkdir(parents=True, exist_ok=True)
    for name, _, _, title, _ in _STEPS:
        _painted(title, form=name == "checkout").save(blobs / f"{name}.png")
    _painted("Checkout", form=True, typed=_TYPED).save(blobs / "checkout-filled.png")
    (blobs / "torn.png").write_bytes(b"\x89PNG\r\n\x1a\n but no more")


def _painted(title: str, *, form: bool, typed: tuple[str, ...] = ()) -> Image.Image:
    image = Image.new("RGB", (WIDTH, HEIGHT), "#fffdf8")
    draw = ImageDraw.Draw(image)
    large, small = ImageFont.load_default(34), ImageFont.load_default(18)
    draw.rectangle((0, 0, WIDTH, 72), fill="#23403b")
    draw.text((40, 18), "Kettle & Crane", fill="#f7f3e8", font=large)
    draw.rounded_rectangle((760, 18, 1_120, 54), 8, fill="#f7f3e8")
    draw.text((80, 110), title, fill="#1d1d1b", font=large)
    if form:
        for row, label in enumerate(("Name", "Street", "Postcode", "City", "Card number")):
            draw.text((80, 190 + row * 92), label, fill="#55524a", font=small)
            draw.rectangle((80, 218 + row * 92, 640, 262 + row * 92), outline="#8d877a", width=2)
        for row, value in enumerate(typed):
            draw.text((94, 229 + row * 92), value, fill="#1d1d1b", font=small)
        draw.rounded_rectangle((80, 690, 320, 746), 8, fill="#b8472a")
        draw.text((130, 706), "Pay now", fill="#ffffff", font=small)
        return image
    for place in range(8):
        x, y = 80 + place % 4 * 285, 190 + place // 4 * 290
        draw.rounded_rectangle(
            (x, y, x + 255, y + 190), 10, fill=("#e3d9c6", "#cfdcd6", "#e8cfc4", "#d5d3e0")[place % 4]
        )
        draw.ellipse((x + 70, y + 45, x + 185, y + 150), fill="#6d6a60")
        draw.text((x, y + 202), f"Teapot no. {place + 1}", fill="#1d1d1b", font=small)
        draw.text((x, y + 228), f"{29 + place * 6}.00 €", fill="#55524a", font=small)
    return image


def finding(number: int = 1, **changes: object) -> FindingResult:
    """A plain serious finding at checkout, with the changes wanted."""
    plain = FindingResult(
        id=f"F{number:03}",
        check="checkout/too-many-fields",
        title="More fields than an order needs",
        severity=Severity.SERIOUS,
        certainty=Certainty.CERTAIN,
        stage=Stage.CHECKOUT,
        journey="shop",
        step="checkout",
        device="desktop",
        url=f"{SHOP}/checkout",
        message="The form asks for 23 fields; 9 of them are not needed to deliver a teapot.",
        feels="So many questions for one teapot.",
        fingerprint=f"{number:016x}",
        fix="Ask for what the delivery needs. Move the rest behind the order.",
        references=(
            "Baymard Institute, checkout flow fields: https://baymard.com/blog/checkout-flow-average-form-fields",
        ),
    )
    return FindingResult.model_validate({**dict(plain), **changes})


def mark(step: str, *boxes: tuple[float, float, float, float]) -> Mark:
    return Mark(
        screenshot=f"run/blobs/{step}.png",
        width=WIDTH,
        height=HEIGHT,
        boxes=tuple(Box(x=x, y=y, width=width, height=height) for x, y, width, height in boxes),
    )


def _rough_findings() -> tuple[FindingResult, ...]:
    return (
        finding(
            1,
            check="checkout/form-cleared-on-error",
            title="The form forgets what was typed",
            severity=Severity.BLOCKER,
            message="After a card number two digits short, 6 of 10 fields came back empty, three times in a row.",
            feels="Everything I typed is gone. For the third time.",
            evidence=(
                ClipEvidence(
                    mark=mark("checkout-filled", *((80, 218 + row * 92, 560, 44) for row in range(4))),
                    caption="Before: the form as filled",
                ),
                ClipEvidence(
                    mark=mark("checkout", *((80, 218 + row * 92, 560, 44) for row in range(4))),
                    caption="After: the fields marked are empty",
                ),
                FieldsEvidence(
                    rows=(
                        ("Name", "Anna Kalniņa", "", "lost"),
                        ("Street", "Brīvības iela 12", "", "lost"),
                        ("Postcode", "LV-1010", "", "lost"),
                        ("مدينة", "ريغا", "", "lost"),
                        ("Country", "Latvia", "Please choose", "lost"),
                        ("Delivery", "Courier", "Parcel machine", "changed"),
                        ("E-mail", "anna.kalnina.who-has-a-very-long-address@post.example.org", "", "lost"),
                        ("Phone", "+371 20 000 000", "20000000", "kept, written differently"),
                        ("Security code", "•••", "", "may be cleared"),
                        ("Card number", "4242 •••• •••• 43", "4242 •••• •••• 43", "kept"),
                    )
                ),
                QuoteEvidence(
                    text="Something went wrong. Please check your entries.", source="message after the submission"
                ),
                RequestEvidence(method="POST", url=f"{SHOP}/checkout", status=200),
            ),
            fix=(
                "Send the values back with the page:\n\n- re-render every field with what was submitted\n"
                "- clear nothing but the security code and passwords\n\n"
                "In most frameworks that is one argument: `form=request.form`."
            ),
            references=(
                "https://design-system.service.gov.uk/patterns/validation/",
                "WCAG 2.2, 3.3.7 Redundant Entry: https://www.w3.org/TR/WCAG22/#redundant-entry",
            ),
        ),
        finding(
            2,
            check="load/step-too-slow",
            title="The step keeps the shopper waiting",
            stage=Stage.SEARCH,
            step="search",
            url=f"{SHOP}/search?q=teapot",
            message="From pressing Enter to the first result that could be clicked it took 6.4 s.",
            feels="Is it broken? I could have ordered elsewhere by now.",
            evidence=(
                MeasurementEvidence(
                    metric="time_to_next_action_ms",
                    value=6_420,
                    limit=3_000,
                    unit="ms",
                    low=5_900,
                    high=7_100,
                    attempts=3,
                ),
            ),
            fix="Cut the server's time on the search; show results as they come.",
        ),
        finding(
            3,
            check="landing/low-contrast",
            title="Prices can hardly be read",
            severity=Severity.MODERATE,
            stage=Stage.LANDING,
            step="landing",
            url=f"{SHOP}/",
            message="8 prices stand in grey on cream with a contrast of 2.9 to 1.",
            feels="I have to lean forward to see what it costs.",
            evidence=(
                ElementEvidence(
                    selector="main > ul.products > li:nth-child(2) > .price",
                    snippet='<span class="price muted">35.00 €</span>',
                    mark=mark("landing", (365, 416, 90, 26), (650, 416, 90, 26)),
                    note="The price of “Teapot no. 2”",
                ),
                MeasurementEvidence(metric="contrast_ratio", value=2.9, limit=4.5, unit="ratio"),
            ),
            places=(
                Location(journey="shop", step="listing", stage=Stage.LISTING, device="desktop", url=f"{SHOP}/teapots"),
            ),
        ),
        finding(
            4,
            check="cart/total-missing",
            title="The cart shows no total",
            severity=Severity.MINOR,
            status="known",
            gates=False,
            stage=Stage.CART,
            step="cart",
            url=f"{SHOP}/cart",
            message="No sum stands below the lines of the cart.",
            evidence=(ElementEvidence(selector="#lines", mark=mark("missing", (0, 0, 10, 10))),),
        ),
        finding(
            5,
            check="product/no-returns-info",
            title="Nothing about returns",
            certainty=Certainty.NEEDS_REVIEW,
            severity=Severity.MODERATE,
            gates=False,
            stage=Stage.PRODUCT,
            step="product",
            url=f"{SHOP}/teapots/cast-iron",
            message="No words about returning the product were recognised on its page.",
            evidence=(ElementEvidence(selector="main", mark=mark("torn", (10, 10, 50, 50))),),
        ),
        finding(6, title="Set aside on purpose", status="suppressed", check="nav/back-lost"),
    )


def _steps(upto: int = len(_STEPS), *, broken: bool = False) -> tuple[StepResult, ...]:
    made = [
        StepResult(
            id=name,
            stage=stage,
            status=StepStatus.COMPLETED,
            url=f"{SHOP}{path}",
            title=title,
            duration_ms=duration,
            clicks=int(name != "landing"),
            keystrokes=11 if name == "search" else 0,
            fields_shown=14 if name == "checkout" else None,
            screenshot=f"run/blobs/{name}.png",
            metrics=_METRICS if name != "landing" else _METRICS.model_copy(update={"cumulative_layout_shift": 0.19}),
            largest_contentful_paint_selector="main > img.hero",
            layout_shifts=(LayoutShift(value=0.15, at_ms=1_240, selectors=("#banner", "main > .grid")),),
            soft_navigation=name == "add-to-cart",
            waterfall=waterfall(),
        )
        for name, stage, path, title, duration in _STEPS[:upto]
    ]
    if broken:
        why = "The control “Go to checkout” was pressed and nothing happened within 10 s."
        made[-1] = made[-1].model_copy(update={"status": StepStatus.BROKEN, "duration_ms": None, "error": why})
    return tuple(made)


def journey(*attempts: AttemptResult, device: str = "desktop") -> JourneyResult:
    """The shop journey with the attempts given, or with one that went through."""
    went_through = AttemptResult(attempt=1, status="completed", steps=_steps())
    return JourneyResult(
        id="shop",
        title="From landing to checkout",
        device=device,
        environment=Environment(
            browser="Chromium 141.0",
            device=device,
            network="slow-4g",
            cpu_slowdown=4,
            viewport_width=WIDTH,
            viewport_height=HEIGHT,
        ),
        attempts=attempts or (went_through,),
    )


def smooth() -> AuditResult:
    """An audit that found nothing."""
    return AuditResult(
        tool=ToolInfo(version="0.1.0"),
        target=f"{SHOP}/",
        started_at=datetime(2025, 11, 3, 9, 41, tzinfo=UTC),
        duration_ms=48_300,
        phases_ms={"walk": 21_000, "probe": 25_000, "judge": 900, "report": 1_400},
        environment=Environment(
            browser="Chromium 141.0", device="desktop", locale="en-GB", viewport_width=WIDTH, viewport_height=HEIGHT
        ),
        journeys=(journey(),),
        results=(
            SubjectResult(check="checkout/form-cleared-on-error", outcome=CheckOutcome.PASSED, subject="checkout"),
            SubjectResult(check="search/dead-end-zero-results", outcome=CheckOutcome.PASSED, subject="search"),
            SubjectResult(check="mobile/small-tap-target", outcome=CheckOutcome.NOT_APPLICABLE, subject="landing"),
        ),
        coverage=Coverage(
            reached=(Stage.LANDING, Stage.LISTING, Stage.SEARCH, Stage.PRODUCT, Stage.CART, Stage.CHECKOUT),
            unreached=(
                Unreached(stage=Stage.CONFIRMATION, why="No order is placed at this safety level.", expected=True),
            ),
        ),
        totals=Totals(clicks=6, keystrokes=11, fields=14, pages=6, seconds=18.6),
        score=Score(overall=97, stages={Stage.LANDING: 98, Stage.CHECKOUT: 95}),
        gate=GateResult(passed=True, exit_code=0),
    )


def rough() -> AuditResult:
    """An audit with a finding of every severity, every kind of evidence, budgets, timings, things not checked."""
    return smooth().model_copy(
        update={
            "findings": _rough_findings(),
            "journeys": (journey(), journey(_broken_attempt(), device="mobile")),
            "results": (
                SubjectResult(check="checkout/form-cleared-on-error", outcome=CheckOutcome.FAILED, subject="checkout"),
                SubjectResult(check="search/dead-end-zero-results", outcome=CheckOutcome.PASSED, subject="search"),
                SubjectResult(check="search/dead-end-zero-results", outcome=CheckOutcome.PASSED, subject="search 2"),
                SubjectResult(check="trust/insecure-page", outcome=CheckOutcome.PASSED, subject="landing"),
                SubjectResult(check="mobile/small-tap-target", outcome=CheckOutcome.NOT_APPLICABLE, subject="landing"),
                SubjectResult(
                    check="nav/menu-lost", outcome=CheckOutcome.ERRORED, subject="landing", error="ValueError: no menu"
                ),
            ),
            "coverage": Coverage(
                reached=(Stage.LANDING, Stage.LISTING, Stage.SEARCH, Stage.PRODUCT, Stage.CART, Stage.CHECKOUT),
                unreached=(
                    Unreached(stage=Stage.CONFIRMATION, why="No order is placed at this safety level.", expected=True),
                ),
                not_probed=(Unreached(stage=Stage.CART, why="The reload probe was skipped after two time-outs."),),
            ),
            "timings": (
                _timing("landing", "largest_contentful_paint_ms", 4_350, 4_100, 4_900),
                _timing("landing", "first_contentful_paint_ms", 1_900, 1_700, 2_000),
                _timing("search", "time_to_next_action_ms", 6_420, 5_900, 7_100),
                Timing(
                    journey="shop",
                    step="landing",
                    metric="largest_contentful_paint_ms",
                    cache="warm",
                    median=1_200,
                    low=1_100,
                    high=1_300,
                    attempts=3,
                ),
            ),
            "budgets": (
                BudgetResult(
                    metric="transfer_bytes",
                    where="landing on desktop",
                    limit=3e6,
                    median=2.3e6,
                    measured=2.3e6,
                    low=2.3e6,
                    high=2.3e6,
                    attempts=3,
                    verdict="within",
                    cache=Cache.WARM,
                    unit="bytes",
                ),
                BudgetResult(
                    metric="time_to_next_action_ms",
                    where="search on desktop",
                    limit=6_500,
                    median=6_420,
                    measured=7_100,
                    low=5_900,
                    high=7_100,
                    attempts=3,
                    aggregate=Aggregate.WORST,
                    verdict="inconclusive",
                    level="warn",
                    unit="ms",
                    conditions="slow-4g, processor slowed down 4 times",
                ),
                BudgetResult(
                    metric="largest_contentful_paint_ms",
                    where="landing on desktop",
                    limit=2_500,
                    median=4_350,
                    measured=4_350,
                    low=4_100,
                    high=4_900,
                    attempts=3,
                    verdict="over",
                    unit="ms",
                    conditions="slow-4g, processor slowed down 4 times",
                ),
            ),
            "inconclusive": (
                Inconclusive(
                    check="load/slow-fcp",
                    title="The page stays empty for long",
                    severity=Severity.SERIOUS,
                    message="The first thing was painted after 1.9 s, in 1.7 s to 2.0 s.",
                    journey="shop",
                    step="landing",
                    stage=Stage.LANDING,
                    device="desktop",
                    url=f"{SHOP}/",
                    evidence=(
                        MeasurementEvidence(
                            metric="first_contentful_paint_ms",
                            value=1_900,
                            limit=1_800,
                            unit="ms",
                            low=1_700,
                            high=2_000,
                            attempts=3,
                        ),
                    ),
                ),
            ),
            "score": Score(overall=54, stages={Stage.LANDING: 83, Stage.SEARCH: 61, Stage.CHECKOUT: 22}),
            "gate": GateResult(
                passed=False,
                exit_code=1,
                breaches=(
                    Breach(kind="finding", what="checkout/form-cleared-on-error (blocker) at checkout"),
                    Breach(kind="finding", what="load/step-too-slow (serious) at search"),
                    Breach(
                        kind="budget",
                        what="largest_contentful_paint_ms at landing of shop on desktop: 4350 ms, limit 2500 ms",
                    ),
                ),
            ),
            "mutations": (
                Mutation(
                    method="POST", url=f"{SHOP}/cart/add", step="add-to-cart", why="put one product into the cart"
                ),
                Mutation(
                    method="POST",
                    url=f"{SHOP}/checkout",
                    step="checkout",
                    why="an invalid submission of the form",
                    outcome=MutationOutcome.HELD,
                ),
            ),
        }
    )


def _broken_attempt() -> AttemptResult:
    return AttemptResult(attempt=1, status="broken", steps=_steps(6, broken=True))


def _timing(step: str, metric: str, median: float, low: float, high: float) -> Timing:
    return Timing(journey="shop", step=step, metric=metric, median=median, low=low, high=high, attempts=3)


def hostile() -> AuditResult:
    """An audit of a page that tries to break out of the report, in every string that comes from it."""
    wicked = finding(
        1,
        id=f'F1" onmouseover="alert(1){HOSTILE}',
        title=HOSTILE,
        message=f"{HOSTILE} {CONTROL_CODES}",
        feels=HOSTILE,
        url="javascript:alert(document.domain)",
        step=HOSTILE,
        device=HOSTILE,
        check=f"checkout/{HOSTILE}",
        fingerprint=HOSTILE,
        fix=f"`{HOSTILE}`\n\n- {HOSTILE}",
        references=(
            "javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            f"https://evil.example/\"onclick='alert(1)' {HOSTILE}",
            "https://good.example/fine",
        ),
        evidence=(
            ElementEvidence(
                selector=HOSTILE, snippet=HOSTILE, note=HOSTILE, mark=mark("../../../etc/passwd", (1, 1, 9, 9))
            ),
            ClipEvidence(mark=mark("landing", (-50, -50, 5_000, 5_000)), caption=HOSTILE),
            QuoteEvidence(text=f"{HOSTILE} \ud83d", source=HOSTILE),
            RequestEvidence(method=HOSTILE, url="javascript:alert(1)", failure=HOSTILE),
            FieldsEvidence(rows=((HOSTILE, HOSTILE, HOSTILE, HOSTILE),)),
            MeasurementEvidence(metric=HOSTILE, value=3, limit=2, unit=HOSTILE),
        ),
        places=(Location(journey="shop", step=HOSTILE, stage=Stage.CART, device=HOSTILE, url="javascript:alert(2)"),),
    )
    step = _steps(1)[0].model_copy(
        update={
            "id": HOSTILE,
            "title": HOSTILE,
            "error": HOSTILE,
            "url": "javascript:alert(3)",
            "largest_contentful_paint_selector": HOSTILE,
            "waterfall": Waterfall(
                requests=(
                    RequestResult(url=f"https://[{HOSTILE}", method=HOSTILE, type=HOSTILE, started_ms=-5, status=200),
                )
            ),
        }
    )
    base = rough()
    return base.model_copy(
        update={
            "target": HOSTILE,
            "interrupted": HOSTILE,
            "environment": base.environment.model_copy(
                update={"locale": f"en{HOSTILE}", "browser": HOSTILE, "user_agent": HOSTILE}
            ),
            "journeys": (journey(AttemptResult(attempt=1, status="completed", steps=(step,))),),
            "findings": (wicked, wicked.model_copy(update={"certainty": Certainty.NEEDS_REVIEW})),
            "results": (
                SubjectResult(check=HOSTILE, outcome=CheckOutcome.ERRORED, subject=HOSTILE, error=HOSTILE),
                SubjectResult(check=f"x/{HOSTILE}", outcome=CheckOutcome.PASSED, subject=HOSTILE),
            ),
            "coverage": Coverage(unreached=(Unreached(stage=Stage.CART, why=HOSTILE),)),
            "gate": GateResult(passed=False, exit_code=1, breaches=(Breach(kind="finding", what=HOSTILE),)),
            "mutations": (Mutation(method="POST", url=HOSTILE, step=HOSTILE, why=HOSTILE),),
        }
    )


def unseen() -> AuditResult:
    """An audit that saw nothing: the first page never answered."""
    why = "the first page did not answer (net::ERR_CONNECTION_REFUSED)"
    return AuditResult(
        tool=ToolInfo(version="0.1.0"),
        target="https://gone.example/",
        started_at=datetime(2025, 11, 3, 9, 41, tzinfo=UTC),
        duration_ms=9_300,
        phases_ms={},
        environment=Environment(browser="Chromium 141.0", device="desktop"),
        coverage=Coverage(
            unreached=tuple(Unreached(stage=stage, why=why) for stage in (Stage.LANDING, Stage.CHECKOUT))
        ),
        score=Score(overall=0),
        gate=GateResult(passed=False, exit_code=3, breaches=(Breach(kind="incomplete", what=why),)),
    )


def broken() -> AuditResult:
    """A journey that the site broke off at the cart, in two attempts of three."""
    went_through = AttemptResult(attempt=3, status="completed", steps=_steps())
    second = _broken_attempt().model_copy(update={"attempt": 2})
    stopper = finding(
        1,
        check="journey/step-broken",
        title="The way to checkout does nothing",
        severity=Severity.BLOCKER,
        stage=Stage.CART,
        step="cart",
        message="“Go to checkout” was pressed twice; no page, no request, no message followed within 10 s.",
        evidence=(ElementEvidence(selector="a.checkout", mark=mark("cart", (80, 600, 255, 60))),),
    )
    return smooth().model_copy(
        update={
            "journeys": (journey(_broken_attempt(), second, went_through),),
            "findings": (stopper,),
            "coverage": Coverage(
                reached=(Stage.LANDING, Stage.LISTING, Stage.SEARCH, Stage.PRODUCT, Stage.CART),
                unreached=(Unreached(stage=Stage.CHECKOUT, why="The step before it broke."),),
            ),
            "score": Score(overall=31),
            "gate": GateResult(
                passed=False, exit_code=1, breaches=(Breach(kind="finding", what="journey/step-broken at cart"),)
            ),
        }
    )


def crowded() -> AuditResult:
    """An audit with two hundred findings, all marked on the same few screenshots."""
    severities = list(Severity)
    steps = [(name, stage) for name, stage, *_ in _STEPS]
    findings = tuple(
        finding(
            number,
            severity=severities[number % 4],
            step=steps[number % len(steps)][0],
            stage=steps[number % len(steps)][1],
            title=f"Friction number {number}",
            evidence=(
                ElementEvidence(
                    selector=f"#element-{number}", mark=mark(steps[number % len(steps)][0], (80, 190, 255, 190))
                ),
            ),
        )
        for number in range(1, 201)
    )
    heavy = tuple(step.model_copy(update={"waterfall": waterfall(120)}) for step in _steps())
    walked = AttemptResult(attempt=1, status="completed", steps=heavy)
    return rough().model_copy(
        update={"findings": findings, "journeys": (journey(walked), journey(walked, device="mobile"))}
    )
