"""Train what finds attributions inside the content of another, and write its file.

On articles of PolNeAR in which these are marked, the attribution network goes on learning from contents
alone. How likely what it finds is right is fitted on what networks find in articles that they did not
learn from.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from onrecord.reading.attribution.features import Vocabulary, read_features  # noqa: E402
from onrecord.reading.attribution.inside import NAME, Inside, chosen, open_contents  # noqa: E402
from onrecord.reading.attribution.model import load_attribution_model  # noqa: E402
from onrecord.reading.attribution.network import Network as Runtime  # noqa: E402
from onrecord.reading.attribution.openings import Opening, outermost  # noqa: E402
from onrecord.reading.attribution.pieces import trimmed_spans  # noqa: E402
from onrecord.reading.attribution.roles import with_roles  # noqa: E402
from onrecord.reading.attribution.signs import signals  # noqa: E402
from onrecord.reading.doc.recogniser import load_recogniser  # noqa: E402
from onrecord.reading.doc.words import Words  # noqa: E402
from onrecord.weights import SHIPPED, write_weights  # noqa: E402
from training.arguments import parser_of  # noqa: E402
from training.contents import ReadArticle, examples_of  # noqa: E402
from training.examples import Examples  # noqa: E402
from training.learning import Course, check_same, learn  # noqa: E402
from training.marked_nested import read_nested  # noqa: E402
from training.network import Network  # noqa: E402
from training.shipping import logistic, read_parts  # noqa: E402
from training.train import STUDENT, size_of  # noqa: E402

EXAMPLE = "example: python -m training.train_inside ~/corpora ~/marked/speakers/train"
FOLDS = 3
BATCH = 16  # articles read at once
STEPS = 100  # of thresholds that are tried
DROPOUT = 0.3


@dataclass(frozen=True)
class Opened:
    """One article: its openings, and which marked attribution each is, if any.

    Attributes:
        sure: for each opening, how sure the attribution is in whose content it stands.
        right: for each the place of the one inside another's content that it is, or -1.
        counted: whether it counts; not one that is an attribution of the article itself.
        held: whether the attribution in whose content it stands is marked.
    """

    words: Words
    openings: Sequence[Opening]
    sure: Sequence[float]
    right: Sequence[int]
    counted: Sequence[bool]
    held: Sequence[bool]


def main():
    args = parser_of(__doc__, EXAMPLE).parse_args()
    articles = list(tqdm(read_articles(args.data, args.speakers), desc="articles"))
    arrays, vocabulary, _ = read_parts(SHIPPED)
    examples = examples_of(articles, 1 + len(vocabulary.deps))
    course = course_of(vocabulary)
    folds = [gone_on(arrays, examples, course, leave_out=fold) for fold in range(FOLDS)]
    calibration = judged(articles, folds)
    weights = gone_on(arrays, examples, course)
    del weights["words"]
    about = {
        "calibration": [round(c, 6) for c in calibration],
        "training": {"articles": len(articles)},
    }
    write_weights(args.out, NAME, weights, about)


def course_of(vocabulary: Vocabulary) -> Course:
    """How the attribution network goes on learning."""
    size = replace(size_of(vocabulary, STUDENT), dropout=DROPOUT)
    return Course(size, seed=1, passes=6, rate=7e-4, tokens=1200, floor=10, kept=0.99)


def read_articles(data: Path, folder: Path) -> Iterator[ReadArticle]:
    """The articles of PolNeAR, and what is marked inside the contents of others."""
    marks, marked = read_nested(folder), {a.name: a for a in read_part(data, "train")}
    model = load_attribution_model()
    for batch in minibatch(parse_texts({n: a.text for n, a in marked.items()}), BATCH):
        docs = [parsed.doc for parsed in batch]
        several = [Words(*each) for each in zip(docs, load_recogniser()(docs), strict=True)]
        features = [read_features(words, model.places) for words in several]
        drafts = make_drafts(several, features, model.network, model.least)
        drafts = [
            with_unattributed(w, with_roles(w, d)) for w, d in zip(several, drafts, strict=True)
        ]
        for parsed, *read in zip(batch, several, features, drafts, strict=True):
            yield ReadArticle(marked[parsed.name], *read, marks.get(parsed.name, []))


def gone_on(
    arrays: Mapping, examples: Examples, course: Course, leave_out: int | None = None
) -> dict:
    """The weights of the attribution network after learning from contents; its words stay.

    Args:
        leave_out: the fold of articles that are not learned from.
    """
    units = [u for u, n in enumerate(examples.article) if n % FOLDS != leave_out]

    def begin(net: Network) -> None:
        net.load(arrays).words.weight.requires_grad_(False)
        net.forget_reported()

    some = replace(
        examples,
        units=[examples.units[u] for u in units],
        article=[examples.article[u] for u in units],
        asked=[examples.asked[u] for u in units],
    )
    net = learn(course, begin, [some], lambda line: print(line, file=sys.stderr, flush=True))
    weights = net.exported()
    check_same(net, Runtime(weights), some)
    return weights


def judged(articles: Sequence[ReadArticle], folds: Sequence[Mapping]) -> list[float]:
    """Calibration, from what the networks find in articles that they did not learn from.

    Precision and recall of each threshold are printed.

    Args:
        folds: for each fold the weights of the network that has not learned from it.
    """
    networks = [Runtime(weights) for weights in folds]
    several = [opened(articles[n::FOLDS], network) for n, network in enumerate(networks)]
    unseen = [
        Inside(network, calibrate([a for m in range(FOLDS) if m != n for a in several[m]]))
        for n, network in enumerate(networks)
    ]
    marked = sum(len(article.inner) for article in articles)
    for threshold, p, r in precisions(several, unseen, marked):
        print(f"{threshold:.2f}  precision {p:.3f}, recall {r:.3f}", file=sys.stderr)
    return calibrate([a for fold in several for a in fold])


def opened(articles: Sequence[ReadArticle], network: Runtime) -> list[Opened]:
    """What a network opens in the contents of some articles."""
    roots = [outermost(article.drafts) for article in articles]
    words, features = ([getattr(a, name) for a in articles] for name in ("words", "features"))
    found = open_contents(words, features, roots, network)
    return [_opened(*each) for each in zip(articles, roots, found, strict=True)]


def _opened(article, roots, openings):
    """Which openings are marked: content for content, half of the words or more."""
    words, of, model = article.words, WordsOf(article.article.text), load_attribution_model()
    theirs = [of.under(marked.content) for marked in article.inner]
    own = [content for a in article.article.attributions if (content := of.under(a.content))]
    outer = [of.under(trimmed_spans(words, root.content)) for root in roots]
    missed = [c for c in own if all(overlap(c, found) < HALF for found in outer)]
    right, counted = [], []
    for each in openings:
        said = of.under(trimmed_spans(words, each.draft.content))
        shares = [overlap(said, content) for content in theirs]
        best = max(range(len(shares)), key=shares.__getitem__, default=-1)
        right.append(best if best >= 0 and shares[best] >= HALF else -1)
        counted.append(right[-1] >= 0 or all(overlap(said, c) < HALF for c in missed))
    sure = [sureness(model, words, each.outer) for each in openings]
    held = [id(each.outer) in article.held for each in openings]
    return Opened(words, openings, sure, right, counted, held)


def calibrate(articles: Sequence[Opened]) -> list[float]:
    """Weights of the signals, from openings in contents that are some; the article's own are right."""
    rows, right = [], []
    for a in articles:
        some = [k for k, held in enumerate(a.held) if held]
        rows += [[1.0, *signals(a.words, a.openings[k].draft)] for k in some]
        right += [a.right[k] >= 0 or not a.counted[k] for k in some]
    return logistic(np.array(rows), np.array(right, dtype=float)).tolist()


def precisions(
    folds: Sequence[Sequence[Opened]], unseen: Sequence[Inside], marked: int
) -> Iterator[tuple[float, float, float]]:
    """For each threshold, the lowest first: precision, and recall of all that are marked.

    Args:
        unseen: for each fold what has not learned from it.
    """
    least, made = load_attribution_model().threshold, []
    for articles, inside in zip(folds, unseen, strict=True):
        for a in articles:
            pairs = zip(a.openings, a.sure, strict=True)
            likely = [inside.likely(a.words, each, sure) for each, sure in pairs]
            found = set()
            for k in chosen(a.words, a.openings, likely):
                new = a.right[k] not in found
                found.add(a.right[k])
                if a.counted[k] and a.sure[k] >= least:
                    made.append((likely[k], a.right[k] >= 0 and new))
    for step in range(STEPS // 10, STEPS):
        right = [ok for likely, ok in made if likely >= step / STEPS]
        if right:
            yield step / STEPS, sum(right) / len(right), sum(right) / marked


if __name__ == "__main__":
    main()
