"""Train the model of denials on marked contradictions, and write the file that the package ships.

Each article is read twice: with the attributions that the kit finds, and with those that are marked,
nested ones too, which the kit seldom finds. First in folds: the articles of one are judged by weights
that were learned from the others. What comes of that makes the threshold: the lowest one at which
enough of the denials that are linked are marked. Then one set of weights is learned from all articles.
Contradictions by what is meant alone are neither right nor wrong here. Same input, same file.
"""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.common.measuring import use_one_thread

use_one_thread()

from tqdm import tqdm  # noqa: E402

from benchmarks.common.parsing import parse_texts  # noqa: E402
from benchmarks.common.polnear import Marked, MarkedArticle, as_attribution, read_part  # noqa: E402
from benchmarks.common.scoring import Words as WordsOf  # noqa: E402
from benchmarks.common.scoring import pair  # noqa: E402
from onrecord.reading.attribution import Attribution, find_in_batch  # noqa: E402
from onrecord.reading.attribution.attribution import nested  # noqa: E402
from onrecord.reading.claims import find_claims  # noqa: E402
from onrecord.reading.claims.against import NAME  # noqa: E402
from onrecord.reading.claims.sides import SIGNS, WAYS, find_denials, read_sides  # noqa: E402
from onrecord.reading.doc.words import Words  # noqa: E402
from onrecord.reading.entities import find_mentions, find_speakers, resolve_sources  # noqa: E402
from onrecord.weights import write_weights  # noqa: E402
from training.arguments import parser_of  # noqa: E402

EXAMPLE = "example: python -m training.train_against ~/corpora ~/marked/speakers/train"
QUOTE_MARKS = set('"“”')
FOLDS = 5
RIDGE = 3.0
STEPS = 30  # of Newton’s method
RIGHT = 0.7  # share of linked denials that are to be marked
TRIED = (0.2, 0.3, 0.4, 0.5, 0.6)  # thresholds that are printed
ROWS = "found", "marked"  # which attributions an article is read with


@dataclass(frozen=True)
class Marks:
    """What is marked in one article.

    Attributes:
        attributions: id → the attribution, nested ones as `3.0`.
        pairs: ids of denier and claim → `word` or `content`.
    """

    attributions: dict[str, Marked]
    pairs: dict[tuple[str, str], str]


@dataclass(frozen=True)
class Judged:
    """The pairs of one reading of an article whose claims are both marked.

    Attributes:
        rows: one of ROWS.
        signs: pairs x numbers.
        how: of each pair `word`, `content`, or empty where it is no contradiction.
        marked: how many contradictions by word are marked in the article.
    """

    rows: str
    signs: np.ndarray
    how: list[str]
    marked: int


def main():
    args = parser_of(__doc__, EXAMPLE).parse_args()
    articles = list(tqdm(read_articles(args.data, args.speakers), desc="marked articles"))
    unseen = list(judged_unseen(articles))
    threshold = threshold_of(unseen)
    marked = sum(both[0].marked for both in articles)
    print(*curve(unseen, marked, threshold), sep="\n", file=sys.stderr)
    about = {
        "ways": list(WAYS),
        "signs": list(SIGNS),
        "threshold": threshold,
        "training": {"articles": len(articles), "ridge": RIDGE, "right": RIGHT},
    }
    weights = learn([judged for article in articles for judged in article])
    write_weights(args.out, NAME, {"weights": weights}, about)


def read_marks(path: Path, article: MarkedArticle) -> Marks:
    """What is marked in an article, by a file of marks and by PolNeAR."""
    marks = json.loads(path.read_text(encoding="utf-8"))
    attributions = {str(n): marked for n, marked in enumerate(article.attributions)}
    for inner in marks["nested"]:
        if inner["content"]:
            spans = (tuple(map(tuple, inner[role])) for role in ("source", "cue", "content"))
            attributions[inner["id"]] = Marked(*spans)
    pairs = {(p["denier"], p["claim"]): p["how"] for p in marks["contradicts"]}
    return Marks(attributions, pairs)


def read_articles(data: Path, folder: Path) -> Iterator[list[Judged]]:
    """Both readings of each article that is marked."""
    marked = {a.name: a for a in read_part(data, "train") if (folder / f"{a.name}.json").exists()}
    for parsed in parse_texts({name: a.text for name, a in marked.items()}):
        if parsed.doc is None:
            raise SystemExit(f"{parsed.name} cannot be learned from: {parsed.problem}")
        words, article = Words(parsed.doc), marked[parsed.name]
        marks = read_marks(folder / f"{parsed.name}.json", article)
        [found] = find_in_batch([words])
        yield [_judged(words, rows, of, marks)
               for rows, of in zip(ROWS, (found, _as_found(words, marks)), strict=True)]  # fmt: skip


