"""Names that are certain: those that GAP asks about, and those of marked speakers."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from onrecord.reading.doc.words import RecognisedName, Words

KIND_OF_SPEAKER = {"person": "PERSON", "org": "ORG"}
INSIDE_NAMES = {
    "of",
    "the",
    "de",
    "van",
    "for",
    "and",
    "al",
    "el",
    "la",
    "von",
    "bin",
    "der",
    "del",
}


@dataclass(frozen=True)
class MarkedSnippet:
    """A text of GAP and half-open character spans of its two people's names."""

    text: str
    people: tuple[tuple[int, int], ...]


def read_gap(path: Path) -> list[MarkedSnippet]:
    """Read a file of GAP (Webster et al. 2018)."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [MarkedSnippet(row["Text"], tuple(_person(row, x) for x in "AB")) for row in rows]


def _person(row, letter):
    start = int(row[f"{letter}-offset"])
    return start, start + len(row[letter])


def people_at(words: Words, spans: tuple[tuple[int, int], ...]) -> Iterator[RecognisedName]:
    """The tokens of people's names."""
    for span in spans:
        if inside := words.tokens_in([span]):
            yield inside[0], inside[-1] + 1, "PERSON"


def read_speakers(path: Path) -> dict[str, str]:
    """The names of a file of marked speakers whose kind it tells → that kind."""
    marked = json.loads(path.read_text(encoding="utf-8"))
    kinds = {
        name.strip(): KIND_OF_SPEAKER[speaker["type"]]
        for speaker in marked["speakers"].values()
        if speaker["type"] in KIND_OF_SPEAKER
        for group in speaker["who"].split("&")
        for name in group.split("|")
    }
    for name, others in marked["people"].items():
        family = {name, *others}
        if kind := next((kinds[n] for n in sorted(family) if n in kinds), None):
            kinds |= dict.fromkeys(family, kind)
    return {name: kind for name, kind in kinds.items() if name and _is_name(name)}


def _is_name(text):
    return text[0].isupper() and all(
        word[0].isupper() or word.lower() in INSIDE_NAMES for word in text.split()
    )


def speakers_at(nlp: Language, words: Words, kinds: Mapping[str, str]) -> Iterator[RecognisedName]:
    """Wherever one of the names stands, the longest there."""
    names = {tuple(t.text for t in nlp.make_doc(name)): kind for name, kind in kinds.items()}
    longest = max(map(len, names), default=0)
    at = 0
    while at < len(words):
        lengths = range(longest, 0, -1)
        length = next((n for n in lengths if tuple(words.texts[at : at + n]) in names), 0)
        if length:
            yield at, at + length, names[tuple(words.texts[at : at + length])]
        at += length or 1
