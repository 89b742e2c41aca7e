"""What the ranking network of entities learns from: the pairs of an article, and what is marked in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from onrecord.reading.entities.linking import by_rule
from onrecord.reading.entities.pairs import Pairs
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.traits import GROUP, PERSON

NOBODY = -1  # none of those with a name, in place of the number of one


@dataclass(frozen=True)
class Chains:
    """Whom phrases mean by name, told for some of them: directly, or through others that take a name up.

    Attributes:
        size: phrases looked at (N), names (G).
        through_pairs, through: pairs of two phrases looked at, and their places in N × N.
        direct_pairs, direct: pairs whose candidate has a name, and their places in N × G.
        sure_through, sure_direct: N × N and N × G flat, 1 where a rule joins them.
        asked: places among N of the phrases that are told.
        later_pairs, later: pairs of a name and a phrase before it that is told, and their places
            in asked × G.
        right: asked × (G + 1), 1 where a name, or at last nobody with a name, is right.
    """

    size: tuple[int, int]
    through_pairs: np.ndarray
    through: np.ndarray
    direct_pairs: np.ndarray
    direct: np.ndarray
    sure_through: np.ndarray
    sure_direct: np.ndarray
    asked: np.ndarray
    later_pairs: np.ndarray
    later: np.ndarray
    right: np.ndarray

    def map(self, change: Callable) -> "Chains":
        """The same with all arrays changed."""
        arrays = [f.name for f in fields(self) if f.name != "size"]
        return replace(self, **{name: change(getattr(self, name)) for name in arrays})


@dataclass(frozen=True)
class Example:
    """One article, or several one after another: every mention is marked, or some phrases are told.

    Attributes:
        article: None where there are several.
        pairs: those to be scored.
        meant: a number for what each phrase means, the same for the same; None where some are told.
        chains: None where every mention is marked.
    """

    name: str
    article: PhrasedArticle | None
    pairs: Pairs
    meant: np.ndarray | None = None
    chains: Chains | None = None


def told_example(
    name: str, article: PhrasedArticle, pairs: Pairs, told: Mapping[int, Sequence[int]]
) -> Example | None:
    """An article in which some phrases without a name are told: phrase → numbers of the names that are right.

    NOBODY stands for none of the names. What a rule joins asks nothing; None where nothing else is told.
    """
    group = np.array(article.group, np.int64)
    sure = {n: to.phrase for n, to in by_rule(article)}
    told = {n: numbers for n, numbers in told.items() if n not in sure}
    if not told:
        return None
    asks = np.full(len(group), -1)
    asks[[*told]] = np.arange(len(told))
    looked_at = (group < 0) & (
        (asks >= 0) | np.array([_may_lead_on(article, n) for n in range(len(group))])
    )
    place = np.where(looked_at, np.cumsum(looked_at) - 1, -1)
    scored = looked_at.copy()
    scored[[*sure]] = False
    names_later = (asks[pairs.candidates] >= 0) & (group[pairs.anaphors] >= 0)
    scored[pairs.anaphors[names_later]] = True
    kept = scored[pairs.anaphors]
    pairs = Pairs(
        pairs.mentions, pairs.anaphors[kept], pairs.candidates[kept], pairs.features[kept]
    )
    return Example(name, article, pairs, None, _chains(pairs, group, place, asks, sure, told))


def _may_lead_on(article, n):
    return article.phrases[n].kind == "pronoun" or article.classes[n] & (PERSON | GROUP) > 0


def _chains(pairs, group, place, asks, sure, told):
    a, b = pairs.anaphors, pairs.candidates
    size, names = int(place.max()) + 1, int(group.max()) + 1
    through = (place[a] >= 0) & (place[b] >= 0) & (b < a)
    direct, later = (place[a] >= 0) & (group[b] >= 0), (place[a] < 0) & (asks[b] >= 0)
    sure_through, sure_direct = (
        np.zeros((size, size), np.float32),
        np.zeros((size, names), np.float32),
    )
    for n, to in sure.items():
        if place[n] >= 0 and group[to] >= 0:
            sure_direct[place[n], group[to]] = 1
        elif place[n] >= 0 and 0 <= place[to] < place[n]:
            sure_through[place[n], place[to]] = 1
    right = np.zeros((len(told), names + 1), np.float32)
    for row, numbers in enumerate(told.values()):
        right[row, list(numbers)] = 1  # NOBODY is the last
    return Chains(
        size=(size, names),
        through_pairs=np.flatnonzero(through),
        through=place[a[through]] * size + place[b[through]],
        direct_pairs=np.flatnonzero(direct),
        direct=place[a[direct]] * names + group[b[direct]],
        sure_through=sure_through.ravel(),
        sure_direct=sure_direct.ravel(),
        asked=place[[*told]],
        later_pairs=np.flatnonzero(later),
        later=asks[b[later]] * names + group[a[later]],
        right=right,
    )


def put_together(examples: Sequence[Example]) -> Example:
    """Short told articles as one example, so that a step of learning sees them all."""
    pairs, chains = [e.pairs for e in examples], [e.chains for e in examples if e.chains]
    begins = _begins(len(p.mentions) for p in pairs)
    together = Pairs(
        np.concatenate([p.mentions for p in pairs]),
        np.concatenate([p.anaphors + n for p, n in zip(pairs, begins, strict=False)]),
        np.concatenate([p.candidates + n for p, n in zip(pairs, begins, strict=False)]),
        np.concatenate([p.features for p in pairs]),
    )
    before = _begins(len(p.anaphors) for p in pairs)
    return Example(examples[0].name, None, together, None, _joined(chains, before))


def _joined(chains, before):
    """Chains of several articles, `before` each of which so many pairs stand."""
    rows, columns = (_begins(c.size[k] for c in chains) for k in (0, 1))
    asked = _begins(len(c.asked) for c in chains)
    size, names = rows[-1], columns[-1]
    sure_through, sure_direct = (np.zeros((size, w), np.float32) for w in (size, names))
    right = np.zeros((asked[-1], names + 1), np.float32)
    parts: dict[str, list] = {name: [] for name in ("through", "direct", "later", "asked")}
    for c, row, column, ask in zip(chains, rows, columns, asked, strict=False):
        n, g = c.size
        inside, named = slice(row, row + n), slice(column, column + g)
        sure_through[inside, inside] = c.sure_through.reshape(n, n)
        sure_direct[inside, named] = c.sure_direct.reshape(n, g)
        right[ask : ask + len(c.asked), named] = c.right[:, :g]
        right[ask : ask + len(c.asked), -1] = c.right[:, g]
        parts["through"].append((c.through // n + row) * size + c.through % n + row)
        parts["direct"].append((c.direct // g + row) * names + c.direct % g + column)
        parts["later"].append((c.later // g + ask) * names + c.later % g + column)
        parts["asked"].append(c.asked + row)
    for name in ("through_pairs", "direct_pairs", "later_pairs"):
        parts[name] = [getattr(c, name) + k for c, k in zip(chains, before, strict=False)]
    return Chains(
        size=(size, names),
        sure_through=sure_through.ravel(),
        sure_direct=sure_direct.ravel(),
        right=right,
        **{name: np.concatenate(arrays) for name, arrays in parts.items()},
    )


def _begins(sizes):
    """Where each begins, and at last where all end."""
    return np.cumsum([0, *sizes]).tolist()
