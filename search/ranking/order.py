"""The order of candidates, and for each hit why it came up and what every factor was."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from search.ranking import circumstances
from search.ranking.asked import Asked
from search.ranking.fit import Part, fit, shares
from search.records import Record
from search.scoping import Area, Standing, standing
from search.types import Hit, Reason, Sort

REASONS: Final = 3
LEAST_WORTH: Final = 0.05  # a part of the question worth less is no reason to name
PLACE_REASONS: Final = {
    Standing.HELD: "place",
    Standing.SERVED: "serves",
    Standing.NEAR: "near",
    Standing.NATIONAL: "national",
}
_score: Final = attrgetter("score")
FAR: Final = 1e9  # kilometres, or seconds: sorts what has no distance or no session last


class Ranked(NamedTuple):
    """A candidate with its score (0 to about 1.2), what of the question it met, and how it lies to the place."""

    asked: Asked
    score: float
    record: Record
    parts: list[Part]
    distance_km: float | None
    standing: Standing | None
    nearby: bool

    def hit(self, area: Area | None) -> Hit:
        """The hit a page shows, with its reasons."""
        reasons = [Reason(kind, value) for kind, value, worth in shares(self.asked, self.parts) if worth > LEAST_WORTH]
        del reasons[REASONS:]
        if area is not None and self.standing in PLACE_REASONS:
            reasons.append(Reason(PLACE_REASONS[self.standing], _place_value(area, self.record, self.standing)))
        return Hit(self.record.id, round(self.score, 4), tuple(reasons), self.distance_km, self.nearby)


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
    ranked = [_weigh(asked, record, area, now, nearby=nearby) for record in records]
    moment = int(now.timestamp())
    if sort is Sort.NEAREST:
        ranked.sort(key=lambda r: (FAR if r.distance_km is None else r.distance_km, -r.score, r.record.id))
    elif sort is Sort.NEXT:
        ranked.sort(key=lambda r: (next_start(r.record, moment), -r.score, r.record.id))
    elif sort is Sort.CONFIRMED:
        ranked.sort(key=lambda r: (-r.record.verified, -r.score, r.record.id))
    else:
        ranked = _best_first(ranked, moment)
    return ranked


def _best_first(ranked: list[Ranked], moment: int) -> list[Ranked]:
    """By score; only of equal ones is it asked which meets sooner."""
    ranked.sort(key=_score, reverse=True)
    found: list[Ranked] = []
    for _, same in groupby(ranked, _score):
        equal = list(same)
        if len(equal) > 1:
            equal.sort(key=lambda r: (next_start(r.record, moment), r.record.id))
        found += equal
    return found


def factors(asked: Asked, record: Record, area: Area | None, now: datetime) -> dict[str, float]:
    """Every factor of a candidate's score by name; their product is the score."""
    distance = area.distance_km(record) if area is not None else None
    stands = standing(area, record, distance) if area is not None else None
    return {
        "fit": fit(asked, record).value,
        "place": 1.0 if stands is None else circumstances.PLACE[stands],
        "person": circumstances.person(asked, record),
        "kind": circumstances.kind(asked, record),
        "language": circumstances.language(asked, record),
        "room": circumstances.room(asked, record),
        "time": circumstances.time(asked, record, now.date()),
        "freshness": circumstances.freshness(record, now.toordinal()),
    }


def _weigh(asked: Asked, record: Record, area: Area | None, now: datetime, *, nearby: bool) -> Ranked:
    fitted = fit(asked, record)
    distance = stands = None
    score = fitted.value
    if area is not None:
        distance = area.distance_km(record)
        stands = standing(area, record, distance)
        score *= circumstances.PLACE[stands]
    score *= circumstances.person(asked, record) * circumstances.language(asked, record)
    score *= circumstances.room(asked, record) * circumstances.freshness(record, now.toordinal())
    if asked.unlike or asked.refused:
        score *= circumstances.kind(asked, record)
    if asked.about_time:
        score *= circumstances.time(asked, record, now.date())
    return Ranked(asked, score, record, fitted.parts, distance, stands, nearby)


def next_start(record: Record, moment: int) -> float:
    """Start of the first session that has not ended, epoch seconds."""
    times = record.sessions
    for place in range(1, len(times), 2):
        if times[place] >= moment:
            return float(times[place - 1])
    return FAR * 100


def _place_value(area: Area, record: Record, stands: Standing) -> str:
    if stands is Standing.SERVED:
        return next((code for code in record.municipalities if code in area.municipalities), "")
    return next((code for _, _, code, _ in record.places if code in area.municipalities), "") or next(
        (code for _, _, code, _ in record.places), ""
    )
