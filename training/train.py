"""Train the attribution network on PolNeAR, and write the file that the package ships.

Three steps: two wide teachers learn from the marks, they label the articles softly, and a narrow
student learns from both (knowledge distillation, Hinton et al. 2015). Some articles are kept from
all of them, to calibrate the confidence on. Dev is only looked at.

Takes about 45 minutes on two cores and 8 GB of memory. Same seeds, versions and machine, same file.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.common.measuring import use_one_thread

use_one_thread()

from benchmarks.common.polnear import read_part  # noqa: E402
from benchmarks.common.scoring import count, rates, total  # noqa: E402
from onrecord.reading.attribution import find_attributions  # noqa: E402
from onrecord.reading.attribution.features import Vocabulary  # noqa: E402
from onrecord.reading.attribution.model import read_model  # noqa: E402
from onrecord.reading.attribution.network import Network as Runtime  # noqa: E402
from onrecord.reading.doc.pipeline import load_model  # noqa: E402
from onrecord.reading.doc.recogniser import load_recogniser  # noqa: E402
from training.examples import make_examples, parse  # noqa: E402
from training.learning import Course, check_same, know_words, label_softly, learn  # noqa: E402
from training.network import Size  # noqa: E402
from training.shipping import read_parts, ship  # noqa: E402
from training.variations import VARIATIONS, vary  # noqa: E402
from training.words import read_words  # noqa: E402

EXAMPLE = "example: python -m training.train ~/corpora"
PACKAGE = Path(__file__).parents[1] / "src" / "onrecord" / "data"
SEED = 1
HELD = 42  # articles that calibrate, one in twenty
VARIED = 2  # variations of each article
FREQUENT = 3  # times that a word must occur to be known
WORD = 64  # width of the vectors of words
TEACHERS = 2
TEACHER = {"embedded": 192, "hidden": 200, "role": 96, "role_hidden": 48, "dropout": 0.35}
STUDENT = {"embedded": 128, "hidden": 96, "role": 80, "role_hidden": 40, "dropout": 0.2}
PASSES = {"teacher": 9, "student": 14}
SHARE = 0.6  # of a student's targets that is its teachers'

_sets = []  # examples as they are, and varied; processes that are forked from this one share them
_start = time.monotonic()


def main():
    args = parse_arguments()
    train, dev = read_part(args.data, "train"), read_part(args.data, "dev")
    random.Random(SEED).shuffle(train)
    held, rest = train[:HELD], train[HELD:]
    args.out.mkdir(parents=True, exist_ok=True)
    if args.calibrate:
        weights, vocabulary, about = read_parts(args.out)
    else:
        weights, vocabulary = trained(rest)
        about = {"seed": SEED, "articles": len(rest), "held_out": HELD}
    ship(args.out, weights, vocabulary, held, about)
    tell("dev", score(read_model(args.out), dev))


def trained(articles):
    """Weights and vocabulary of a student of teachers, all of whom learn from the articles."""
    words, vectors = read_words(WORD)
    tell("start", f"{len(articles)} articles to learn from, {len(words)} words with vectors")
    vocabulary = know(articles, words)
    versions = [articles, *(varied(articles, n) for n in range(VARIED))]
    _sets.extend(side_by_side(partial(examples_of, vocabulary=vocabulary), versions))
    tell(
        "start",
        f"{len(_sets)} versions of {len(_sets[0].cues)} tokens; {len(vocabulary.words)} words",
    )
    teacher = size_of(vocabulary, TEACHER)
    courses = [Course(teacher, SEED + n, PASSES["teacher"]) for n in range(TEACHERS)]
    teachers = side_by_side(partial(taught, words=vectors), courses)
    _sets[:] = side_by_side(partial(softly, teachers), range(len(_sets)))
    tell("teachers", "have labelled all versions")
    course = Course(size_of(vocabulary, STUDENT), SEED, PASSES["student"], SHARE)
    begin = partial(know_words, vectors=vectors)
    student = learn(course, begin, _sets, lambda line: tell("student", line))
    weights = student.exported()
    check_same(student, Runtime(weights), _sets[0])
    return weights, vocabulary


def size_of(vocabulary: Vocabulary, widths: Mapping[str, float]) -> Size:
    """The size of a network that knows a vocabulary."""
    return Size(
        words=1 + len(vocabulary.words), tags=1 + len(vocabulary.tags),
        deps=1 + len(vocabulary.deps), ents=2 + 2 * len(vocabulary.ents), word=WORD, **widths,
    )  # fmt: skip


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "data", metavar="DATA", type=Path, help="folder that holds polnear/train and polnear/dev"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=PACKAGE,
        help="folder to write the model to (default: the package's)",
    )
    parser.add_argument(
        "--calibrate",
        action="store_true",
        help="keep the weights of the model in that folder, and only fit its confidence anew",
    )
    return parser.parse_args()


def tell(who: str, line: str) -> None:
    print(f"{(time.monotonic() - _start) / 60:5.1f} min  {who}: {line}", flush=True)


def side_by_side(work, parts) -> list:
    """What `work` makes of each part, two at a time."""
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        return list(pool.map(work, parts))


def know(articles, words) -> Vocabulary:
    """All tags, labels and types of the pipeline, the words with vectors, then the frequent others."""
    nlp = load_model()
    seen = Counter(token.lower_ for article in articles for token in nlp.make_doc(article.text))
    others = {word for word, n in seen.items() if n >= FREQUENT} - set(words)
    tags, deps = (nlp.get_pipe(name).labels for name in ("tagger", "parser"))
    return Vocabulary(tags, deps, load_recogniser().kinds, (*words, *sorted(others)))


def varied(articles, n):
    """Each article in a variation of its own, another for each n."""
    names = list(VARIATIONS)
    chosen = random.Random(SEED * 100 + n)
    return [vary(article, chosen.choice(names)) for article in articles]


def examples_of(articles, vocabulary):
    return make_examples(articles, parse(articles), vocabulary)


def taught(course, words):
    begin = partial(know_words, vectors=words)
    return learn(course, begin, _sets, lambda line: tell(f"teacher {course.seed}", line))


def softly(teachers, n):
    return label_softly(teachers, _sets[n])


def score(model, marked) -> str:
    """F1 on rows of depth 0 with a cue, as `python -m benchmarks attribution` prints it with more."""
    counts = []
    for article, doc in zip(marked, parse(marked), strict=True):
        found = [a for a in find_attributions(doc, model=model) if a.depth == 0 and a.cue]
        counts.append(count(article.text, found, article.attributions))
    t = total(counts)
    whole, source = (rates(right, t.found, t.marked)[2] for right in (t.right, t.right_source))
    exact = rates(t.pieces_right, t.pieces_found, t.pieces_marked)[2]
    quoted = f"{t.quoted_right / t.quoted:.3f} / {t.quoted_right_source / t.quoted:.3f}"
    return (
        f"attribution@.5 {whole:.3f}, with source {source:.3f}, exact {exact:.3f}, quoted {quoted}"
    )


if __name__ == "__main__":
    main()
