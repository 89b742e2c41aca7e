"""Which articles an audit reads, and who reads which; and what the kit found in them, to be judged."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.errors import OnrecordError
from onrecord.tables.folder import Tables, read_columns
from onrecord.tables.links import LINKS, SURE

LEAST_SHARED = 5  # articles that every coder reads, if nothing else is asked for


@dataclass(frozen=True)
class Sample:
    """How articles are drawn: the same numbers draw the same articles from the same tables.

    Attributes:
        articles: how many.
        coders: how many people read.
        shared: how many articles all of them read; the others are dealt out in turn.
    """

    articles: int
    seed: int
    coders: int
    shared: int

    def draw(self, tables: Tables) -> list[str]:
        """The article_ids: of all that were read, each is as likely as any other.

        They are sorted by outlet and, within it, by length, and every so many-th is taken from a random
        start. So outlets and lengths are there as in the corpus (systematic sampling with implicit
        stratification: Cochran 1977, chapter 8).
        """
        places = random.Random(self.seed)
        columns = "article_id", "status", "outlet", "words"
        rows = [row for row in read_columns(tables.articles, *columns) if row[1] == "ok"]
        if len(rows) < self.articles:
            raise OnrecordError(
                f"--articles {self.articles}: only {len(rows)} articles were read, so there are not enough "
                f"to draw from. Ask for {len(rows)} at most."
            )
        rows.sort(key=lambda row: (row[2] or "", row[3], places.random()))
        step, start = len(rows) / self.articles, places.random()
        drawn = [rows[int((n + start) * step)][0] for n in range(self.articles)]
        places.shuffle(drawn)
        return drawn

    def read_by(self, coder: int, drawn: list[str]) -> list[str]:
        """Those that a coder reads, numbered from 1: first the shared ones, then their own."""
        return drawn[: self.shared] + drawn[self.shared :][coder - 1 :: self.coders]

    def __str__(self):
        return ", ".join(f"{name} {value}" for name, value in asdict(self).items())


def plan(articles: int, seed: int, coders: int, shared: int | None) -> Sample:
    """A sample as it was asked for; without `shared` a quarter, and at least five, is read by all.

    Raises:
        OnrecordError: more are to be shared than there are.
    """
    usual = min(articles, max(LEAST_SHARED, -(-articles // 4)))
    shared = (usual if coders > 1 else 0) if shared is None else shared
    if shared > articles:
        raise OnrecordError(
            f"--shared {shared} is more than the {articles} articles that are drawn, so it cannot be done. "
            "Ask for as many at most."
        )
    return Sample(articles, seed, coders, shared if coders > 1 else 0)


def found_in(tables: Tables, articles: list[str]) -> Iterator[dict]:
    """The attributions of some articles, in the order of these and of the text, each with its `act`."""
    claims, rows = (
        rows_of(table, "article_id", articles) for table in (tables.claims, tables.attributions)
    )
    acts = dict(read_columns(claims, "claim_id", "act"))
    place = {article_id: n for n, article_id in enumerate(articles)}
    for row in sorted(rows.to_pylist(), key=lambda r: place[r["article_id"]]):
        yield row | {"act": acts[row["attribution_id"]]}


def links_of(tables: Tables, articles: list[str]) -> Iterator[tuple[str, str, str]]:
    """The links of claims in some articles: claim_id, kind, claim_id; those that hold both ways once."""
    seen = set()
    claims = rows_of(tables.claims, "article_id", articles)
    for claim_id, *lists in read_columns(claims, "claim_id", *SURE):
        for kind, others in zip(SURE, lists, strict=True):
            for other in others:
                both = LINKS[kind].symmetric
                pair = kind, tuple(sorted((claim_id, other))) if both else (claim_id, other)
                if pair not in seen:
                    seen.add(pair)
                    yield claim_id, kind, other


def rows_of(table: pa.Table, column: str, values: Iterable[str]) -> pa.Table:
    """The rows of a table whose column has one of some values."""
    return table.filter(pc.is_in(table[column], pa.array(list(values), pa.string())))
