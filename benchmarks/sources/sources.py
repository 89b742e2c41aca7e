"""Sources on PolNeAR: in what form they stand, and how many of them are resolved to whom.

The attributions are those that the kit finds, nested ones too. What counts as a name, a description or
a pronoun stands in source_forms.py. A source is resolved to a named entity, to one that is not named in
its article, or to nothing: then it is only a phrase.

Whether it is the right entity PolNeAR does not say. `--sample` draws sources that are pronouns or
descriptions and were resolved to named entities, and writes them, with what stands before them, to be
read; beside it a TSV is written to judge them in. `--judged` prints the share that is right. A source
that several attributions share is drawn once.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from benchmarks.common.command import add_part, given
from benchmarks.common.extracting import extract
from benchmarks.common.judging import (
    add_sample,
    check_sample,
    draw,
    key,
    rate,
    read_judged,
    write_sample,
)
from benchmarks.common.polnear import read_part
from benchmarks.common.printing import markdown, number, percent
from benchmarks.sources.reading_sheet import entry
from benchmarks.sources.resolving import RESOLVED, Resolution, resolutions
from benchmarks.sources.source_forms import FORMS, KINDS

NEEDS = "polnear/dev or polnear/train"
EXAMPLES = (
    "~/corpora",
    "~/corpora --sample 30 --seed 1 --out sample.md",
    "~/corpora --judged sample.tsv",
)
HAND = Path(__file__).with_name("sources_read_by_hand.tsv")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_part(parser)
    add_sample(parser, HAND)


def run(args: argparse.Namespace) -> dict[str, str]:
    """Print all tables, and write a sample. Returns name → why of each article that was lost."""
    with given():
        check_sample(args)
        marked = read_part(args.data, args.part)
        judged = read_judged(args.judged) if args.judged else {}
    docs, texts = {}, {article.name: article.text for article in marked}
    folder = args.data / "polnear" / args.part / "text"
    with tqdm(total=len(texts), desc="Articles", unit="article") as bar:
        extracted = extract(folder, texts, docs.__setitem__, bar)
    found = resolutions(extracted, docs)
    print(*report(args.part, found, len(texts), len(extracted.lost)), sep="\n\n")
    if judged:
        print("", judged_sentence(judged, found, args.judged.name), sep="\n")
    if args.sample:
        drawn = draw(candidates(found), args.sample, args.seed)
        entries = [entry(n, each, docs[each.article]) for n, each in enumerate(drawn, 1)]
        write_sample(args.out, entries, map(key_of, drawn))
    return extracted.lost


def report(part: str, found: Sequence[Resolution], articles: int, lost: int) -> list[str]:
    """What is printed but for the judgements."""
    classes = Counter(each.source_class for each in found)
    return [
        f"PolNeAR {part}: {articles} articles, {lost} of them lost; "
        f"{number(len(found))} attributions found.",
        "What stands as the source:",
        share_table("source", Counter(each.form for each in found), FORMS),
        "Who pronouns and descriptions are resolved to:",
        resolved_table(found),
        "Classes of sources:",
        share_table("class", classes, sorted(classes)),
    ]


def share_table(what: str, counts: Counter, order: Sequence[str]) -> str:
    whole = max(counts.total(), 1)
    rows = [[name, number(counts[name]), percent(counts[name] / whole)] for name in order]
    return markdown([what, "attributions", "share"], rows)


def resolved_table(found: Sequence[Resolution]) -> str:
    """One row for descriptions, pronouns, each kind of pronoun, and both forms together."""
    groups = {
        "pronoun or description": [e for e in found if e.form in ("pronoun", "description")],
        "description": [e for e in found if e.form == "description"],
        "pronoun": [e for e in found if e.form == "pronoun"],
        **{f"pronoun: {kind}": [e for e in found if e.kind == kind] for kind in KINDS},
    }
    rows = []
    for name, group in groups.items():
        counts, whole = Counter(each.resolved for each in group), max(len(group), 1)
        cells = ((number(counts[to]), percent(counts[to] / whole)) for to in RESOLVED)
        rows.append([name, number(len(group)), *(cell for pair in cells for cell in pair)])
    columns = [column for to in RESOLVED for column in (to, "share")]
    return markdown(["source", "attributions", *columns], rows)


def candidates(found: Sequence[Resolution]) -> list[Resolution]:
    """Pronouns and descriptions resolved to named entities, each source once."""
    once = {}
    for each in found:
        if each.form in ("pronoun", "description") and each.resolved == RESOLVED[0]:
            once.setdefault(key_of(each), each)
    return list(once.values())


def key_of(each: Resolution):
    return key(each.article, each.start, each.name)


def judged_sentence(judged: dict, found: Sequence[Resolution], file: str) -> str:
    """The share right of all that were judged, and how many of them are resolved so in this run."""
    right = sum(judged.values())
    share_right, ends = rate(right, len(judged))
    now = {key_of(each) for each in candidates(found)}
    return (
        f"Read by hand ({file}): {right} of {len(judged)} right, {share_right} "
        f"(95 %: {ends}); {len(now & set(judged))} of them are resolved so in "
        "this run."
    )
