"""The order of candidates, and for each hit why it came up and what every factor was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from search.ranking import circumstances
from search.ranking.asked import Asked
from search.ranking.fit import fit
from search.records import Record
from search.scoping import Area, Standing, standing
from search.types import Hit, Reason, Sort

REASONS: Final = 3
PLACE_REASONS: Final = {
    Standing.HELD: "place",
    Standing.SERVED: "serves",
    Standing.NEAR: "near",
    Standing.NATIONAL: "national",
}
FAR: Final = 1e9  # kilometres, or seconds: sorts what has no distance or no session last


@dataclass(frozen=True, slots=True)
class Ranked:
    """A hit with its record and every factor by name, for explaining."""

    hit: Hit
    record: Record
    factors: tuple[tuple[str, float], ...]


def rank(
    asked: Asked,
    records: Iterable[Record],
    area: Area | None,
    now: datetime,
    *,
    sort: Sort = Sort.BEST,
    nearby: bool = True,
) -> list[Ranked]:
    """Candidates best first. Equal ones keep a stable order by next session and id, whatever engine brought them."""
    ranked = [weigh(asked, record, area, now, nearby=nearby) for record in records]
    moment = int(now.timestamp())
    if sort is Sort.NEAREST:
        ranked.sort(key=lambda r: (_or_far(r.hit.distance_km), -r.hit.score, r.record.id))
    elif sort is Sort.NEXT:
        ranked.sort(key=lambda r: (next_start(r.record, moment), -r.hit.score, r.record.id))
    elif sort is Sort.CONFIRMED:
        ranked.sort(key=lambda r: (-r.record.verified, -r.hit.score, r.record.id))
    else:
        ranked.sort(key=lambda r: (-r.hit.score, next_start(r.record, moment), r.record.id))
    return ranked


def weigh(asked: Asked, record: Record, area: Area | None, now: datetime, *, nearby: bool = True) -> Ranked:
    """One candidate's score (0 to about 1.2), reasons and factors."""
    today = now.date()
    fitted = fit(asked, record)
    distance = area.distance_km(record) if area is not None else None
    stands = standing(area, record, distance) if area is not None else None
    factors = (
        ("fit", fitted.value),
        ("place", circumstances.PLACE[stands] if stands is not None else 1.0),
        ("person", circumstances.person(asked, record)),
        ("language", circumstances.language(asked, record)),
        ("room", circumstances.room(asked, record)),
        ("time", circumstances.time(asked, record, today)),
        ("freshness", circumstances.freshness(record, today)),
    )
    score = 1.0
    for _, factor in factors:
        score *= factor
    reasons = [Reason(kind, value) for kind, value, worth in fitted.parts if worth > 0.05][:REASONS]
    if stands in PLACE_REASONS and area is not None:
        reasons.append(Reason(PLACE_REASONS[stands], _place_value(area, record, stands)))
    hit = Hit(record.id, round(score, 4), tuple(reasons), distance, nearby)
    return Ranked(hit, record, factors)


def next_start(record: Record, moment: int) -> float:
    """Start of the first session that has not ended, epoch seconds."""
    times = iter(record.sessions)
    return next((float(start) for start, end in zip(times, times, strict=True) if end >= moment), FAR * 100)


def _or_far(distance: float | None) -> float:
    return FAR if distance is None else distance


def _place_value(area: Area, record: Record, stands: Standing) -> str:
    if stands is Standing.SERVED:
        return next((code for code in record.municipalities if code in area.municipalities), "")
    return next((code for _, _, code, _ in record.places if code in area.municipalities), "") or next(
        (code for _, _, code, _ in record.places), ""
    )
