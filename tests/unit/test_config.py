from pathlib import Path

import pytest

from auditor.config import OPTIONS, is_loopback, make_settings, parse_target, read_config
from auditor.errors import ConfigError, UsageError
from auditor.model.settings import FailOn, NetworkProfile, Safety, Settings

SHOP = "https://shop.example/"


def configured(folder: Path, text: str, name: str = "friction.toml") -> Settings:
    (folder / name).write_text(text, encoding="utf-8")
    return make_settings(SHOP, {}, read_config(folder=folder))


@pytest.mark.parametrize(
    ("given", "target"),
    [
        ("https://shop.example", "https://shop.example/"),
        ("HTTP://shop.example/a?b=c", "http://shop.example/a?b=c"),
        ("shop.example", "https://shop.example/"),
        ("shop.example:8443/x", "https://shop.example:8443/x"),
        ("localhost", "http://localhost/"),
        ("localhost:8000", "http://localhost:8000/"),
        ("127.0.0.1:8000/shop", "http://127.0.0.1:8000/shop"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("http://intranet/", "http://intranet/"),
        ("https://bücher.example/", "https://bücher.example/"),
    ],
)
def test_addresses_are_taken_as_typed(given: str, target: str) -> None:
    assert parse_target(given) == target


@pytest.mark.parametrize(
    "given",
    [
        "nonsense",
        "",
        "-",
        ".",
        "ftp://shop.example",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "mailto:ada@shop.example",
        "http://",
        "https://a b.example",
        "https://shop.example:99999",
        "shop..example",
    ],
)
def test_what_is_no_http_address_is_named_with_what_was_expected(given: str) -> None:
    with pytest.raises(UsageError, match="is not an http") as raised:
        parse_target(given)
    assert str(raised.value).startswith(f"'{given}'")
    assert "https://shop.example" in str(raised.value)


def test_credentials_in_the_address_are_refused_without_repeating_them() -> None:
    with pytest.raises(UsageError) as raised:
        parse_target("https://ada:enigma@shop.example/")
    assert "enigma" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "loopback"),
    [
        ("http://localhost/", True),
        ("http://shop.localhost:3/", True),
        ("http://127.3.2.1/", True),
        ("http://[::1]/", True),
        ("http://localhost.example/", False),
        ("http://10.0.0.1/", False),
        ("https://shop.example/", False),
    ],
)
def test_loopback_hosts_are_sandboxes(url: str, loopback: bool) -> None:
    assert is_loopback(url) is loopback
    assert make_settings(url, {}).sandbox is loopback


def test_without_a_configuration_the_defaults_hold(tmp_path: Path) -> None:
    assert make_settings(SHOP, {}, read_config(folder=tmp_path)) == Settings(target=SHOP)


def test_the_configuration_file_is_read_with_dashes_or_underscores(tmp_path: Path) -> None:
    settings = configured(tmp_path, 'fail-on = "minor"\nallow_host = ["pay.example"]\nruns = 3\nsandbox = true')
    assert (settings.fail_on, settings.allow_hosts, settings.runs) == (FailOn.MINOR, ("pay.example",), 3)
    assert settings.sandbox


def test_one_value_may_stand_for_a_list(tmp_path: Path) -> None:
    settings = configured(tmp_path, 'query = "oak lamp"\nformat = "json"\noff = "load/slow-lcp"')
    assert (settings.queries, settings.formats, settings.off) == (("oak lamp",), ("json",), ("load/slow-lcp",))


def test_pyproject_is_read_where_there_is_no_friction_toml(tmp_path: Path) -> None:
    assert configured(tmp_path, "[tool.friction]\nworkers = 2", "pyproject.toml").workers == 2
    assert configured(tmp_path, "workers = 4").workers == 4


def test_a_pyproject_without_our_table_says_nothing(tmp_path: Path) -> None:
    assert configured(tmp_path, "[tool.other]\nworkers = 2", "pyproject.toml") == Settings(target=SHOP)


def test_a_named_file_wins_over_the_one_lying_there(tmp_path: Path) -> None:
    (tmp_path / "friction.toml").write_text("workers = 2", encoding="utf-8")
    named = tmp_path / "ci.toml"
    named.write_text("workers = 7", encoding="utf-8")
    assert make_settings(SHOP, {}, read_config(named, folder=tmp_path)).workers == 7


def test_the_command_line_wins_over_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "friction.toml").write_text('safety = "look"\nworkers = 2', encoding="utf-8")
    settings = make_settings(SHOP, {"safety": "probe", "workers": None, "query": []}, read_config(folder=tmp_path))
    assert (settings.safety, settings.workers) == (Safety.PROBE, 2)


@pytest.mark.parametrize("target", [SHOP, "https://192.168.0.7/"])
def test_orders_are_placed_on_declared_sandboxes_only(target: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"--safety order: \S+ is no declared sandbox; expected --sandbox too"):
        make_settings(target, {"safety": "order"})
    (tmp_path / "friction.toml").write_text('safety = "order"', encoding="utf-8")
    with pytest.raises(UsageError, match="no declared sandbox"):
        make_settings(target, {}, read_config(folder=tmp_path))
    assert make_settings(target, {"safety": "order", "sandbox": True}).safety is Safety.ORDER


