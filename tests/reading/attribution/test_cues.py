"""The lexicon of cues: its table is well formed, and its words are found in text."""

import csv
from importlib import resources

import pytest

from onrecord.reading.attribution.cues import load_cues, look_up
from onrecord.tables.schema import ACTS, COMMITMENTS, MANNERS

FRAMES = {"clause", "inf", "obj", "small", "quote"}
PREPOSITIONS = {
    "about",
    "against",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "into",
    "like",
    "of",
    "on",
    "out",
    "over",
    "to",
    "toward",
    "with",
}


@pytest.fixture(scope="module", params=["cues.tsv", "further_cues.tsv"])
def rows(request):
    table = resources.files("onrecord") / "data" / request.param
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def test_table_is_large_sorted_and_without_repeats(rows):
    assert len(rows) >= 300
    keys = [(row["lemma"], row["part"]) for row in rows]
    assert keys == sorted(keys)
    frames = [(*key, f) for key, row in zip(keys, rows, strict=True) for f in row["frames"].split()]
    assert sorted(set(frames)) == sorted(frames)


def test_every_value_is_one_that_the_schema_allows(rows):
    assert {row["part"] for row in rows} == {"verb", "noun", "adjective"}
    assert {row["act"] for row in rows} <= set(ACTS)
    assert {row["commitment"] for row in rows} <= set(COMMITMENTS)
    assert {row["manner"] for row in rows} == set(MANNERS)
    assert all(row["frames"] and row["lemma"] == row["lemma"].strip().lower() for row in rows)
    assert {f for row in rows for f in row["frames"].split()} <= FRAMES | PREPOSITIONS


def test_every_lemma_is_found_by_itself():
    for further in (False, True):
        for (lemma, part), frames in load_cues(further).items():
            assert look_up(*_word_and_particle(lemma, part), further) == frames


def _word_and_particle(lemma, part):
    word, _, particle = lemma.partition(" ")
    return word, part, particle


@pytest.mark.parametrize(
    "words, lemma",
    [
        ("say says said saying", "say"),
        ("tell tells told telling", "tell"),
        ("write writes wrote written writing", "write"),
        ("thank thanks thanked thanking", "thank"),
        ("prefer prefers preferred preferring", "prefer"),
        ("deny denies denied denying", "deny"),
        ("know knows knew known knowing", "know"),
        ("think thinks thought thinking", "think"),
        ("swear swears swore sworn swearing", "swear"),
        ("find finds found finding", "find"),
        ("see sees saw seen seeing", "see"),
        ("hold holds held holding", "hold"),
        ("criticise criticises criticised criticising", "criticise"),
        ("criticize criticizes criticized criticizing", "criticize"),
        ("admit admits admitted admitting", "admit"),
        ("argue argues argued arguing", "argue"),
        ("warn warns warned warning", "warn"),
        ("feel feels felt feeling", "feel"),
        ("determine determines determined determining", "determine"),
        ("detail details detailed detailing", "detail"),
        ("assail assails assailed assailing", "assail"),
        ("SAID Said", "say"),
    ],
)
def test_verbs_are_found_by_their_inflected_forms(words, lemma):
    for word in words.split():
        assert look_up(word, "verb") == load_cues()[lemma, "verb"], word


def test_nouns_are_found_by_their_plurals():
    for word, lemma in (("claims", "claim"), ("fears", "fear"), ("promises", "promise")):
        assert look_up(word, "noun") == load_cues()[lemma, "noun"]


def test_verb_with_a_particle_is_another_cue():
    assert look_up("wrote", "verb", "off") == load_cues()["write off", "verb"]
    assert look_up("wrote", "verb", "off") != look_up("wrote", "verb")


@pytest.mark.parametrize("word", ["walk", "table", "’", "sayings", "xyzzy"])
def test_other_words_are_no_cues(word):
    assert look_up(word, "verb") == {}


def test_part_of_speech_matters():
    assert look_up("afraid", "adjective")
    assert not look_up("afraid", "verb")


def test_row_that_a_user_adds_is_read(add_rows):
    assert look_up("tattled", "verb") == {}
    add_rows(
        "cues.tsv",
        "tattle\tverb\treports\tUu\tspeech\tclause on",
        "tattle\tnoun\tasserts\tPS+\tspeech\tobj",
    )
    found = look_up("tattled", "verb")
    assert {frame: (cue.act, cue.commitment) for frame, cue in found.items()} == {
        "clause": ("reports", "Uu"),
        "on": ("reports", "Uu"),
    }
    assert look_up("tattles", "noun")["obj"].commitment == "PS+"


def test_row_that_a_user_adds_to_a_cue_that_is_there_adds_its_frames(add_rows):
    add_rows("cues.tsv", "say\tverb\turges\tUu\tspeech\tobj")
    found = look_up("said", "verb")
    assert (found["obj"].act, found["clause"].act) == ("urges", "asserts")
