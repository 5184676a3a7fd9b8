"""Small numbers are not told, and cannot be worked out from those that are.

Primary rule: a number below ``LEAST`` is not told, nought among them, so that 0 and 4 look the same (a threshold rule:
Federal Committee on Statistical Methodology, Statistical Policy Working Paper 22, 2005, ch. II; Hundepool et al.,
Statistical Disclosure Control, 2012, ch. 4). Complementary rule: a total over told and hidden numbers gives away the
sum S of the hidden ones. It is told only when S itself is at least ``LEAST`` and every hidden number could still be
anything from nought to the most it can be, whatever the others are. With u the most of each hidden number that can be
known to the reader, that is so exactly when S <= sum(u) - max(u). The rule uses S and what the reader knows anyway,
never which of the hidden numbers are nought, so that knowing the rule tells no more (the minimality attack: Wong et
al., VLDB 2007). Where the total may not be told, nothing stands in its place: not even
when nothing is hidden, because that would tell that the hidden numbers are nought.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

LEAST: Final = 5

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Told(Generic[K]):
    """What may be told: ``cells`` of at least ``LEAST``; the ``total`` over all cells, None when it stays hidden."""

    cells: Mapping[K, int]
    total: int | None


def tell(counts: Mapping[K, int], most: Mapping[K, int]) -> Told[K]:
    """What may be told of ``counts``. ``most`` holds every cell the reader knows of and the most it could be.

    A cell without a count is nought. A cell that ``most`` does not name counts into the sum but protects nothing.
    """
    cells = {key: count for key, count in counts.items() if count >= LEAST}
    hidden = sum(count for key, count in counts.items() if key not in cells)
    reach = [min(LEAST - 1, value) for key, value in most.items() if key not in cells]
    safe = LEAST <= hidden <= sum(reach) - max(reach, default=0)
    return Told(cells, sum(cells.values()) + hidden if safe else None)
