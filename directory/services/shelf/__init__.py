"""The shelf of a workplace: activities its people keep at hand, in folders and with notes. Never about clients."""

from directory.services.shelf.folders import (
    FOLDERS_MAX,
    empty_folder,
    make_folder,
    move_to_folder,
    remove_folder,
    rename_folder,
)
from directory.services.shelf.keeping import (
    SHELF_MAX,
    EntryChange,
    change,
    erase_removed,
    forget_signature,
    notes_by,
    remove,
    save,
)
from directory.services.shelf.reading import Entry, News, Shelf, entry, shelf_folders, shelf_of

__all__ = [
    "FOLDERS_MAX",
    "SHELF_MAX",
    "Entry",
    "EntryChange",
    "News",
    "Shelf",
    "change",
    "empty_folder",
    "entry",
    "erase_removed",
    "forget_signature",
    "make_folder",
    "move_to_folder",
    "notes_by",
    "remove",
    "remove_folder",
    "rename_folder",
    "save",
    "shelf_folders",
    "shelf_of",
]
