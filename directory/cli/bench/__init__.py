"""``scripts/bench``: how fast the search page is with a big directory, beside what the machine can do at all."""
