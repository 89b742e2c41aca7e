"""Train what finds attributions inside the content of another, and write its file.

On articles of PolNeAR in which these are marked, MiniLM learns under the attribution network to find them,
three times, each time without a third of the articles. Each of these teachers labels the third that it has
not seen, and other texts that nobody marked. The attribution network goes on learning from marks and labels,
from contents alone (knowledge distillation, Hinton et al. 2015). How likely what it finds is right is fitted
on what networks find in articles that they did not learn from.
"""

import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.common.measuring import use_one_thread

use_one_thread()

import numpy as np  # noqa: E402
from safetensors.torch import load_file, save_file  # noqa: E402
from spacy.util import minibatch  # noqa: E402
from tqdm import tqdm  # noqa: E402

from benchmarks.common.parsing import parse_texts  # noqa: E402
from benchmarks.common.polnear import Marked, MarkedArticle, read_part  # noqa: E402
from benchmarks.common.scoring import HALF, overlap  # noqa: E402
from benchmarks.common.scoring import Words as WordsOf  # noqa: E402
from onrecord.reading.attribution.attribution import sureness  # noqa: E402
from onrecord.reading.attribution.discourse import with_unattributed  # noqa: E402
from onrecord.reading.attribution.drafts import make_drafts  # noqa: E402
from onrecord.reading.attribution.features import read_features  # noqa: E402
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
from training.contents import ReadArticle, examples_of, only  # noqa: E402
from training.encoded import Pieced, Teacher  # noqa: E402
from training.examples import Examples  # noqa: E402
from training.learning import Course, check_same, label_softly, learn  # noqa: E402
from training.marked_nested import read_nested  # noqa: E402
from training.network import Network  # noqa: E402
from training.shipping import logistic, read_parts  # noqa: E402
from training.train import STUDENT, side_by_side, size_of  # noqa: E402
from training.train_reported import read_bodies  # noqa: E402

EXAMPLE = (
    "example: python -m training.train_inside ~/corpora ~/marked/train ~/corpora/fnc1-bodies.tsv"
)
TEACHERS = Path("teachers")
SHARE = 0.9  # of a student's targets that is its teacher's
FOLDS = 3
BATCH = 16  # articles read at once
STEPS = 100  # of thresholds that are tried
DROPOUT = 0.3

_shared: list = []  # weights to begin with, examples, size; for processes that are forked from this one


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
    args = parse_arguments()
    marked = list(read_articles(read_part(args.data, "train"), read_nested(args.speakers)))
    bodies = read_bodies(args.bodies).items()
    others = list(read_articles([MarkedArticle(name, text, ()) for name, text in bodies], {}))
    arrays, vocabulary, _ = read_parts(SHIPPED)
    examples = examples_of([*marked, *others], 1 + len(vocabulary.deps), Pieced)
    _shared.extend((arrays, examples, size_of(vocabulary, STUDENT | {"dropout": DROPOUT})))
    args.teachers.mkdir(parents=True, exist_ok=True)
    side_by_side(partial(teach, args.teachers), range(FOLDS))
    examples.soft_cues = np.zeros((len(examples.cues), 3), np.float16)
    for fold in range(FOLDS):
        label_softly([read_teacher(args.teachers, fold)], only(examples, in_fold(examples, fold)))
    *folds, weights = side_by_side(student, [*range(FOLDS), None])
    about = {
        "calibration": [round(c, 6) for c in judged(marked, folds)],
        "training": {"articles": len(marked), "texts": len(others)},
    }
    del weights["words"]
    write_weights(args.out, NAME, weights, about)


def parse_arguments():
    parser = parser_of(__doc__, EXAMPLE)
    parser.add_argument("bodies", type=Path, help="texts that nobody marked: fnc1-bodies.tsv")
    parser.add_argument(
        "--teachers",
        type=Path,
        default=TEACHERS,
        help="folder for the teachers; one that is there is not taught again (default: %(default)s)",
    )
    return parser.parse_args()


def read_articles(
    articles: Sequence[MarkedArticle], marks: Mapping[str, Sequence[Marked]]
) -> Iterator[ReadArticle]:
    """Articles as the attribution network reads them, with what is marked inside the contents of others."""
    marked, model = {a.name: a for a in articles}, load_attribution_model()
    texts = tqdm(marked.items(), desc="articles")
    for batch in minibatch(parse_texts({name: a.text for name, a in texts}), BATCH):
        docs = [parsed.doc for parsed in batch]
        several = [Words(*each) for each in zip(docs, load_recogniser()(docs), strict=True)]
        features = [read_features(words, model.places) for words in several]
        drafts = make_drafts(several, features, model.network, model.least)
        drafts = [
            with_unattributed(w, with_roles(w, d)) for w, d in zip(several, drafts, strict=True)
        ]
        for parsed, *read in zip(batch, several, features, drafts, strict=True):
            yield ReadArticle(marked[parsed.name], *read, marks.get(parsed.name, []))


def in_fold(examples: Examples, fold: int | None) -> list[int]:
    """The units of the articles of one fold; none where there is no fold."""
    return [u for u, n in enumerate(examples.article) if n % FOLDS == fold]


def teach(folder: Path, fold: int) -> None:
    """Write a teacher that has not learned from a fold of the articles, if there is none yet."""
    _, examples, size = _shared
    path = teacher_at(folder, fold)
    if path.exists():
        return
    left_out = examples.unmarked.union(in_fold(examples, fold))
    course = Course(
        size, seed=1, passes=4, rate=7e-4, tokens=600, floor=8, kept=0.99, network=Teacher
    )
    net = gone_on(course, only(examples, sorted(set(range(len(examples.units))) - left_out)))
    new = path.with_suffix(".new")
    save_file({name: t.contiguous() for name, t in net.state_dict().items()}, new)
    new.rename(path)


def teacher_at(folder: Path, fold: int) -> Path:
    """Where a teacher is kept that learned from these contents and marks, and from no others."""
    _, examples, _ = _shared
    seen = hashlib.sha256(examples.cues.tobytes() + repr((FOLDS, examples.units)).encode())
    return folder / f"teacher{fold}-{seen.hexdigest()[:8]}.safetensors"


def read_teacher(folder: Path, fold: int) -> Teacher:
    net = Teacher(_shared[-1])
    net.load_state_dict(load_file(teacher_at(folder, fold)))
    return net.eval()


def student(fold: int | None) -> dict:
    """Weights that have not learned from a fold of the articles; from all, where it is None."""
    _, examples, size = _shared
    course = Course(
        size, seed=1, passes=12, share=SHARE, rate=7e-4, tokens=1200, floor=10, kept=0.99
    )
    some = only(examples, sorted(set(range(len(examples.units))) - set(in_fold(examples, fold))))
    net = gone_on(course, some)
    weights = net.exported()
    check_same(net, Runtime(weights), some)
    return weights


def gone_on(course: Course, examples: Examples) -> Network:
    """The attribution network after learning from contents; its words stay."""

    def begin(net: Network) -> None:
        net.load(_shared[0]).words.weight.requires_grad_(False)
        net.forget_reported()

    return learn(course, begin, [examples], lambda line: print(line, file=sys.stderr, flush=True))


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
