"""Claims of some articles, linked as the tables have them, with what the linking compared."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING
from unittest.mock import patch

from tqdm import tqdm

from benchmarks.common.polnear import Marked, as_attribution

if TYPE_CHECKING:
    from onrecord.corpus.article import Article
    from onrecord.reading.claims import Stated

QUOTE_MARKS = set('"“”')
KINDS = ("echoes", "disputes", "may_dispute")


@dataclass(frozen=True)
class LinkedClaim:
    """One claim and where it stands.

    Attributes:
        place: half-open characters of the article's text, from its content's first piece to its last.
        span: the same, with its source and cue.
        stated: what the linking compares.
    """

    article: str
    place: tuple[int, int]
    span: tuple[int, int]
    source: str | None
    cue: str | None
    act: str
    text: str
    stated: "Stated"


@dataclass(frozen=True)
class Linked:
    """The claims of a corpus and the links between them.

    Attributes:
        links: kind → (claim, other claim), as places in `claims` → why; echoes have the lower first.
        texts: article_id → text, of those that were not lost.
        lost: article_id → why.
    """

    claims: Sequence[LinkedClaim]
    links: Mapping[str, Mapping[tuple[int, int], str]]
    texts: Mapping[str, str]
    lost: Mapping[str, str] = field(default_factory=dict)


def link(
    articles: Iterable["Article"],
    bar: tqdm,
    given: Mapping[str, Sequence[Marked]] | None = None,
) -> Linked:
    """Extract articles as one corpus.

    Args:
        given: article_id → attributions as they are marked, which the kit is then given; without,
            it finds its own.
    """
    from onrecord.extraction.extract import extract_tables

    seen, articles = [], list(articles)
    with ExitStack() as stack:
        stack.enter_context(_seen(seen))
        if given is not None:
            marked = (_cleaned(a.text, given[a.article_id]) for a in articles)
            stack.enter_context(_given(dict(marked)))
        tables = extract_tables(articles)
    bar.update(len(articles))
    rows, claims = tables.articles.to_pylist(), tables.claims.to_pylist()
    pairs = zip(tables.attributions.to_pylist(), claims, strict=True)
    return Linked(
        claims=[_claim(*pair, each) for pair, each in zip(pairs, seen, strict=True)],
        links={kind: _pairs(claims, kind) for kind in KINDS},
        texts={row["article_id"]: row["text"] for row in rows if row["status"] != "failed"},
        lost={r["article_id"]: r["message"] for r in rows if r["status"] == "failed"},
    )


def _seen(into: list):
    """A block in which what the linking is given is kept."""
    from onrecord.extraction import corpus_pass

    linking = corpus_pass.link_claims

    def kept(stated, database):
        return linking((into.append(each) or each for each in stated), database)

    return patch.object(corpus_pass, "link_claims", kept)


def _cleaned(text, marked):
    """A text as the models read it, and what is marked in it."""
    from onrecord.reading.doc.clean import clean

    cleaned = clean(text)
    if not cleaned.starts:
        return text, marked

    def placed(spans):
        found = (
            (bisect_left(cleaned.starts, start), bisect_right(cleaned.ends, end))
            for start, end in spans
        )
        return tuple(span for span in found if span[0] < span[1])

    return cleaned.text, [Marked(*map(placed, (m.source, m.cue, m.content))) for m in marked]


def _given(marked: Mapping[str, Sequence[Marked]]):
    """A block in which extraction finds in a text, as the models read it, what is marked there."""
    from onrecord.reading import reading
    from onrecord.reading.attribution.attribution import nested

    def find(articles, threshold):
        return [nested([*_ordered(words.text, marked[words.text])]) for words in articles]

    return patch.object(reading, "find_in_batch", find)


def _ordered(text, marked):
    """Who `I` is depends on the kind: quoted in part or whole, or not."""
    for m in sorted(marked, key=lambda m: (m.content, m.cue)):
        quoted = any(QUOTE_MARKS & set(text[s:e]) for s, e in m.content)
        yield replace(as_attribution(m), kind="mixed" if quoted else "indirect")


def _claim(attribution, claim, stated):
    content = attribution["content_spans"]
    spans = [*attribution["source_spans"], *attribution["cue_spans"], *content]
    return LinkedClaim(
        article=claim["article_id"],
        place=(content[0][0], content[-1][1]),
        span=(min(s for s, _ in spans), max(e for _, e in spans)),
        source=claim["source_name"],
        cue=attribution["cue_text"],
        act=claim["act"],
        text=claim["claim_text"],
        stated=stated,
    )


def _pairs(claims, kind):
    """The links of a kind as places, from the rows of claims."""
    from onrecord.tables.links import EVIDENCE, reasons_in

    place, pairs = {claim["claim_id"]: n for n, claim in enumerate(claims)}, {}
    for n, claim in enumerate(claims):
        reasons = reasons_in(claim[EVIDENCE], chain.from_iterable(claim[each] for each in KINDS))
        pairs |= {(n, place[other]): reasons[other] for other in claim[kind]}
    return {p: why for p, why in sorted(pairs.items()) if kind != "echoes" or p[0] < p[1]}


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Characters of two spans that both have, in those that either has."""
    both = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return both / (a[1] - a[0] + b[1] - b[0] - both)


def matcher(claims: Sequence[LinkedClaim]) -> Callable[[str, tuple[int, int]], int | None]:
    """What finds the claim of an article whose place is nearest to one that was marked.

    Where none has half of the characters in common there is none; of two that fit as well, the first.
    """
    by_article: dict[str, list[int]] = {}
    for n, claim in enumerate(claims):
        by_article.setdefault(claim.article, []).append(n)

    def find(article, place):
        near = [(overlap(claims[n].place, place), -n) for n in by_article.get(article, ())]
        best, n = max(near, default=(0, 0))
        return -n if best >= 0.5 else None

    return find
