"""What came of guiding people: ticks for a slip's code, counts, and what of them others may be told."""

from directory.services.outcomes.counting import COUNT_MAX, Numbers, numbers_of, set_numbers
from directory.services.outcomes.periods import Quarter, closed_quarters, month_of, open_months
from directory.services.outcomes.reading import MonthLine, OwnActivity, month_lines, own_activities, reasons_given
from directory.services.outcomes.suppression import LEAST, Told, tell
from directory.services.outcomes.tally import roll_up
from directory.services.outcomes.telling import QuarterTold, for_area, for_workplace
from directory.services.outcomes.ticking import Mark, TickedSlip, WrongCode, slip_of_code, tick, untick

__all__ = [
    "COUNT_MAX",
    "LEAST",
    "Mark",
    "MonthLine",
    "Numbers",
    "OwnActivity",
    "Quarter",
    "QuarterTold",
    "TickedSlip",
    "Told",
    "WrongCode",
    "closed_quarters",
    "for_area",
    "for_workplace",
    "month_lines",
    "month_of",
    "numbers_of",
    "open_months",
    "own_activities",
    "reasons_given",
    "roll_up",
    "set_numbers",
    "slip_of_code",
    "tell",
    "tick",
    "untick",
]
