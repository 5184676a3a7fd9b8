"""``python -m search.lexicon``: make the tables afresh after the entries were edited, unless they have faults."""

import sys

from search.lexicon.checking import faults
from search.lexicon.compiling import compiled, write_compiled
from search.lexicon.concepts import concepts

if __name__ == "__main__":
    found = concepts()
    wrong = faults(found)
    for fault in wrong:
        print(fault, file=sys.stderr)
    if wrong:
        sys.exit(1)
    write_compiled(compiled(found))
