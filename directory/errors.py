"""What can go wrong in the directory, as the web, the command line and the API tell it to people."""

from collections.abc import Mapping


class DirectoryError(Exception):
    """Base of every error that services raise on purpose."""


class NotFound(DirectoryError):
    """There is no such thing, or the actor may not know that there is."""


class Gone(NotFound):
    """There was such a thing; it has ended or been taken away for good."""


class Forbidden(DirectoryError):
    """The actor may see the thing but not do this to it."""


class Conflict(DirectoryError):
    """Somebody else changed the thing since the actor read it."""


class InvalidChange(DirectoryError):
    """A change that does not hold; ``faults`` says per field (a path) what is wrong."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{path}: {fault}" for path, fault in faults.items()))
        self.faults = dict(faults)
