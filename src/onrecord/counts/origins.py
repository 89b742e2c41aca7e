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

from collections.abc import Hashable, Iterable, Iterator
from typing import Any

import pandas as pd

from onrecord.counts.labels import NO_SOURCE, NOT_GIVEN, PRONOUNS
from onrecord.pages.marking import write_source
from onrecord.reading.union import UnionFind, followed


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
    groups = firsts(claims["claim_id"], of_one_side(claims, linked(claims, "echoes")))
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


def linked(claims: pd.DataFrame, column: str) -> list[tuple[str, str]]:
    """Pairs of a claim and one that it points to by a column of links, of those that are here."""
    known, pairs = set(claims["claim_id"]), zip(claims["claim_id"], claims[column], strict=True)
    links = ((claim, other) for claim, others in pairs for other in others)
    return [(claim, other) for claim, other in links if other in known and other != claim]


def of_one_side(claims: pd.DataFrame, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those pairs of claims that take the same side."""
    sides = dict(zip(claims["claim_id"], claims["commitment"].str[-1], strict=True))  # +, - or u
    return [(one, other) for one, other in pairs if sides[one] == sides[other]]


def firsts(names: Iterable[str], links: Iterable[tuple[Hashable, Hashable]]) -> dict[str, str]:
    """Each name → the first name of its group; one that is linked to no other is its own.

    Args:
        names: in the order that says which is the first.
        links: pairs of names, or of a name and something that several names may share.
    """
    names, links = list(names), list(links)
    same: UnionFind[Any] = UnionFind(dict.fromkeys([*names, *(other for _, other in links)]))
    for one, other in links:
        same.join(one, other)
    return {name: same.find(name) for name in names}


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
    shared = ((claim, key) for claim, source in without.items() for key in _keys(*source))
    first = firsts(without, shared)
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
