"""Contested claims: who puts a claim forward, and who denies it.

One contested claim is what several claims put forward together: those that echo one another, and
those that the same denials take up by pointing to them (`the claims`). A denial that says itself
what it denies makes no two claims one.

Of many claims that say the same, each is linked to a few only, so who denies is found through echoes
as well: what echoes a denial, directly or through others, and takes the same side denies the same.
"""

import re
from itertools import chain, count

import numpy as np
import pandas as pd

from onrecord.counts.chains import chains_of, write_chain
from onrecord.counts.labels import article_labels, source_labels
from onrecord.counts.origins import linked, of_one_side
from onrecord.reading.doc.sentences import excerpt_of
from onrecord.reading.union import firsts, grouped
from onrecord.tables.links import EVIDENCE, LINKS, only_points, reasons_in

STANCES = ("asserts", "denies")
LONGEST_SENTENCE = 320  # characters of a sentence in a statement
SPANS_OF_ROLES = ("source_spans", "cue_spans", "content_spans")


def contested_statements(
    claims: pd.DataFrame,
    sides: pd.DataFrame,
    every: pd.DataFrame,
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
) -> pd.DataFrame:
    """Who says what of each contested claim: a row a statement, in the order of appearance.

    What one source puts forward in the words of another is one statement, by the chain of both; so
    is what several articles print alike.

    Args:
        claims: only contested claims in which one of these stands.
        sides: what `sides_taken` finds in `every`.
        every: all claims that may stand in them.

    Returns:
        Columns `contested` (number of the contested claim, from 1: that of most deniers first, then
        as they appear), `claim` (what it is, in the words of the first who puts it forward),
        `stance` (one of STANCES), `source` (the chain of sources, as text), `act`, `sentence`
        (what holds source, cue and content, shortened), `article`, `outlet` and `published` (of
        the first article), `last` (the day of the last one), `articles` (how many print it), `ids`
        (claim_ids).
    """
    wanted = sides["contested"][sides["claim_id"].isin(claims["claim_id"])]
    spans = attributions.set_index("attribution_id")[["parent_id", *SPANS_OF_ROLES]]
    found = sides[sides["contested"].isin(wanted)].merge(every, on="claim_id")
    chains, own = chains_of(attributions), articles.set_index("article_id")
    found = _in_order(found.join(spans, on="claim_id", how="inner"), own)
    texts = own["text"].loc[found["article_id"]]
    pieces = zip(texts, *(found[column] for column in SPANS_OF_ROLES), strict=True)
    found = found.assign(
        source=[write_chain(chains[claim]) for claim in found["claim_id"]],
        sentence=[_sentence(*piece) for piece in pieces],
        article=found["article_id"].map(article_labels(articles)),
        outlet=found["article_id"].map(dict(own["outlet"])),
    )
    columns = ["contested", "claim", "stance", "source", "act", "sentence", "article", "outlet"]
    return _numbered(_merged(found))[[*columns, "published", "last", "articles", "ids"]]


def contested_claims(statements: pd.DataFrame) -> pd.DataFrame:
    """A row for each contested claim, from `contested_statements`, in the order of their numbers.

    Columns `claim`; for each of STANCES the sources, in the order of appearance; `first` and `last`
    (days, where any are known); `ids` (by stance).
    """
    rows = []
    for _, own in statements.groupby("contested"):
        by_stance = {stance: own[own["stance"] == stance] for stance in STANCES}
        days = own["published"].min(), own["last"].max()
        first, last = (None if pd.isna(day) else f"{day:%Y-%m-%d}" for day in days)
        ids = {s: list(chain(*found["ids"])) for s, found in by_stance.items() if len(found)}
        rows.append(
            {stance: list(found["source"].unique()) for stance, found in by_stance.items()}
            | {"claim": own["claim"].iloc[0], "first": first, "last": last, "ids": ids}
        )
    return pd.DataFrame(rows, columns=["claim", *STANCES, "first", "last", "ids"])


def loose_denials(claims: pd.DataFrame, sides: pd.DataFrame) -> pd.DataFrame:
    """Denials among `claims` that deny no contested claim of `sides_taken`.

    Columns `source`, `denies`, `evidence`, `ids`, in the order of `claims`.
    """
    tied = claims["claim_id"].isin(sides["claim_id"][sides["stance"] == "denies"])
    loose = claims[(claims["act"] == "denies") & ~tied]
    table = loose.assign(source=source_labels(loose), ids=[[i] for i in loose["claim_id"]])
    names = {"claim_text": "denies", "act_evidence": "evidence"}
    return table.rename(columns=names)[["source", *names.values(), "ids"]].reset_index(drop=True)


