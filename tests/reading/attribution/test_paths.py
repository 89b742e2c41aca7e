"""Where a token stands, seen from a cue: in the parse, in the line, in quotation marks."""

from types import SimpleNamespace

import numpy as np
import pytest

from onrecord.reading.attribution.paths import (
    AFTER,
    BEFORE,
    BEYOND,
    DISTANCES,
    DOWNS,
    STEPS,
    UPS,
    find_paths,
)

LABELS = 10


def columns(heads, deps=None, sentence=None, inside=None):
    n = len(heads)
    given = {"dep": deps, "sentence": sentence, "inside": inside}
    filled = {name: np.zeros(n, int) if v is None else np.array(v) for name, v in given.items()}
    return SimpleNamespace(head=np.array(heads), **filled)


def paths_from(cue, *args, **kwargs):
    """The paths from one cue to all tokens."""
    made = columns(*args, **kwargs)
    n = len(made.head)
    return find_paths(made, np.array([cue]), np.zeros(n, int), np.arange(n), LABELS)


def ups_and_labels(paths):
    return [divmod(int(b), LABELS) for b in paths.branch]


# The mayor said that the plan failed badly: 2 is the root, 6 hangs on it.
#         The mayor said that the plan failed badly
HEADS = [1, 2, 2, 6, 5, 6, 2, 6]
DEPS = [1, 2, 0, 4, 1, 2, 5, 6]


def test_token_below_the_cue_has_the_label_of_the_branch_that_leads_to_it():
    paths = paths_from(2, HEADS, DEPS)
    assert ups_and_labels(paths) == [
        (0, 2), (0, 2), (0, 0), (0, 5), (0, 5), (0, 5), (0, 5), (0, 5),
    ]  # fmt: skip
    assert paths.down.tolist() == [2, 1, 0, 2, 3, 2, 1, 2]


def test_token_above_the_cue_is_told_by_the_steps_up():
    paths = paths_from(4, HEADS, DEPS)  # `the`, under `plan`, under `failed`, under `said`
    assert ups_and_labels(paths) == [
        (3, 2), (3, 2), (3, 0), (2, 4), (0, 0), (1, 0), (2, 0), (2, 6),
    ]  # fmt: skip
    assert paths.down.tolist() == [2, 1, 0, 1, 0, 0, 0, 1]


def test_token_that_hangs_higher_than_the_steps_up_is_far():
    heads = [0, *range(UPS + 1), 0]  # a chain, and a token that hangs on its root
    paths = paths_from(UPS + 1, heads, [1] * len(heads))
    far = UPS * LABELS + BEYOND
    assert paths.branch[[0, 1, UPS + 2]].tolist() == [far, far, far]
    assert paths.branch[UPS + 1 : 1 : -1].tolist() == [k * LABELS for k in range(UPS)]


def test_cue_at_the_root_is_no_steps_away_from_itself():
    """Above a root there is only the root; it counts as the fewest steps up."""
    assert paths_from(0, [0, 0], [7, 3]).branch.tolist() == [0, 3]


def test_tokens_of_another_tree_in_the_sentence_are_far():
    paths = paths_from(0, [0, 0, 2, 2], [0, 1, 0, 1])
    assert paths.branch.tolist()[2:] == [UPS * LABELS + BEYOND] * 2


def test_tokens_of_other_sentences_are_told_by_their_side():
    paths = paths_from(2, [0, 0, 2, 3, 4], sentence=[1, 1, 2, 3, 3])
    before, after = UPS * LABELS + BEFORE, UPS * LABELS + AFTER
    assert paths.branch.tolist() == [before, before, 0, after, after]
    assert paths.down.tolist() == [0] * 5


def test_steps_down_are_counted_only_so_far():
    paths = paths_from(0, [0, *range(DOWNS + 2)])
    assert paths.down.tolist() == [*range(DOWNS + 1), DOWNS, DOWNS]


def test_chain_without_end_is_left_after_so_many_steps():
    n = 3 * STEPS
    paths = paths_from(0, [0, *range(n - 1)], [0] + [1] * (n - 1))
    assert paths.branch[STEPS // 2] == 1
    assert paths.branch[-1] == UPS * LABELS + BEYOND


def test_distance_has_a_side_and_grows():
    cue, n = 100, 201
    distance = paths_from(cue, range(n)).distance.tolist()
    middle = DISTANCES // 2
    assert distance[cue] == middle
    assert distance[cue - 3 : cue + 4] == [middle + k for k in range(-3, 4)]
    assert distance == sorted(distance)
    assert distance == [2 * middle - d for d in reversed(distance)]
    assert (distance[0], distance[-1]) == (0, DISTANCES - 1)


@pytest.mark.parametrize(
    "cue, expected",
    [
        (0, [0, 2, 2, 0, 2]),  # outside: it sees quotations there, and none here
        (1, [1, 3, 3, 1, 1]),  # in a quotation, with 2
        (4, [1, 1, 1, 1, 3]),  # in another
    ],
)
def test_quotation_marks_between_cue_and_token(cue, expected):
    assert paths_from(cue, range(5), inside=[0, 1, 1, 0, 2]).quote.tolist() == expected


def test_pairs_of_several_cues_are_told_apart():
    made = columns(HEADS, DEPS)
    cues, n = np.array([6, 2]), len(HEADS)
    row, tokens = np.repeat([0, 1], n), np.tile(np.arange(n), 2)
    both = find_paths(made, cues, row, tokens, LABELS)
    for k, cue in enumerate(cues.tolist()):
        alone = paths_from(cue, HEADS, DEPS)
        for name in ("branch", "down", "distance", "quote"):
            here = getattr(both, name)[k * n : (k + 1) * n]
            assert here.tolist() == getattr(alone, name).tolist(), name


@pytest.mark.parametrize("seed", range(5))
def test_steps_up_and_down_are_those_of_the_trees(seed):
    """Against a walk from each token to the root, on random trees."""
    chance, n = np.random.default_rng(seed), 20
    heads = [0] + [int(chance.integers(0, i)) for i in range(1, n)]
    deps = chance.integers(0, LABELS, n).tolist()
    for cue in range(n):
        paths = paths_from(cue, heads, deps)
        above = chain(cue, heads)
        for token in range(n):
            below = chain(token, heads)
            down = next(k for k, i in enumerate(below) if i in above)
            up = above.index(below[down])
            if up < UPS:
                label = deps[below[down - 1]] if down else 0
                assert divmod(int(paths.branch[token]), LABELS) == (up, label)
                assert paths.down[token] == min(down, DOWNS)
            else:
                assert paths.branch[token] == UPS * LABELS + BEYOND


def chain(i, heads):
    """A token and all that are above it."""
    found = [i]
    while heads[found[-1]] != found[-1]:
        found.append(heads[found[-1]])
    return found
