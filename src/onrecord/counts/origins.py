"""Origins: on how many independent words the same claim stands.

Claims that echo one another, directly or through others, and take the same side (held to be so, held
not to be so, no stand taken) put the same forward. Each has one origin, its innermost source:

- A source with a name is one origin wherever it is printed.
- A source without a name is an origin of its own in each article: nobody knows whether the
  `officials`, or the spokespeople or reports of one organisation, of two articles are the same.
  Within an article an entity, or a phrase that speaks for the same, is one origin.
- Claims without a source are one origin an article.
- A claim that passes another one of the group on (`TASS said that Peskov said ...`) has the origin
  of what it passes on.

An article that reprints another (`duplicate_of`) is the same article here, unless reprints are to
count. Not found: outlets that write up the same press release or interview in their own words, and
named sources that know it from one another without saying so; so a number of origins is the most
that there can be.
"""

from collections.abc import Iterator
from itertools import chain

import numpy as np
import pandas as pd

from onrecord.counts.labels import NO_SOURCE, NOT_GIVEN, PRONOUNS
from onrecord.pages.marking import write_source
from onrecord.reading.union import firsts, followed


def with_origin(
    claims: pd.DataFrame,
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    count_reprints: bool = False,
) -> pd.DataFrame:
    """The claims with what the counts of claims ask for: six more columns.

    Args:
        count_reprints: whether an article that reprints another is an origin of its own, where the
            source has no name or is not given.

    Returns:
        The claims in their order. `source_class`, `affiliation` and `manner` are those of the attribution, as
        a Record hands it out; `group` the claim_id of the first claim that puts the same forward;
        `origin` the entity_id of a source with a name, else `<article_id>: <phrase>`, where the
        article is the one that is reprinted; `outlet` that of the claim's own article.

    >>> claims = counts.with_origin(record.claims, record.attributions, record.articles)
    >>> claims.columns[-2:].tolist()
    ['origin', 'outlet']
    """
    known = attributions.set_index("attribution_id")[["source_class", "affiliation", "manner"]]
    claims = claims.assign(**known.loc[claims["claim_id"]].set_axis(claims.index))
    reprints = articles.set_index("article_id")["duplicate_of"].dropna().to_dict()
    reprints = {} if count_reprints else reprints
    stories = {i: followed(i, reprints)[-1] for i in claims["article_id"]}
    ids = claims["claim_id"].to_numpy()
    first = ids[firsts(of_one_side(claims, linked(claims, "echoes")), len(ids))]
    groups = dict(zip(ids, first, strict=True))
    sources = _sources(claims, stories)
    passed_on = _passed_on(claims, attributions, groups)
    origins = {claim: sources[passed_on.get(claim, claim)] for claim in sources}
    outlets = articles.set_index("article_id")["outlet"].fillna(NOT_GIVEN)
    return claims.assign(
        group=claims["claim_id"].map(groups),
        origin=claims["claim_id"].map(origins),
        outlet=claims["article_id"].map(outlets),
    )


def independent_origins(claims: pd.DataFrame) -> pd.DataFrame:
    """Every group of claims `with_origin`, that of most origins first; then the most printed.

    Columns `group`, `claim` (the first one's text), `origins` (how many), `claims`, `articles` and
    `outlets` (how many print it, reprints too; articles without an outlet are one), `ids`. A claim
    that nothing echoes is a group of one.
    """
    table = claims.groupby("group", sort=False).agg(
        claim=("claim_text", "first"),
        origins=("origin", "nunique"),
        claims=("claim_id", "size"),
        articles=("article_id", "nunique"),
        outlets=("outlet", "nunique"),
        ids=("claim_id", list),
    )
    table = table.sort_values(["origins", "articles", "claims"], ascending=False, kind="stable")
    return table.reset_index()


def linked(claims: pd.DataFrame, column: str) -> np.ndarray:
    """Places of claims and of those here that they point to by a column of links: links x 2.

    Args:
        claims: each once.
    """
    others, ids = claims[column], pd.Index(claims["claim_id"])
    one = np.repeat(np.arange(len(claims)), [len(each) for each in others])
    other = ids.get_indexer(list(chain.from_iterable(others)))
    return np.column_stack([one, other])[(other >= 0) & (other != one)]


def of_one_side(claims: pd.DataFrame, links: np.ndarray) -> np.ndarray:
    """Those of `linked` whose two claims take the same side."""
    sides = np.array([commitment[-1] for commitment in claims["commitment"]])  # +, - or u
    return links[sides[links[:, 0]] == sides[links[:, 1]]]


def _sources(claims, stories) -> dict[str, str]:
    """claim_id → its own source, as `with_origin` writes an origin."""
    columns = ["claim_id", "article_id", "source_class", "source_entity", "source_name"]
    named, without = {}, {}
    for claim, article, kind, *source in claims[[*columns, "affiliation"]].to_numpy():
        entity, name, whom = (None if pd.isna(value) else value for value in source)
        if entity and kind.startswith("named"):
            named[claim] = entity
        else:
            without[claim] = stories[article], entity, name and write_source(name, None, whom)
    places: dict = {claim: n for n, claim in enumerate(without)}
    shared = [
        (places[claim], places.setdefault(key, len(places)))
        for claim, source in without.items()
        for key in _keys(*source)
    ]
    joined, ids = firsts(np.array(shared, np.int64).reshape(-1, 2), len(places)), list(without)
    first = {claim: ids[joined[places[claim]]] for claim in ids}
    labels: dict[str, str] = {}
    for claim, (story, _, name) in without.items():
        labels.setdefault(first[claim], f"{story}: {name or NO_SOURCE}")
    taken: dict[str, str] = {}
    for claim, label in labels.items():
        if taken.setdefault(label, claim) != claim:  # two whom nothing but a pronoun names
            labels[claim] = f"{label} ({claim})"
    return named | {claim: labels[first[claim]] for claim in without}


def _keys(story, entity, name) -> Iterator[tuple]:
    """What makes two sources without a name one: they share any of these."""
    if entity:
        yield "entity", story, entity
    if name and name.casefold() not in PRONOUNS:
        yield "phrase", story, name.casefold()
    if not entity and (not name or name.casefold() in PRONOUNS):
        yield "none", story, name and name.casefold()


def _passed_on(claims, attributions, groups) -> dict[str, str]:
    """claim_id → the innermost claim of its group that stands inside its content."""
    parents = attributions.set_index("attribution_id")["parent_id"].dropna().to_dict()
    depths = dict(zip(attributions["attribution_id"], attributions["depth"], strict=True))
    found: dict[str, str] = {}
    for claim in claims["claim_id"]:
        for outer in followed(claim, parents)[1:]:
            deeper = outer not in found or depths[claim] > depths[found[outer]]
            if groups.get(outer) == groups[claim] and deeper:
                found[outer] = claim
    return found
