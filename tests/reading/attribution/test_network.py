"""The network in numpy: against slow references, and the same whatever is read at once.

Weights are random and small, but for the shipped model on one article.
"""

import itertools

import numpy as np
import pytest
from project import SEEDS
from weights_examples import lstm_weights

from onrecord.reading.attribution import load_attribution_model
from onrecord.reading.attribution.cues import LEXICON_FRAMES
from onrecord.reading.attribution.features import (
    DISTANCES,
    DOWNS,
    POSITIONS,
    QUOTE_RELATIONS,
    QUOTES,
    SHAPES,
    UPS,
    Features,
    read_features,
)
from onrecord.reading.attribution.network import PAIRS, TOKENS, Labelled, Network
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.tables.schema import ACTS

DEPS, WORDS, TAGS, ENTS = 6, 9, 5, 5  # values, place 0 included
VECTOR, WORD, EMBEDDED, HIDDEN, ROLE, ROLE_HIDDEN = 7, 4, 8, 5, 6, 3
COUNTS = {
    "tag": TAGS, "dep": DEPS, "ent": 2 * ENTS, "word": WORDS, "shape": SHAPES, "quote": QUOTES,
    "act": 1 + len(ACTS), "frames": 1 + 2 ** len(LEXICON_FRAMES), "place": POSITIONS,
}  # fmt: skip


def random_network(seed=0):
    chance = np.random.default_rng(seed)
    state = 2 * HIDDEN
    shapes = {
        "words": (WORDS, WORD), "word.weight": (EMBEDDED, WORD), "head_word.weight": (EMBEDDED, WORD),
        "vectors.weight": (EMBEDDED, VECTOR), "head_vectors.weight": (EMBEDDED, VECTOR),
        "bias": (EMBEDDED,), "cue.weight": (3, state), "cue.bias": (3,),
        "reported.weight": (1, state), "reported.bias": (1,),
        "head_tag": (TAGS, EMBEDDED), "head_dep": (DEPS, EMBEDDED),
        "role.token.weight": (ROLE, state), "role.bias": (ROLE,), "role.pair.weight": (ROLE, state),
        "role.cue.weight": (ROLE, 2 * state), "role.cue_pair.weight": (ROLE, 2 * state),
        "role.out.weight": (3, ROLE), "role.out.bias": (3,), "role.out_lstm.weight": (3, 2 * ROLE_HIDDEN),
        "role.moves": (3, 3), "role.first": (3,), "role.last": (3,),
        "paths.branch": (UPS * DEPS + 3, ROLE), "paths.down": (DOWNS + 1, ROLE),
        "paths.distance": (DISTANCES, ROLE), "paths.quote": (QUOTE_RELATIONS, ROLE),
        "paths.cue": (ROLE,),
        **{name: (count, EMBEDDED) for name, count in COUNTS.items() if name != "word"},
    }  # fmt: skip
    weights = {name: chance.normal(size=shape) for name, shape in shapes.items()}
    weights |= lstm_weights(chance, "lstm0", EMBEDDED, HIDDEN)
    weights |= lstm_weights(chance, "lstm1", state, HIDDEN)
    weights |= lstm_weights(chance, "role.lstm", ROLE, ROLE_HIDDEN)
    return Network({name: w.astype(np.float32) for name, w in weights.items()})


