"""The options of an audit, which `audit`, `map` and `demo` share."""

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

_WALK, _REPORT, _BROWSER, _TOLD = "What is walked", "Report and gate", "Browser", "What is told meanwhile"


def _option(panel: str, text: str, metavar: str | None = None, *names: str, **further: Any) -> Any:
    return typer.Option(*names, metavar=metavar or " ", help=text, rich_help_panel=panel, show_default=False, **further)


Format = Annotated[
    list[str] | None,
    _option(_REPORT, "Any of html, json, pdf, junit, sarif, markdown, csv. Default: html,json.", "LIST"),
]
FailOnLevel = Annotated[
    str | None,
    _option(_REPORT, "blocker, serious (default), moderate, minor or never.", "SEVERITY", "--fail-on"),
]
Language = Annotated[
    str | None, _option(_REPORT, "The language of the report: en (default), de, lv, ro, ru or zh.", "TAG", "--lang")
]
Budgets = Annotated[
    list[str] | None,
    _option(_REPORT, "The most a figure may be, as load_ms=2500 or load_ms@cart=2.5s; repeatable.", "METRIC=LIMIT"),
]
OnInconclusive = Annotated[
    str | None, _option(_REPORT, "What the gate does where figures do not tell: pass (default) or fail.", "WHAT")
]
BrandName = Annotated[str | None, _option(_REPORT, "Whose name the report carries.", "TEXT", "--brand-name")]
BrandLogo = Annotated[Path | None, _option(_REPORT, "Their logo: PNG, JPEG, WebP, GIF or SVG.", "FILE", "--brand-logo")]
BrandColour = Annotated[str | None, _option(_REPORT, "Their colour, such as #0f5a68.", "COLOUR", "--brand-colour")]
Quiet = Annotated[bool, _option(_TOLD, "Say the verdict only.", None, "--quiet", "-q")]
Verbose = Annotated[bool, _option(_TOLD, "Tell more of what happens.", None, "--verbose", "-v")]
NoColor = Annotated[bool, _option(_TOLD, "No colours (also NO_COLOR).", None, "--no-color")]
BrowserPath = Annotated[
    str | None,
    _option(
        _BROWSER, "The browser to use (also FRICTION_BROWSER).", "PATH", envvar="FRICTION_BROWSER", show_envvar=False
    ),
]

Timeout = Annotated[str | None, _option(_WALK, "The most the audit may take. Default: 300.", "SECONDS")]
Headed = Annotated[bool, _option(_BROWSER, "Show the browser.", None, "--headed")]

_AUDIT_OPTIONS: Mapping[str, Any] = {
    "journey": Annotated[
        list[Path] | None, _option(_WALK, "A journey file; repeatable. Default: from landing to checkout.", "FILE")
    ],
    "query": Annotated[
        list[str] | None, _option(_WALK, "Words to search for; repeatable. Default: what the shop sells.", "TEXT")
    ],
    "device": Annotated[
        list[str] | None, _option(_WALK, "desktop (default), mobile or a name of Playwright's.", "NAME")
    ],
    "runs": Annotated[str | None, _option(_WALK, "Exactly N timed attempts, 1 to 20. Default: 1 to 5.", "N")],
    "network": Annotated[str | None, _option(_WALK, "none (default), 4g, slow-4g or 3g.", "NAME")],
    "cpu_slowdown": Annotated[
        str | None, _option(_WALK, "The processor so many times slower, 1 (default) to 8.", "N", "--cpu-slowdown")
    ],
    "safety": Annotated[str | None, _option(_WALK, "look, probe (default) or order.", "LEVEL")],
    "sandbox": Annotated[bool, _option(_WALK, "The site is a sandbox; loopback hosts are.", None, "--sandbox")],
    "allow_host": Annotated[list[str] | None, _option(_WALK, "A further host the walk may enter; repeatable.", "HOST")],
    "locale": Annotated[str | None, _option(_WALK, "Such as de-DE. Default: the site's own language.", "TAG")],
    "timeout": Timeout,
    "output": Annotated[Path | None, _option(_REPORT, "Where the report goes. Default: friction-report.", "DIR")],
    "format": Format,
    "brand_name": BrandName,
    "brand_logo": BrandLogo,
    "brand_colour": BrandColour,
    "lang": Language,
    "har": Annotated[bool, _option(_REPORT, "Keep an HTTP archive (HAR) of each journey.", None, "--har")],
    "fail_on": FailOnLevel,
    "budget": Budgets,
    "inconclusive": OnInconclusive,
    "config": Annotated[
        Path | None, _option(_REPORT, "Default: friction.toml, else tool.friction in pyproject.toml.", "FILE")
    ],
    "workers": Annotated[str | None, _option(_BROWSER, "Probes side by side. Default: one a core.", "N")],
    "browser_path": BrowserPath,
    "user_agent": Annotated[str | None, _option(_BROWSER, "What the browser calls itself.", "TEXT")],
    "headed": Headed,
    "quiet": Quiet,
    "verbose": Verbose,
    "no_color": NoColor,
}
_FLAGS = frozenset({"sandbox", "har", "headed", "quiet", "verbose", "no_color"})


MAP_OPTIONS = frozenset(
    {
        "query",
        "device",
        "safety",
        "allow_host",
        "locale",
        "timeout",
        "config",
        "browser_path",
        "user_agent",
        "headed",
        "quiet",
        "verbose",
        "no_color",
    }
)
"""The options of an audit that a walk alone takes, too."""


def taking_audit_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of an audit; see `taking_options`."""
    return taking_options(command, frozenset(_AUDIT_OPTIONS))


def taking_options(command: Callable[..., int], taken: frozenset[str]) -> Callable[..., int]:
    """Give a command some options of an audit.

    Args:
        command: takes its own parameters and, as `given`, a mapping of the options by name with underscores.
        taken: the names of the options.
    """
    own = [one for one in inspect.signature(command).parameters.values() if one.name != "given"]
    shared = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=False if name in _FLAGS else None,
            annotation=annotation,
        )
        for name, annotation in _AUDIT_OPTIONS.items()
        if name in taken
    ]

    def carry_out(**values: Any) -> int:
        names = {one.name for one in own}
        given = {name: value for name, value in values.items() if name not in names}
        return command(**{name: values[name] for name in names}, given=given)

    parameters = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own] + shared
    carry_out.__doc__ = command.__doc__
    carry_out.__name__ = command.__name__
    carry_out.__annotations__ = {one.name: one.annotation for one in parameters}
    carry_out.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return carry_out
