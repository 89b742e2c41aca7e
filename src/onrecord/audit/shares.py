"""Shares corrected for the errors that an audit measured.

Of the words that are reported of each group, the audit knows how many belong to which group in truth, and
how many to nobody; and how many words of each group were missed. What the whole corpus reports is put where
it belongs by these proportions: the calibration estimator, from reported to true (Tenenbein 1970; Kuha and
Skinner 1997). What was missed of a true group is taken to be as much beside its words that were found as in
the audited articles.
"""

import numpy as np

from onrecord.audit.intervals import LEVEL, interval

CHUNK = 200  # resamples that are worked on at once


def correct(
    weights: np.ndarray, marked: np.ndarray, totals: np.ndarray, shown: int
) -> tuple[np.ndarray, ...]:
    """The shares that groups have in truth, with intervals.

    Args:
        weights: of `intervals.resample`.
        marked: article × reported group × true group, in words (or whatever is counted). The last reported
            group is what was missed; the last true group is what nobody says.
        totals: bar × reported group (without the last): what the corpus reports.
        shown: how many groups, the first ones, the shares are of; others, such as sources without a value,
            take words from these and give some, and have no share.

    Returns:
        Share, lower and upper end, each bar × group; then the same of a group and those before it together.
    """
    bars = []
    for bar in totals:
        pair = _estimate(weights, marked, bar, shown)
        bars.append([part for share, error in pair for part in (share[0], *interval(share, error))])
    return tuple(np.array(part) for part in zip(*bars, strict=True))


def _estimate(weights, marked, bar, shown):
    """Shares and their errors in each resample: of each group, and of all up to each."""
    groups = marked.shape[1] - 1
    pieces: list[tuple[list, list]] = [([], []), ([], [])]
    ways = np.eye(shown), np.triu(np.ones((shown, shown)))
    for start in range(0, len(weights), CHUNK):
        some = weights[start : start + CHUNK]
        sums = np.einsum("ba,akj->bkj", some, marked)
        reported = sums[:, :groups].sum(2)
        with np.errstate(all="ignore"):
            rate = sums[:, :groups] / reported[:, :, None]
        right = np.eye(groups, marked.shape[2])
        rate = np.where(reported[:, :, None] > 0, rate, right)  # nothing is known against it
        scale = bar / np.where(reported > 0, reported, np.inf)
        known, lost = sums[:, :groups].sum(1), sums[:, groups]
        known = np.where(known > 0, known, np.inf)
        times = 1 + lost / known
        belong = np.einsum("k,bkj->bj", bar, rate)
        true = belong * times
        # How much each article moves it: what it has beside what would be expected of it.
        own, said = marked[:, :groups], marked[:, :groups].sum(2)
        moves = np.einsum("bk,akj->baj", scale, own) - np.einsum(
            "bk,ak,bkj->baj", scale, said, rate
        )
        beyond = marked[None, :, groups] - (times - 1)[:, None] * own.sum(1)[None]
        moves = moves * times[:, None] + (belong / known)[:, None] * beyond
        true, moves = true[:, :shown], moves[:, :, :shown]
        whole, moved = true.sum(1), moves.sum(2)
        for (shares, errors), how in zip(pieces, ways, strict=True):
            with np.errstate(all="ignore"):
                share = true @ how / whole[:, None]
                move = (moves @ how - share[:, None, :] * moved[:, :, None]) / whole[:, None, None]
            n = marked.shape[0]
            square = np.einsum("ba,baj->bj", some, move**2) * n / max(n - 1, 1)
            shares.append(share)
            errors.append(np.sqrt(square))
    return [(np.vstack(shares), np.vstack(errors)) for shares, errors in pieces]


def unlike(
    weights: np.ndarray, part: np.ndarray, whole: np.ndarray
) -> list[tuple[int, float, float]]:
    """Groups whose share differs from that of the others together: its number, its share, theirs.

    It differs where the interval of the difference excludes 0; the level is raised for the number of groups
    that are compared (Bonferroni). Where all or none of a group is, nothing is told of how sure that is, and
    it is left out. What makes the largest difference comes first.

    Args:
        part, whole: article × group.
    """
    sides = (part, whole), tuple(each.sum(1, keepdims=True) - each for each in (part, whole))
    shares, moves = [], []
    with np.errstate(all="ignore"):
        for own, every in sides:
            totals = weights @ every
            shares.append(weights @ own / totals)
            moves.append((own[None] - shares[-1][:, None, :] * every[None]) / totals[:, None, :])
        n, number = part.shape
        square = np.einsum("ba,baj->bj", weights, (moves[0] - moves[1]) ** 2) * n / max(n - 1, 1)
        level = 1 - (1 - LEVEL) / number
        low, high = interval(shares[0] - shares[1], np.sqrt(square), shares=False, level=level)
    one, others = shares[0][0], shares[1][0]
    apart = np.flatnonzero(((low > 0) | (high < 0)) & (one > 0) & (one < 1))
    found = sorted(apart, key=lambda j: -abs(one[j] - others[j]) * whole[:, j].sum())
    return [(int(j), float(one[j]), float(others[j])) for j in found]
