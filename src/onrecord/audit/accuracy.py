"""Precision, recall and F1 by kind, form, act and outlet; calibration; the worst errors.

An attribution is right where its content is. What stands beside it, the words that name the source, who is
meant and the act, is right only where the content is, too. Recall is of what the coders say is there.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from onrecord.audit.intervals import ratios, resample
from onrecord.audit.truth import FORMS, Coding
from onrecord.tables.schema import ACTS, KINDS

WHOLE = "whole"
MEASURES = {  # what is right → its words in tables
    "content": "content",
    "source": "with the words for the source",
    "who": "with who is meant",
    "act_right": "with the act",
    WHOLE: "all of these",
}
WRONG = {  # what is not right → its words
    "content": "nobody says this so",
    "who": "somebody else is meant",
    "source": "other words name the source",
    "act_right": "another act",
}
ERRORS = ["error", "form", "source", "content", "sure", "ids"]
BINS = 10  # of a confidence
CONFIDENCES = {"confidence": "content", "source_confidence": "who"}  # column → what it is sure of


def stacked(readings: Sequence[Coding]) -> tuple[Any, Any, list[str]]:
    """What was found and what is true in all readings, with all measures; and the articles, in order."""
    import pandas as pd

    founds, trues = [], []
    for each in readings:
        found = each.found.copy()
        for name in ("source", "who", "act_right"):
            found[name] &= found["content"]
        found[WHOLE] = found[["source", "who", "act_right"]].all(axis=1)
        right = found.set_index("attribution_id")[list(MEASURES)]
        true = each.true.join(right, on="attribution_id")
        true[list(MEASURES)] = true[list(MEASURES)].fillna(False).astype(bool)
        founds.append(found.assign(coder=each.coder))
        trues.append(true.assign(coder=each.coder))
    articles = list(dict.fromkeys(article for each in readings for article in each.articles))
    return pd.concat(founds, ignore_index=True), pd.concat(trues, ignore_index=True), articles


def accuracy(readings: Sequence[Coding], seed: int = 0) -> list[dict]:
    """How right the kit is: a row for each measure, of all and of each kind, form, act and outlet.

    Returns:
        Rows with `by` and `value` (what they are of), `right` (which measure), `found` and `true` (how many
        attributions; one that two coders read counts once), `articles`; `precision`, `recall` and `f1`, each
        followed by the ends of its interval (`precision_low`, `precision_high`), None where nothing is known.
    """
    found, true, articles = stacked(readings)
    weights = resample(len(articles), seed=seed)
    outlets = sorted({*found["outlet"], *true["outlet"]})
    order = {"all": ["all"], "kind": KINDS, "form": FORMS, "act": tuple(ACTS), "outlet": outlets}
    found, true = found.assign(all="all"), true.assign(all="all")
    made = []
    for by, values in order.items():
        judged, there = (_sums(f, by, values, articles) for f in (found, true))
        for measure, words in MEASURES.items():
            hits = _sums(found[found[measure]], by, values, articles)
            # under its act as it should be, where that is what is counted
            again = _sums(true[true[measure]], by, values, articles)
            parts = {"precision": (hits, judged), "recall": (again, there)}
            parts["f1"] = hits + again, judged + there
            shares = {name: ratios(weights, *both) for name, both in parts.items()}
            for n, value in enumerate(values):
                if judged[:, n].any() or there[:, n].any():
                    known = {"by": by, "value": value, "right": words}
                    known |= {"found": judged[:, n].sum(), "true": there[:, n].sum()}
                    known["articles"] = int(((judged + there)[:, n] > 0).sum())
                    for name, (share, low, high) in shares.items():
                        ends = {name: share[n], f"{name}_low": low[n], f"{name}_high": high[n]}
                        known |= ends
                    made.append({key: _plain(value) for key, value in known.items()})
    return made


def articles_read(readings: Sequence[Coding]) -> list[dict]:
    """What was read: a row an article, with how many read it, and how many attributions were found, are
    right, and are missed (in the mean of these)."""
    found, true, articles = stacked(readings)
    sides = {"found": found, "right": found[found["content"]], "missed": true[~true["content"]]}
    outlets = dict(zip(found["article_id"], found["outlet"], strict=True))
    made = []
    for article in articles:
        known = {"article": article, "outlet": outlets.get(article)}
        known["readers"] = sum(article in each.articles for each in readings)
        for name, side in sides.items():
            known[name] = _plain(side["weight"][side["article_id"] == article].sum())
        made.append(known)
    return made


def link_accuracy(marked: Sequence[dict], seed: int = 0) -> list[dict]:
    """The precision of links, by kind; their recall is not measured."""
    import pandas as pd

    rows = [link for each in marked for link in each["links"]]
    if not rows:
        return []
    read = [article for each in marked for article in each["articles"]]
    frame = pd.DataFrame(rows)
    frame["weight"] = [1 / read.count(article) for article in frame["article"]]
    frame = frame.rename(columns={"article": "article_id"})
    articles, kinds = list(dict.fromkeys(read)), sorted(set(frame["kind"]))
    whole = _sums(frame, "kind", kinds, articles)
    part = _sums(frame[frame["right"]], "kind", kinds, articles)
    shares = zip(
        kinds, whole.sum(0), *ratios(resample(len(articles), seed=seed), part, whole), strict=True
    )
    names = "link", "judged", "precision", "precision_low", "precision_high"
    return [dict(zip(names, map(_plain, row), strict=True)) for row in shares]


def calibration(readings: Sequence[Coding], seed: int = 0) -> list[dict]:
    """How often what is so sure is right: a row for each tenth of each confidence.

    `of` is the column, `least` and `most` the ends of the tenth, `rows` how many; `sure` is the mean
    confidence, `right` the share that is right, with the ends of its interval. `ece` is the expected
    calibration error of the whole column (Guo and others 2017): the same in each of its rows.
    """
    found, _, articles = stacked(readings)
    weights, made = resample(len(articles), seed=seed), []
    for column, measure in CONFIDENCES.items():
        own = found[found[column].notna() & (found["content"] | (measure == "content"))]
        own = own.assign(
            bin=(own[column].astype(float) * BINS).round(4).clip(upper=BINS - 1).astype(int)
        )
        bins = sorted(set(own["bin"]))
        whole = _sums(own, "bin", bins, articles)
        right, low, high = ratios(weights, _sums(own[own[measure]], "bin", bins, articles), whole)
        sure = _sums(own.assign(weight=own["weight"] * own[column]), "bin", bins, articles).sum(
            0
        ) / whole.sum(0)
        rows = whole.sum(0)
        ece = float((rows * np.abs(right - sure)).sum() / rows.sum()) if len(bins) else None
        for n, number in enumerate(bins):
            known = {
                "of": column,
                "least": number / BINS,
                "most": (number + 1) / BINS,
                "rows": rows[n],
            }
            known |= {
                "sure": sure[n],
                "right": right[n],
                "right_low": low[n],
                "right_high": high[n],
                "ece": ece,
            }
            made.append({key: _plain(value) for key, value in known.items()})
    return made


def errors(readings: Sequence[Coding]):
    """What is wrong, most sure first, then what was missed: a frame with the columns of `ERRORS`.

    A row has the first thing that is wrong with it, and is there once, whoever saw it.
    """
    import pandas as pd

    if not readings:
        return pd.DataFrame(columns=ERRORS)
    found, true, _ = stacked(readings)
    wrong = found[~found[WHOLE]].drop_duplicates("attribution_id")
    first = [next(m for m in WRONG if not row[m]) for row in wrong.to_dict("records")]
    sure = wrong["source_confidence"].where([m == "who" for m in first], wrong["confidence"])
    lost = true[true["attribution_id"].str.contains(":missed")]
    known = {"error": [WRONG[m] for m in first], "sure": sure.astype(float).round(2)}
    parts = (
        wrong.assign(**known, ids=[[i] for i in wrong["attribution_id"]]),
        lost.assign(error="missed", sure=np.nan, ids=[[] for _ in range(len(lost))]),
    )
    columns = ["error", "form", "source_name", "content_text", "sure", "ids"]
    made = pd.concat([part[columns].astype(object) for part in parts], ignore_index=True)
    made.columns = ERRORS
    return made.sort_values("sure", ascending=False, kind="stable", ignore_index=True)


def _sums(frame, by, values, articles):
    """Weights of rows, by article and value, as an array."""
    table = frame.pivot_table(
        "weight", "article_id", by, aggfunc="sum", fill_value=0, observed=False
    )
    return table.reindex(index=articles, columns=list(values), fill_value=0).to_numpy(float)


def _plain(value):
    """A value as JSON has it: rounded, and None for what is not known."""
    if isinstance(value, float | np.floating):
        return round(float(value), 4) if np.isfinite(value) else None
    return value.item() if isinstance(value, np.generic) else value
