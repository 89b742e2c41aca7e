"""The lexicon of cues: its table is well formed, and its words are found in text."""

import csv
from importlib import resources

import pytest

from onrecord.attribution.cues import load_cues, look_up, read_cue
from onrecord.schema import ACTS, COMMITMENTS

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
    "of",
    "on",
    "out",
    "to",
    "with",
}


@pytest.fixture(scope="module")
def rows():
    table = resources.files("onrecord") / "data" / "cues.tsv"
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def test_table_is_large_sorted_and_without_repeats(rows):
    assert len(rows) >= 500
    keys = [(row["lemma"], row["part"]) for row in rows]
    assert keys == sorted(keys)
    frames = [(*key, f) for key, row in zip(keys, rows, strict=True) for f in row["frames"].split()]
    assert sorted(set(frames)) == sorted(frames)


def test_every_value_is_one_that_the_schema_allows(rows):
    assert {row["part"] for row in rows} == {"verb", "noun", "adjective"}
    assert {row["act"] for row in rows} <= set(ACTS)
    assert {row["commitment"] for row in rows} <= set(COMMITMENTS)
    assert all(row["frames"] and row["lemma"] == row["lemma"].strip().lower() for row in rows)
    assert {f for row in rows for f in row["frames"].split()} <= FRAMES | PREPOSITIONS


def test_every_lemma_is_found_by_itself():
    for lemma, part in load_cues():
        assert look_up(*_word_and_particle(lemma, part)) == load_cues()[lemma, part]


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


def read(words, *frames):
    """`read_cue` of words written as `word/TAG`."""
    return read_cue([tuple(word.rsplit("/", 1)) for word in words.split()], frames or ("clause",))


@pytest.mark.parametrize(
    "words, lemma",
    [
        ("said/VBD", "say"),
        ("has/VBZ not/RB said/VBN", "say"),
        ("was/VBD told/VBN", "tell"),
        ("pointed/VBD out/RP", "point out"),
        ("wrote/VBD off/RP", "write off"),
        ("wrote/VBD", "write"),
        ("claims/NNS", "claim"),
        ("of/IN the/DT opinion/NN", "opinion"),
        ("was/VBD afraid/JJ", "afraid"),
    ],
)
def test_cue_of_several_words_is_read_by_the_one_that_attributes(words, lemma):
    assert read(words).lemma == lemma


def test_particle_need_not_stand_beside_its_verb():
    assert read("wrote/VBD it/PRP off/RP", "obj").lemma == "write off"


@pytest.mark.parametrize(
    "words, lemma",
    [
        ("declined/VBD to/TO comment/VB", "decline"),
        ("declined/VBD to/TO say/VB", "decline"),
        ("refused/VBD to/TO say/VB", "refuse"),
    ],
)
def test_word_that_withholds_decides_over_a_later_verb(words, lemma):
    cue = read(words, "inf")
    assert (cue.lemma, cue.act) == (lemma, "withholds")


def test_last_verb_decides_over_earlier_verbs_and_over_nouns():
    assert read("promised/VBD to/TO deny/VB").lemma == "deny"
    assert read("denied/VBD the/DT claim/NN").lemma == "deny"
    assert read("promise/NN and/CC claim/NN").lemma == "claim"


def test_same_word_is_read_by_its_part_of_speech():
    assert read("claims/VBZ").part == "verb"
    assert read("claims/NNS").part == "noun"


def test_act_is_that_of_the_first_frame_that_the_cue_has():
    several = {
        key: frames
        for key, frames in load_cues().items()
        if key[1] == "verb" and " " not in key[0] and len({c.act for c in frames.values()}) > 1
    }
    assert several, "no cue acts otherwise in another frame, so frames need not be asked for"
    for (lemma, _), frames in several.items():
        for frame, cue in frames.items():
            others = [f for f in frames if f != frame]
            assert read_cue([(lemma, "VB")], ["no frame", frame, *others]) == cue, (lemma, frame)


def test_cue_of_which_no_frame_fits_is_read_all_the_same():
    assert read("said/VBD", "no frame").lemma == "say"


@pytest.mark.parametrize(
    "words", ["", "walked/VBD", "according/VBG to/TO", "said/IN", ":/:", "not/RB"]
)
def test_words_that_the_lexicon_lacks_are_no_cue(words):
    assert read(words) is None


@pytest.mark.parametrize(
    ("words", "frames", "act"),
    [
        ([("called", "VBD"), ("on", "IN")], ("obj",), "urges"),
        ([("argued", "VBD"), ("against", "IN")], ("obj",), "evaluates"),
        ([("agreed", "VBD"), ("with", "IN")], ("obj",), "evaluates"),
        ([("asked", "VBD")], ("inf", "obj"), "urges"),
        ([("is", "VBZ"), ("convinced", "VBN")], ("clause",), "believes"),
    ],
)
def test_preposition_in_a_cue_or_what_follows_it_decides_between_its_acts(words, frames, act):
    assert read_cue(words, frames).act == act
