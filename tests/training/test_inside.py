"""How the network of attributions inside others learns."""

import numpy as np

from onrecord.reading.attribution.inside import Inside
from training.inside import InsideCourse, learn_inside

COURSE = InsideCourse(
    passes=30, hidden=8, dropout=0, dropout_of_inputs=0, rate=0.01, batch=16, states=2, words=2
)


def examples():
    draw = np.random.default_rng(7)
    sizes = {"numbers": 3, "tags": 2, "states": 5, "words": 4}
    signs = {kind: draw.normal(size=(400, n)).astype(np.float32) for kind, n in sizes.items()}
    return signs, signs["numbers"][:, 0] + signs["tags"][:, 1] > 0


def test_it_learns_what_the_numbers_tell():
    signs, right = examples()
    likely = Inside(learn_inside(signs, right, COURSE), {}).likely(signs, np.ones(len(right)))
    assert ((likely > 0.5) == right).mean() > 0.95


def test_same_examples_make_the_same_weights():
    signs, right = examples()
    one, two = (learn_inside(signs, right, COURSE) for _ in range(2))
    assert one.keys() == two.keys()
    assert all(np.array_equal(one[name], two[name]) for name in one)