def _as_found(words, marks):
    """The marked attributions as the kit would find them."""
    made = []
    for each in sorted(marks.attributions.values(), key=lambda m: (m.content, m.cue)):
        quoted = any(QUOTE_MARKS & set(words.text[s:e]) for s, e in each.content)
        made.append(replace(as_attribution(each), kind="mixed" if quoted else "indirect"))
    return nested(made)


def _judged(words, rows: str, attributions: Sequence[Attribution], marks: Marks) -> Judged:
    speakers = find_speakers(words, attributions)
    mentions = find_mentions(words, attributions, speakers)
    sources = resolve_sources(words, attributions, mentions, speakers)
    claims = find_claims(words, attributions)
    denials = find_denials(read_sides(words, attributions, sources, mentions, claims))
    ids = _ids(words.text, attributions, marks)
    known = [d for d in denials if d.claim in ids and d.other in ids]
    return Judged(
        rows,
        np.array([d.signs for d in known]).reshape(-1, len(WAYS) * len(SIGNS)),
        [marks.pairs.get((ids[d.claim], ids[d.other]), "") for d in known],
        sum(how == "word" for how in marks.pairs.values()),
    )


def _ids(text, attributions, marks):
    """Place of an attribution → the id of the marked one that it is; of the outer ones first."""
    found: dict[int, str] = {}
    for inner in (False, True):
        ids = [i for i in marks.attributions if ("." in i) == inner]
        left = [n for n in range(len(attributions)) if n not in found]
        pairs = pair(
            WordsOf(text), [attributions[n] for n in left], [marks.attributions[i] for i in ids]
        )
        found |= {left[ours]: ids[theirs] for ours, theirs, _ in pairs}
    return found


def learn(judged: Sequence[Judged]) -> np.ndarray:
    """Ridge-penalised logistic regression by Newton's method; the bias comes first."""
    signs = np.concatenate([j.signs for j in judged])
    how = np.array([h for j in judged for h in j.how])
    known = how != "content"
    x = np.column_stack([np.ones(known.sum()), signs[known]])
    y = (how[known] == "word").astype(float)
    w, ridge = np.zeros(x.shape[1]), RIDGE * np.eye(x.shape[1])
    ridge[0, 0] = 0
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + ridge, x.T @ (p - y) + ridge @ w)
    return w


@dataclass(frozen=True)
class Sure:
    """One pair: how sure the model is, and how it is marked."""

    rows: str
    confidence: float
    how: str


def judged_unseen(articles: Sequence[Sequence[Judged]]) -> Iterator[Sure]:
    """The pairs of all articles, by weights that were learned from other articles."""
    folds = [
        learn([j for n, article in enumerate(articles) if n % FOLDS != fold for j in article])
        for fold in range(FOLDS)
    ]
    for n, article in enumerate(articles):
        bias, *weights = folds[n % FOLDS]
        for judged in article:
            for signs, how in zip(judged.signs, judged.how, strict=True):
                yield Sure(judged.rows, 1 / (1 + math.exp(-bias - float(signs @ weights))), how)


def threshold_of(unseen: Sequence[Sure]) -> float:
    """The lowest threshold, in hundredths, at which enough of what is linked is marked."""
    for hundredth in range(100):
        linked = [pair for pair in unseen if pair.confidence >= hundredth / 100]
        if sum(bool(pair.how) for pair in linked) >= RIGHT * len(linked):
            return hundredth / 100
    return 1.0


def curve(unseen: Sequence[Sure], marked: int, threshold: float) -> Iterator[str]:
    """For both kinds of rows: linked, share of them that is marked, share of the marked found."""
    for rows in ROWS:
        for least in (*TRIED, threshold):
            linked = [s for s in unseen if s.rows == rows and s.confidence >= least]
            right = sum(bool(s.how) for s in linked) / max(len(linked), 1)
            found = sum(s.how == "word" for s in linked) / marked
            yield f"{rows} {least:.2f}: {len(linked)} linked, {right:.2f} right, {found:.2f} found"


if __name__ == "__main__":
    main()
