"""Who speaks: how often the right name is given, how often a false one, and how sure the kit is.

The articles are those of PolNeAR that were marked by reading; `speaker_marks.py` says how, and when a
name is right. An attribution is found when a row shares half of its words with the marked content. Of
those found whose speaker the article names, the share with the right name is printed; of the others,
the share that got a name all the same.

The curve and the calibration come from a second reading in which every source is named that can be:
`--source-threshold` of `onrecord extract` moves along it. `speakers_read_again.tsv` has eight articles
that somebody else marked by the same rules; where both agree is printed beside the figures. So is what a
reading of all rows of the demo corpus found (`demo.py`).
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from benchmarks.common.command import add_part, given
from benchmarks.common.extracting import extract
from benchmarks.common.polnear import Marked, MarkedArticle, read_part
from benchmarks.common.printing import markdown, number, share
from benchmarks.common.scoring import Words, pair
from benchmarks.sources.demo import demo_sentence, read_demo
from benchmarks.sources.speaker_marks import (
    UNCLEAR,
    MarkedSpeakers,
    is_right,
    plain,
    read_speakers,
    source_form,
    speaker,
)

NEEDS = "polnear, and speakers (or give --marks)"
EXAMPLES = ("~/corpora", "~/corpora --marks ~/corpora/speakers --part train")
AGAIN = Path(__file__).with_name("speakers_read_again.tsv")
FORMS = ("name", "description", "pronoun", "none")
THRESHOLDS = tuple(round(n / 20, 2) for n in range(20))
SURE = 0.9
TENTHS = 10


@dataclass(frozen=True)
class Judged:
    """One marked attribution, and the row that found it.

    Attributes:
        form: of the source in the text, one of FORMS.
        meant: whether the article names the speaker.
        words: of the content.
        name: what the row names, empty where nobody.
        right: whether that is the speaker, or an organisation for whom the source is said to speak.
        confidence: of the row's source.
    """

    form: str
    meant: bool
    words: int
    name: str
    right: bool
    confidence: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_part(parser)
    parser.add_argument(
        "--marks", type=Path, help="folder of dev/ and train/ (default: DATA/speakers)"
    )


def run(args: argparse.Namespace) -> dict[str, str]:
    """Print all tables. Returns name → why of each article that was lost."""
    folder = args.data / "polnear" / args.part / "text"
    with given():
        marks = read_speakers((args.marks or args.data / "speakers") / args.part)
        every = {article.name: article for article in read_part(args.data, args.part)}
        again = read_again() if args.part == "dev" else {}
    texts = {name: article.text for name, article in every.items()}
    with tqdm(total=2 * len(texts), desc="Articles", unit="article") as bar:
        runs = [extract(folder, texts, _nothing, bar, source_threshold=t) for t in (None, 0.0)]
    (judged, found), (all_named, _) = (judge(run, every, marks) for run in runs)
    print(f"PolNeAR {args.part}: {len(marks)} articles whose speakers are marked.\n")
    print(right_table(judged), found_sentence(judged, found), sep="\n\n")
    print(
        "\nEvery source named that can be, and only those at least so sure:\n",
        curve_table(all_named),
        sep="\n",
    )
    print(
        "\nHow sure, and how often right, of the rows that the kit names:\n",
        tenths_table(judged),
        sep="\n",
    )
    print("", sure_sentence(judged), agreement(marks, again), sep="\n")
    if args.part == "dev":
        print(demo_sentence(read_demo()))
    return runs[0].lost


def _nothing(_name, _doc):
    pass


def judge(
    run, every: dict[str, MarkedArticle], marks: Sequence[MarkedSpeakers]
) -> tuple[list[Judged], int]:
    """Each marked attribution that was found, and how many were marked."""
    rows, called = defaultdict(list), {None: ""}
    called |= {row["entity_id"]: row["name"] for row in run.tables.entities.to_pylist()}
    for row in run.tables.attributions.to_pylist():
        speaks_for = {"affiliation": called[row["source_affiliation"]]}
        rows[run.names[row["article_id"]]].append(row | speaks_for)
    judged, marked = [], 0
    for mark in marks:
        article, own = every[mark.article], rows[mark.article]
        known = {n: s for n, s in mark.speakers.items() if s.type != UNCLEAR}
        marked += len(known)
        words = Words(article.text)
        pairs = pair(words, [_spans(row) for row in own], article.attributions)
        for i, j, _ in pairs:
            if j in known:
                judged.append(_judged(article, words, own[i], j, known[j], mark.people))
    return judged, marked


def _spans(row):
    return Marked(
        *(tuple(map(tuple, row[f"{role}_spans"])) for role in ("source", "cue", "content"))
    )


def _judged(article, words, row, j, meant, people):
    marked = article.attributions[j]
    source = " ".join(article.text[start:end] for start, end in marked.source)
    name = row["source_name"] or ""
    named = row["source_class"].startswith("named")
    # a name that is but the source's own words (`Republicans`) is no false name
    body = row["affiliation"] if meant.type != "person" else ""
    own_words = set(plain(name)) <= set(plain(source))
    return Judged(
        form=source_form(source, meant),
        meant=meant.named,
        words=len(words.under(marked.content)),
        name=name if named and (meant.named or not own_words) else "",
        right=meant.named and any(is_right(each, meant, people) for each in (name, body)),
        confidence=row["source_confidence"] or 0.0,
    )


def right_table(judged: Sequence[Judged]) -> str:
    meant = [each for each in judged if each.meant]
    groups = {"all": meant} | {form: [e for e in meant if e.form == form] for form in FORMS}
    rows = [
        [name, number(len(group)), share(_share(e.right for e in group)), share(_of_words(group))]
        for name, group in groups.items()
    ]
    return markdown(["source in the text", "named by the article", "right", "by words"], rows)


def found_sentence(judged: Sequence[Judged], marked: int) -> str:
    nobody = [each for each in judged if not each.meant]
    return (
        f"Found: {share(len(judged) / max(marked, 1))} of {number(marked)} marked attributions. False "
        f"names: {share(_share(bool(e.name) for e in nobody))} of {number(len(nobody))} whose speaker the "
        "article does not name."
    )


def curve_table(judged: Sequence[Judged]) -> str:
    """For each threshold and form: the share named of those the article names, and that named right."""
    meant = [each for each in judged if each.meant]
    nobody = [each for each in judged if not each.meant]
    rows = []
    for threshold in THRESHOLDS:
        cells = []
        for group in (meant, *([e for e in meant if e.form == form] for form in FORMS[:3])):
            named = [e for e in group if e.name and e.confidence >= threshold]
            cells += [share(len(named) / max(len(group), 1)), share(_share(e.right for e in named))]
        false = _share(bool(e.name) and e.confidence >= threshold for e in nobody)
        rows.append([f"{threshold:.2f}", *cells, share(false)])
    heads = [
        f"{what}{head}"
        for what in ("", "names: ", "descriptions: ", "pronouns: ")
        for head in ("named", "right")
    ]
    return markdown(["threshold", *heads, "false names"], rows)


def tenths_table(judged: Iterable[Judged]) -> str:
    tenths = defaultdict(list)
    for each in judged:
        if each.name:
            tenths[min(int(each.confidence * TENTHS), TENTHS - 1)].append(each)
    rows = [
        [
            f"{n / TENTHS:.1f} to {(n + 1) / TENTHS:.1f}",
            number(len(group)),
            share(sum(e.confidence for e in group) / len(group)),
            share(_share(e.right for e in group)),
        ]
        for n, group in sorted(tenths.items())
    ]
    return markdown(["source_confidence", "named rows", "mean", "right"], rows)


def calibration_error(judged: Iterable[Judged]) -> float:
    """Expected calibration error of named rows, over tenths (Guo et al. 2017)."""
    tenths, size = defaultdict(list), 0
    for each in judged:
        if each.name:
            tenths[min(int(each.confidence * TENTHS), TENTHS - 1)].append(each)
            size += 1
    apart = (abs(sum(e.confidence - e.right for e in group)) for group in tenths.values())
    return sum(apart) / max(size, 1)


def sure_sentence(judged: Sequence[Judged]) -> str:
    named = [each for each in judged if each.name]
    sure = [each for each in named if each.confidence >= SURE]
    return (
        f"At {SURE} and above: {number(len(sure))} of {number(len(named))} named rows "
        f"({share(len(sure) / max(len(named), 1))}), {share(_share(e.right for e in sure))} of them right. "
        f"Expected calibration error: {share(calibration_error(judged))}."
    )


def read_again(file: Path = AGAIN) -> dict[tuple[str, int], tuple[str, str]]:
    """Article and place → who, and type, as somebody else marked them."""
    with open(file, encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return {(row["article"], int(row["id"])): (row["who"], row["type"]) for row in rows}


def agreement(
    marks: Sequence[MarkedSpeakers], again: dict[tuple[str, int], tuple[str, str]]
) -> str:
    """Where both who marked agree: on who is named, and of those on the name."""
    counts = Counter()
    for mark in marks:
        for n, first in mark.speakers.items():
            if (mark.article, n) not in again:
                continue
            second = speaker(*again[mark.article, n])
            counts["all"] += 1
            counts["same"] += first.named == second.named
            if first.named and second.named:
                counts["named"] += 1
                names = [name for names in second.names for name in names]
                counts["same name"] += any(is_right(name, first, mark.people) for name in names)
    if not counts:
        return "Nobody has marked these articles again."
    return (
        f"Marked again by somebody else: {number(counts['all'])} attributions. Whether the article names the "
        f"speaker: {share(counts['same'] / counts['all'])} the same; the name: "
        f"{share(counts['same name'] / max(counts['named'], 1))} of {number(counts['named'])}."
    )


def _share(values):
    values = list(values)
    return sum(values) / max(len(values), 1)


def _of_words(group):
    return sum(e.words * e.right for e in group) / max(sum(e.words for e in group), 1)
