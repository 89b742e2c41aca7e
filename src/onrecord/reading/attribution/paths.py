"""Where each token of a unit stands, seen from a cue: in the parse, in the line, in quotation marks.

The path through the parse from cue to token is what semantic role labelling has used since Gildea
and Jurafsky (2002). Here it is the number of steps up from the cue, and the label of the branch
that leads down from there to the token.
"""

from dataclasses import dataclass

import numpy as np

UPS = 4  # steps up from the cue that are told apart
DOWNS = 4  # steps down, the last for all that are longer
BEYOND, BEFORE, AFTER = range(3)  # in the sentence, but farther up; in one before; in one after
STEPS = 64  # a token deeper than that counts as far
EDGES = np.array([1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 23, 31, 47])
DISTANCES = 2 * len(EDGES) + 1
QUOTE_RELATIONS = 4
NOWHERE = -1


@dataclass(frozen=True)
class Paths:
    """One integer for each pair of a cue and a token.

    Attributes:
        branch: steps up and label of the branch down: `ups * labels + label`; then the three of
            BEYOND, BEFORE and AFTER.
        down: steps down, at most DOWNS.
        distance: place of the distance in tokens among EDGES, before and after; the middle is the cue.
        quote: 0 neither in quotation marks, 1 the cue (and the token perhaps in others), 2 only the
            token, 3 both in the same ones.
    """

    branch: np.ndarray
    down: np.ndarray
    distance: np.ndarray
    quote: np.ndarray


def find_paths(columns, cues, row, tokens, labels: int) -> Paths:
    """The paths from cues to tokens.

    Args:
        columns: has `head`, `dep`, `sentence` and `inside`, as `Features` has them.
        cues: index of the head of each cue.
        row, tokens: the pairs: place of the cue in `cues`, and index of the token.
        labels: how many values `dep` has.
    """
    head, dep = columns.head, columns.dep
    chain = [cues]
    for _ in range(UPS - 1):
        chain.append(head[chain[-1]])
    ups = np.full(len(tokens), NOWHERE)
    label, down = np.zeros(len(tokens), np.int64), np.zeros(len(tokens), np.int64)
    side = columns.sentence[tokens] - columns.sentence[cues][row]
    pairs = np.flatnonzero(side == 0)
    at, rows = tokens[pairs], row[pairs]
    for step in range(STEPS):
        met = np.full(len(at), NOWHERE)
        for up in reversed(range(UPS)):
            met[at == chain[up][rows]] = up
        ups[pairs] = met
        above = head[at]
        going = (met == NOWHERE) & (above != at)
        pairs, at, above, rows = pairs[going], at[going], above[going], rows[going]
        if not len(at):
            break
        label[pairs] = dep[at]
        down[pairs] = step + 1
        at = above
    off = np.where(side < 0, BEFORE, np.where(side > 0, AFTER, BEYOND))
    branch = np.where(ups == NOWHERE, UPS * labels + off, ups * labels + label)
    apart = tokens - cues[row]
    distance = len(EDGES) + np.sign(apart) * np.searchsorted(EDGES, np.abs(apart), side="right")
    its, mine = columns.inside[tokens], columns.inside[cues][row]
    quote = np.where(its == mine, 3 * (mine > 0), np.where(mine > 0, 1, 2))
    return Paths(branch, np.minimum(down, DOWNS), distance, quote)
