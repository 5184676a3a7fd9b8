"""The demo with its cast on it: who signs in, what is whose, and how a request is made by one of them."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory.db import Database
from directory.models import Account, Activity, Organisation, SignInSession, Workplace
from directory.models.base import utc_now
from directory.services import accounts, signing_in
from directory.services.access import Actor, Grant
from directory.services.accounts import NewAccount
from directory.vocabulary import Role
from tests.providers import CheatingProvider

# The columns of matrix.txt. "-away" is the same role at another workplace, organisation or county.
MEMBERS: Final = ("reader", "prof", "prof-away", "editor", "editor-away", "coord", "coord-away", "admin")
OWN_ACTIVITY, AWAY_ACTIVITY = "ukkojen-verstas-joensuu", "olohuone-turku"
OWN_ORGANISATION, AWAY_ORGANISATION = "vaarojen-miehet-ry", "aurajoen-ystavaverkko-ry"
OWN_COUNTY, AWAY_COUNTY = "14", "05"  # North Karelia, Southwest Finland
LIEKSA, TURKU = "422", "853"


@dataclass(frozen=True)
class Call:
    """What goes into one request: values of the address, its query, the form of a POST, and what the browser's signed
    cookie holds from an earlier page."""

    values: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    cookie: Mapping[str, Any] = field(default_factory=dict)


class Stage:
    """The app and the ids that makers need: what has no "away" in its name belongs to the members without it.

    ``provider`` is an identity provider that answers.
    """

    def __init__(self, app: Flask, provider: CheatingProvider) -> None:
        self.app = app
        self.provider = provider
        self.database: Database = app.extensions["database"]
        self._numbers = itertools.count(1)
        with self.write() as session:
            self.organisation = _id(session, Organisation, OWN_ORGANISATION)
            self.organisation_away = _id(session, Organisation, AWAY_ORGANISATION)
            self.workplace = _workplace(session, "Lieksan sote-keskus", LIEKSA, OWN_COUNTY)
            self.workplace_away = _workplace(session, "Turun sote-keskus", TURKU, AWAY_COUNTY)
            self.accounts = {name: new_account(session, name, grant).id for name, grant in self._grants().items()}

    def _grants(self) -> dict[str, Grant]:
        return {
            "prof": Grant(Role.PROFESSIONAL, workplace_id=self.workplace),
            "prof-away": Grant(Role.PROFESSIONAL, workplace_id=self.workplace_away),
            "editor": Grant(Role.EDITOR, organisation_id=self.organisation),
            "editor-away": Grant(Role.EDITOR, organisation_id=self.organisation_away),
            "coord": Grant(Role.COORDINATOR, county=OWN_COUNTY),
            "coord-away": Grant(Role.COORDINATOR, county=AWAY_COUNTY),
            "admin": Grant(Role.ADMIN),
        }

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One unit of work; neither mail nor index follow."""
        with self.database.write_quietly() as session:
            yield session

    def number(self) -> int:
        """A number nobody got before, for names that must not stand twice."""
        return next(self._numbers)

    def account(self, session: Session, member: str) -> Account:
        """The account of a member."""
        return session.get_one(Account, self.accounts[member])

    def activity(self, session: Session, import_id: str = OWN_ACTIVITY) -> Activity:
        """An activity of the demo; the own organisation's unless another is named."""
        return session.scalars(select(Activity).where(Activity.import_id == import_id)).one()

    def session_of(self, member: str) -> tuple[str, int]:
        """A new session of the member with everything shown that can be asked for: its token and its id."""
        with self.write() as session:
            token = signing_in.open_session(session, self.account(session, member), device="Firefox", now=utc_now())
            opened = session.scalars(select(SignInSession).order_by(SignInSession.id.desc())).first()
            assert opened is not None
            opened.second_factor, opened.proved_at = True, utc_now()
            return token, opened.id

    def twin(self, member: str) -> tuple[int, dict[str, Any]]:
        """A new account with the member's role, and a cookie that signs it in: for what people do to themselves.

        A reader has none: the account is a professional's, and the cookie empty.
        """
        number, grants = self.number(), self._grants()
        with self.write() as session:
            account = new_account(session, f"twin-{number}", grants.get(member, grants["prof"]))
            self.accounts[account.email] = account.id
        return account.id, {} if member == "reader" else {"_user_id": self.session_of(account.email)[0], "_fresh": True}

    def ask(self, member: str, endpoint: str, method: str, call: Call) -> TestResponse:
        """The answer a member gets, in a browser and from a network of its own."""
        client = self.app.test_client()
        kept = dict(call.cookie)
        if member != "reader" and "_user_id" not in kept:
            kept |= {"_user_id": self.session_of(member)[0], "_fresh": True}
        if kept:
            with client.session_transaction() as cookie:
                cookie.update(kept)
        number = self.number()
        network = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"  # so that no limit of a sender counts
        return client.open(
            self.url(endpoint, method, call.values),
            method=method,
            query_string=call.query,
            data=call.form if method != "GET" else None,
            environ_base={"REMOTE_ADDR": network},
        )

    def url(self, endpoint: str, method: str, values: Mapping[str, Any]) -> str:
        """The address, in Finnish where there are three."""
        rules = self.app.url_map.iter_rules(endpoint)
        language = {"ui_language": "fi"} if any("ui_language" in rule.arguments for rule in rules) else {}
        return self.app.url_map.bind("localhost").build(endpoint, {**language, **values}, method=method)


Maker = Callable[[Stage, str], Call]
MAKERS: Final[dict[str, Maker]] = {}


def acts_on(*rows: str) -> Callable[[Maker], Maker]:
    """Register a maker for rows of the table, named as there: ``"coordinate.answer POST"``."""

    def register(maker: Maker) -> Maker:
        for row in rows:
            assert row not in MAKERS, f"two makers for {row}"
            MAKERS[row] = maker
        return maker

    return register


def new_account(session: Session, name: str, *grants: Grant) -> Account:
    """An account without a password, ``name@demo.example``."""
    return accounts.create(session, Actor.system(), NewAccount(f"{name}@cast.example", name, grants, demo=True))


def _id(session: Session, table: type[Organisation], import_id: str) -> int:
    return session.scalars(select(table.id).where(table.import_id == import_id)).one()


def _workplace(session: Session, name: str, municipality: str, county: str) -> int:
    place = Workplace(name=name, municipalities=[municipality], languages=["fi"], county=county)
    session.add(place)
    session.flush()
    return place.id