@pytest.mark.parametrize("target", ["localhost:8000", "http://127.0.0.1/", "shop.localhost", "http://[::1]/"])
def test_a_loopback_host_needs_no_declaration_to_order(target: str) -> None:
    assert make_settings(target, {"safety": "order"}).safety is Safety.ORDER


def test_paths_in_a_file_are_meant_from_where_it_is(tmp_path: Path) -> None:
    settings = configured(tmp_path, 'journey = ["buy.yaml"]\noutput = "out"')
    assert settings.journeys == (tmp_path / "buy.yaml",)
    assert settings.output == tmp_path / "out"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('fail_onn = "minor"', "friction.toml: unknown key 'fail_onn'; did you mean 'fail-on'?"),
        ("zzz = 1", "friction.toml: unknown key 'zzz'; expected journey, query,"),
        ('fail-on = "seriuos"', "friction.toml: fail-on = 'seriuos': expected blocker, serious"),
        ('fail-on = "seriuos"', "did you mean 'serious'?"),
        ("device = 5", "device = 5: expected desktop, mobile or the name of a device"),
        ("runs = 0", "runs = 0: expected a whole number from 1 to 20"),
        ("runs = 2.5", "runs = 2.5: expected a whole number"),
        ("runs = true", "runs = true: expected a whole number"),
        ('network = "slow4g"', "network = 'slow4g': expected none, 4g, slow-4g or 3g; did you mean 'slow-4g'?"),
        ("cpu-slowdown = 9", "cpu-slowdown = 9: expected a number from 1 to 8"),
        ("timeout = 1", "timeout = 1: expected seconds from 5 to 86400"),
        ('headed = "yes"', "headed = 'yes': expected true or false"),
        ('allow-host = "https://pay.example"', "allow-host = 'https://pay.example': expected a host"),
        ('locale = "Deutsch!"', "locale = 'Deutsch!': expected a language tag such as de-DE"),
        ("query = [1]", "query = 1: expected words to search for"),
        ("fail-on =", "friction.toml: not valid TOML"),
    ],
)
def test_a_mistake_in_a_file_names_file_key_and_what_was_expected(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigError) as raised:
        configured(tmp_path, text)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_named_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such file"):
        read_config(tmp_path / "nowhere.toml")


def test_formats_are_split_at_commas_and_named_once() -> None:
    assert make_settings(SHOP, {"format": ["html, json", "json"]}).formats == ("html", "json")


def test_numbers_come_from_the_command_line_as_text() -> None:
    settings = make_settings(SHOP, {"timeout": "90.5", "runs": "2"})
    assert (settings.timeout_seconds, settings.runs) == (90.5, 2)


def test_timed_walks_are_slowed_down_by_name_and_number(tmp_path: Path) -> None:
    settings = configured(tmp_path, 'network = "slow-4g"\ncpu_slowdown = 4')
    assert (settings.network, settings.cpu_slowdown) == (NetworkProfile.SLOW_4G, 4)
    settings = make_settings(SHOP, {"network": "3g", "cpu-slowdown": "1.5"})
    assert (settings.network, settings.cpu_slowdown) == (NetworkProfile.SLOW_3G, 1.5)
    assert (Settings(target=SHOP).network, Settings(target=SHOP).cpu_slowdown) == (NetworkProfile.NONE, 1)


@pytest.mark.parametrize(
    ("given", "language"), [("de", "de"), ("de-AT", "de"), ("zh_CN", "zh"), ("zh-Hans-CN", "zh"), ("RU", "ru")]
)
def test_a_region_does_not_matter_to_the_language_of_the_report(given: str, language: str) -> None:
    assert make_settings(SHOP, {"lang": given}).language == language


@pytest.mark.parametrize("given", ["fr", "deutsch", "de AT", "", "d"])
def test_a_language_there_is_no_catalogue_of_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match=f"--lang '{given}': expected de, en, lv, ro, ru or zh"):
        make_settings(SHOP, {"lang": given})


def test_a_mistyped_language_is_told_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"did you mean 'lv'\?"):
        make_settings(SHOP, {"lang": "lvl"})


def test_a_file_may_write_the_language_out(tmp_path: Path) -> None:
    assert configured(tmp_path, 'language = "de-AT"').language == "de"
    assert configured(tmp_path, 'lang = "lv"').language == "lv"


def test_a_mistake_on_the_command_line_names_the_option() -> None:
    with pytest.raises(UsageError, match=r"--safety 'prob': expected look, probe or order; did you mean 'probe'\?"):
        make_settings(SHOP, {"safety": "prob"})


def test_every_option_sets_a_field_of_the_settings() -> None:
    """The address is no option, and whether to probe is the command's own affair."""
    assert {option.field for option in OPTIONS.values()} == set(Settings.model_fields) - {"target", "probing"}
