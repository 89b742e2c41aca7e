"""Train the network that judges attributions inside the content of another, and write its file.

It learns from articles of PolNeAR in which these are marked, each with its content. What else may be
a cue there, in contents in which nothing is marked too, are the examples of what is none.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.common.measuring import use_one_thread

use_one_thread()

import numpy as np  # noqa: E402
from spacy.util import minibatch  # noqa: E402
from tqdm import tqdm  # noqa: E402

from benchmarks.common.parsing import parse_texts  # noqa: E402
from benchmarks.common.polnear import read_part  # noqa: E402
from benchmarks.common.scoring import HALF, overlap  # noqa: E402
from benchmarks.common.scoring import Words as WordsOf  # noqa: E402
from onrecord.reading.attribution.attribution import sureness  # noqa: E402
from onrecord.reading.attribution.discourse import with_unattributed  # noqa: E402
from onrecord.reading.attribution.drafts import make_drafts  # noqa: E402
from onrecord.reading.attribution.features import read_features  # noqa: E402
from onrecord.reading.attribution.inside import NAME, Inside, chosen, open_contents  # noqa: E402
from onrecord.reading.attribution.model import load_attribution_model  # noqa: E402
from onrecord.reading.attribution.openings import Opening  # noqa: E402
from onrecord.reading.attribution.pieces import trimmed_spans  # noqa: E402
from onrecord.reading.attribution.roles import with_roles  # noqa: E402
from onrecord.reading.attribution.signs import log_odds, read_signs  # noqa: E402
from onrecord.reading.doc.recogniser import load_recogniser  # noqa: E402
from onrecord.reading.doc.words import Words  # noqa: E402
from onrecord.weights import write_weights  # noqa: E402
from training.arguments import parser_of  # noqa: E402
from training.inside import InsideCourse, learn_inside  # noqa: E402

EXAMPLE = "example: python -m training.train_inside ~/corpora ~/marked/speakers/train"
FOLDS = 5
BATCH = 16  # articles read at once
PRECISION = 0.7  # on articles that were not learned from: the threshold is where it is reached
STEPS = 100  # of thresholds that are tried
COURSE = InsideCourse()


@dataclass(frozen=True)
class Opened:
    """One article: its openings, their signs, and which marked attribution each is, if any.

    Attributes:
        sure: for each opening, how sure the attribution is in whose content it stands.
        right: for each the place of the one inside another's content that it is, or -1.
        counted: whether it counts; not one that is an attribution of the article itself.
        held: whether the attribution in whose content it stands is marked.
        marked: how many are marked inside the contents of others.
    """

    words: Words
    openings: Sequence[Opening]
    signs: Mapping[str, np.ndarray]
    sure: np.ndarray
    right: np.ndarray
    counted: np.ndarray
    held: np.ndarray
    marked: int


def main():
    args = parser_of(__doc__, EXAMPLE).parse_args()
    articles = list(tqdm(read_articles(args.data, args.speakers), desc="articles"))
    unseen = judged_unseen(articles)
    curve = list(precisions(articles, unseen))
    print(
        *(f"{t:.2f}  precision {p:.3f}, recall {r:.3f}" for t, p, r in curve),
        sep="\n",
        file=sys.stderr,
    )
    least = next((t for t, p, _ in curve if p >= PRECISION), curve[-1][0])
    weights = learn_inside(*together(articles), COURSE)
    about = {
        "shift": round(log_odds(load_attribution_model().threshold) - log_odds(least), 4),
        "training": {"articles": len(articles), "threshold": least, "course": asdict(COURSE)},
    }
    write_weights(args.out, NAME, weights, about)


def read_articles(data: Path, folder: Path) -> Iterator[Opened]:
    """The articles of PolNeAR in which attributions inside others are marked."""
    marks = {path.stem: path for path in sorted(folder.glob("*.json"))}
    marked = {a.name: a for a in read_part(data, "train") if a.name in marks}
    model = load_attribution_model()
    for batch in minibatch(parse_texts({n: a.text for n, a in marked.items()}), BATCH):
        docs = [parsed.doc for parsed in batch]
        several = [Words(*each) for each in zip(docs, load_recogniser()(docs), strict=True)]
        features = [read_features(words, model.places) for words in several]
        drafts = make_drafts(several, features, model.network, model.least)
        drafts = [
            with_unattributed(w, with_roles(w, d)) for w, d in zip(several, drafts, strict=True)
        ]
        roots, opened = open_contents(several, features, drafts, model.network)
        for parsed, own, (words, read, openings) in zip(batch, roots, opened, strict=True):
            if openings:
                inner = json.loads(marks[parsed.name].read_text(encoding="utf-8"))["nested"]
                signs = read_signs(words, read, model.network, openings)
                sure = np.array([sureness(model, words, each.outer) for each in openings])
                yield _opened(words, openings, signs, sure, own, marked[parsed.name], inner)


def _opened(words, openings, signs, sure, roots, article, inner):
    """Which openings are marked: content for content, half of the words or more."""
    of = WordsOf(article.text)
    theirs = [of.under(each["content"]) for each in inner if each["content"]]
    own = [content for a in article.attributions if (content := of.under(a.content))]
    outer = {id(root): of.under(trimmed_spans(words, root.content)) for root in roots}
    missed = [c for c in own if all(overlap(c, found) < HALF for found in outer.values())]
    meant = {n for n, found in outer.items() if any(overlap(found, c) >= HALF for c in own)}
    right, counted = [], []
    for each in openings:
        said = of.under(trimmed_spans(words, each.draft.content))
        shares = [overlap(said, content) for content in theirs]
        best = max(range(len(shares)), key=shares.__getitem__, default=-1)
        right.append(best if best >= 0 and shares[best] >= HALF else -1)
        counted.append(right[-1] >= 0 or all(overlap(said, c) < HALF for c in missed))
    held = np.array([id(each.outer) in meant for each in openings])
    flags = np.array(right), np.array(counted), held
    return Opened(words, openings, signs, sure, *flags, len(theirs))


def together(articles: Sequence[Opened]) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """The signs of openings in contents that are some, and which are right; so are the article's own."""
    kinds = articles[0].signs
    signs = {kind: np.concatenate([a.signs[kind][a.held] for a in articles]) for kind in kinds}
    return signs, np.concatenate([((a.right >= 0) | ~a.counted)[a.held] for a in articles])


