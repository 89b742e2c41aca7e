"""Who speaks about whom, as a network that can be read: some dozen who have names."""

import pandas as pd

from onrecord.counts.labels import entity_labels

MOST_NODES, MOST_LINKS = 12, 24


def network_of_speakers(
    claims: pd.DataFrame, entities: pd.DataFrame, *, most: int = 10
) -> pd.DataFrame:
    """Claims of each source with a name about another who has one: the strongest links among few.

    Args:
        most: how many are linked at most, and never more than twelve.

    Returns:
        Columns `source`, `about`, `claims`, `ids`; that of most claims first. A claim that mentions
        several counts for each. Links that would bring in more than `most`, or that are more than
        24, are left out.
    """
    names = entity_labels(entities[entities["named"]])
    pairs = claims[["claim_id", "source_entity", "about"]].explode("about")
    pairs = pairs[pairs["source_entity"] != pairs["about"]]
    pairs = pairs.assign(source=pairs["source_entity"].map(names), about=pairs["about"].map(names))
    groups = pairs.dropna(subset=["source", "about"]).groupby(["source", "about"])["claim_id"]
    table = pd.DataFrame({"claims": groups.size(), "ids": groups.agg(list)}).reset_index()
    keys = ["claims", "source", "about"]
    table = table.sort_values(keys, ascending=[False, True, True], ignore_index=True)
    nodes, kept = set[str](), list[int]()
    for row, ends in enumerate(zip(table["source"], table["about"], strict=True)):
        if len(nodes.union(ends)) <= min(most, MOST_NODES) and len(kept) < MOST_LINKS:
            nodes.update(ends)
            kept.append(row)
    return table.iloc[kept].reset_index(drop=True)
