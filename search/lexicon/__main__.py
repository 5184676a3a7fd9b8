"""``python -m search.lexicon``: make the tables afresh after the entries were edited."""

from search.lexicon.compiling import compiled, write_compiled
from search.lexicon.concepts import concepts

if __name__ == "__main__":
    write_compiled(compiled(concepts()))
