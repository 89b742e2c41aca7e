"""Chains: through whose words a claim reaches the reader, outermost source first.

Claims are to be of one record with `attributions`, whose `parent_id` says in whose content each
stands.
"""

from itertools import groupby

import pandas as pd

from onrecord.counts.labels import NOBODY, source_labels
from onrecord.reading.union import followed

SAYS = " says that "  # between one source and the next that it passes on
Link = tuple[str, str]  # what a source is called, and its `source_class`


def chains_of(attributions: pd.DataFrame) -> dict[str, tuple[Link, ...]]:
    """attribution_id → the sources that it passed through, outermost first, its own last."""
    columns = ("attribution_id", "parent_id", "source_class")
    rows = zip(source_labels(attributions), *(attributions[c] for c in columns), strict=True)
    own = {attribution: (parent, (label, kind)) for label, attribution, parent, kind in rows}
    parents = {attribution: parent for attribution, (parent, _) in own.items() if parent in own}
    return {i: tuple(own[each][1] for each in followed(i, parents))[::-1] for i in own}


def write_link(link: Link) -> str:
    """Who it is, as a sentence has it: `a former aide (unnamed)`, `somebody (no source given)`."""
    name, kind = link
    if name in NOBODY:
        return f"somebody {name}"
    return f"{name} (unnamed)" if kind == "unnamed" else name


def write_chain(links: tuple[Link, ...]) -> str:
    """A chain as text, which a verb may follow: `Bob Woodward says that a former aide (unnamed)`."""
    return SAYS.join(map(write_link, links))


def claims_passed_on(claims: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Claims that reach the reader through another source, by the chain of their sources.

    Neighbours of the same name are one, and a chain of one is none: who quotes themselves passes
    nothing on.

    Returns:
        Columns `chain` (as `write_chain` has it, with `says`), `claim` (the text of the first), `links` (the
        chain as a tuple of Links), `mouths` (how many), `claims`, `articles`, `ids`. The longest
        chain first, of these one that ends with nobody last, then the one with most claims.
    """
    chains = chains_of(attributions)
    alike = (groupby(chains[i], key=lambda link: link[0].casefold()) for i in claims["claim_id"])
    links = [tuple(next(own) for _, own in groups) for groups in alike]
    named = claims.assign(links=links, chain=[f"{write_chain(found)} says" for found in links])
    groups = named[named["links"].map(len) > 1].groupby("chain")
    table = groups.agg(
        claim=("claim_text", "first"),
        links=("links", "first"),
        mouths=("links", lambda found: len(found.iloc[0])),
        claims=("claim_id", "size"),
        articles=("article_id", "nunique"),
        ids=("claim_id", list),
    )
    table = table.astype({"mouths": int}).reset_index()
    keys = ["mouths", "nobody", "claims", "chain"]
    table["nobody"] = [links[-1][1] == "none" for links in table["links"]]
    table = table.sort_values(keys, ascending=[False, True, False, True], ignore_index=True)
    return table.drop(columns="nobody")