def judged_unseen(articles: Sequence[Opened]) -> list[np.ndarray]:
    """How likely the openings of each article are, by a network that did not learn from it."""
    folds = [
        Inside(
            learn_inside(*together([a for n, a in enumerate(articles) if n % FOLDS != k]), COURSE),
            {},
        )
        for k in tqdm(range(FOLDS), desc="judged unseen")
    ]
    return [folds[n % FOLDS].likely(a.signs, a.sure) for n, a in enumerate(articles)]


def precisions(
    articles: Sequence[Opened], unseen: Sequence[np.ndarray]
) -> Iterator[tuple[float, float, float]]:
    """For each threshold, the lowest first: precision and recall."""
    least = load_attribution_model().threshold
    judged, marked = [], sum(article.marked for article in articles)
    for article, likely in zip(articles, unseen, strict=True):
        found = set()
        for k in chosen(article.words, article.openings, likely):
            new = article.right[k] not in found
            found.add(article.right[k])
            if article.counted[k] and article.sure[k] >= least:
                judged.append((likely[k], bool(article.right[k] >= 0 and new)))
    for step in range(STEPS // 10, STEPS):
        right = [ok for likely, ok in judged if likely >= step / STEPS]
        if right:
            yield step / STEPS, sum(right) / len(right), sum(right) / marked


if __name__ == "__main__":
    main()