def possible_denials(claims: pd.DataFrame, every: pd.DataFrame) -> pd.DataFrame:
    """Claims with what they may deny, where too few such links hold to be drawn: for a reader to decide.

    Args:
        claims: those of which one end of a link must be.
        every: all claims that may be its other end.

    Returns:
        Columns `source`, `says`, `may_deny` (what the other claim puts forward), `of` (its source),
        `why`, `ids` (both claim_ids), in the order of `every`.
    """
    wanted, rows = every["claim_id"].isin(set(claims["claim_id"])).to_numpy(), []
    pairs = linked(every, "may_dispute")
    pairs = pairs[wanted[pairs].any(axis=1)]
    known = every.iloc[np.unique(pairs)]
    known = known.assign(source=source_labels(known)).set_index("claim_id")
    for one, other in every["claim_id"].to_numpy()[pairs]:
        a, b = known.loc[one], known.loc[other]
        reasons = reasons_in(a[EVIDENCE], [claim for column in LINKS for claim in a[column]])
        rows.append(
            (
                a["source"],
                a["claim_text"],
                b["claim_text"],
                b["source"],
                reasons.get(other),
                [one, other],
            )
        )
    return pd.DataFrame(rows, columns=["source", "says", "may_deny", "of", "why", "ids"])


def sides_taken(every: pd.DataFrame) -> pd.DataFrame:
    """Every contested claim with the claims that put it forward and deny it.

    A claim is contested where another one of `every` denies it.

    Returns:
        Columns `contested` (number of the contested claim, from 0), `stance` (one of STANCES) and
        `claim_id`, in the order of `every`; a claim that denies one and puts forward another has a
        row for each.
    """
    ids = every["claim_id"].to_numpy()
    disputes, echoes = linked(every, "disputes"), linked(every, "echoes")
    echoes = echoes[~_among(echoes, np.vstack([disputes, disputes[:, ::-1]]), len(ids))]
    alike = firsts(of_one_side(every, echoes), len(ids))
    same = _same(every, disputes, echoes)
    saying, held = (grouped(zip(of.tolist(), count())) for of in (alike, same))
    denying = grouped((same[denied], denier) for denier, denied in disputes.tolist())
    rows = []
    for number, first in enumerate(sorted(denying)):
        group = set(held[first])
        echoing = {other for c in denying[first] for other in saying[alike[c]]} - group
        deniers = echoing.union(denying[first])
        for stance, found in zip(STANCES, (group - deniers or group, deniers), strict=True):
            rows += [(number, stance, ids[claim]) for claim in sorted(found)]
    found = pd.DataFrame(rows, columns=["contested", "stance", "claim_id"], dtype=object)
    return found.astype({"contested": int})


def _among(links, others, size):
    """Which links are among others, between things that have places below a size."""
    return np.isin(*(each @ (size, 1) for each in (links, others)))


def _same(claims, disputes, echoes):
    """For each claim the first of those that count as one: echoes, and what the same denials point to."""
    ids, reasons = (claims[column].to_numpy() for column in ("claim_id", EVIDENCE))
    keys: dict[tuple, int] = {}
    links = []
    for denied, deniers in grouped(disputes[:, ::-1].tolist()).items():
        pointing = frozenset(c for c in deniers if only_points(reasons[c], ids[denied]))
        if pointing:
            key = frozenset(deniers), pointing
            links.append((denied, keys.setdefault(key, len(ids) + len(keys))))
    every = np.vstack([echoes, np.array(links, np.int64).reshape(-1, 2)])
    return firsts(every, len(ids) + len(keys))[: len(ids)]


def _in_order(found, articles):
    """By the day of the article, its place, and the place in it; those without a date last."""
    found = found.assign(
        published=pd.to_datetime(found["article_id"].map(dict(articles["published"]))),
        place=articles.index.get_indexer(found["article_id"]),
        at=[spans[0][0] for spans in found["content_spans"]],
    )
    keys = ["published", "place", "at"]
    return found.sort_values(keys, kind="stable", na_position="last", ignore_index=True)


def _merged(found):
    """Statements in which another of the same stance stands go; those printed alike are one."""
    pairs = ["contested", "stance"]
    own, around = (
        pd.MultiIndex.from_frame(found[[*pairs, column]]) for column in ("claim_id", "parent_id")
    )
    outer, keys = found[~own.isin(around)], [*pairs, "source", "sentence"]
    alike, kept = outer.groupby(keys, sort=False), outer.drop_duplicates(keys).set_index(keys)
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
        claim=[re.sub(r"^that\s+", "", titles[number]) for number in found["contested"]],
        contested=found["contested"].map(numbers),
    )
    return found.sort_values("contested", kind="stable", ignore_index=True)


def _sentence(text, source, cue, content):
    """What holds source, cue and the first piece of the content."""
    held = [*source, *cue, content[0]]
    return excerpt_of(text, held, focus=content[0][0], longest=LONGEST_SENTENCE)
