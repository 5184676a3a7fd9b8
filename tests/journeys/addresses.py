"""Every type of public page, by language: the one table that the browser tests walk through."""

from flask import Flask, url_for
from sqlalchemy import select

from directory.models import Activity, Organisation

LANGUAGES = ("fi", "sv", "en")
QUESTIONS = {"fi": "yksinäinen mies 75 v Lieksa", "sv": "ensamma äldre män Joensuu", "en": "learn Finnish in Joensuu"}
NOTHING = {"fi": "avaruusmatkailu Utsjoki", "sv": "rymdresor Utsjoki", "en": "space travel Utsjoki"}
LIEKSA = "422"


def addresses(app: Flask) -> dict[str, dict[str, str]]:
    """Page type → language → address on the demo."""
    with app.extensions["database"].read() as session:
        activity = session.scalar(select(Activity.public_id).where(Activity.import_id == "ukkojen-verstas-joensuu"))
        three = [
            session.scalar(select(Activity.public_id).where(Activity.import_id == name))
            for name in ("ukkojen-verstas-lieksa", "tupa-lieksa", "perjantain-loylyvuoro-nurmes")
        ]
        swedish = session.scalar(select(Activity.public_id).where(Activity.import_id == "andrum-nykarleby"))
        organisation = session.scalar(
            select(Organisation.public_id).where(Organisation.import_id == "vaarojen-miehet-ry")
        )
    with app.test_request_context():

        def each(endpoint: str, **values: object) -> dict[str, str]:
            return {code: url_for(endpoint, ui_language=code, **values) for code in LANGUAGES}

        def asked(questions: dict[str, str], **values: object) -> dict[str, str]:
            return {code: url_for("public.search", ui_language=code, q=questions[code], **values) for code in LANGUAGES}

        return {
            "front": each("public.front"),
            "results": asked(QUESTIONS),
            "browsing": each("public.search"),
            "no result": asked(NOTHING),
            "needs": each("public.needs"),
            "activity": each("public.activity", address=activity),
            "activity with a secret address": each("public.activity", address=swedish),
            "organisation": each("public.organisation", address=organisation),
            "municipality": each("public.municipality", address=LIEKSA),
            "municipalities": each("public.municipalities"),
            "week": each("public.week", place=LIEKSA),
            "feedback": each("public.feedback", public_id=activity),
            "about": each("public.about"),
            "accessibility": each("public.accessibility"),
            "accessibility feedback": each("public.accessibility_feedback"),
            "privacy": each("public.privacy"),
            "sign in": each("auth.sign_in"),
            "slip": each("referral.choose", a=[activity, *three]),
            "compare": each("referral.compare", a=three),
            "compare three of four": each("referral.compare", a=[activity, *three]),
            "nothing to compare": each("referral.compare"),
            "call": each("referral.call", public_id=activity),
            "not found": {code: f"/{code}/no-such-page" for code in LANGUAGES},
        }


TYPES = (
    "front",
    "results",
    "browsing",
    "no result",
    "needs",
    "activity",
    "activity with a secret address",
    "organisation",
    "municipality",
    "municipalities",
    "week",
    "feedback",
    "about",
    "accessibility",
    "accessibility feedback",
    "privacy",
    "sign in",
    "slip",
    "compare",
    "compare three of four",
    "nothing to compare",
    "call",
    "not found",
)
