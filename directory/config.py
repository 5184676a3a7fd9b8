"""Settings: one frozen dataclass, read from the environment once, every fault reported at once."""

import ipaddress
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import click

SECRET_KEY_MINIMUM = 32  # characters; a signing key shorter than 128 random bits can be guessed


class SettingsError(click.ClickException):
    """One or more settings are missing or wrong; the message lists all of them, on the command line as it is."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that differs from one installation to the next. README.md documents each variable."""

    secret_key: str
    secret_key_fallbacks: tuple[str, ...] = ()
    database_url: str
    data_dir: Path
    public_url: str = ""
    service_names: Mapping[str, str] = field(
        default_factory=lambda: {"fi": "Toimintahaku", "sv": "Verksamhetsguiden", "en": "Activity Guide"}
    )
    search_engine: str = "embedded"
    meilisearch_url: str = ""
    meilisearch_search_key: str = ""
    meilisearch_indexer_key: str = ""
    meilisearch_prefix: str = "activities"
    meilisearch_timeout_ms: int = 800
    map_tiles_url: str = ""
    map_attribution: str = ""
    proxy_hops: int = 0
    trusted_hosts: tuple[str, ...] = ()
    mail_url: str = ""
    mail_from: str = ""
    contact_email: str = ""
    provider_name: str = ""
    demo: bool = False
    secure_cookies: bool = True
    log_level: str = "INFO"

    @property
    def index_dir(self) -> Path:
        """Where the embedded index lives; disposable."""
        return self.data_dir / "index"


def _flag(value: str) -> bool:
    return value.strip().lower() in {"1", "true", "yes", "on"}


def _words(value: str) -> tuple[str, ...]:
    return tuple(word for word in value.replace(",", " ").split() if word)


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def settings_from(env: Mapping[str, str] = os.environ) -> Settings:
    """Read settings from environment variables.

    With ``DEMO`` on, missing secrets are made up for the run: the demo listens on loopback only.
    Raises ``SettingsError`` that names every fault at once.
    """
    faults: list[str] = []
    demo = _flag(env.get("DEMO", ""))
    data_dir = Path(env.get("DATA_DIR", "var")).resolve()

    secret_key = env.get("SECRET_KEY", "")
    if not secret_key and demo:
        secret_key = secrets.token_hex(32)
    if len(secret_key) < SECRET_KEY_MINIMUM:
        faults.append(f"SECRET_KEY: give at least {SECRET_KEY_MINIMUM} random characters")

    engine = env.get("SEARCH_ENGINE", "meilisearch" if env.get("MEILISEARCH_URL") else "embedded")
    if engine not in {"embedded", "meilisearch"}:
        faults.append("SEARCH_ENGINE: embedded or meilisearch")
    if engine == "meilisearch" and not env.get("MEILISEARCH_URL"):
        faults.append("MEILISEARCH_URL: needed when SEARCH_ENGINE is meilisearch")

    numbers: dict[str, int] = {}
    for name, default in (("MEILISEARCH_TIMEOUT_MS", 800), ("PROXY_HOPS", 0)):
        try:
            numbers[name] = int(env.get(name, str(default)))
        except ValueError:
            faults.append(f"{name}: a whole number")
    # The demo sends nothing: its mail lies in a folder, to be read there.
    mail_url = env.get("MAIL_URL", (data_dir / "mail").as_uri() if demo else "")
    if mail_url and urlsplit(mail_url).scheme not in {"smtp", "smtps", "file"}:
        faults.append("MAIL_URL: smtp://user:password@host:587, smtps://user:password@host:465 or file:///folder")
    if mail_url and not env.get("MAIL_FROM") and not demo:
        faults.append("MAIL_FROM: the sender's address is needed when MAIL_URL is set")
    if mail_url and not demo and not (env.get("PUBLIC_URL") or env.get("TRUSTED_HOSTS")):
        faults.append("PUBLIC_URL: needed when MAIL_URL is set, because links in mail begin with it")
    if demo and env.get("BIND_HOST") and not _loopback(env["BIND_HOST"]):
        faults.append("DEMO: demo sign-ins exist only while the service listens on loopback (BIND_HOST)")
    if faults:
        raise SettingsError("settings are missing or wrong:\n  " + "\n  ".join(faults))

    return Settings(
        secret_key=secret_key,
        secret_key_fallbacks=_words(env.get("SECRET_KEY_FALLBACKS", "")),
        database_url=env.get("DATABASE_URL", f"sqlite:///{data_dir / 'directory.sqlite'}"),
        data_dir=data_dir,
        public_url=env.get("PUBLIC_URL", "").rstrip("/"),
        service_names={
            "fi": env.get("SERVICE_NAME_FI", "Toimintahaku"),
            "sv": env.get("SERVICE_NAME_SV", "Verksamhetsguiden"),
            "en": env.get("SERVICE_NAME_EN", "Activity Guide"),
        },
        search_engine=engine,
        meilisearch_url=env.get("MEILISEARCH_URL", ""),
        meilisearch_search_key=env.get("MEILISEARCH_SEARCH_KEY", ""),
        meilisearch_indexer_key=env.get("MEILISEARCH_INDEXER_KEY", ""),
        meilisearch_prefix=env.get("MEILISEARCH_PREFIX", "activities"),
        meilisearch_timeout_ms=numbers["MEILISEARCH_TIMEOUT_MS"],
        map_tiles_url=env.get("MAP_TILES_URL", ""),
        map_attribution=env.get("MAP_ATTRIBUTION", ""),
        proxy_hops=numbers["PROXY_HOPS"],
        trusted_hosts=_words(env.get("TRUSTED_HOSTS", "")),
        mail_url=mail_url,
        mail_from=env.get("MAIL_FROM", "demo@demo.example" if demo else ""),
        contact_email=env.get("CONTACT_EMAIL", ""),
        provider_name=env.get("PROVIDER_NAME", ""),
        demo=demo,
        secure_cookies=not demo and not _flag(env.get("INSECURE_COOKIES", "")),
        log_level=env.get("LOG_LEVEL", "INFO").upper(),
    )
