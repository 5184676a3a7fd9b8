"""From a loaded activity to its page."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from markupsafe import Markup

from directory.models import Activity, ActivityText, Verification
from directory.services.cards.making import last_verification
from directory.services.schedules import RealSession
from directory.vocabulary import Lifecycle, codes, label, municipalities
from directory.web.addresses import organisation_url
from directory.web.formatting import day_long, list_of, trust
from directory.web.public.activity import language_labels as labels
from directory.web.public.activity.easy import easy_lines
from directory.web.public.activity.facts import facts_of, people_of
from directory.web.public.activity.joining import joining_sentences, meets_sentence
from directory.web.public.activity.page import ActivityPage, Joining, Link, Meets
from directory.web.public.activity.places import accessibility_of, spots_of
from directory.web.public.activity.times import times_of
from directory.web.translating import gettext as _
from directory.web.words import Words, choose

WAITS = frozenset({"waiting_list", "full"})


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of an activity, each in the page's language or the nearest one that has it."""

    title: Words
    summary: Words | None
    description: Words | None
    how_to_join: Words | None
    who_meets: Words | None
    languages: frozenset[str]


def texts_of(activity: Activity, language: str) -> Texts:
    """Choose each text by itself: a translated title may stand over a description that is not translated."""
    rows = {text.language: text for text in activity.texts}

    def chosen(name: str) -> Words | None:
        return choose({code: getattr(row, name) for code, row in rows.items()}, language)

    return Texts(
        title=chosen("title") or Words(activity.public_id, language, ""),
        summary=chosen("summary"),
        description=chosen("description"),
        how_to_join=chosen("how_to_join"),
        who_meets=chosen("who_meets"),
        languages=frozenset(rows),
    )


def page_of(
    activity: Activity,
    sessions: list[RealSession],
    *,
    now: datetime,
    language: str,
    back: Link | None,
    json_ld: Markup,
    similar: tuple[str, tuple[Link, ...]],
) -> ActivityPage:
    """The page of ``activity`` in ``language``; ``similar`` is a heading and links."""
    texts = texts_of(activity, language)
    foreign = language not in texts.languages
    own_language = texts.title.lang if foreign and len(texts.languages) == 1 else ""
    verification = last_verification(activity)
    today = now.date()
    return ActivityPage(
        public_id=activity.public_id,
        title=texts.title,
        organisation=_organisation(activity, language),
        under_title=_under_title(activity, language),
        summary=texts.summary,
        language_label=labels.only_in(texts.languages) if foreign else "",
        language_notice=labels.written_in(texts.languages) if foreign else "",
        language_take_part=labels.take_part_in(activity, language),
        stale_notice=_stale({text.language: text for text in activity.texts}.get(language)),
        paused_notice=_paused(activity, language),
        meets=_meets(activity, texts),
        times=times_of(activity, sessions, now, language, _ics(activity)),
        about=texts.description,
        about_label=_label(texts.description),
        easy=easy_lines(activity, language),
        joining=Joining(joining_sentences(activity), texts.how_to_join, _own_label(texts.how_to_join)),
        spots=spots_of(activity, language, own_language),
        access=accessibility_of(activity, language),
        people=people_of(activity, language),
        facts=facts_of(activity, language, lambda need: url_for("public.search", need=need)),
        capacity=label("capacity", activity.capacity, language) if activity.capacity else "",
        capacity_waits=activity.capacity in WAITS,
        trust=trust(
            verification.verified_on if verification else None,
            verification.by_role if verification else "",
            today,
            language,
        ),
        trust_detail=_trust_detail(verification, language),
        feedback_url=url_for("public.feedback", public_id=activity.public_id),
        back=back,
        json_ld=json_ld,
        similar_title=similar[0],
        similar=similar[1],
    )


def _ics(activity: Activity) -> str:
    return url_for("public.activity_calendar", public_id=activity.public_id)


def _organisation(activity: Activity, language: str) -> Link:
    organisation = activity.organisation
    name = choose(organisation.names, language)
    url = organisation_url(organisation.public_id, organisation.names)
    return Link(name.text, url, name.lang) if name else Link(organisation.public_id, url)


def _under_title(activity: Activity, language: str) -> tuple[str, ...]:
    """Who carries it, what it is, where: the three things that place a listing."""
    parts = [label("tiers", activity.tier, language)] if activity.tier else []
    parts += [label("kinds", kind, language) for kind in activity.kinds[:1] if kind in codes("kinds")]
    held_in = dict.fromkeys(location.municipality for location in activity.locations)
    parts += [municipalities()[code].names[language] for code in held_in]
    if activity.lifecycle == Lifecycle.PAUSED:
        parts.append(label("lifecycle", Lifecycle.PAUSED, language))
    return tuple(parts)


def _label(words: Words | None) -> str:
    return labels.only_in({words.language}) if words and words.lang else ""


def _own_label(words: Words | None) -> str:
    return labels.own_words_only_in({words.language}) if words and words.lang else ""


def _meets(activity: Activity, texts: Texts) -> Meets:
    sentence, icon = meets_sentence(activity)
    return Meets(activity.meets_name if sentence else "", sentence, icon, texts.who_meets, _own_label(texts.who_meets))


def _stale(text: ActivityText | None) -> str:
    if text is None or not text.stale:
        return ""
    return {
        "fi": lambda: _("The Finnish original has changed since. Some of this text may be out of date."),
        "sv": lambda: _("The Swedish original has changed since. Some of this text may be out of date."),
        "en": lambda: _("The English original has changed since. Some of this text may be out of date."),
    }.get(text.source_language or "", lambda: _("This text may be out of date."))()


def _paused(activity: Activity, language: str) -> str:
    if activity.lifecycle != Lifecycle.PAUSED:
        return ""
    if activity.paused_until is None:
        return _("This activity is on a break. The group has not told when it goes on.")
    return _("This activity is on a break until %(day)s.", day=day_long(activity.paused_until, language))


def _trust_detail(verification: Verification | None, language: str) -> str:
    """``6.10.2026 by link: times, place and contact``."""
    if verification is None:
        return ""
    day = day_long(verification.verified_on, language)
    how = {
        "link": lambda: _("%(day)s, by a link in an e-mail", day=day),
        "login": lambda: _("%(day)s, signed in to the service", day=day),
        "phone": lambda: _("%(day)s, by phone", day=day),
        "visit": lambda: _("%(day)s, on a visit", day=day),
    }.get(verification.method or "", lambda: day)()
    names = {
        "times": lambda: _("times"),
        "place": lambda: _("place"),
        "contact": lambda: _("contact"),
        "purpose": lambda: _("purpose"),
    }
    what = list_of([names[code]() for code in verification.confirmed if code in names], language)
    return f"{how}: {what}" if what else how
