"""Making a fresh worker ready: the first reader shall not wait for the lexicon to be read."""

import gc
import logging
from typing import Final

from flask import Flask

from directory.db import Database
from directory.errors import DirectoryError
from directory.services.finding import Finder
from directory.web.clock import now
from directory.web.referral import printing
from search.errors import SearchError
from search.types import Question

COLLECT_EVERY: Final = 25_000  # objects made and not yet let go of
LOGGER: Final = logging.getLogger(__name__)
# One question a language, so that each one's analysis is loaded.
QUESTIONS: Final = (("seuraa ikäihmiselle", "fi"), ("sällskap för äldre", "sv"), ("company for older people", "en"))


def warm(app: Flask) -> None:
    """Ask a question in each language and draw a paper; a failure is logged and otherwise left to the first reader."""
    database: Database = app.extensions["database"]
    finder: Finder = app.extensions["search"]
    try:
        with app.app_context(), database.read() as session:
            for text, language in QUESTIONS:
                finder.find(session, Question(text=text, ui_language=language, now=now()))
    except (SearchError, DirectoryError, OSError) as error:
        LOGGER.warning("could not warm up: %s", error)
    try:
        printing.ready()
    except OSError as error:  # the system's text libraries are missing
        LOGGER.warning("could not draw a slip: %s", error)
    # Lexicon, places and dictionaries stay as long as the process: looking through their millions of objects again and
    # again is what made single answers slow.
    gc.collect()
    gc.freeze()
    # A page leaves next to nothing behind that only the collector could free; looking every 700 objects took a seventh
    # of the time of a search.
    gc.set_threshold(COLLECT_EVERY, 20, 20)
