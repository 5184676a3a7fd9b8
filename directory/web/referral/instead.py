"""What to offer instead of an activity that is far away, full, on a break or over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from directory.models import Activity
from directory.vocabulary import Lifecycle, label
from directory.web.formatting import distance
from directory.web.public.activity.making import texts_of
from directory.web.public.activity.nearness import km_from
from directory.web.public.activity.page import Link
from directory.web.public.activity.similar import nearer_to
from directory.web.translating import gettext as _
from directory.web.words import Words


@dataclass(frozen=True, slots=True)
class Offer:
    """A similar activity; ``swap_url`` is the choice with it in place of the other, "" where nothing is chosen."""

    link: Link
    swap_url: str = ""


@dataclass(frozen=True, slots=True)
class Instead:
    """One activity, why another might do better, and which."""

    title: Words
    why: str
    offers: tuple[Offer, ...]


def instead_of(
    session: Session,
    activities: Sequence[Activity],
    *,
    now: datetime,
    language: str,
    home: str,
    swap: Callable[[str, str], str] | None = None,
) -> tuple[Instead, ...]:
    """Those for which there is something nearer or with room. ``swap`` makes an address from two public ids."""
    chosen = {activity.public_id for activity in activities}
    found = []
    for activity in activities:
        links = nearer_to(session, activity, now=now, language=language, home=home)
        offers = tuple(
            Offer(link, swap(activity.public_id, link.key) if swap else "") for link in links if link.key not in chosen
        )
        if offers:
            found.append(Instead(texts_of(activity, language).title, _why(activity, home, language), offers))
    return tuple(found)


def _why(activity: Activity, home: str, language: str) -> str:
    if activity.lifecycle == Lifecycle.PAUSED:
        return _("on a break now")
    if activity.lifecycle in {Lifecycle.ENDED, Lifecycle.ARCHIVED}:
        return _("is over")
    if activity.capacity in {"full", "waiting_list"}:
        text = label("capacity", activity.capacity, language)
        return text[:1].lower() + text[1:]
    km = km_from(home, activity)
    return distance(km, language) if km is not None else ""
