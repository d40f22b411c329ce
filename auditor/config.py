"""Settings: from the command line, then `friction.toml` or `[tool.friction]` in pyproject.toml, then the defaults.

The keys of a configuration file are the options of `friction audit`, with dashes or underscores. An unknown key is an
error: a mistyped `fail-on` must not pass for the default.
"""

import ipaddress
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

from auditor.brand_reading import COLOUR_EXPECTED, LOGO_EXPECTED, NAME_EXPECTED, read_colour, read_name
from auditor.budget_reading import EXPECTED, BudgetError, overridden, read_budgets
from auditor.errors import ConfigError, UsageError
from auditor.model.budget import OnInconclusive
from auditor.model.settings import LANGUAGES, FailOn, NetworkProfile, Safety, Settings
from auditor.suggestion import did_you_mean, listed, nearest

CONFIG_FILE = "friction.toml"
PYPROJECT = "pyproject.toml"

_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_VARIABLE = re.compile(r"\$\{\w+\}")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?")


@dataclass(frozen=True)
class Config:
    """What a configuration file says: checked values by field of `Settings`, and where from."""

    values: Mapping[str, Any] = field(default_factory=dict)
    source: Path | None = None


def read_config(file: Path | None = None, *, folder: Path | None = None) -> Config:
    """Read the configuration.

    Args:
        file: the file named by `--config`; a pyproject.toml is read at `[tool.friction]`.
        folder: where to look for one otherwise; the current folder by default.

    Raises:
        ConfigError: the file cannot be read, or holds an unknown key or an unusable value.
    """
    if file is not None:
        if not file.is_file():
            raise ConfigError(f"--config {file}: there is no such file")
        table = _table(file) if file.name == PYPROJECT else _toml(file)
        return Config(_checked(table or {}, file), file)
    here = folder or Path.cwd()
    own = here / CONFIG_FILE
    if own.is_file():
        return Config(_checked(_toml(own), own), own)
    shared = here / PYPROJECT
    if shared.is_file():
        table = _table(shared)
        if table is not None:
            return Config(_checked(table, shared), shared)
    return Config()


def make_settings(target: str, given: Mapping[str, Any], config: Config | None = None) -> Settings:
    """Make the settings of an audit.

    Args:
        target: the address as typed.
        given: what the command line says, by option name without the leading dashes; None and empty lists are left
            out. It wins over the configuration.
        config: the configuration.

    Raises:
        UsageError: an option's value is not usable, or orders are to be placed where no sandbox was declared.
    """
    values = dict(config.values) if config else {}
    for name, value in given.items():
        if value is not None and value not in ([], ()):
            option = OPTIONS[name]
            own = _converted(option, value, f"--{name}", UsageError)
            values[option.field] = option.joined(values[option.field], own) if option.field in values else own
    values["target"] = parse_target(target)
    values["sandbox"] = bool(values.get("sandbox")) or is_loopback(values["target"])
    settings = Settings.model_validate(values)
    if settings.safety is Safety.ORDER and not settings.sandbox:
        host = urlsplit(settings.target).hostname
        raise UsageError(f"--safety order: {host} is no declared sandbox; expected --sandbox too, or --safety probe")
    return settings


def parse_target(text: str) -> str:
    """The address to audit, from what was typed; a bare host is taken for https, a bare loopback host for http.

    Raises:
        UsageError: it is no http(s) address.
    """
    given = text.strip()
    wrong = f"'{text}' is not an http(s) URL: expected something like https://shop.example"
    if "://" not in given:
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)", given):
            raise UsageError(wrong)
        given = f"https://{given}"
        if is_loopback(given):
            given = given.replace("https://", "http://", 1)
    try:
        parts = urlsplit(given)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise UsageError(wrong) from None
    if parts.scheme.lower() not in {"http", "https"} or not _is_host(host, stated="://" in text):
        raise UsageError(wrong)
    if parts.username is not None or parts.password is not None:
        raise UsageError("the URL holds a user name or password: credentials never go on the command line")
    del port
    return _with_path(parts)


