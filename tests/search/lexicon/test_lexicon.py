"""The lexicon as data: nothing circular, double, unknown or flooding; additions join it."""

from collections import Counter, defaultdict

import orjson
import pytest

from directory.demo import DATA
from directory.vocabulary import codes
from search.analysis import analyse_text
from search.lexicon import Addition, Lexicon, LexiconError
from search.lexicon.checking import faults, floods
from search.lexicon.compiling import COMPILED, digest
from search.lexicon.concepts import Concept, concepts

FACETS = ("needs", "kinds", "target_groups", "outreach_help", "modes", "threshold", "costs", "accessibility")
KNOWN = {f"{facet}:{code}" for facet in FACETS for code in codes(facet)}
# Words that many texts hold because many activities are just that.
MEANT = [
    "aikuinen",
    "jutella",
    "kahvila",
    "koulu",
    "kyyti",
    "lapsi",
    "läheinen",
    "mies",
    "nuori",
    "omainen",
    "perhe",
    "puhelin",
    "puoliso",
    "ryhmä",
    "vanhempi",
    "vertainen",
    "äiti",
    "kaveri",
    "yksin",
    "barn",
    "barnen",
    "förälder",
    "föräldrar",
    "lyssna",
    "mamma",
    "pappa",
    "närstående",
    "prata",
    "skjuts",
    "sällskap",
    "vuxen",
    "äldre",
    "änka",
    "gamla",
    "gammal",
    "ung",
    "vän",
    "kör",
    "skola",
    "alone",
    "café",
    "child",
    "children",
    "crisis",
    "emergency",
    "family",
    "free",
    "group",
    "lawyer",
    "listen",
    "man",
    "men",
    "mother",
    "online",
    "parent",
    "parents",
    "school",
    "shelter",
    "talk",
    "threaten",
    "violence",
    "volunteer",
    "woman",
    "women",
    "women's",
    "young",
    "isä",
    "ilta",
    "ystävä",
]


def concept(code: str, broader: str = "", fi: tuple[str, ...] = (), sv_label: str = "x") -> Concept:
    return Concept(code, {"fi": "x", "sv": sv_label, "en": "x"}, {"fi": fi}, {}, broader)


def test_the_shipped_lexicon_has_no_faults() -> None:
    assert faults(concepts(), KNOWN) == []


def test_every_need_kind_and_group_has_words() -> None:
    missing = {code for code in KNOWN if code.startswith(("needs:", "kinds:"))} - set(concepts())
    assert missing == set()


def test_labels_are_those_of_the_code_lists() -> None:
    for code, entry in concepts().items():
        facet, _, name = code.partition(":")
        if facet in FACETS:
            assert dict(entry.labels) == dict(codes(facet)[name]), code


def test_no_word_floods_the_demo_texts() -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    documents: Counter[str] = Counter()
    for activity in orjson.loads(DATA.read_bytes())["activities"]:
        for language, texts in activity["texts"].items():
            documents[language] += 1
            words = analyse_text(" ".join(str(text) for text in texts.values()), language)
            counts[language].update({form for word in words for form in (word.surface, *word.lemmas)})
    shares = {lang: {form: n / documents[lang] for form, n in of.items()} for lang, of in counts.items()}
    assert floods(concepts(), shares, MEANT) == []


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([concept("c:a", "c:b"), concept("c:b", "c:a")], "circle"),
        ([concept("needs:nothing")], "no such code"),
        ([concept("c:a", "c:gone")], "not in the lexicon"),
        ([concept("c:a", fi=("suru", "suru"))], "written twice"),
        ([concept("c:a", fi=("minä",))], "stop word"),
        ([concept("c:a", sv_label="")], "label is missing"),
    ],
)
def test_every_fault_is_told(entries: list[Concept], said: str) -> None:
    found = faults({entry.code: entry for entry in entries}, KNOWN)
    assert any(said in fault for fault in found), found


def test_a_flooding_word_is_told() -> None:
    assert floods({"c:a": concept("c:a", fi=("tiistai",))}, {"fi": {"tiistai": 0.5}}) == [
        "fi tiistai: 50% of texts → c:a"
    ]


def test_the_kept_tables_belong_to_the_entries() -> None:
    assert orjson.loads(COMPILED.read_bytes())["digest"] == digest(), "run: python -m search.lexicon"


def test_an_added_word_is_understood_in_questions_only_or_in_texts_too() -> None:
    plain = Lexicon.load()
    word = analyse_text("sosiaalinen resepti hyvinvointilähete", "fi")
    assert all(not plain.asked("fi").meaning(w).concepts for w in word[-1:])
    grown = plain.with_additions([Addition("kinds:advice", "fi", "hyvinvointilähete")])
    assert ("kinds:advice", 1.0) in grown.asked("fi").meaning(word[-1]).concepts
    assert not grown.texts("fi").meaning(word[-1]).concepts
    both = plain.with_additions([Addition("kinds:advice", "fi", "hyvinvointilähete", asked_only=False)])
    assert both.texts("fi").meaning(word[-1]).concepts


def test_a_phrase_can_be_added() -> None:
    grown = Lexicon.load().with_additions([Addition("needs:grief", "sv", "tom stol")])
    hits = grown.asked("sv").phrases(analyse_text("en tom stol vid bordet", "sv"))
    assert [hit.code for hit in hits] == ["needs:grief"]


@pytest.mark.parametrize("addition", [Addition("needs:none", "fi", "x"), Addition("needs:grief", "de", "x")])
def test_an_addition_to_nothing_is_refused(addition: Addition) -> None:
    with pytest.raises(LexiconError):
        Lexicon.load().with_additions([addition])


def test_broader_concepts_nearest_first() -> None:
    assert Lexicon.load().broader("c:aphasia") == ("c:stroke", "needs:neurological")


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("ei ole ketään", "fi", "needs:loneliness"),
        ("ei ole täällä ketään", "fi", "needs:loneliness"),
        ("samassa vaikeassa tilanteessa", "fi", "kinds:peer_group"),
        ("bor ensam", "sv", "needs:loneliness"),
        ("lives all alone", "en", "needs:loneliness"),
    ],
)
def test_phrases_may_be_interrupted(text: str, language: str, code: str) -> None:
    matcher = Lexicon.load().asked(language)
    words = analyse_text(text, language)
    assert code in {hit.code for hit in (*matcher.phrases(words), *matcher.singles(words))}


def test_a_phrase_of_small_words_keeps_their_order() -> None:
    hits = Lexicon.load().asked("fi").phrases(analyse_text("ketään ole ei", "fi"))
    assert "needs:loneliness" not in {hit.code for hit in hits}
