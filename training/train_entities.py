"""Train the ranking network of entities on GUM, and write the file that the package ships.

First in folds: each article is judged by a network that did not see it, and those predictions go
to `--predictions`, which `python -m benchmarks entities --predictions` scores. Then one network
learns from all articles, and that one is shipped. Takes some minutes on one core. Same seeds,
versions and machine, same file.
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
from onrecord.reading.entities.finding import mentions_of  # noqa: E402
from onrecord.reading.entities.ranking import NAME, Ranking  # noqa: E402
from onrecord.weights import write_weights  # noqa: E402
from training.marked_phrases import make_examples  # noqa: E402
from training.ranking import Course, Example, learn  # noqa: E402

EXAMPLE = "example: python -m training.train_entities ~/corpora --predictions unseen.jsonl"
PACKAGE = Path(__file__).parents[1] / "src" / "onrecord" / "data"
FOLDS = 5
COURSE = Course()


def main():
    args = parse_arguments()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    genres = read_genres(args.data)
    examples = make_examples(args.data / "gum" / "text", [a for g in genres.values() for a in g])
    if args.predictions:
        with open(args.predictions, "w", encoding="utf-8", newline="\n") as file:
            for example, ranking in tqdm(judged_unseen(examples), total=len(examples)):
                file.write(json.dumps(prediction(example, ranking), ensure_ascii=False) + "\n")
        print(f"{args.predictions}: {len(examples)} articles", file=sys.stderr)
    if args.out:
        about = {"articles": len(examples), "course": vars(COURSE)}
        write_weights(args.out, NAME, learn(examples, COURSE), about)
        print(f"{args.out / NAME}.safetensors: from {len(examples)} articles", file=sys.stderr)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", metavar="DATA", type=Path, help="folder that holds gum")
    parser.add_argument("--predictions", type=Path, help="JSONL file for predictions in folds")
    parser.add_argument("--out", type=Path, default=PACKAGE, help="folder to write to")
    return parser.parse_args()


def judged_unseen(examples: list[Example]):
    """Each example with a ranking that did not learn from it; every FOLDS-th article is a fold's."""
    for fold in range(FOLDS):
        seen = [e for n, e in enumerate(examples) if n % FOLDS != fold]
        ranking = Ranking(learn(seen, COURSE))
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
