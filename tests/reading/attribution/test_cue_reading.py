"""What a cue does, read from the lexicon in its company."""

import pytest
import spacy
from spacy.tokens import Doc

from onrecord.reading.attribution.cues import (
    CLAUSE,
    INFINITIVE,
    LIGHT,
    OBJECT,
    QUOTE,
    frames_of,
    load_cues,
    read_cue,
)
from onrecord.reading.doc.words import Words

VOCAB = spacy.blank("en").vocab
THAT, TO, THE_PLAN = "that/IN it/PRP failed/VBD", "to/TO leave/VB", "the/DT plan/NN"


def words_of(marked, size=0):
    """Words written as `word/TAG`, the first few of which are the cue."""
    pairs = [word.rsplit("/", 1) for word in marked.split()]
    tags = [tag for _, tag in pairs]
    heads = parsed(tags, size)
    deps = [
        ("nsubj" if i < head else "dep") if i >= size else "dep" for i, head in enumerate(heads)
    ]
    doc = Doc(VOCAB, words=[word for word, _ in pairs], tags=tags, heads=heads, deps=deps)
    return Words(doc), range(len(pairs))


def parsed(tags, size):
    """Heads: a content hangs from its first finite verb, else its first verb, else its first word."""
    content = range(size, len(tags))
    verbs = [i for i in content if tags[i] in ("VBD", "VBZ", "VBP", "MD")]
    verbs += [i for i in content if tags[i].startswith("V")]
    root = next(iter(verbs), size)
    above = 0 if size else root
    return [0] * size + [root if i != root else above for i in content]


def read(cue, content=THAT):
    """`read_cue` of a cue with a content behind it."""
    size = len(cue.split())
    words, tokens = words_of(f"{cue} {content}", size)
    return read_cue(words, tokens[:size], tokens[size:])


def frames(content, cue="said/VBD"):
    size = len(cue.split())
    words, tokens = words_of(f"{cue} {content}", size)
    return frames_of(words, tokens[:size], tokens[size:])


@pytest.mark.parametrize(
    ("cue", "lemma"),
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
        ("is/VBZ convinced/VBN", "convinced"),
    ],
)
def test_cue_of_several_words_is_read_by_the_one_that_attributes(cue, lemma):
    assert read(cue).lemma == lemma


def test_particle_need_not_stand_beside_its_verb():
    assert read("wrote/VBD it/PRP off/RP", THE_PLAN).lemma == "write off"


@pytest.mark.parametrize(
    ("cue", "lemma"),
    [
        ("declined/VBD to/TO comment/VB", "decline"),
        ("declined/VBD to/TO say/VB", "decline"),
        ("refused/VBD to/TO say/VB", "refuse"),
    ],
)
def test_word_that_withholds_decides_over_a_later_verb(cue, lemma):
    found = read(cue, TO)
    assert (found.lemma, found.act) == (lemma, "withholds")


def test_last_verb_decides_over_earlier_verbs_and_over_nouns():
    assert read("promised/VBD and/CC denied/VBD").lemma == "deny"
    assert read("denied/VBD the/DT claim/NN").lemma == "deny"
    assert read("promise/NN and/CC claim/NN").lemma == "claim"


def test_same_word_is_read_by_its_part_of_speech():
    assert read("claims/VBZ").part == "verb"
    assert read("claims/NNS").part == "noun"


@pytest.mark.parametrize(
    ("frame", "content"), [("clause", THAT), ("inf", TO), ("obj", THE_PLAN)], ids=lambda x: x[:4]
)
def test_every_verb_acts_as_its_frame_says(frame, content):
    several = [
        (lemma, known)
        for (lemma, part), known in load_cues(further=True).items()
        if part == "verb" and " " not in lemma and frame in known and lemma not in LIGHT
        if len({cue.act for cue in known.values()}) > 1
    ]
    assert several, f"no cue acts otherwise with {frame}, so its frame need not be asked for"
    for lemma, known in several:
        assert read(f"{lemma}/VB", content) == known[frame], lemma


def test_cue_of_which_no_frame_fits_is_read_all_the_same():
    assert "obj" not in load_cues()["say", "verb"]
    assert read("said/VBD", THE_PLAN).lemma == "say"


@pytest.mark.parametrize(
    "cue", ["", "walked/VBD", "according/VBG to/TO", "said/IN", ":/:", "not/RB"]
)
def test_words_that_the_lexicon_lacks_are_no_cue(cue):
    assert read(cue) is None


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("called/VBD on/IN", "the/DT council/NN to/TO leave/VB", "urges"),
        ("called/VBD", "it/PRP nonsense/NN", "evaluates"),
        ("argued/VBD against/IN", THE_PLAN, "evaluates"),
        ("argued/VBD", "against/IN the/DT plan/NN", "evaluates"),
        ("argued/VBD", "for/IN the/DT plan/NN", "urges"),
        ("argued/VBD", THAT, "asserts"),
        ("agreed/VBD with/IN", THE_PLAN, "believes"),
        ("agreed/VBD", TO, "promises"),
        ("agreed/VBD", THAT, "believes"),
        ("asked/VBD", "the/DT council/NN to/TO leave/VB", "urges"),
        ("asked/VBD", "whether/IN it/PRP failed/VBD", "asks"),
        ("warned/VBD", THAT, "warns"),
        ("warned/VBD", TO, "urges"),
        ("questioned/VBD", "whether/IN it/PRP failed/VBD", "asks"),
        ("questioned/VBD", THE_PLAN, "evaluates"),
        ("suggested/VBD", "leaving/VBG", "urges"),
        ("suggested/VBD", THAT, "hints"),
        ("approved/VBD", THE_PLAN, "decides"),
        ("approved/VBD of/IN", THE_PLAN, "evaluates"),
    ],
)
def test_what_the_content_is_decides_between_the_acts_of_one_cue(cue, content, act):
    assert read(cue, content).act == act


@pytest.mark.parametrize(
    ("content", "first"),
    [
        (THAT, CLAUSE),
        ("it/PRP may/MD fail/VB", CLAUSE),
        (TO, INFINITIVE),
        ("leaving/VBG now/RB", INFINITIVE),
        ("the/DT council/NN to/TO leave/VB", INFINITIVE),
        ("for/IN the/DT plan/NN", "for"),
        (THE_PLAN, OBJECT),
        ("“/`` a/DT mistake/NN ”/''", QUOTE),
    ],
)
def test_first_frame_is_what_the_content_is(content, first):
    assert frames(content)[0] == first


def test_frame_is_told_by_what_follows_the_cue():
    words, tokens = words_of("the/DT port/NN is/VBZ alleged/VBN to/TO have/VB closed/VBN")
    content = [*tokens[:2], *tokens[4:]]
    assert frames_of(words, tokens[2:4], content)[0] == INFINITIVE
    assert read_cue(words, tokens[2:4], content).act == "reports"


def test_content_of_marks_alone_may_be_a_quotation():
    assert frames("“/`` ”/''")[0] == QUOTE
