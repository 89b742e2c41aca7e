"""Train the speaking network on marked speakers, and write the file that the package ships.

First in folds: each article is judged by a network that did not see it. What comes of that makes
the confidence (Platt 1999) and the threshold: the lowest one at which few enough of those whom an
article does not name get a name. Then one network learns from all articles. Same seeds, versions and
machine, same file.
"""

import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from typing import NamedTuple

from benchmarks.common.measuring import use_one_thread

use_one_thread()

import numpy as np  # noqa: E402
import torch  # noqa: E402
from tqdm import tqdm  # noqa: E402

from benchmarks.common.parsing import parse_texts  # noqa: E402
from benchmarks.common.polnear import read_part  # noqa: E402
from onrecord.reading.attribution import Attribution, find_in_batch  # noqa: E402
from onrecord.reading.doc.words import Words  # noqa: E402
from onrecord.reading.entities.conversation import NOBODY  # noqa: E402
from onrecord.reading.entities.phrased_article import PhrasedArticle, read_phrases  # noqa: E402
from onrecord.reading.entities.speaking import NAME, Speaker, Speaking, form_of  # noqa: E402
from onrecord.weights import write_weights  # noqa: E402
from training.arguments import parser_of  # noqa: E402
from training.marked_articles import read_own_articles  # noqa: E402
from training.marked_speakers import (  # noqa: E402
    SpeakingExample,
    Truth,
    example_of,
    read_speakers,
    truth_of_mentions,
    truth_of_speakers,
)
from training.shipping import logistic  # noqa: E402
from training.speaking import SpeakingCourse, check_same, learn_speaking  # noqa: E402

EXAMPLE = "example: python -m training.train_speaking ~/corpora ~/marked/speakers/train"
OWN = Path(__file__).parent / "articles" / "train"
OWN_TIMES = (
    2  # that each of our own articles is learned from in a pass: other styles of news are few
)
FOLDS = 5
FORMS = ("name", "description", "pronoun")
STEPS = 20  # of thresholds that are printed
THRESHOLDS = [n / 50 for n in range(15, 50)]  # that are tried for each form
FALSE_NAMES = 0.05  # share of those whom an article does not name that may get a name
COURSE = SpeakingCourse()


@dataclass(frozen=True)
class MarkedSpeakers:
    """One article that was read, who its sources are, and what the network learns from it."""

    article: PhrasedArticle
    attributions: Sequence[Attribution]
    truth: Truth
    example: SpeakingExample | None


def main():
    args = parse_arguments()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    news = list(tqdm(read_news(args.data, args.speakers), desc="articles with marked speakers"))
    own = [m.example for m in read_own(args.own)] * OWN_TIMES
    unseen = list(tqdm(judged_unseen(news, own), total=len(news), desc="judged unseen"))
    calibration = calibrated(news, unseen)
    weights = learn_speaking([*(m.example for m in news), *own], COURSE)
    first = next(m for m in news if m.example is not None)
    speakers = Speaking(weights)(first.article, first.attributions)
    asked = next(s for s in speakers if s.asked.kind != "name")
    check_same(weights, first.example, COURSE, 1 / (1 + math.exp(-asked.signs[0])))
    judged = list(confidences(news, unseen, Speaking(weights, {"calibration": calibration})))
    about = {
        "calibration": calibration,
        "thresholds": thresholds_of(judged),
        "training": {"articles": len(news), "own": len(own), "course": asdict(COURSE)},
    }
    write_weights(args.out, NAME, weights, about)
    print(*curve(judged), about["thresholds"], sep="\n", file=sys.stderr)


def parse_arguments():
    parser = parser_of(__doc__, EXAMPLE)
    parser.add_argument("--own", type=Path, default=OWN, help="folder of articles of our own")
    return parser.parse_args()


def read_news(data: Path, folder: Path) -> Iterator[MarkedSpeakers]:
    """The articles of PolNeAR whose speakers are marked."""
    marks = read_speakers(folder)
    marked = {a.name: a for a in read_part(data, "train") if a.name in marks}
    for name, article, attributions in _read({n: a.text for n, a in marked.items()}):
        truth = truth_of_speakers(article, attributions, marked[name], marks[name])
        yield MarkedSpeakers(article, attributions, truth, example_of(article, attributions, truth))


def read_own(folder: Path) -> Iterator[MarkedSpeakers]:
    """The articles of our own."""
    own = {a.name: a for a in read_own_articles(folder)}
    for name, article, attributions in _read({n: a.text for n, a in own.items()}):
        truth = truth_of_mentions(article, attributions, own[name])
        yield MarkedSpeakers(article, attributions, truth, example_of(article, attributions, truth))


