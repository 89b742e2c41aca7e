"""Contested claims: who puts a claim forward, who denies it, who answers and does neither."""

import re

import pandas as pd

from onrecord.counts.chains import chains_of, written
from onrecord.counts.disputes import STANCES, sides
from onrecord.counts.labels import article_labels, source_labels
from onrecord.reading.doc.sentences import excerpt

LONGEST = 320  # characters of a sentence
SPANS = ("source_spans", "cue_spans", "content_spans")
STATEMENTS = [
    *("contested", "claim", "stance", "source", "act", "sentence"),
    *("article", "outlet", "published", "last", "articles", "ids"),
]


def statements(
    claims: pd.DataFrame,
    every: pd.DataFrame,
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
) -> pd.DataFrame:
    """Who says what of each contested claim: a row a statement, in the order of appearance.

    What one source puts forward in the words of another is one statement, by the chain of both; so
    is what several articles print alike. What counts as one claim: see `disputes`.

    Args:
        claims: only contested claims in which one of these stands.
        every: all claims that may stand in them.

    Returns:
        Columns `contested` (number of the contested claim, from 1: that of most deniers first, then
        as they appear), `claim` (what it is, in the words of the first who puts it forward),
        `stance` (one of STANCES), `source` (the chain of sources, as text), `act`, `sentence`
        (what holds source, cue and content, shortened), `article`, `outlet` and `published` (of
        the first article), `last` (the day of the last one), `articles` (how many print it), `ids`
        (claim_ids).
    """
    found = sides(every)
    wanted = found["contested"][found["claim_id"].isin(claims["claim_id"])]
    found = found[found["contested"].isin(wanted)].merge(every, on="claim_id").merge(
        attributions[["attribution_id", "parent_id", *SPANS]],
        left_on="claim_id",
        right_on="attribution_id",
    )  # fmt: skip
    found = _in_order(found, articles)
    chains, own = chains_of(attributions), articles.set_index("article_id")
    found["source"] = [written(chains[claim]) for claim in found["claim_id"]]
    texts = own["text"].loc[found["article_id"]]
    columns = zip(texts, *(found[column] for column in SPANS), strict=True)
    found["sentence"] = [_sentence(text, spans) for text, *spans in columns]
    found["article"] = found["article_id"].map(article_labels(articles))
    found["outlet"] = found["article_id"].map(dict(own["outlet"]))
    return _numbered(_merged(found))[STATEMENTS]


def contested_claims(statements: pd.DataFrame) -> pd.DataFrame:
    """A row for each contested claim, from `statements`, in the order of their numbers.

    Columns `claim`; for each of STANCES the sources, in the order of appearance; `first` and `last`
    (days, where any are known); `ids` (by stance).
    """
    found: dict[int, dict] = {}
    for row in statements.itertuples():
        own = found.setdefault(row.contested, {"claim": row.claim, "days": [], "ids": {}})
        own.setdefault(row.stance, {})[row.source] = True  # in order, each once
        own["ids"].setdefault(row.stance, []).extend(row.ids)
        days = (row.published, row.last)
        own["days"] += [f"{day:%Y-%m-%d}" for day in days if pd.notna(day)]
    rows = [
        {stance: list(own.get(stance, ())) for stance in STANCES}
        | {"claim": own["claim"], "ids": {s: own["ids"][s] for s in STANCES if s in own["ids"]}}
        | {"first": min(own["days"], default=None), "last": max(own["days"], default=None)}
        for own in found.values()
    ]
    return pd.DataFrame(rows, columns=["claim", *STANCES, "first", "last", "ids"])


def loose_ends(claims: pd.DataFrame, every: pd.DataFrame) -> pd.DataFrame:
    """Denials among `claims` of what none of `every` was found to put forward.

    Columns `source`, `denies`, `evidence`, `ids`, in the order of `claims`.
    """
    found = sides(every)
    tied = claims["claim_id"].isin(found["claim_id"][found["stance"] == "denies"])
    loose = claims[(claims["act"] == "denies") & ~tied]
    table = loose.assign(source=source_labels(loose), ids=[[i] for i in loose["claim_id"]])
    names = {"claim_text": "denies", "act_evidence": "evidence"}
    return table.rename(columns=names)[["source", *names.values(), "ids"]].reset_index(drop=True)


def _in_order(found, articles):
    """By the day of the article, its place, and the place in it; those without a date last."""
    days = dict(zip(articles["article_id"], articles["published"], strict=True))
    places = {article: place for place, article in enumerate(days)}
    found = found.assign(
        published=pd.to_datetime(found["article_id"].map(days)),
        place=found["article_id"].map(places),
        at=[spans[0][0] for spans in found["content_spans"]],
    )
    keys = ["published", "place", "at"]
    return found.sort_values(keys, kind="stable", na_position="last", ignore_index=True)


def _merged(found):
    """Statements in which another of the same stance stands go; those printed alike are one."""
    pairs = ["contested", "stance"]
    inside = set(zip(*(found[column] for column in [*pairs, "parent_id"]), strict=True))
    rows = zip(*(found[column] for column in [*pairs, "claim_id"]), strict=True)
    outer = pd.Series([row in inside for row in rows], found.index, dtype=bool)
    keys = [*pairs, "source", "sentence"]
    alike = found[~outer].groupby(keys, sort=False)
    kept = found[~outer].drop_duplicates(keys).set_index(keys)
    kept["articles"], kept["ids"] = alike["article_id"].nunique(), alike["claim_id"].agg(list)
    kept["last"] = alike["published"].max()
    return kept.reset_index()


def _numbered(found):
    """Contested claims by the number of their deniers, then by their first statement."""
    denying = found[found["stance"] == "denies"].groupby("contested")["source"].nunique()
    asserting = found[found["stance"] == "asserts"].drop_duplicates("contested")
    titles = dict(zip(asserting["contested"], asserting["claim_text"], strict=True))
    order = sorted(titles, key=lambda number: -denying.get(number, 0))
    numbers = {old: new for new, old in enumerate(order, start=1)}
    found = found.assign(
        claim=[_title(titles[number]) for number in found["contested"]],
        contested=found["contested"].map(numbers),
    )
    return found.sort_values("contested", kind="stable", ignore_index=True)


def _title(text):
    return re.sub(r"^that\s+", "", text)


def _sentence(text, spans):
    """What holds source, cue and the first piece of the content."""
    source, cue, content = spans
    held = [*source, *cue, content[0]]
    start, end = min(s for s, _ in held), max(e for _, e in held)
    return excerpt(text, start, end, focus=content[0][0], longest=LONGEST)
