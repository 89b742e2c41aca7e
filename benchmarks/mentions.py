"""Entities on GUM: are the mentions of each counted and joined right, beside a naive baseline?

The baseline is what spaCy's recogniser alone gives: its entities, one for each case-folded string
without a leading `the` or a possessive. Definitions stand in entity_scoring.py. Each genre is a
corpus of its own, since the kit joins names over a corpus.

Exit codes: 0 done; 1 an article was lost; 2 wrong usage.
"""

import argparse
import re
import sys
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

from entity_scoring import Tally, tally
from gum import GoldArticle, read_genres
from measuring import use_one_thread
from parsing import parse_marked
from printing import markdown, number, share
from tqdm import tqdm

EXAMPLE = "example: python benchmarks/mentions.py ~/corpora --genre news"
ARTICLE, POSSESSIVE = re.compile(r"^the\s+"), re.compile(r"['’]s?$")


@dataclass(frozen=True)
class Found:
    """One mention as a system gives it."""

    entity: str
    start: int
    end: int
    form: str
    label: str


def main():
    args = parse_arguments()
    use_one_thread()
    try:
        genres = read_genres(args.data)
    except FileNotFoundError as error:
        sys.exit(f"mentions.py: {error}")
    if args.genre and args.genre not in genres:
        sys.exit(f"mentions.py: no genre {args.genre!r} there; there are {', '.join(genres)}")
    chosen = [args.genre] if args.genre else list(genres)
    lost, tallies = {}, {}
    with tqdm(total=sum(len(genres[g]) for g in chosen), unit="article") as bar:
        for genre in chosen:
            tallies[genre] = run_genre(args.data / "gum" / "text", genres[genre], lost, bar)
    print(report({genre: genres[genre] for genre in chosen}, tallies, lost))
    for name, problem in lost.items():
        print(f"lost: {name}: {problem}", file=sys.stderr)
    return 1 if lost else 0


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", metavar="DATA", type=Path, help="folder that holds gum")
    parser.add_argument("--genre", help="one genre alone, such as news (default: all)")
    return parser.parse_args()


def run_genre(folder: Path, articles: list[GoldArticle], lost: dict, bar: tqdm) -> dict[str, Tally]:
    """Count the articles of one genre for the kit and for the baseline; add to `lost` what failed."""
    from onrecord.attribution import find_attributions
    from onrecord.entities import find_mentions, join_entities

    kit, baseline = [], {}
    for parsed in parse_marked(folder, {a.name: a.text for a in articles}):
        bar.update()
        text, mentions = None, []
        baseline[parsed.name] = []
        if parsed.doc is None:
            lost[parsed.name] = parsed.problem
        else:
            text, baseline[parsed.name] = parsed.doc.text, naive_mentions(parsed.doc)
            try:
                mentions = find_mentions(parsed.doc, find_attributions(parsed.doc))
            except Exception as error:  # whatever it is, the article is lost and is said to be
                lost[parsed.name] = repr(error)
        kit.append((parsed.name, text, mentions))
    _, ids = join_entities(kit)
    found = {
        name: [Found(e, m.start, m.end, m.form, m.label) for e, m in zip(each, mentions, strict=True)]
        for (name, _, mentions), each in zip(kit, ids, strict=True)
    }  # fmt: skip
    return {
        "onrecord": reduce(add, (tally(a, found[a.name]) for a in articles)),
        "baseline": reduce(add, (tally(a, baseline[a.name]) for a in articles)),
    }


def naive_mentions(doc) -> list[Found]:
    """The recogniser's entities, joined where their strings are the same."""
    return [
        Found(naive_key(e.text), e.start_char, e.end_char, "proper", e.label_) for e in doc.ents
    ]


def naive_key(name: str) -> str:
    """`The Senate's` → `senate`."""
    return POSSESSIVE.sub("", ARTICLE.sub("", name.casefold()))


def report(genres: dict, tallies: dict[str, dict[str, Tally]], lost: dict) -> str:
    """One table: each genre, then all, each for the kit and the baseline."""
    systems = ("onrecord", "baseline")
    if len(tallies) > 1:
        every = {s: reduce(add, (t[s] for t in tallies.values())) for s in systems}
        tallies = tallies | {"all": every}
        genres = genres | {"all": [a for articles in genres.values() for a in articles]}
    rows = []
    for genre, by_system in tallies.items():
        for system in systems:
            each = by_system[system]
            size = [len(genres[genre]), number(len(each.sizes))]
            rows.append([genre, system, *size, *map(share, each.measures().values())])
    header = ["genre", "system", "articles", "entities", *Tally().measures()]
    articles = sum(len(each) for genre, each in genres.items() if genre != "all")
    return f"GUM: {articles} articles, {len(lost)} of them lost.\n\n{markdown(header, rows)}"


if __name__ == "__main__":
    sys.exit(main())
