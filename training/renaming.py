"""Articles with other names in them: of other origins, in capitals, in headlines.

PolNeAR's articles are about US politics, and a recogniser that knows only their names knows no
others. What a name was put in place of says for certain what it is.
"""

import random
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from onrecord.reading.doc.recogniser import BEGINS
from onrecord.reading.doc.words import Words
from onrecord.reading.names.spans import DETERMINERS
from training.name_labels import Labels

ARTICLES = ("the", "a", "an")
FULL, SHORT, GIVEN = range(3)  # a person's name whole, as in later mentions, and the first name
SURE = 0.45  # least weight of a label of which the name is put elsewhere
KEPT = 0.15  # share of people who keep their names
OTHERS_RENAMED = 0.45  # share of places and organisations that get another name
ALONE_RENAMED = 0.6  # share of people of whom one name alone is known
ONE_ORIGIN = 0.5  # share of articles whose people are of one origin
ORGANISATIONS = (
    "{town} {body}", "{brand} {body}", "{brand} {body}", "University of {town}", "Bank of {town}",
    "{family} & {other}", "{family} {body}", "{brand}", "Ministry of {duty}",
    "National {duty} {office}", "{acronym}", "{acronym}", "{brand}com",
)  # fmt: skip
LETTERS = "ABCDEFGHIKLMNOPRSTUW"
SMALL = {"a", "an", "the", "of", "in", "on", "to", "for", "and", "as", "at", "by", "with", "is"}
SHORT_LINE = 120  # characters
# Shares of lines in capitals and in title case: the first line, a short one, another.
RECASED = {"first": (0.3, 0.3), "short": (0.2, 0.2), "other": (0.05, 0.05)}


@dataclass(frozen=True)
class Renamed:
    """An article with other names.

    Attributes:
        tokens: start of a token in the new text → its number in the old one and its length.
        names: half-open character spans of new names, and their kinds.
    """

    text: str
    tokens: dict[int, tuple[int, int]]
    names: list[tuple[int, int, str]]

    def labels(self, doc: Doc, old: Labels) -> Labels:
        """The labels of the new text, which `doc` has, from those of the old one."""
        new = Labels.of(len(doc), ())
        starts = [token.idx for token in doc]
        ends = [token.idx + len(token) for token in doc]
        for i, start in enumerate(starts):
            before, length = self.tokens.get(start, (0, -1))
            if length == ends[i] - start:
                new.bio[i], new.kind[i] = old.bio[before], old.kind[before]
            else:
                new.weight[i] = 0
        for start, end, kind in self.names:
            first, last = bisect_right(ends, start), bisect_left(starts, end)
            if first < last and starts[first] == start and ends[last - 1] == end:
                new.set(first, last, kind)
                if first and doc[first - 1].lower_ in ARTICLES and new.bio[first - 1, BEGINS] > 0.5:
                    new.set(first - 1, last, kind)
            else:
                new.weight[max(first - 1, 0) : last + 1] = 0
        return new


