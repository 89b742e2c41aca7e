"""Act and commitment of claims, held against 300 attributions that were marked by hand.

150 are of PolNeAR dev, with cue, source and content as PolNeAR marks them; 150 are finds of the kit in the
Wikinews articles of GUM, as they were found when they were read. So what is measured is the act alone. How
it was marked stands in marking_acts.md. With `--half train` it is 1,840 attributions of PolNeAR train, by
which the lexicon was set right. The intervals are Wilson's, at 95 %.
"""

import argparse
import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from benchmarks.common.command import given
from benchmarks.common.gum import read_genres
from benchmarks.common.judging import rate
from benchmarks.common.parsing import parse_texts
from benchmarks.common.polnear import Marked, MarkedArticle, as_attribution, read_part
from benchmarks.common.printing import markdown, share

if TYPE_CHECKING:
    from onrecord.reading.claims import Claim

NEEDS = "polnear/dev, gum"
EXAMPLES = ("~/corpora", "~/corpora --half open --wrong")
# The rows of Wikinews have the spans of source, cue and content.
HERE = Path(__file__).parent
MARKED = (HERE / "acts_marked.tsv", HERE / "acts_marked_wikinews.tsv")
POLNEAR, WIKINEWS = "PolNeAR", "Wikinews"
HALVES, TRAIN = ("open", "kept"), "train"
SEED, SIZE = 5, 150  # of the draw
NEEDED = (
    "Each row needs half, article, cue and content (first characters), an act and a commitment of the "
    "schema, and a second reader's or nothing, parted by tabs, so that it can be compared."
)
SAID = 60  # characters of a claim that are listed


@dataclass(frozen=True)
class Row:
    """One marked attribution, and the claim that the kit makes of it.

    `cue` and `content` are their first characters; what a second reader marked may be empty. `spans` are
    those of source, cue and content where no corpus has them: `0 8|9 13|14 18;20 30`.
    """

    half: str
    article: str
    cue: int
    content: int
    act: str
    commitment: str
    second_act: str
    second_commitment: str
    claim: "Claim | None" = None
    spans: str = ""

    @property
    def key(self) -> tuple[str, int, int]:
        return self.article, self.cue, self.content

    @property
    def corpus(self) -> str:
        return WIKINEWS if self.spans else POLNEAR

    @property
    def attribution(self) -> Marked:
        """The attribution of a row that has its spans."""
        parts = (part.split(";") for part in self.spans.split("|"))
        return Marked(*(tuple(tuple(map(int, s.split())) for s in part if s) for part in parts))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--half", choices=(*HALVES, TRAIN), help="only these rows (default: both halves)"
    )
    parser.add_argument("--wrong", action="store_true", help="list the rows that are not right")
    parser.add_argument(
        "--marked",
        metavar="FILE",
        type=Path,
        help="the rows (default: those that ship)",
    )


def run(args: argparse.Namespace) -> None:
    with given():
        shipped = [HERE / "acts_marked_train.tsv"] if args.half == TRAIN else MARKED
        files = [args.marked] if args.marked else shipped
        every = [row for path in files for row in read_marked(path)]
        marked = [r for r in every if args.half in (None, r.half)]
        polnear = read_part(args.data, "train" if args.half == TRAIN else "dev")
        rows = with_claims(marked, [*polnear, *wikinews(args.data, marked)])
    print(*report(rows, polnear), sep="\n\n")
    if args.wrong:
        print("", wrong_table(rows), sep="\n")


def wikinews(data: Path, rows: Sequence[Row]) -> list[MarkedArticle]:
    """The articles of Wikinews that have rows, with the attributions of these."""
    spanned = [row for row in rows if row.spans]
    texts = {a.name: a.text for a in read_genres(data)["news"]} if spanned else {}
    by_article = defaultdict(list)
    for row in spanned:
        by_article[row.article].append(row.attribution)
    named = ((name, texts.get(name, ""), tuple(of)) for name, of in by_article.items())
    return [MarkedArticle(*each) for each in named if each[1]]


def read_marked(path: str | Path) -> list[Row]:
    """The rows as they were marked, without claims.

    Raises:
        ValueError: a row is not of the schema.
    """
    from onrecord.tables.schema import ACTS, COMMITMENTS

    rows = []
    with open(path, encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t")
        for each in reader:
            try:
                at = {name: int(each[name]) for name in ("cue", "content")}
                rows.append(Row(**each | at))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path}, line {reader.line_num}: {error}. {NEEDED}") from error
            if each["act"] not in ACTS or each["commitment"] not in COMMITMENTS:
                wrong = f"act {each['act']!r}, commitment {each['commitment']!r}"
                raise ValueError(f"{path}, line {reader.line_num}: {wrong}. {NEEDED}")
    return rows


