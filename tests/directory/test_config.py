"""Settings: read from the environment, every fault told at once."""

from pathlib import Path

import pytest

from directory.config import SettingsError, settings_from

KEY = "k" * 32


def test_defaults_suit_one_small_installation(tmp_path: Path) -> None:
    settings = settings_from({"SECRET_KEY": KEY, "DATA_DIR": str(tmp_path)})
    assert settings.search_engine == "embedded"
    assert settings.database_url == f"sqlite:///{tmp_path / 'directory.sqlite'}"
    assert settings.index_dir == tmp_path / "index"
    assert settings.secure_cookies
    assert settings.service_names == {"fi": "Toimintahaku", "sv": "Verksamhetsguiden", "en": "Activity Guide"}
    assert not settings.demo


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        settings_from(
            {"SECRET_KEY": "short", "SEARCH_ENGINE": "oracle", "PROXY_HOPS": "many", "MEILISEARCH_TIMEOUT_MS": "soon"}
        )
    message = str(caught.value)
    assert all(name in message for name in ("SECRET_KEY", "SEARCH_ENGINE", "PROXY_HOPS", "MEILISEARCH_TIMEOUT_MS"))


def test_a_search_server_needs_its_address() -> None:
    with pytest.raises(SettingsError, match="MEILISEARCH_URL"):
        settings_from({"SECRET_KEY": KEY, "SEARCH_ENGINE": "meilisearch"})
    chosen = settings_from({"SECRET_KEY": KEY, "MEILISEARCH_URL": "http://127.0.0.1:7700"})
    assert chosen.search_engine == "meilisearch"


def test_links_in_mail_need_an_address_that_nobody_can_make_up() -> None:
    mail = {"SECRET_KEY": KEY, "MAIL_URL": "smtp://mail.example", "MAIL_FROM": "a@b.example"}
    with pytest.raises(SettingsError, match="PUBLIC_URL"):
        settings_from(mail)
    assert settings_from(mail | {"PUBLIC_URL": "https://a.example/"}).public_url == "https://a.example"
    assert settings_from(mail | {"TRUSTED_HOSTS": "a.example"}).mail_url


def test_the_demo_makes_up_a_key_and_stays_on_this_machine() -> None:
    demo = settings_from({"DEMO": "1", "BIND_HOST": "127.0.0.1"})
    assert demo.demo
    assert len(demo.secret_key) >= 32
    assert not demo.secure_cookies
    for host in ("0.0.0.0", "192.0.2.1", "toimintahaku.example"):  # noqa: S104 - must be refused
        with pytest.raises(SettingsError, match="loopback"):
            settings_from({"DEMO": "1", "BIND_HOST": host})
    assert settings_from({"DEMO": "1", "BIND_HOST": "::1"}).demo


def test_lists_are_parted_by_spaces_or_commas() -> None:
    settings = settings_from(
        {
            "SECRET_KEY": KEY,
            "TRUSTED_HOSTS": "a.example, b.example",
            "SECRET_KEY_FALLBACKS": "one two",
            "PROXY_HOPS": "2",
        }
    )
    assert settings.trusted_hosts == ("a.example", "b.example")
    assert settings.secret_key_fallbacks == ("one", "two")
    assert settings.proxy_hops == 2