def is_loopback(url: str) -> bool:
    """Whether an address points at this machine; such a site counts as a sandbox."""
    try:
        host = (urlsplit(url).hostname or "").lower()
        return host == "localhost" or host.endswith(".localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _replaced(configured: Any, given: Any) -> Any:
    del configured
    return given


@dataclass(frozen=True)
class _Option:
    """An option: the field of `Settings` it sets, what it takes, in words, and how that is read.

    `joined` makes one value of what is configured and what the command line says.
    """

    field: str
    expected: str
    convert: Callable[[Any], Any]
    choices: tuple[str, ...] = ()
    joined: Callable[[Any, Any], Any] = _replaced


def _is_host(host: str, *, stated: bool) -> bool:
    """A host typed without a scheme needs a dot, or any word would be taken for one."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        ascii_host = host.encode("idna").decode() if _encodable(host) else ""
        plain = bool(ascii_host) and " " not in host and _HOST.fullmatch(ascii_host.replace("_", "-")) is not None
        return plain and ".." not in host and (stated or "." in host or host == "localhost")
    return True


def _encodable(host: str) -> bool:
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True


def _with_path(parts: SplitResult) -> str:
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path or "/", parts.query, parts.fragment))


def _one_of(choices: tuple[str, ...]) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if value not in choices:
            raise ValueError
        return str(value)

    return convert


def _each(convert: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def convert_all(value: Any) -> tuple[Any, ...]:
        values = [value] if isinstance(value, str | Path) else list(value)
        return tuple(dict.fromkeys(convert(one) for one in values))

    return convert_all


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value.strip()


def _path(value: Any) -> Path:
    if isinstance(value, Path):
        return value
    return Path(_text(value)).expanduser()


def _matching(pattern: re.Pattern[str]) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if not pattern.fullmatch(_text(value)):
            raise ValueError
        return _text(value)

    return convert


def _formats(value: Any) -> tuple[str, ...]:
    """A list, or names in one text with commas between them."""
    parts = [part for one in ([value] if isinstance(value, str) else list(value)) for part in _text(one).split(",")]
    return tuple(dict.fromkeys(_text(part).lower() for part in parts))


def _number(kind: type[int] | type[float], least: float, most: float) -> Callable[[Any], float]:
    def convert(value: Any) -> float:
        if isinstance(value, bool) or (isinstance(value, float) and kind is int and not value.is_integer()):
            raise ValueError
        number = kind(value)
        if not least <= number <= most:
            raise ValueError
        return number

    return convert


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError  # noqa: TRY004 - one kind of error for every unusable value
    return value


def _credentials(value: Any) -> dict[str, str]:
    """User name and password; the password must be left to the environment."""
    if not isinstance(value, Mapping) or set(value) != {"username", "password"}:
        raise ValueError
    if not _VARIABLE.fullmatch(_text(value["password"])):
        raise ValueError
    return {"username": _text(value["username"]), "password": _text(value["password"])}


def _language(value: Any) -> str:
    """A language there is a catalogue of; of a tag such as `de-AT` or `zh_CN` the first part counts."""
    tag = _text(value).replace("_", "-").partition("-")[0].lower()
    if not _LOCALE.fullmatch(_text(value)) or tag not in LANGUAGES:
        raise ValueError
    return tag


_SAFETY = tuple(level.value for level in Safety)
_NETWORKS = tuple(profile.value for profile in NetworkProfile)
_FAIL_ON = tuple(level.value for level in FailOn)
_INCONCLUSIVE = tuple(one.value for one in OnInconclusive)

OPTIONS: Mapping[str, _Option] = {
    "journey": _Option("journeys", "the path of a journey file", _each(_path)),
    "query": _Option("queries", "words to search for", _each(_text)),
    "device": _Option("devices", "desktop, mobile or the name of a device", _each(_text)),
    "runs": _Option("runs", "a whole number from 1 to 20", _number(int, 1, 20)),
    "network": _Option("network", listed(_NETWORKS), _one_of(_NETWORKS), _NETWORKS),
    "cpu-slowdown": _Option("cpu_slowdown", "a number from 1 to 8", _number(float, 1, 8)),
    "safety": _Option("safety", listed(_SAFETY), _one_of(_SAFETY), _SAFETY),
    "sandbox": _Option("sandbox", "true or false", _yes_or_no),
    "allow-host": _Option("allow_hosts", "a host such as pay.example", _each(_matching(_HOST))),
    "locale": _Option("locale", "a language tag such as de-DE", _matching(_LOCALE)),
    "credentials": _Option(
        "credentials", "a table of username and password, the password as ${NAME} of the environment", _credentials
    ),
    "output": _Option("output", "the path of a folder", _path),
    "format": _Option("formats", "names with commas between them, such as html,json", _formats),
    "brand-name": _Option("brand_name", NAME_EXPECTED, read_name),
    "brand-logo": _Option("brand_logo", LOGO_EXPECTED, _path),
    "brand-colour": _Option("brand_colour", COLOUR_EXPECTED, read_colour),
    "lang": _Option("language", listed(LANGUAGES), _language, LANGUAGES),
    "har": _Option("har", "true or false", _yes_or_no),
    "fail-on": _Option("fail_on", listed(_FAIL_ON), _one_of(_FAIL_ON), _FAIL_ON),
    "budget": _Option("budgets", EXPECTED, read_budgets, joined=overridden),
    "inconclusive": _Option("inconclusive", listed(_INCONCLUSIVE), _one_of(_INCONCLUSIVE), _INCONCLUSIVE),
    "workers": _Option("workers", "a whole number from 1 to 16", _number(int, 1, 16)),
    "timeout": _Option("timeout_seconds", "seconds from 5 to 86400", _number(float, 5, 86_400)),
    "browser-path": _Option("browser_path", "the path of a browser", _text),
    "user-agent": _Option("user_agent", "a text", _text),
    "headed": _Option("headed", "true or false", _yes_or_no),
    "off": _Option("off", "a list of check ids", _each(_text)),
}
_WRITTEN_OUT = {"language": "lang"}
"""Keys that a file may have in full."""


def _converted(option: _Option, value: Any, told_as: str, error_type: type[UsageError]) -> Any:
    try:
        return option.convert(value)
    except BudgetError as mistake:
        raise error_type(f"{told_as.removesuffix(' =')} {mistake}") from None
    except (ValueError, TypeError):
        wrong = next((one for one in value if _refused(option, one)), value) if _is_list(value) else value
        hint = did_you_mean(str(wrong), option.choices) if option.choices else ""
        raise error_type(f"{told_as} {_shown(wrong)}: expected {option.expected}{hint}") from None


def _refused(option: _Option, value: Any) -> bool:
    try:
        option.convert([value])
    except (ValueError, TypeError):
        return True
    return False


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}'" if isinstance(value, str | Path) else str(value)


def _checked(table: Mapping[str, Any], file: Path) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("_", "-")
        option = OPTIONS.get(_WRITTEN_OUT.get(name, name))
        if option is None:
            near = nearest(key, OPTIONS)
            hint = f"did you mean '{near}'?" if near else f"expected {listed(OPTIONS)}"
            raise ConfigError(f"{file}: unknown key '{key}'; {hint}")
        values[option.field] = _converted(option, value, f"{file}: {key} =", ConfigError)
    return _against(values, file.parent)


def _against(values: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Paths in a file are meant from where the file is."""
    if "journeys" in values:
        values["journeys"] = tuple(folder / path for path in values["journeys"])
    for name in ("output", "brand_logo"):
        if name in values:
            values[name] = folder / values[name]
    return values


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: not valid TOML: {error}") from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror or error}") from None


def _table(file: Path) -> dict[str, Any] | None:
    """The table `[tool.friction]`, or None where there is none."""
    table = _toml(file).get("tool", {}).get("friction")
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{file}: tool.friction: expected a table")
    return table


def read_option(name: str, value: Any) -> Any:
    """One option's value, checked.

    Raises:
        UsageError: it is not usable.
    """
    return _converted(OPTIONS[name], value, f"--{name}", UsageError)
