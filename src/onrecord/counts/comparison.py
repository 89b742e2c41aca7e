"""The usual count beside ours: names as a recogniser finds them, one entity for each string.

The usual way takes what a named entity recogniser finds and counts a string as an entity: in any
case, without a leading `the` and a possessive (`The Senate's` is `senate`). It is what the table
`names` is kept for.
"""

import re
from bisect import bisect_left
from collections import Counter

import pandas as pd

from onrecord.counts.labels import largest_first, with_names
from onrecord.counts.mentions import parts
from onrecord.reading.names.spans import LABELS

ARTICLE, POSSESSIVE = re.compile(r"^the\s+"), re.compile(r"['’]s?$")
NO_ENTITY = "(no entity)"
DIFFERENCES = ("from_names", "from_descriptions", "from_pronouns")


def string_of(name: str) -> str:
    """What the usual way counts a name as: `The Senate's` → `senate`."""
    return POSSESSIVE.sub("", ARTICLE.sub("", name.casefold()))


def names_as_strings(
    names: pd.DataFrame,
    mentions: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    label: str | None = None,
) -> pd.DataFrame:
    """The recogniser's names of the kinds that are counted here, beside the entity of each.

    Args:
        label: of one kind only, as the recogniser has it.

    Returns:
        The rows of `names` with `string` and `entity`: what our mention is called that covers the
        same place, the one with the closest edges; `(no entity)` where there is none.
    """
    kept = names[names["label"].isin([label] if label else LABELS)]
    named = with_names(mentions[mentions["form"] != "pronoun"], entities)
    ours: dict[str, list] = {}
    columns = (named[column] for column in ("article_id", "start", "end", "entity"))
    for article, *mention in zip(*columns, strict=True):
        ours.setdefault(article, []).append(tuple(mention))
    ours = {article: sorted(found) for article, found in ours.items()}
    places = zip(kept["article_id"], kept["start"], kept["end"], strict=True)
    found = [_closest(ours.get(article, ()), start, end) for article, start, end in places]
    return kept.assign(
        string=[string_of(text) for text in kept["text"]],
        entity=pd.Series(found, kept.index, dtype=object),
        place=list(zip(kept["article_id"], kept["start"], kept["end"], strict=True)),
    )


def strings_counted(strings: pd.DataFrame) -> pd.DataFrame:
    """The usual count, from `names_as_strings`: `string`, `names` (its count), `entities` (how many
    it means), `ids` (by entity); the most frequent string first."""
    groups = strings.groupby("string")
    table = pd.DataFrame({"names": groups.size()})
    table["entities"] = (
        strings[strings["entity"] != NO_ENTITY].groupby("string")["entity"].nunique()
    )
    table["entities"] = table["entities"].fillna(0).astype(int)
    table["ids"] = parts(strings, "string", "entity", "place")
    return largest_first(table, "names").reset_index()


def counts_compared(strings: pd.DataFrame, forms: pd.DataFrame) -> pd.DataFrame:
    """Our count of each entity beside the usual one, and where the difference comes from.

    The usual way has no row for an entity, only one for each string: it is given its best, the
    string that stands for the entity most often, with all of its names, also those of others.

    Args:
        strings: from `names_as_strings`.
        forms: from `entity_counts.mentions_by_form`.

    Returns:
        With the name as index: `string` and `names` (its count), `strings` (over how many strings
        the usual way spreads the entity), `mentions` (ours), `difference`, which is the sum of
        `from_names` (names under other strings or missed by the recogniser, less the names of
        others), `from_descriptions` and `from_pronouns`; `ids` (the names of the string, then our
        mentions by form).
    """
    totals, own = Counter(strings["string"]), {}
    for name, string in zip(strings["entity"], strings["string"], strict=True):
        own.setdefault(name, Counter())[string] += 1
    places = strings.groupby("string")["place"].agg(list)
    rows = []
    for name, row in forms.iterrows():
        found = own.get(name, Counter())
        string = min(found, key=lambda s: (-found[s], -totals[s], s), default=None)
        names = totals[string] if string else 0
        by_form = dict(
            zip(DIFFERENCES, (row["proper"] - names, row["common"], row["pronoun"]), strict=True)
        )
        ids = {f"names “{string}”": places[string]} if string else {}
        rows.append(
            {"string": string, "names": names, "strings": len(found), "mentions": row["mentions"]}
            | {"difference": row["mentions"] - names, **by_form, "ids": ids | row["ids"]}
        )
    columns = ["string", "names", "strings", "mentions", "difference", *DIFFERENCES, "ids"]
    return pd.DataFrame(rows, columns=columns, index=forms.index)


def _closest(mentions, start, end):
    """Whose mention covers a name: of those that overlap it the one with the closest edges."""
    best, nearest = NO_ENTITY, None
    for first, last, entity in mentions[: bisect_left(mentions, (end,))]:
        if last > start:
            distance = abs(first - start) + abs(last - end)
            if nearest is None or distance < nearest:
                best, nearest = entity, distance
    return best