class Renamer:
    """Draws names; the same seed draws the same."""

    def __init__(self, seed: int):
        self._random = random.Random(seed)
        self._lists = _read_lists()
        self._origins = sorted({origin for _, origin in self._lists if origin})

    def __call__(self, words: Words, labels: Labels) -> Renamed:
        """The article of `words` with other names, some lines in other letters."""
        text, swaps = words.text, list(self._swaps(words, labels))
        pieces, names, ends, shifts, at, length = [], [], [], [], 0, 0
        for first, last, new, kind in swaps:
            start, end = words.span(first, last)
            pieces += [text[at:start], new]
            length += start - at
            names.append((length, length + len(new), kind))
            length, at = length + len(new), end
            ends.append(end)
            shifts.append(length - end)
        pieces.append(text[at:])
        gone = {i for first, last, *_ in swaps for i in range(first, last)}
        tokens = {}
        for i, start in enumerate(words.starts):
            if i not in gone:
                before = bisect_right(ends, start)
                shift = shifts[before - 1] if before else 0
                tokens[start + shift] = (i, words.ends[i] - start)
        return Renamed(self._recased("".join(pieces)), tokens, names)

    def _swaps(self, words, labels) -> Iterator[tuple[int, int, str, str]]:
        """First and last token, the new name and its kind, in text order."""
        found = labels.spans()
        people, given = self._people(words, found)
        alone: dict[tuple[str, ...], str] = {}
        for first, last, kind in found:
            if labels.bio[first:last].max(axis=1).min() < SURE:
                continue
            while first < last and words.lower[first] in DETERMINERS:
                first += 1
            while last > first and words.tags[last - 1] == "POS":
                last -= 1
            name = tuple(words.texts[first:last])
            if not name or kind not in ("PERSON", "GPE", "ORG"):
                continue
            if kind == "PERSON" and name[-1] in people:
                new = people[name[-1]][SHORT if len(name) == 1 else FULL]
            elif kind == "PERSON" and given.get(name[0]) in people:
                new = people[given[name[0]]][GIVEN]
            else:
                new = alone.setdefault(name, self._other(name, kind))
            if new:
                shouted = kind != "ORG" and name[0].isupper() and len(name[0]) > 3
                yield first, last, new.upper() if shouted else new, kind

    def _people(self, words, found):
        """New names of the people with several names, by the last; that last name by the first."""
        draw = self._random
        one = draw.choice(self._origins) if draw.random() < ONE_ORIGIN else None
        people: dict[str, tuple[str, str, str]] = {}
        given: dict[str, str] = {}
        for first, last, kind in found:
            name = words.texts[first:last]
            if kind != "PERSON" or len(name) < 2 or not all(w[0].isupper() for w in name):
                continue
            given.setdefault(name[0], name[-1])
            if name[-1] not in people:
                new = self._person(one or draw.choice(self._origins))
                people[name[-1]] = ("", "", "") if draw.random() < KEPT else new
        return people, given

    def _person(self, origin):
        draw = self._random
        last_first = ("family_first", origin) in self._lists
        given = self._one("given", origin)
        family = self._one("family_first" if last_first else "family", origin)
        if draw.random() < 0.12:
            middle = (
                f"{draw.choice(LETTERS)}." if draw.random() < 0.5 else self._one("given", origin)
            )
            given = f"{given} {middle}"
        if last_first and draw.random() < 0.8:
            return f"{family} {given}", family, given
        return f"{given} {family}", family, given

    def _other(self, name, kind):
        """A new name of what has one name only; empty where it keeps it."""
        draw = self._random
        origin = draw.choice(self._origins)
        if draw.random() > (ALONE_RENAMED if kind == "PERSON" else OTHERS_RENAMED):
            return ""
        if kind == "PERSON":
            if not (name[0].isalpha() and name[0][0].isupper()):
                return ""
            return self._one("given", origin) if draw.random() < 0.5 else self._family(origin)
        if kind == "GPE":
            return self._one(draw.choice(("town", "town", "country", "region")), origin)
        made = {n: self._one(n, origin) for n in ("town", "brand", "body", "duty", "office")}
        acronym = "".join(draw.choices(LETTERS, k=draw.choice((3, 3, 4, 5))))
        other = self._family(draw.choice(self._origins))
        return draw.choice(ORGANISATIONS).format(
            family=self._family(origin), other=other, acronym=acronym, **made
        )

    def _family(self, origin):
        first = ("family_first", origin) in self._lists
        return self._one("family_first" if first else "family", origin)

    def _one(self, name, origin):
        return self._random.choice(self._lists.get((name, origin)) or self._lists[name, ""])

    def _recased(self, text):
        """Some lines in capitals, some in title case, each as long as before."""
        draw, lines, seen = self._random, [], False
        for line in text.split("\n"):
            sort = "first" if not seen else "short" if len(line) < SHORT_LINE else "other"
            capitals, title = RECASED[sort]
            chance = draw.random()
            new = line
            if chance < capitals:
                new = line.upper()
            elif chance < capitals + title:
                new = re.sub(r"[A-Za-z][\w'’]*", _titled, line)
            seen = seen or bool(line.strip())
            lines.append(new if len(new) == len(line) else line)
        return "\n".join(lines)


def _titled(match):
    word = match[0]
    return word if word in SMALL else word[0].upper() + word[1:]


def _read_lists() -> dict[tuple[str, str], list[str]]:
    lists = defaultdict(list)
    path = Path(__file__).with_name("names_by_origin.tsv")
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        name, origin, value = line.split("\t")
        lists[name, origin].append(value)
    return dict(lists)
