"""Figures of attributions as tables: all measures at once, and some by kind, publisher and length."""

import itertools
import re
from collections.abc import Sequence

from benchmarks.common.polnear import Marked, MarkedArticle
from benchmarks.common.printing import interval, markdown, number, share
from benchmarks.common.scoring import (
    MEASURES,
    SHARES,
    Counts,
    Words,
    count,
    f1_interval,
    measured,
    pair,
    share_interval,
    total,
)

# From a double mark to the next one, or to the end of the paragraph.
QUOTATION = re.compile(r'[“"][^“”"\n]*(?:[”"]|(?=[“\n])|$)')
KINDS = ("direct", "mixed", "indirect")
GROUPED = ("attribution@.5", "with source")


def count_all(marked: Sequence[MarkedArticle], found: dict[str, list]) -> list[Counts]:
    """Count each article; `found` is article's name → its attributions."""
    return [count(a.text, found[a.name], a.attributions) for a in marked]


def score_table(marked: Sequence[MarkedArticle], found: dict[str, list]) -> str:
    """One row a measure, with the bootstrap interval of its F1, or of its share."""
    articles = count_all(marked, found)
    sums = total(articles)
    rows = []
    for name, measure in MEASURES.items():
        right, *others = (getattr(sums, field) for field in measure[:3])
        numbers = ["" if measure.recalled else number(right), *map(number, others)]
        three = map(share, measured(sums, measure))
        rows.append([name, *numbers, *three, interval(f1_interval(articles, measure))])
    for name, (part, whole) in SHARES.items():
        right, of = getattr(sums, part), getattr(sums, whole)
        numbers = [number(right), "", number(of), "", share(right / of if of else 0), ""]
        rows.append([name, *numbers, interval(share_interval(articles, part, whole))])
    return markdown(["measure", "right", "found", "marked", "P", "R", "F1", "95 %"], rows)


def kind_table(marked: Sequence[MarkedArticle], found: dict[str, list]) -> str:
    """Recall of direct, mixed and indirect attributions, as they are marked."""
    by_kind = {kind: [] for kind in KINDS}
    for article in marked:
        for kind, counts in count_kinds(article, found[article.name]).items():
            by_kind[kind].append(counts)
    rows = [[kind, number(total(each).marked), *_recalls(each)] for kind, each in by_kind.items()]
    header = ["kind", "marked", "attribution@.5 R", "95 %", "with source R", "95 %"]
    return markdown(header, rows)


def _recalls(articles):
    sums = total(articles)
    for field in ("right", "right_source"):
        yield share(getattr(sums, field) / sums.marked if sums.marked else 0)
        yield interval(share_interval(articles, field, "marked"))


def count_kinds(article: MarkedArticle, found: list) -> dict[str, Counts]:
    """Kind → how many are marked, how many of those are found, and with the right source."""
    words = Words(article.text)
    quoted = words.under([match.span() for match in QUOTATION.finditer(article.text)])
    kinds = [kind_of(words, quoted, a) for a in article.attributions]
    pairs = pair(words, found, article.attributions)
    return {
        kind: Counts(
            marked=kinds.count(kind),
            right=sum(kinds[j] == kind for _, j, _ in pairs),
            right_source=sum(kinds[j] == kind for _, j, ok in pairs if ok),
        )
        for kind in KINDS
    }


def kind_of(words: Words, quoted: frozenset[int], attribution: Marked) -> str | None:
    """Direct where all words of the content stand between double marks, mixed where some do.

    None for a content without a word.
    """
    content = words.under(attribution.content)
    if not content:
        return None
    inside = len(content & quoted)
    if not inside:
        return "indirect"
    return "direct" if inside == len(content) else "mixed"


def group_table(what: str, groups: dict[str, list[MarkedArticle]], found: dict[str, list]) -> str:
    """One row a group of articles: F1 of attributions, without and with the source."""
    rows = []
    for name, articles in groups.items():
        counts = count_all(articles, found)
        row = [name, len(articles), number(total(counts).marked)]
        for measure in (MEASURES[name] for name in GROUPED):
            f1 = measured(total(counts), measure)[2]
            row += [share(f1), interval(f1_interval(counts, measure))]
        rows.append(row)
    columns = [column for name in GROUPED for column in (f"{name} F1", "95 %")]
    return markdown([what, "articles", "marked", *columns], rows)


def by_publisher(marked: Sequence[MarkedArticle]) -> dict[str, list[MarkedArticle]]:
    """Names of PolNeAR's files begin with the outlet: `nyt_2016-09-08_...`."""
    groups = {}
    for article in sorted(marked, key=lambda a: a.name):
        groups.setdefault(article.name.partition("_")[0], []).append(article)
    return groups


def by_length(marked: Sequence[MarkedArticle]) -> dict[str, list[MarkedArticle]]:
    """Thirds of the articles, by their number of words."""
    ordered = sorted(marked, key=lambda a: (len(Words(a.text)), a.name))
    cuts = [round(len(ordered) * third / 3) for third in range(4)]
    thirds = [ordered[start:end] for start, end in itertools.pairwise(cuts)]
    return {_range(third): third for third in thirds if third}


def _range(articles):
    sizes = [len(Words(article.text)) for article in articles]
    return f"{number(sizes[0])} to {number(sizes[-1])} words"
