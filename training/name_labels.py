"""Labels of names to learn from: what teachers say of each token, put right where marks are certain.

The teachers are spaCy's recognisers, each also as the names step of the package puts it right (one
label a name and article, names found again, names cut and made whole). Where they differ, the label
is soft.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.common.gum import GoldArticle
from onrecord.reading.doc.recogniser import BEGINS, GOES_ON, OUTSIDE
from onrecord.reading.doc.words import RecognisedName, Words
from onrecord.reading.names.finding import find_names
from onrecord.reading.names.spans import DETERMINERS, PLACES

KINDS = (
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW",
    "LANGUAGE", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL",
)  # fmt: skip
PLACE_OF_KIND = {kind: n for n, kind in enumerate(KINDS)}
# GUM's types, and the kinds that may stand for each, the usual one first.
KINDS_OF_TYPE = {
    "person": ("PERSON", "NORP"), "place": ("GPE", "LOC", "FAC"), "event": ("EVENT",),
    "organization": ("ORG", "GPE", "NORP"),
}  # fmt: skip
OTHER_TYPES = ("object", "abstract", "time", "substance", "animal", "plant")
NO_MENTION = ("PERSON", "ORG", "EVENT", "FAC")  # such a name is wrong where GUM marks nothing
LONGEST = 6  # tokens of a marked name that no teacher saw


@dataclass
class Labels:
    """Labels of an article's tokens.

    Attributes:
        bio: tokens x 3, the probability of outside, begins and goes on.
        kind: tokens x kinds, the probability of each kind; it sums to that of being inside.
        weight: of each token, 0 where nothing is known.
    """

    bio: np.ndarray
    kind: np.ndarray
    weight: np.ndarray

    @classmethod
    def of(cls, length: int, views: Iterable[tuple[float, Iterable[RecognisedName]]]) -> "Labels":
        """What several views of an article say, each with its weight; these sum to 1."""
        bio = np.zeros((length, 3), np.float32)
        kind = np.zeros((length, len(KINDS)), np.float32)
        bio[:, OUTSIDE] = 1
        for weight, names in views:
            for first, last, name in names:
                bio[first:last, OUTSIDE] -= weight
                bio[first, BEGINS] += weight
                bio[first + 1 : last, GOES_ON] += weight
                kind[first:last, PLACE_OF_KIND[name]] += weight
        return cls(bio, kind, np.ones(length, np.float32))

    def spans(self) -> list[RecognisedName]:
        """The likeliest names in text order."""
        label, found, last = self.bio.argmax(axis=1), [], 0
        for first in np.flatnonzero(label != OUTSIDE).tolist():
            if first >= last:
                last = first + 1
                while last < len(label) and label[last] == GOES_ON:
                    last += 1
                found.append((first, last, KINDS[self.kind[first:last].sum(axis=0).argmax()]))
        return found

    def set(self, first: int, last: int, kind: str) -> None:
        """Let the tokens be one name for certain."""
        self.clear(first, last)
        self.bio[first:last, OUTSIDE] = 0
        self.bio[first, BEGINS] = self.bio[first + 1 : last, GOES_ON] = 1
        self.kind[first:last, PLACE_OF_KIND[kind]] = 1
        self.weight[first:last] = 1

    def clear(self, first: int, last: int) -> None:
        """Let the tokens be in no name; one that went on behind them begins there."""
        self.bio[first:last], self.kind[first:last] = (1, 0, 0), 0
        if last < len(self.bio):
            self.bio[last, BEGINS] += self.bio[last, GOES_ON]
            self.bio[last, GOES_ON] = 0


def put_right(words: Words) -> list[RecognisedName]:
    """A recogniser's names with the labels and the extents that the names step gives them."""
    found: list[RecognisedName] = []
    at = {i: name for name in find_names(words) for i in range(name.first, name.last)}
    taken: set[int] = set()
    for first, last, kind in words.recognised():
        inside = {id(at[i]): at[i] for i in range(first, last) if i in at}
        if len(inside) < 2:  # of two, the step has cut the name
            kind = next(iter(inside.values())).label if inside else kind
            found.append((first, last, kind))
            taken.update(range(first, last))
    for name in {id(name): name for name in at.values()}.values():
        first = min(name.first + len(name.title.split()), name.last - 1)
        if taken.isdisjoint(range(first, name.last)):
            found.append((first, name.last, name.label))
    return sorted(found)


def take_marks(words: Words, labels: Labels, marked: Iterable[RecognisedName]) -> None:
    """Let marked names stand: PERSON always, ORG unless a teacher says that it is a place or nation."""
    found = labels.spans()
    for first, last, kind in marked:
        over = [s for s in found if s[0] < last and s[1] > first]
        if len(over) == 1 and over[0][0] <= first and last <= over[0][1]:
            start, end, said = over[0]
            more = (*range(start, first), *range(last, end))
            if any(words.lower[i] not in DETERMINERS and words.tags[i] != "POS" for i in more):
                continue  # part of a longer name
            kept = kind == "ORG" and said in ("NORP", *PLACES)
            labels.set(start, end, said if kept else kind)
        else:
            for start, end, _ in over:
                labels.clear(start, end)
            labels.set(first, last, kind)


def take_gum(words: Words, labels: Labels, gold: GoldArticle) -> None:
    """Let GUM's proper mentions say which names there are, and of what kind."""
    marked = _marked_names(words, gold)
    held = {i for first, last, *_ in marked for i in range(first, last)}
    found = labels.spans()
    at = {i: span for span in found for i in range(span[0], span[1])}
    for first, last, head, type_ in marked:
        kinds = KINDS_OF_TYPE.get(type_)
        if kinds and head in at:
            start, end, said = at[head]
            labels.set(start, end, said if said in kinds else kinds[0])
        elif kinds and last - first <= LONGEST and words.texts[first][0].isalnum():
            labels.set(first, last, kinds[0])
    for first, last, kind in found:
        if kind in NO_MENTION and held.isdisjoint(range(first, last)):
            labels.clear(first, last)


def _marked_names(words, gold) -> Sequence[tuple[int, int, int, str]]:
    """First and last token, head and type of each proper mention's name, the longest where they overlap."""
    names = []
    for mention in gold.mentions:
        inside = words.tokens_in([(mention.start, mention.end)])
        head = words.tokens_in([mention.head])
        if mention.form == "proper" and inside and head and _is_capital(words, head[0]):
            first, last = _name_around(words, head[0], inside[0], inside[-1] + 1)
            names.append((first, last, head[0], gold.types[mention.entity]))
    taken: set[int] = set()
    longest = []
    for name in sorted(names, key=lambda n: n[0] - n[1]):
        if taken.isdisjoint(range(name[0], name[1])):
            taken.update(range(name[0], name[1]))
            longest.append(name)
    return sorted(longest)


def _name_around(words, head, start, end):
    """The capitalised words around a head, over `of` and the like: `[first, last)`."""
    first, last = head, head + 1
    while first > start and (
        _is_capital(words, first - 1)
        or (words.lower[first - 1] == "of" and first - 1 > start and _is_capital(words, first - 2))
    ):
        first -= 1
    while last < end and (
        _is_capital(words, last)
        or words.texts[last].isdigit()
        or (
            words.lower[last] in ("of", "for", "&")
            and last + 1 < end
            and _is_capital(words, last + 1)
        )
    ):
        last += 1
    while first < head and words.lower[first] in DETERMINERS:
        first += 1
    return first, last


def _is_capital(words, i):
    return words.texts[i][0].isupper() or words.tags[i] in ("NNP", "NNPS")
