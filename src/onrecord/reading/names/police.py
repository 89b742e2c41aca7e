"""Police forces: `Ellerby police` is a name, and `police` alone means them where there is one force."""

from collections.abc import Collection, Iterator, Sequence

from onrecord.reading.doc.words import PROPER, Words
from onrecord.reading.names.spans import NameSpan, indices

POLICE = "police"
EVIDENCE = "police of a place"


def with_police(words: Words, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """The spans in text order, places before `police` as the names of their forces.

    The place need not be recognised: its words have capitals, and a hyphen may join them.
    """
    forces = [
        NameSpan(first, i + 1, "ORG", EVIDENCE)
        for i, word in enumerate(words.texts)
        if word == POLICE and (first := _begin_of_place(words, i)) < i
    ]
    people = indices(s for s in spans if s.label == "PERSON")
    forces = [f for f in forces if people.isdisjoint(range(f.first, f.last))]
    inside = indices(forces)
    return sorted(forces + [s for s in spans if inside.isdisjoint(range(s.first, s.last))])


def _begin_of_place(words, end):
    """The first of the capitalised words that end before a token; `end` where there is none."""
    first = end
    while first and (words.tags[first - 1] in PROPER or words.texts[first - 1] == "-"):
        first -= 1
    while first < end and not words.texts[first][0].isupper():
        first += 1
    return first


def police_alone(
    words: Words, spans: Sequence[NameSpan], taken: Collection[int]
) -> Iterator[NameSpan]:
    """Where `police` means the one force that the article names, in text order."""
    forces = [s for s in spans if words.lower[s.last - 1] == POLICE and s.last - s.first > 1]
    if len({words.said(s.first, s.last).casefold() for s in forces}) != 1:
        return
    for i in range(len(words)):
        if i not in taken and _stands_alone(words, i) and not _is_told_apart(words, i):
            yield NameSpan(i, i + 1, "ORG", EVIDENCE)


def _stands_alone(words, i):
    """Whether a token is `police`, and not that of police officers."""
    if words.lower[i : i + 1] != [POLICE]:
        return False
    following = words.tags[i + 1 : i + 2]
    return not (following and following[0].startswith("NN"))


def _is_told_apart(words, i):
    """Whether a word before `police` says whose they are: `local police`, `his police`."""
    before = words.tags[i - 1] if i and words.sentence[i] == words.sentence[i - 1] else ""
    return before[:2] in ("NN", "JJ", "CD") or before in ("PRP$", "POS", "VBG", "VBN")
