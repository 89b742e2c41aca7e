"""Whether the intervals of an audit hold the truth, and corrected shares are nearer to it.

Each draw makes a corpus of which everything is known, and audits some of its articles. Four groups of sources
speak. The program misses some of what they say, gives some of it to another group, and finds what nobody
says: more often for some groups than for others, and more in some articles than in others. What comes out
is computed as `onrecord audit score` computes it.
"""

import argparse

from benchmarks.common.printing import markdown

NEEDS = ""
EXAMPLES = ("", "--draws 200 --articles 10 20")
GROUPS = ("women", "men", "unnamed", "organisations")
SAID = (0.15, 0.45, 0.2, 0.2)  # of the attributions
# What becomes of the words of each group: whom they are given to, in the order above; the rest is missed.
GIVEN = {
    "some": (
        (0.52, 0.20, 0.03, 0.02),
        (0.02, 0.80, 0.02, 0.02),
        (0.02, 0.12, 0.53, 0.05),
        (0.01, 0.04, 0.05, 0.72),
    ),
    "much": (
        (0.40, 0.35, 0.03, 0.02),
        (0.02, 0.84, 0.02, 0.02),
        (0.02, 0.20, 0.36, 0.05),
        (0.01, 0.06, 0.05, 0.70),
    ),
}
INVENTED = 0.15  # beside each attribution that is found, as many that nobody says
SIZE, SPREAD = (
    15,
    3,
)  # attributions an article, and how alike articles are in that (negative binomial)
ALIKE = 6  # how alike articles are in who speaks (Dirichlet)
UNEVEN = 0.4  # how much articles differ in how well they are read (log-normal)
CORPUS, DRAWS = 600, 1_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--draws", type=int, default=DRAWS, help="default: %(default)s")
    parser.add_argument(
        "--articles", type=int, nargs="+", default=[10, 20, 40], help="audited; default: 10 20 40"
    )
    parser.add_argument("--seed", type=int, default=0)


def run(args: argparse.Namespace) -> None:
    lines, nearer = [], []
    for unlike, given in GIVEN.items():
        for articles in args.articles:
            covered, better, off = measure(articles, args.draws, args.seed, given)
            for what, shares in covered.items():
                lines.append([unlike, articles, what, *(f"{share:.1%}" for share in shares)])
            nearer.append([unlike, articles, *(f"{share:.1%}" for share in (*off, better))])
    print("How often a 95% interval holds the truth:\n")
    print(
        markdown(
            ["errors differ", "articles", "interval of", "covers", "too low", "too high"], lines
        ),
        end="\n\n",
    )
    print(
        "How much of the words stands with the wrong group, and how often less of it once corrected:\n"
    )
    header = ["errors differ", "articles", "as reported", "as corrected", "nearer to the truth"]
    print(markdown(header, nearer), end="\n\n")
    print(f"{args.draws:,} draws of a corpus of {CORPUS} articles each.")


def measure(articles: int, draws: int, seed: int, given) -> tuple[dict, float, list[float]]:
    """Of each interval how often it covers, lies below and above; how often correcting helps; and how far
    reported and corrected shares are off, in the mean (total variation)."""
    import numpy as np

    from onrecord.audit.intervals import ratios, resample
    from onrecord.audit.shares import correct

    chance = np.random.default_rng(seed)
    groups = len(GROUPS)
    names = ["precision", "recall", "F1", *(f"share of {group}" for group in GROUPS)]
    tally, better, off = {name: np.zeros(3) for name in names}, 0, np.zeros(2)
    for draw in range(draws):
        rows, words = make_corpus(chance, np.array(given))
        chosen = chance.choice(CORPUS, articles, replace=False)
        weights = resample(articles, seed=draw)
        part, whole = cells(rows)
        truth = part.sum(0) / whole.sum(0)
        _, low, high = ratios(weights, part[chosen], whole[chosen])
        true = words[:, :, :groups].sum((0, 1))
        totals = words[:, :groups].sum((0, 2))
        share, lower, upper, *_ = correct(weights, words[chosen], totals[None], groups)
        truth = np.append(truth, true / true.sum())
        low, high = np.append(low, lower[0]), np.append(high, upper[0])
        for name, value, least, most in zip(names, truth, low, high, strict=True):
            tally[name] += (least <= value <= most, most < value, least > value)
        shares = totals / totals.sum(), share[0]
        apart = [np.abs(each - true / true.sum()).sum() / 2 for each in shares]
        better, off = better + (apart[1] < apart[0]), off + apart
    return {name: n / draws for name, n in tally.items()}, better / draws, list(off / draws)


def make_corpus(chance, given):
    """Two arrays, article × reported group (then missed) × true group (then nobody): rows, and words."""
    import numpy as np

    groups = len(GROUPS)
    size = chance.negative_binomial(SPREAD, SPREAD / (SPREAD + SIZE), CORPUS) + 1
    speak = chance.dirichlet(ALIKE * np.array(SAID), CORPUS)
    hard = np.exp(chance.normal(-(UNEVEN**2) / 2, UNEVEN, CORPUS))
    article = np.repeat(np.arange(CORPUS), size)
    true = (
        (chance.random(len(article))[:, None] > speak.cumsum(1)[article]).sum(1).clip(0, groups - 1)
    )
    wrong = np.column_stack([given * (1 - np.eye(groups)), 1 - given.sum(1)])[true]
    wrong *= np.minimum(hard[article], 1 / wrong.sum(1).clip(1e-9))[:, None]
    wrong[np.arange(len(true)), true] = 1 - wrong.sum(1)
    reported = (chance.random(len(article))[:, None] > wrong.cumsum(1)).sum(1).clip(0, groups)
    invented = chance.poisson(INVENTED * size * hard)
    article = np.append(article, np.repeat(np.arange(CORPUS), invented))
    who = chance.choice(groups, invented.sum(), p=SAID)
    reported, true = np.append(reported, who), np.append(true, np.full(len(who), groups))
    words = np.exp(chance.normal(2.7, 0.6, len(article)))
    shape = CORPUS, groups + 1, groups + 1
    place = np.ravel_multi_index((article, reported, true), shape)
    count = [np.bincount(place, each, np.prod(shape)) for each in (np.ones(len(place)), words)]
    return [each.reshape(shape) for each in count]


def cells(rows):
    """What precision, recall and F1 are shares of: a row an article."""
    import numpy as np

    groups = rows.shape[1] - 1
    said, found = rows[:, :, :groups].sum((1, 2)), rows[:, :groups].sum((1, 2))
    right = rows[:, :groups, :groups].sum((1, 2))
    return np.column_stack([right, right, 2 * right]), np.column_stack([found, said, found + said])
