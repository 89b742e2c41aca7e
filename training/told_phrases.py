"""Articles in which some phrases are told by name: whom a pronoun means (GAP), and who speaks.

GAP (Webster et al. 2018) says of a pronoun whether it means each of two names. `SPEAKERS/train/NAME.json`
says who is the source of each attribution of PolNeAR:
`{"speakers": {NUMBER: {"who", "type"}}, "nested": [{"source", "who", "type"}]}`, where NUMBER is the
place of the attribution in PolNeAR's file, and `who` has the names of somebody (`A|B`), of several who
speak as one too (`A & B`).
"""

import csv
import json
import random
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.common.parsing import parse_marked, parse_texts
from benchmarks.common.polnear import read_part
from onrecord.reading.entities.pairs import Pairs
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.names.titles import is_title
from training.marked_phrases import phrases_at, read_pairs
from training.phrase_examples import NOBODY, Example, put_together, told_example

TOGETHER = 16  # texts of GAP in one example
NAMED = ("person", "org", "place")  # types of a source that the article names
# Whom `I` means a rule says, or nothing that we learn here.
NOT_TOLD = {"i", "we", "you"}


def gap_examples(path: Path, seed: int) -> list[Example]:
    """The pronouns of one TSV file of GAP."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = {r["ID"]: r for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    examples = []
    for name, article, pairs in read_pairs(parse_texts({i: r["Text"] for i, r in rows.items()})):
        told = _told_by_gap(article, pairs, rows[name])
        example = told_example(name, article, pairs, told)
        if example:
            examples.append(example)
    random.Random(seed).shuffle(examples)
    return [put_together(examples[n : n + TOGETHER]) for n in range(0, len(examples), TOGETHER)]


def _told_by_gap(article, pairs, row):
    """The pronoun with the names that are right; nothing where the right one cannot be found."""
    at, starts = phrases_at(article), article.words.starts

    def phrase_at(offset):
        return at.get(bisect_right(starts, offset) - 1, -1)

    pronoun = phrase_at(int(row["Pronoun-offset"]))
    if pronoun < 0 or article.phrases[pronoun].kind != "pronoun":
        return {}
    ends = {x: int(row[f"{x}-offset"]) + len(row[x]) - 1 for x in "AB"}
    groups = {
        x: article.group[n] if (n := phrase_at(end)) >= 0 else NOBODY for x, end in ends.items()
    }
    right = [groups[x] for x in "AB" if row[f"{x}-coref"].upper() == "TRUE"]
    candidates = {article.group[n] for n in pairs.candidates[pairs.anaphors == pronoun].tolist()}
    if not right:
        wrong, count = {*groups.values()}, max(article.group) + 1
        return {pronoun: [g for g in range(count) if g not in wrong] + [NOBODY]}
    return {pronoun: right} if {*right} <= candidates - {NOBODY} else {}


def speaker_examples(data: Path, speakers: Path) -> list[Example]:
    """The sources of PolNeAR's training articles that `speakers` has marks of."""
    marks = {
        p.stem: json.loads(p.read_text("utf-8"))
        for p in sorted((speakers / "train").glob("*.json"))
    }
    marked = {a.name: a for a in read_part(data, "train") if a.name in marks}
    texts = {name: a.text for name, a in marked.items()}
    examples = []
    for name, article, pairs in read_pairs(
        parse_marked(data / "polnear" / "train" / "text", texts)
    ):
        sources = [a.source for a in marked[name].attributions]
        rows = [(sources[int(n)], row) for n, row in marks[name]["speakers"].items()]
        rows += [([tuple(s) for s in row["source"]], row) for row in marks[name]["nested"]]
        example = told_example(name, article, pairs, _told_by_sources(article, pairs, rows))
        if example:
            examples.append(example)
    return examples


def _told_by_sources(
    article: PhrasedArticle, pairs: Pairs, rows: Sequence[tuple[Sequence, Mapping]]
) -> dict[int, list[int]]:
    at, told = phrases_at(article), {}
    called = {
        article.group[n]: article.joined[p.name][0]
        for n, p in enumerate(article.phrases) if p.name >= 0
    }  # fmt: skip
    asked = {*pairs.anaphors.tolist()}
    for source, row in rows:
        n = at.get(article.words.source_of(source) if source else None, -1)
        if n not in asked or article.group[n] >= 0 or row["type"] == "unclear":
            continue
        if article.phrases[n].kind == "pronoun" and article.phrases[n].word in NOT_TOLD:
            continue
        right = [NOBODY]
        if row["type"] in NAMED:
            right = [g for g, name in called.items() if is_called(name, row["who"], row["type"])]
        if right:
            told[n] = right
    return told


def is_called(name: str, who: str, kind: str) -> bool:
    """Whether a name is one of those accepted: a person's first and last or one of them, else all words."""
    have = _plain(name)
    for part in who.split("&"):
        forms = [form for form in map(_plain, part.split("|")) if form]
        if kind != "person":
            if have and any(
                {*have} == {*form} or have == ["".join(w[0] for w in form)] for form in forms
            ):
                return True
            continue
        full = max(forms, key=len, default=[])
        if have and full and (
            have in forms
            or (have[-1] == full[-1] and (len(have) == 1 or len(full) == 1 or have[0][0] == full[0][0]))
        ):  # fmt: skip
            return True
    return False


def _plain(name):
    words = re.sub(r"['’]s\b|[^\w\s-]", " ", name.lower()).split()
    return [word for word in words if word != "the" and not is_title(word)]
