"""What is said, with its sentence and where it was printed: a table to read, which no other holds."""

from functools import lru_cache
from itertools import chain, starmap

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.pages.marking import write_act
from onrecord.reading.doc.sentences import excerpt_of
from onrecord.tables.folder import Tables

SAID = ("source_name", "cue_text", "content_text", "kind", "manner", "confidence")
PRINTED = ("title", "outlet", "published", "article_id")
SPANS = ("source_spans", "cue_spans", "content_spans")
LONGEST = 1_000  # characters of a sentence


def quotes(tables: Tables, found: pa.Table) -> pa.Table:
    """A row for each of some attributions: who says what, the sentence, and the article.

    Args:
        found: rows of the attributions of `tables`.
    """
    articles, claims = tables.articles, tables.claims
    own = claims.take(pc.index_in(found["attribution_id"], claims["claim_id"]))
    acts = zip(*(own[name].to_pylist() for name in ("act", "act_evidence")), strict=True)
    places = pc.index_in(found["article_id"], articles["article_id"])
    made = {name: found[name] for name in SAID}
    made["act"] = pa.array(starmap(write_act, acts), pa.string())
    made["sentence"] = pa.array(_sentences(found, articles["text"], places), pa.string())
    made |= {name: articles[name].take(places) for name in PRINTED}
    return pa.table(made | {"attribution_id": found["attribution_id"]})


def _sentences(found, texts, places):
    """What holds source, cue and content of each attribution, shortened."""
    # Those of one article stand together.
    text_of = lru_cache(1)(lambda place: texts[place].as_py())
    for place, *roles in zip(
        places.to_pylist(), *(found[n].to_pylist() for n in SPANS), strict=True
    ):
        held = [*chain.from_iterable(roles)]
        yield excerpt_of(text_of(place), held, focus=roles[-1][0][0], longest=LONGEST)