def with_claims(rows: Sequence[Row], articles: Iterable[MarkedArticle]) -> list[Row]:
    """The rows with what the kit makes of the attributions as they are marked.

    Raises:
        ValueError: the data has not an attribution that was marked.
    """
    wanted = {r.article for r in rows}
    marked = {a.name: a for a in articles if a.name in wanted}
    parsed = parse_texts({name: a.text for name, a in marked.items()})
    made = {}
    for each in tqdm(parsed, total=len(marked), desc="Articles", unit="article"):
        for key, claim in _claims(each.doc, marked[each.name].attributions):
            made[each.name, *key] = claim
    if lacking := [r.key for r in rows if r.key not in made]:
        raise ValueError(
            f"{len(lacking)} of the {len(rows)} attributions that were marked are not in the data; the "
            f"first is {lacking[0]}: article, first character of cue and of content. So there is "
            "nothing to compare with. The rows are of PolNeAR 1.0 and of the news of GUM."
        )
    return [replace(r, claim=made[r.key]) for r in rows]


def _claims(doc, attributions):
    """First character of cue and of content, and the claim."""
    from onrecord.reading.attribution.attribution import nested
    from onrecord.reading.claims import find_claims
    from onrecord.reading.doc.words import Words

    cued = sorted((m for m in attributions if m.cue), key=lambda m: (m.content, m.cue))
    claims = find_claims(Words(doc), nested([as_attribution(m) for m in cued]))
    return zip(((m.cue[0][0], m.content[0][0]) for m in cued), claims, strict=True)


def drawn(articles: Iterable[MarkedArticle]) -> dict[str, set[tuple[str, int, int]]]:
    """Half → the keys that the seed draws from all attributions that have a cue."""
    keys = [
        (a.name, m.cue[0][0], m.content[0][0]) for a in articles for m in a.attributions if m.cue
    ]
    chosen = random.Random(SEED).sample(keys, min(SIZE, len(keys)))
    return {"open": set(chosen[: SIZE // 2]), "kept": set(chosen[SIZE // 2 :])}


def report(rows: Sequence[Row], articles: Sequence[MarkedArticle]) -> Iterator[str]:
    """What is printed but for the rows that are wrong."""
    from onrecord.tables.schema import ACTS, COMMITMENTS

    yield accuracy_table(rows)
    if not all(row.half == TRAIN for row in rows):
        yield f"{agreement_line(rows)} {draw_line(rows, drawn(articles))}"
    for name, values in (("act", tuple(ACTS)), ("commitment", COMMITMENTS)):
        yield confusion_table(rows, name, values)


def accuracy_table(rows: Sequence[Row]) -> str:
    """One row a corpus, half and measure, with its interval, and what always saying the commonest gives."""
    table = []
    for corpus, half in product((POLNEAR, WIKINEWS), (*HALVES, TRAIN)):
        these = [r for r in rows if (r.corpus, r.half) == (corpus, half)]
        for name in ("act", "commitment") if these else ():
            right = sum(getattr(r, name) == getattr(r.claim, name) for r in these)
            [(value, most)] = Counter(getattr(r, name) for r in these).most_common(1)
            table.append([
                corpus, half, name, right, len(these), *rate(right, len(these)),
                f"{share(most / len(these))} ({value})",
            ])  # fmt: skip
    header = ["rows of", "half", "what", "right", "of", "accuracy", "95 %", "commonest alone"]
    return markdown(header, table)


def confusion_table(rows: Sequence[Row], name: str, values: Sequence[str]) -> str:
    """As marked down, as found across; only values that occur."""
    pairs = Counter((getattr(r, name), getattr(r.claim, name)) for r in rows)
    used = [v for v in values if any(v in pair for pair in pairs)]
    table = [[v, *(pairs[v, other] or "" for other in used)] for v in used]
    return markdown([f"{name}: marked, found", *used], table)


def agreement_line(rows: Sequence[Row]) -> str:
    """How often two readers marked the same."""
    both = [r for r in rows if r.second_act]
    acts = sum(r.act == r.second_act for r in both)
    commitments = sum(r.commitment == r.second_commitment for r in both)
    return f"Two readers agree on the act of {acts} and the commitment of {commitments} of {len(both)}."


def draw_line(rows: Sequence[Row], chosen: dict[str, set]) -> str:
    """How many rows are those that the seed draws from the data."""
    of_corpus = [r for r in rows if r.corpus == POLNEAR]
    same = sum(r.key in chosen[r.half] for r in of_corpus)
    return f"{same} of the {len(of_corpus)} rows of {POLNEAR} are those that seed {SEED} draws."


def wrong_table(rows: Sequence[Row]) -> str:
    """The rows whose act or commitment is not right, with the words that decided."""
    table = []
    for r in rows:
        if (r.act, r.commitment) != (r.claim.act, r.claim.commitment):
            marked, found = f"{r.act} {r.commitment}", f"{r.claim.act} {r.claim.commitment}"
            table.append(
                [*map(str, r.key), marked, found, r.claim.act_evidence, r.claim.text[:SAID]]
            )
    return markdown(["article", "cue", "content", "marked", "found", "by", "claim"], table)