def random_features(lengths, seed=1):
    """Features of units of so many tokens, with heads inside each."""
    chance, n = np.random.default_rng(seed), sum(lengths)
    ends = np.cumsum(lengths)
    firsts = ends - lengths
    heads = [chance.integers(s, e, e - s) for s, e in zip(firsts, ends, strict=True)]
    columns = {name: chance.integers(0, count, n) for name, count in COUNTS.items()}
    return Features(
        units=list(zip(firsts.tolist(), ends.tolist(), strict=True)),
        vectors=chance.normal(size=(n, VECTOR)).astype(np.float32),
        head=np.concatenate(heads),
        sentence=np.sort(chance.integers(0, max(n // 10, 1), n)),
        inside=chance.integers(0, 3, n),
        **columns,
    )


def units_of(features):
    return [np.arange(*unit) for unit in features.units]


def assert_same(found, expected):
    assert [f.cue for f in found] == [e.cue for e in expected]
    for f, e in zip(found, expected, strict=True):
        assert f.source.tolist() == e.source.tolist()
        assert f.content.tolist() == e.content.tolist()
        assert f.scores == pytest.approx(e.scores, abs=1e-4)
        assert f.reported == pytest.approx(e.reported, abs=1e-4)


NETWORK = random_network()


@pytest.mark.parametrize("least", [0.1, 0.5])
def test_unit_is_labelled_the_same_whatever_is_read_with_it(least):
    features = random_features([12, 1, 30, 5, 5, 22])
    units = units_of(features)
    alone = [labelled for unit in units for labelled in NETWORK.label(features, [unit], least)]
    assert len(alone) > 5
    assert_same(NETWORK.label(features, units, least), alone)


def test_heads_that_lead_from_one_unit_into_another_make_no_difference():
    features = random_features([24])
    units = [np.arange(0, 12), np.arange(12, 24)]
    assert (features.head[:12] >= 12).any() and (features.head[12:] < 12).any()
    alone = [labelled for unit in units for labelled in NETWORK.label(features, [unit], 0.1)]
    assert_same(NETWORK.label(features, units, 0.1), alone)


def test_order_of_the_units_does_not_matter():
    features = random_features([12, 1, 30, 5, 5, 22])
    units = units_of(features)
    expected = NETWORK.label(features, units, 0.3)
    assert_same(NETWORK.label(features, units[::-1], 0.3), expected)
    assert [e.cue for e in expected] == sorted(e.cue for e in expected)


def test_more_tokens_than_are_read_at_once_are_labelled_the_same():
    lengths = [150] * (TOKENS // 150 + 3)
    features = random_features(lengths)
    units = units_of(features)
    found = NETWORK.label(features, units, 0.6)
    assert sum(150 for _ in found) > PAIRS, "too few cues to be labelled in several groups"
    some = units[:3] + units[-3:]
    among = {int(i) for unit in some for i in unit}
    assert_same([f for f in found if f.cue[0] in among], NETWORK.label(features, some, 0.6))


def test_unit_need_not_be_in_one_piece():
    """A content in two pieces is a text of its own, and a head outside of it makes no difference."""
    features = random_features([20])
    unit = np.array([2, 3, 4, 9, 10, 11, 15])
    found = NETWORK.label(features, [unit], 0.1)
    assert found
    for f in found:
        assert set(f.source.tolist()) | set(f.content.tolist()) <= set(unit.tolist())
    changed = features.head.copy()
    outside = np.isin(features.head, unit, invert=True)
    changed[outside] = np.where(changed[outside] == 0, 19, 0)  # both are outside
    again = Features(**{**vars(features), "head": changed})
    in_unit = np.intersect1d(np.flatnonzero(outside), unit)
    assert len(in_unit), "no head in the unit points out of it"
    assert [f.cue for f in NETWORK.label(again, [unit], 0.1)] == [f.cue for f in found]


@pytest.mark.parametrize("least", [0.2, 0.5, 0.8])
def test_no_cue_is_less_likely_than_asked(least):
    features = random_features([40, 40])
    found = NETWORK.label(features, units_of(features), least)
    assert found and all(f.scores[0] >= least for f in found)
    assert NETWORK.label(features, units_of(features), 1.01) == []


def test_no_units_give_nothing():
    assert NETWORK.label(random_features([3]), [], 0.1) == []


def test_unit_of_one_token_is_labelled():
    features = random_features([1])
    assert [f.cue for f in NETWORK.label(features, units_of(features), 0.0)] == [(0, 1)]


def test_features_are_left_as_they_were():
    features = random_features([12, 8])
    before = {name: np.copy(value) for name, value in vars(features).items()}
    NETWORK.label(features, units_of(features), 0.1)
    for name, value in vars(features).items():
        assert np.array_equal(value, before[name]), name


def test_labelled_is_moved_with_all_its_tokens():
    labelled = Labelled((3, 5), np.array([1, 2]), np.array([6, 9]), (0.5,), 4, 0.9)
    moved = labelled.shifted(10)
    assert (moved.cue, moved.source.tolist(), moved.content.tolist()) == (
        (13, 15),
        [11, 12],
        [16, 19],
    )
    assert labelled.cue == (3, 5) and labelled.source.tolist() == [1, 2]


def test_cues_of_an_article_stand_in_text_order_each_with_its_unit():
    text = (SEEDS / "demo/2025-03-14-ardwick-denies.txt").read_text(encoding="utf-8")
    doc, model = parse_text(text), load_attribution_model()
    features = read_features(Words(doc), model.places)
    found = model.network.label(features, units_of(features), 0.2)
    assert len(found) > 5
    assert [f.cue for f in found] == sorted(f.cue for f in found)
    for before, after in itertools.pairwise(found):
        assert before.cue[1] <= after.cue[0]
    for f in found:
        (unit,) = [(s, e) for s, e in features.units if s <= f.cue[0] < e]
        tokens = [*range(*f.cue), *f.source.tolist(), *f.content.tolist()]
        assert all(unit[0] <= i < unit[1] for i in tokens)
        assert f.source.tolist() == sorted(f.source.tolist())
        assert f.content.tolist() == sorted(f.content.tolist())
        assert not set(f.source.tolist()) & set(f.content.tolist())
        assert len(f.scores) == 4 and all(0 <= p <= 1 for p in f.scores)
