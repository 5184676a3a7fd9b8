"""Labels in the middle of a sentence."""

import pytest

from directory.web.short_labels import small


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Suru ja menetys", "suru ja menetys"),
        ("Äitiys", "äitiys"),
        ("ADHD", "ADHD"),
        ("MS-tauti", "MS-tauti"),
        ("Parkinsonin tauti", "Parkinsonin tauti"),
        ("Parkinson’s disease", "Parkinson’s disease"),
        ("Older people", "older people"),
        ("Roma people", "Roma people"),
        ("Romanit", "romanit"),
        ("Ätstörning", "ätstörning"),
    ],
)
def test_names_and_abbreviations_keep_their_capitals(label: str, said: str) -> None:
    assert small(label) == said
