"""Translation catalogues: ``update`` them from the sources, or ``check`` that they are whole and not stale.

Whole means: every sentence in Finnish and Swedish, with the same placeholders and tags as the English source.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).parent.parent
CATALOGUES = ROOT / "translations"
LANGUAGES = ("fi", "sv", "en")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|</?[a-z][a-z0-9]*|&[a-z]+;")


def template() -> polib.POFile:
    """Every sentence of the sources as they are now."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "messages.pot"
        command = [Path(sys.executable).parent / "pybabel", "-q", "extract", "-F", "babel.cfg", "-o", path]
        options = ["--no-location", "--sort-output", "-k", "_l", "-k", "lazy_gettext", "."]
        subprocess.run([*command, *options], cwd=ROOT, check=True)
        return polib.pofile(str(path))


def catalogue_path(language: str) -> Path:
    """Where the catalogue of a language stands."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    """What makes an entry the same."""
    return entry.msgctxt, entry.msgid


def update() -> int:
    """Bring the catalogues to the sentences of the sources; tells what is to be translated."""
    source = template()
    for language in LANGUAGES:
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        old = {key(e): e for e in polib.pofile(str(path))} if path.exists() else {}
        new = polib.POFile(wrapwidth=100)
        new.metadata = {
            "Project-Id-Version": "toimintahaku",
            "Language": language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": "nplurals=2; plural=(n != 1);",
        }
        for entry in source:
            new.append(_carried_over(entry, old.get(key(entry)), language))
        new.save(str(path))
        missing = [e.msgid for e in new if not translated(e)]
        print(f"{language}: {len(new) - len(missing)} of {len(new)}")
        for sentence in missing:
            print(f"  to translate: {sentence}")
    return 0


def _carried_over(entry: polib.POEntry, old: polib.POEntry | None, language: str) -> polib.POEntry:
    new = polib.POEntry(
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgctxt=entry.msgctxt,
        comment=entry.comment,
        flags=[flag for flag in entry.flags if flag != "fuzzy"],
    )
    if entry.msgid_plural:
        english = {0: entry.msgid, 1: entry.msgid_plural}
        kept = old.msgstr_plural if old and old.msgstr_plural else {0: "", 1: ""}
        new.msgstr_plural = english if language == "en" else kept
    else:
        new.msgstr = (old.msgstr if old else "") or (entry.msgid if language == "en" else "")
    return new


def translated(entry: polib.POEntry) -> bool:
    """Whether an entry has all its forms."""
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def faults(entry: polib.POEntry) -> list[str]:
    """What is wrong with one translated entry: missing forms, other placeholders or tags than the source's."""
    if not translated(entry):
        return ["not translated"]
    found = []
    pairs = (
        [(entry.msgid_plural, text) for text in entry.msgstr_plural.values()]
        if entry.msgid_plural
        else [(entry.msgid, entry.msgstr)]
    )
    for source, text in pairs:
        wanted, given = set(PLACEHOLDER.findall(source)), set(PLACEHOLDER.findall(text))
        # "one" may be written out in words, so a plural form may leave its number away.
        if given - wanted or (wanted - given and not entry.msgid_plural):
            found.append(f"placeholders or tags differ: {sorted(wanted ^ given)}")
    return found


def check() -> int:
    """Exit code 1 when a catalogue is stale or not whole."""
    source = {key(entry) for entry in template()}
    wrong = 0
    for language in LANGUAGES:
        entries = polib.pofile(str(catalogue_path(language)))
        have = {key(entry) for entry in entries}
        for kind, some in (("missing: run ./scripts/i18n", source - have), ("no longer used", have - source)):
            for _context, sentence in sorted(some, key=str):
                print(f"{language}: {kind}: {sentence!r}")
                wrong += 1
        for entry in entries:
            for fault in faults(entry):
                print(f"{language}: {fault}: {entry.msgid!r}")
                wrong += 1
    print(f"{len(source)} sentences, {wrong} faults.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1]]())
