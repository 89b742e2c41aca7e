"""Intervals by resampling whole articles: rows of one article are right or wrong together.

The bootstrap is studentised and symmetric (bootstrap-t: Hall 1988; Davison and Hinkley 1997, 5.2), for
shares on the scale of log-odds: with twenty articles the percentile interval is too narrow. The error of each
resample is that of a ratio by linearisation (Cochran 1977, 6.4). `python -m benchmarks auditing` shows how
often such intervals hold the truth.
"""

from functools import lru_cache

import numpy as np

DRAWS = 2_000
LEVEL = 0.95
LEAST_ERROR = (
    0.5  # of a resample, beside that of the sample: it may lack the articles with the errors
)
FEW = 5  # articles; from fewer no interval is given


@lru_cache(maxsize=4)
def resample(articles: int, draws: int = DRAWS, seed: int = 0) -> np.ndarray:
    """How often each article is in each resample; the first row is the articles as they are.

    Returns:
        An array of `draws + 1` rows and a column an article.
    """
    drawn = np.random.default_rng(seed).multinomial(
        articles, np.full(articles, 1 / articles), draws
    )
    return np.vstack([np.ones(articles), drawn])


def ratios(weights: np.ndarray, part: np.ndarray, whole: np.ndarray) -> tuple[np.ndarray, ...]:
    """Shares, with the ends of their intervals.

    Args:
        weights: of `resample`.
        part, whole: for each article (row) and share (column) how many of how many.

    Returns:
        Share, lower end, upper end, each with an item a share. A share of nothing is NaN; so are the ends
        where fewer than `FEW` articles have any of it. Where all or none are, resampling tells nothing, and
        the ends are exact for independent rows (Clopper and Pearson 1934).
    """
    sums, wholes = weights @ part, weights @ whole
    with np.errstate(all="ignore"):
        share = sums / wholes
        square = weights @ part**2 - 2 * share * (weights @ (part * whole))
        square += share**2 * (weights @ whole**2)
        n = len(part)
        error = np.sqrt(np.maximum(square, 0) * n / max(n - 1, 1)) / wholes
        low, high = interval(share, error)
        edge = (1 - LEVEL) / 2
        none, every = sums[0] <= 0, sums[0] >= wholes[0]
        low = np.where(none, 0, np.where(every, edge ** (1 / wholes[0]), low))
        high = np.where(every, 1, np.where(none, 1 - edge ** (1 / wholes[0]), high))
    unknown = (whole > 0).sum(0) < FEW
    return share[0], np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)


def interval(
    value: np.ndarray, error: np.ndarray, *, shares: bool = True, level: float = LEVEL
) -> tuple[np.ndarray, np.ndarray]:
    """The ends of intervals around the first row of `value`, the others being resamples of it.

    Args:
        value, error: each estimate (column) in each resample (row), and its standard error.
        shares: whether they are shares, from 0 to 1, and not differences.

    Returns:
        Lower and upper ends; NaN where no resample tells anything.
    """
    with np.errstate(all="ignore"):
        if shares:
            inside = (value > 0) & (value < 1)
            error = np.where(inside, error / (value * (1 - value)), np.nan)
            value = np.where(inside, np.log(value / (1 - value)), np.nan)
        student = np.abs(value[1:] - value[0]) / np.maximum(error[1:], LEAST_ERROR * error[0])
        student[~np.isfinite(student)] = np.nan
        known = np.isfinite(student).any(0)
        student[:, ~known] = 0
        reach = np.where(known, np.nanquantile(student, level, axis=0) * error[0], np.nan)
        low, high = value[0] - reach, value[0] + reach
        return (1 / (1 + np.exp(-low)), 1 / (1 + np.exp(-high))) if shares else (low, high)
