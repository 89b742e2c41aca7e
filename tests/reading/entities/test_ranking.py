"""The ranking network in numpy: against a slow reference, and the same whatever is scored at once."""

import subprocess
import sys

import numpy as np
import pytest

from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.entities import ranking
from onrecord.reading.entities.finding import find_mentions
from onrecord.reading.entities.pairs import Pairs, make_pairs
from onrecord.reading.entities.phrased_article import read_phrases
from onrecord.reading.entities.ranking import Ranking, load_ranking

MENTION, PAIR, HIDDEN = 7, 5, 4  # features of a phrase, of a pair; width
STORY = """\
Helen Ardwick, the mayor, met Tom Reed on Monday. She said he had told her officials so.
“I saw it,” Reed said. The mayor’s team denied it, and they left."""


def random_weights(seed=0):
    chance = np.random.default_rng(seed)
    shapes = {
        "anaphor.weight": (HIDDEN, MENTION), "anaphor.bias": (HIDDEN,),
        "candidate.weight": (HIDDEN, MENTION), "pair.weight": (HIDDEN, PAIR),
        "out.weight": (1, HIDDEN), "direct.weight": (1, PAIR),
        "none.weight": (HIDDEN, MENTION), "none.bias": (HIDDEN,), "none_out.weight": (1, HIDDEN),
    }  # fmt: skip
    return {name: chance.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


def random_pairs(phrases, seed=1):
    """Each phrase with all before it."""
    chance = np.random.default_rng(seed)
    anaphors, candidates = np.tril_indices(phrases, -1)
    return Pairs(
        mentions=chance.integers(0, 2, (phrases, MENTION)).astype(np.float32),
        anaphors=anaphors,
        candidates=candidates,
        features=chance.integers(0, 2, (len(anaphors), PAIR)).astype(np.float32),
    )


WEIGHTS = random_weights()


def pairs_of(text):
    return make_pairs(read_phrases(Words(parse_text(text)), []))


def test_scores_are_what_the_layers_add_up_to():
    w, pairs = WEIGHTS, random_pairs(6)
    scores, none = Ranking(w)(pairs)
    relu = lambda x: np.maximum(x, 0)  # noqa: E731
    for k, (i, j) in enumerate(zip(pairs.anaphors, pairs.candidates, strict=True)):
        hidden = w["anaphor.weight"] @ pairs.mentions[i] + w["anaphor.bias"]
        hidden = hidden + w["candidate.weight"] @ pairs.mentions[j]
        hidden = relu(hidden + w["pair.weight"] @ pairs.features[k])
        expected = w["out.weight"][0] @ hidden + w["direct.weight"][0] @ pairs.features[k]
        assert scores[k] == pytest.approx(expected, abs=1e-5)
    for i, mention in enumerate(pairs.mentions):
        expected = w["none_out.weight"][0] @ relu(w["none.weight"] @ mention + w["none.bias"])
        assert none[i] == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("at_once", [1, 7, 45, 1000])
def test_pairs_are_scored_the_same_however_many_are_at_once(at_once, monkeypatch):
    pairs = random_pairs(10)
    together = Ranking(WEIGHTS)(pairs)
    monkeypatch.setattr(ranking, "AT_ONCE", at_once)
    split = Ranking(WEIGHTS)(pairs)
    assert split[0] == pytest.approx(together[0], abs=1e-5)
    assert split[1] == pytest.approx(together[1], abs=1e-5)


def test_same_pairs_have_the_same_scores():
    pairs = pairs_of(STORY)
    one, other = load_ranking()(pairs), load_ranking()(pairs)
    assert len(one[0]) == len(pairs.anaphors) > 0
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_pairs_are_left_as_they_were():
    pairs = pairs_of(STORY)
    before = {name: np.copy(value) for name, value in vars(pairs).items()}
    load_ranking()(pairs)
    for name, value in vars(pairs).items():
        assert np.array_equal(value, before[name]), name


@pytest.mark.parametrize("phrases", [0, 1])
def test_article_without_pairs_has_no_scores(phrases):
    scores, none = Ranking(WEIGHTS)(random_pairs(phrases))
    assert scores.shape == (0,) and none.shape == (phrases,)


@pytest.mark.parametrize("text", ["", "?", "Reed", "She"])
def test_article_of_one_word_is_scored_by_the_shipped_network(text):
    pairs = pairs_of(text)
    scores, none = load_ranking()(pairs)
    assert scores.shape == (0,) and none.shape == (len(pairs.mentions),)


def test_shipped_network_reads_as_many_features_as_there_are():
    pairs, weights = pairs_of(STORY), load_ranking()._w
    assert weights["anaphor.weight"].shape[1] == pairs.mentions.shape[1]
    assert weights["pair.weight"].shape[1] == pairs.features.shape[1]


def test_features_are_zeros_and_ones():
    pairs = pairs_of(STORY)
    assert set(np.unique(pairs.mentions)) == set(np.unique(pairs.features)) == {0, 1}


def test_pairs_of_one_phrase_stand_together_and_never_overlap_it():
    article = read_phrases(Words(parse_text(STORY)), [])
    pairs = make_pairs(article)
    assert (np.diff(pairs.anaphors) >= 0).all()
    for i, j in zip(pairs.anaphors, pairs.candidates, strict=True):
        a, b = article.phrases[i], article.phrases[j]
        assert a.last <= b.first or b.last <= a.first


def test_mentions_are_found_where_there_is_no_torch():
    code = (
        "import sys; sys.modules['torch'] = None\n"
        "from onrecord.reading.doc.words import Words\n"
        "from onrecord.reading.entities import find_mentions\n"
        "from onrecord.reading.doc.pipeline import parse_text\n"
        "print(len(find_mentions(Words(parse_text('Ann Reed said she was late.')))))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["2"]


def test_two_readings_of_an_article_are_the_same():
    assert find_mentions(Words(parse_text(STORY))) == find_mentions(Words(parse_text(STORY)))
