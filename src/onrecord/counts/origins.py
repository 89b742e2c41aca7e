"""Origins: on how many independent words the same claim stands.

Claims that echo one another, directly or through others, and take the same side (held to be so, held
not to be so, no stand taken) put the same forward. Each has one origin, its innermost source:

- A source with a name is one origin wherever it is printed.
- A source without a name is an origin of its own in each article: nobody knows whether the
  `officials` of two articles are the same. Within an article an entity, or a phrase, is one origin.
- Claims without a source are one origin an article.
- A claim that passes another one of the group on (`TASS said that Peskov said ...`) has the origin
  of what it passes on.

An article that reprints another (`duplicate_of`) is the same article here, unless reprints are to
count. Not found: outlets that write up the same press release or interview in their own words, and
named sources that know it from one another without saying so; so a number of origins is the most
that there can be.
"""

from collections.abc import Hashable, Iterable, Iterator

import pandas as pd

from onrecord.counts.labels import NO_SOURCE, PRONOUNS
from onrecord.counts.mentions import NOT_GIVEN
from onrecord.reading.union import UnionFind


def with_origin(
    claims: pd.DataFrame,
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    count_reprints: bool = False,
) -> pd.DataFrame:
    """The claims with the columns `group`, `origin` and `outlet`.

    Args:
        count_reprints: whether an article that reprints another is an origin of its own, where the
            source has no name or is not given.

    Returns:
        The claims in their order. `group` is the claim_id of the first claim that puts the same
        forward; `origin` the entity_id of a source with a name, else `<article_id>: <phrase>`,
        where the article is the one that is reprinted; `outlet` that of the claim's own article.
    """
    firsts = dict(zip(articles["article_id"], articles["duplicate_of"], strict=True))
    stories = {one: one if count_reprints else _first(one, firsts) for one in claims["article_id"]}
    groups, sources = _groups(claims), _sources(claims, attributions, stories)
    passed_on = _passed_on(claims, attributions, groups)
    origins = {claim: sources[passed_on.get(claim, claim)] for claim in sources}
    outlets = articles.set_index("article_id")["outlet"].fillna(NOT_GIVEN)
    return claims.assign(
        group=claims["claim_id"].map(groups),
        origin=claims["claim_id"].map(origins),
        outlet=claims["article_id"].map(outlets),
    )


def independent(claims: pd.DataFrame) -> pd.DataFrame:
    """Every group of claims `with_origin`, that of most origins first; then the most printed.

    Columns `group`, `claim` (the first one's text), `origins` (how many), `claims`, `articles` and
    `outlets` (how many print it, reprints too; articles without an outlet are one), `ids`. A claim
    that nothing echoes is a group of one.
    """
    groups = claims.groupby("group", sort=False)
    table = pd.DataFrame(
        {
            "claim": groups["claim_text"].first(),
            "origins": groups["origin"].nunique(),
            "claims": groups.size(),
            "articles": groups["article_id"].nunique(),
            "outlets": groups["outlet"].nunique(),
            "ids": groups["claim_id"].agg(list),
        }
    )
    table = table.sort_values(["origins", "articles", "claims"], ascending=False, kind="stable")
    return table.rename_axis("group").reset_index()


def _first(article, firsts):
    """The article that printed it first; duplicates of duplicates are followed."""
    seen = set()
    while article not in seen and pd.notna(firsts.get(article)):
        seen.add(article)
        article = firsts[article]
    return article


def _groups(claims) -> dict[str, str]:
    """claim_id → the first claim_id of its group."""
    sides = dict(zip(claims["claim_id"], claims["commitment"].str[-1], strict=True))  # +, - or u
    links = (
        (claim, [claim, *(other for other in echoes if sides.get(other) == sides[claim])])
        for claim, echoes in zip(claims["claim_id"], claims["echoes"], strict=True)
    )
    return _joined(links)


def _sources(claims, attributions, stories) -> dict[str, str]:
    """claim_id → its own source, as `with_origin` writes an origin."""
    classes = dict(zip(attributions["attribution_id"], attributions["source_class"], strict=True))
    columns = (claims[c] for c in ("claim_id", "article_id", "source_entity", "source_name"))
    named, without = {}, []
    for claim, article, entity, name in zip(*columns, strict=True):
        entity, name = (None if pd.isna(value) else value for value in (entity, name))
        if entity and classes.get(claim, "").startswith("named"):
            named[claim] = entity
        else:
            without.append((claim, stories[article], entity, name))
    keys = [(claim, list(_keys(*source))) for claim, *source in without]
    firsts, labels = _joined(keys), {}
    for claim, story, _, name in without:
        labels.setdefault(firsts[claim], f"{story}: {name or NO_SOURCE}")
    taken: dict[str, str] = {}
    for first, label in labels.items():
        if taken.setdefault(label, first) != first:  # two whom nothing but a pronoun names
            labels[first] = f"{label} ({first})"
    return named | {claim: labels[firsts[claim]] for claim, *_ in without}


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
    parents = dict(zip(attributions["attribution_id"], attributions["parent_id"], strict=True))
    depths = dict(zip(attributions["attribution_id"], attributions["depth"], strict=True))
    found: dict[str, str] = {}
    for claim in claims["claim_id"]:
        outer, seen = parents.get(claim), {claim}
        while pd.notna(outer) and outer not in seen:  # a circle would be no end
            seen.add(outer)
            deeper = outer not in found or depths[claim] > depths[found[outer]]
            if groups.get(outer) == groups[claim] and deeper:
                found[outer] = claim
            outer = parents.get(outer)
    return found


def _joined(links: Iterable[tuple[str, Iterable]]) -> dict[str, str]:
    """Names that share a key, directly or through others, to the first of them."""
    links = [(name, list(keys)) for name, keys in links]
    same, holders = UnionFind(name for name, _ in links), dict[Hashable, str]()
    for name, keys in links:
        for key in keys:
            same.join(name, holders.setdefault(key, name))
    return {name: same.find(name) for name, _ in links}