def _read(texts):
    for parsed in parse_texts(texts):
        if parsed.doc is None:
            raise SystemExit(f"{parsed.name} cannot be learned from: {parsed.problem}")
        words = Words(parsed.doc)
        [attributions] = find_in_batch([words])
        yield parsed.name, read_phrases(words, attributions), attributions


def judged_unseen(
    news: Sequence[MarkedSpeakers], own: Sequence[SpeakingExample | None]
) -> Iterator[list[Speaker]]:
    """The speakers of each article, by a network that did not learn from it."""
    folds = []
    for fold in range(FOLDS):
        seen = [m.example for n, m in enumerate(news) if n % FOLDS != fold]
        folds.append(Speaking(learn_speaking([*seen, *own], COURSE)))
    for n, marked in enumerate(news):
        yield folds[n % FOLDS](marked.article, marked.attributions)


def calibrated(
    news: Sequence[MarkedSpeakers], unseen: Sequence[Sequence[Speaker]]
) -> dict[str, list[float]]:
    """For each form of source the weights of its confidence, the bias first.

    A name that is but the source's own words, where nobody is named, is neither right nor wrong.
    """
    rows: dict[str, tuple[list, list]] = {}
    for marked, speakers in zip(news, unseen, strict=True):
        for speaker in speakers:
            signs, right = rows.setdefault(form_of(speaker.asked), ([], []))
            for place in marked.truth.keys() & speaker.asked.attributions:
                meant = marked.truth[place]
                is_right = speaker.entity in meant.who
                if speaker.entity != NOBODY and (meant.named or not is_right):
                    signs.append([1.0, *speaker.signs])
                    right.append(float(is_right))
    return {
        form: [round(w, 4) for w in logistic(np.array(signs), np.array(right)).tolist()]
        for form, (signs, right) in sorted(rows.items())
    }


class Judged(NamedTuple):
    """One marked source: how sure its likeliest speaker is, whether that is right, and what is true."""

    confidence: float
    right: bool
    named: bool  # whether the article names who it is
    form: str


def confidences(
    news: Sequence[MarkedSpeakers], unseen: Sequence[Sequence[Speaker]], speaking: Speaking
) -> Iterator[Judged]:
    """All marked sources; those without a speaker and without words are never sure."""
    for marked, speakers in zip(news, unseen, strict=True):
        by_place = {place: s for s in speakers for place in s.asked.attributions}
        for place, meant in marked.truth.items():
            speaker = by_place.get(place)
            if speaker is None or not marked.attributions[place].source:
                yield Judged(0.0, False, meant.named, "pronoun")
            else:
                right = speaker.entity in meant.who
                form = form_of(speaker.asked)
                yield Judged(speaking.confidence(speaker), right, meant.named, form)


def thresholds_of(judged: Sequence[Judged]) -> dict[str, float]:
    """For each form of source the threshold: with few enough false names, most right ones."""
    allowed = FALSE_NAMES * sum(not j.named for j in judged)
    tried = []
    for form in FORMS:
        given = [[j for j in judged if j.form == form and j.confidence >= t] for t in THRESHOLDS]
        tried.append([(sum(j.right and j.named for j in g), _false(g), t)
                      for g, t in zip(given, THRESHOLDS, strict=True)])  # fmt: skip
    fitting = (each for each in product(*tried) if sum(false for _, false, _ in each) <= allowed)
    best = max(fitting, key=lambda each: (sum(e[0] for e in each), sum(e[2] for e in each)))
    return {form: t for form, (_, _, t) in zip(FORMS, best, strict=True)}


def _false(judged):
    return sum(not j.named and not j.right for j in judged)


def curve(judged: Sequence[Judged]) -> Iterator[str]:
    """For each threshold, by form: share of the named that get the right name; then of false names."""
    for step in range(STEPS):
        least = step / STEPS
        given = [j for j in judged if j.confidence >= least]
        shares = [
            f"{form} {_share(given, judged, lambda j, f=form: j.named and j.form == f):.3f}"
            for form in FORMS
        ]
        unnamed = sum(not j.named for j in judged)
        yield f"{least:.2f}  {', '.join(shares)}, false names {_false(given) / unnamed:.3f}"


def _share(given, judged, counts):
    return sum(j.right for j in given if counts(j)) / max(sum(map(counts, judged)), 1)


if __name__ == "__main__":
    main()
