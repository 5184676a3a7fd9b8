"""What a fault is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredFault:
    """One fault: whose (public id of an activity or organisation), which field, what is wrong."""

    public_id: str
    field: str
    problem: str

    def __str__(self) -> str:
        return f"{self.public_id}  {self.field}: {self.problem}"
