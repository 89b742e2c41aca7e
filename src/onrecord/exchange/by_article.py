"""What was found in each article, one article at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from onrecord.errors import OnrecordError
from onrecord.tables.folder import Tables

ARTICLES_AT_ONCE = 64  # articles, whose texts are in memory at one time


@dataclass(frozen=True)
class ArticleRows:
    """One article and its attributions, in their order; each is a row as a dict.

    `claims` has the claim of an attribution by its id; an attribution may have none.
    """

    article: dict
    attributions: list[dict]
    claims: dict[str, dict]

    def claim(self, attribution: dict) -> dict:
        """The claim of an attribution; empty where it has none."""
        return self.claims.get(attribution["attribution_id"], {})


def was_read(article: dict) -> bool:
    """Whether an article has a text that something may be found in."""
    return article["status"] == "ok" and bool(article["text"])


def by_article(tables: Tables) -> Iterator[ArticleRows]:
    """Every article in its order, those that were not read too.

    Raises:
        OnrecordError: a row belongs to an article that is not there.
    """
    batches = tables.articles.to_batches(max_chunksize=ARTICLES_AT_ONCE)
    articles = chain.from_iterable(batch.to_pylist() for batch in batches)
    rows = (_of_each_article(name, tables) for name in ("attributions", "claims"))
    for article, attributions, claims in zip(articles, *rows, strict=True):
        yield ArticleRows(article, attributions, {row["claim_id"]: row for row in claims})


def with_mentions(tables: Tables) -> Iterator[tuple[ArticleRows, list[dict]]]:
    """The same, each article with its rows of `mentions`."""
    return zip(by_article(tables), _of_each_article("mentions", tables), strict=True)


def _of_each_article(name, tables):
    """The rows of one table that belong to the first article, to the second, and so on."""
    table, ids = getattr(tables, name), tables.articles["article_id"]
    places = pc.index_in(table["article_id"], value_set=ids.combine_chunks())
    if places.null_count:
        lost = table["article_id"].filter(pc.is_null(places))[0].as_py()
        raise OnrecordError(
            f"The table {name} has rows of an article {lost!r}, which the table articles does not "
            "have, so they would be lost. Make the tables again with `onrecord extract`."
        )
    places = np.asarray(places)
    if (places[1:] < places[:-1]).any():
        order = np.argsort(places, kind="stable")
        table, places = table.take(pa.array(order)), places[order]
    for start, end in pairwise(np.searchsorted(places, np.arange(len(ids) + 1))):
        yield table.slice(start, end - start).to_pylist()
