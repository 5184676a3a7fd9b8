"""Who may do what: actors and the only permission table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from directory.errors import Forbidden, NotFound
from directory.vocabulary import Role, municipalities


@dataclass(frozen=True, slots=True)
class Grant:
    """One role and where it holds; a coordinator or administrator without a place holds it everywhere."""

    role: str
    organisation_id: int | None = None
    municipality: str | None = None
    county: str | None = None
    workplace_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever does something: a signed-in person, an anonymous reader, or the service itself.

    ``workplace_id`` is the one that a professional of several workplaces works for now.
    """

    account_id: int | None = None
    grants: tuple[Grant, ...] = ()
    workplace_id: int | None = None

    @classmethod
    def anonymous(cls) -> "Actor":
        """A reader who has not signed in."""
        return cls()

    @classmethod
    def system(cls) -> "Actor":
        """The service itself: commands of whoever may log in to the machine."""
        return cls(grants=(Grant(Role.ADMIN),))

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody has signed in."""
        return not self.grants

    def has(self, role: str) -> bool:
        """Whether the actor holds the role anywhere."""
        return any(grant.role == role for grant in self.grants)

    @property
    def main_role(self) -> str:
        """The widest role held, for the record of what was done; empty for a reader."""
        held = {grant.role for grant in self.grants}
        return next((role for role in reversed(Role) if role in held), "")


@dataclass(frozen=True, slots=True)
class Subject:
    """What something is done to: whose it is and where. Counties follow from the municipalities."""

    organisation_id: int | None = None
    municipalities: tuple[str, ...] = ()
    workplace_id: int | None = None


# Action → role → where: "own" (the grant's organisation, workplace, municipality or county) or "any".
PERMISSIONS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "activity.see_unpublished": {Role.EDITOR: "own", Role.COORDINATOR: "own", Role.ADMIN: "any"},
        "activity.edit": {Role.EDITOR: "own", Role.COORDINATOR: "own", Role.ADMIN: "any"},
        "activity.publish": {Role.EDITOR: "own", Role.COORDINATOR: "own", Role.ADMIN: "any"},
        "activity.verify": {Role.EDITOR: "own", Role.COORDINATOR: "own", Role.ADMIN: "any"},
        "activity.see_professional": {
            Role.PROFESSIONAL: "any",
            Role.EDITOR: "own",
            Role.COORDINATOR: "any",
            Role.ADMIN: "any",
        },
        "organisation.edit": {Role.EDITOR: "own", Role.COORDINATOR: "own", Role.ADMIN: "any"},
        "feedback.read": {Role.EDITOR: "own", Role.COORDINATOR: "own", Role.ADMIN: "any"},
        "feedback.answer": {Role.EDITOR: "own", Role.COORDINATOR: "own", Role.ADMIN: "any"},
        "shelf.use": {Role.PROFESSIONAL: "own"},
        "workplace.manage": {Role.PROFESSIONAL: "own", Role.ADMIN: "any"},
        "search.keep": {Role.PROFESSIONAL: "any"},
        "outcome.give": {Role.EDITOR: "own"},
        "outcome.read": {Role.PROFESSIONAL: "own", Role.EDITOR: "own", Role.COORDINATOR: "own", Role.ADMIN: "any"},
        "domain.manage": {Role.ADMIN: "any"},
        "account.invite": {Role.COORDINATOR: "own", Role.ADMIN: "any"},
        "lexicon.edit": {Role.COORDINATOR: "any", Role.ADMIN: "any"},
        "account.see": {Role.COORDINATOR: "own", Role.ADMIN: "any"},
        "account.manage": {Role.ADMIN: "any"},
    }
)


def may(actor: Actor, action: str, subject: Subject) -> bool:
    """Whether the actor may do this. Raises ``KeyError`` for an action that is not in the table."""
    wheres = PERMISSIONS[action]
    return any(_holds(grant, wheres.get(grant.role, ""), subject) for grant in actor.grants)


def require(actor: Actor, action: str, subject: Subject, *, seen: bool = True) -> None:
    """Raise ``Forbidden`` when the actor may not, or ``NotFound`` when it may not even know of the thing.

    ``seen`` tells whether the actor may see the subject by another right (a published activity, say).
    """
    if not may(actor, action, subject):
        raise Forbidden(action) if seen else NotFound(action)


def require_everywhere(actor: Actor, action: str, subject: Subject) -> None:
    """Raise ``Forbidden`` unless the actor may do this in every one of the subject's municipalities.

    Whoever coordinates one municipality may not act for its whole county.
    """
    for code in subject.municipalities or (None,):
        require(actor, action, replace(subject, municipalities=(code,) if code else ()))


def areas_of(actor: Actor, role: str) -> frozenset[str] | None:
    """Municipality codes where the actor holds the role; None means everywhere."""
    codes: set[str] = set()
    for grant in actor.grants:
        if grant.role != role:
            continue
        if not (grant.municipality or grant.county):
            return None
        if grant.municipality:
            codes.add(grant.municipality)
        codes.update(m.code for m in municipalities().values() if grant.county and m.county == grant.county)
    return frozenset(codes)


def _holds(grant: Grant, where: str, subject: Subject) -> bool:
    return where == "any" or (where == "own" and _owns(grant, subject))


def _owns(grant: Grant, subject: Subject) -> bool:
    if grant.organisation_id is not None:
        return grant.organisation_id == subject.organisation_id
    if grant.workplace_id is not None:
        return grant.workplace_id == subject.workplace_id
    if grant.municipality is not None:
        return grant.municipality in subject.municipalities
    if grant.county is not None:
        known = (municipalities().get(code) for code in subject.municipalities)
        return any(municipality is not None and municipality.county == grant.county for municipality in known)
    # An editor without an organisation owns nothing; a coordinator without an area coordinates everywhere.
    return grant.role == Role.COORDINATOR
