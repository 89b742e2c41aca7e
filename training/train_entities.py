"""Train the ranking network of entities, and write the file that the package ships.

It learns from GUM and from the articles in `training/articles/train`, in which every mention is marked; from
the pronouns of GAP's development part; and from who speaks in PolNeAR's training articles, of which
`--speakers` holds the marks. With `--predictions` each article of GUM is judged first by a network that did
not see it (five folds), and `python -m benchmarks entities --predictions` scores that file. Then one network
learns from everything, and that one is shipped. Some ten minutes on one core, and as long again for each
fold. Same seeds, versions and machine, same file.
"""

import argparse
import json
import sys
from pathlib import Path

from benchmarks.common.measuring import use_one_thread

use_one_thread()

import torch  # noqa: E402
from tqdm import tqdm  # noqa: E402

from benchmarks.common.gum import read_genres  # noqa: E402
from onrecord.reading.entities.mentions import mentions_of  # noqa: E402
from onrecord.reading.entities.ranking import NAME, Ranking  # noqa: E402
from onrecord.weights import write_weights  # noqa: E402
from training.marked_articles import read_own_articles  # noqa: E402
from training.marked_phrases import gum_examples, own_examples  # noqa: E402
from training.phrase_examples import Example  # noqa: E402
from training.ranking import Course, learn  # noqa: E402
from training.told_phrases import gap_examples, speaker_examples  # noqa: E402

EXAMPLE = "example: python -m training.train_entities ~/corpora --speakers ~/marks/speakers"
PACKAGE = Path(__file__).parents[1] / "src" / "onrecord" / "data"
OWN = Path(__file__).parent / "articles" / "train"
GAP = "gap-development.tsv"
FOLDS = 5
REPEATED = 2  # times that an article with all mentions marked is seen in a pass
COURSE = Course()


def main():
    args = parse_arguments()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    genres = read_genres(args.data)
    gum = gum_examples(args.data / "gum" / "text", [a for g in genres.values() for a in g])
    others = own_examples(read_own_articles(OWN)) * REPEATED
    others += gap_examples(args.data / "gap" / GAP, COURSE.seed)
    others += speaker_examples(args.data, args.speakers)
    if args.predictions:
        with open(args.predictions, "w", encoding="utf-8", newline="\n") as file:
            for example, ranking in tqdm(judged_unseen(gum, others), total=len(gum)):
                file.write(json.dumps(prediction(example, ranking), ensure_ascii=False) + "\n")
        print(f"{args.predictions}: {len(gum)} articles", file=sys.stderr)
    if args.out:
        examples = gum * REPEATED + others
        about = {"examples": len(examples), "course": vars(COURSE)}
        write_weights(args.out, NAME, learn(examples, COURSE, say), about)
        print(f"{args.out / NAME}.safetensors: from {len(examples)} examples", file=sys.stderr)


def say(number: int, loss: float) -> None:
    print(f"pass {number} of {COURSE.passes}: loss {loss:.3f}", file=sys.stderr)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "data", metavar="DATA", type=Path, help=f"folder that holds gum, polnear and gap/{GAP}"
    )
    parser.add_argument(
        "--speakers", type=Path, required=True, help="folder that holds train/*.json: who speaks"
    )
    parser.add_argument("--predictions", type=Path, help="JSONL file for predictions in folds")
    parser.add_argument("--out", type=Path, default=PACKAGE, help="folder to write to")
    return parser.parse_args()


def judged_unseen(examples: list[Example], others: list[Example]):
    """Each example with a ranking that did not learn from it; every FOLDS-th article is a fold's."""
    for fold in range(FOLDS):
        seen = [e for n, e in enumerate(examples) if n % FOLDS != fold]
        ranking = Ranking(learn(seen * REPEATED + others, COURSE))
        yield from ((e, ranking) for e in examples[fold::FOLDS])


def prediction(example: Example, ranking: Ranking) -> dict:
    """One line for `python -m benchmarks entities --predictions`."""
    mentions = mentions_of(example.article, example.pairs, *ranking(example.pairs))
    return {
        "doc": example.name,
        "mentions": [
            {
                "entity": str(m.referent.number),
                "start": m.start,
                "end": m.end,
                "form": m.form,
                "label": m.referent.label,
            }
            for m in mentions
        ],
    }


if __name__ == "__main__":
    main()
