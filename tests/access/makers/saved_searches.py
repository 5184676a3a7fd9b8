"""A search that the professional of the own workplace keeps."""

from directory.models import SavedSearch
from directory.models.base import utc_now
from tests.access.stage import Call, Stage, acts_on


@acts_on("saved_searches.save POST")
def search_to_save(_stage: Stage, _member: str) -> Call:
    """A search that is in nobody's list yet."""
    return Call(form={"address": "/fi/haku?q=suru", "title": "Suru"})


def kept(stage: Stage, *, deleted: bool = False) -> str:
    """The public id of a new search in the professional's list."""
    with stage.write() as session:
        search = SavedSearch(
            account_id=stage.accounts["prof"],
            name="Suru",
            arguments={"q": ["suru"]},
            deleted_at=utc_now() if deleted else None,
        )
        session.add(search)
        session.flush()
        return search.public_id


@acts_on("saved_searches.rename POST")
def another_name(stage: Stage, _member: str) -> Call:
    """The same search under another name."""
    public_id = kept(stage)
    return Call({"public_id": public_id}, form={f"name-{public_id}": "Surevat"})


@acts_on("saved_searches.alert POST", "saved_searches.delete POST")
def own_search(stage: Stage, _member: str) -> Call:
    """A search in the list."""
    return Call({"public_id": kept(stage)}, form={"alert": "1"})


@acts_on("saved_searches.restore POST")
def deleted_search(stage: Stage, _member: str) -> Call:
    """A search that was deleted a moment ago."""
    return Call({"public_id": kept(stage, deleted=True)})
