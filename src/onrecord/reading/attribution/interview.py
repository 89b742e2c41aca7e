"""Who asks and who answers in an interview, as its introduction says; nobody where it does not.

Who answers is the one person whom the introduction is about: named more often than any other, or else
the only one who is the subject of a sentence. Who asks is named in a line `By Jo Bloggs`, or meets
who answers: `interviewed by Jo Bloggs`, `Jo Bloggs spoke to her`.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from onrecord.reading.doc.words import Words
from onrecord.reading.union import grouped

Place = tuple[int, int]  # tokens `[first, last)`
ASKING = {"interviewed", "questioned"}
MEETING = {"spoke", "talked", "sat", "met", "chatted", "speaks", "talks", "meets"}
WITH = {"to", "with"}
BY = {"interview", "interviewed", "questions", "questioned", "asked", "words"}
READERS, THIRD = {"i", "we"}, {"he", "she", "him", "her", "they", "them"}
BYLINE = 8  # words of a line that names who wrote it, at most
SUBJECTS = ("nsubj", "nsubjpass", "conj")
LONGEST = 3  # words of a person's name
NEAR = 12  # tokens between who meets and whom


class Interview(NamedTuple):
    """Where the longest names of who asks and of who answers stand; None where nobody is told."""

    interviewer: Place | None
    interviewee: Place | None


def read_interview(words: Words, people: Sequence[Place], introduction: Iterable[int]) -> Interview:
    """Who asks and who answers.

    Args:
        people: the names of people in the article, in text order.
        introduction: the paragraphs that belong to no turn.
    """
    outside = set(introduction)
    named = [place for place in people if words.paragraph[place[0]] in outside]
    askers = {_surname(words, place) for place in named if _asks(words, place)}
    answering = {_surname(words, place) for place in named if _answers(words, place)} - askers
    longest = sorted(named, key=lambda place: (place[0] - place[1], place))
    called = grouped((_surname(words, place), place) for place in longest)
    others = {who: places for who, places in called.items() if who not in askers}
    answers = _only(answering) or _most_named(words, others)
    met = {_surname(words, place) for place in _met(words, named, answers)}
    asks = _only(askers) or _only(met - {answers})
    return Interview(*(called[who][0] if who else None for who in (asks, answers)))


def people_in(words: Words) -> list[Place]:
    """The people whom the recogniser finds, and those it passes over who are called by a surname too."""
    found = [(first, last) for first, last, kind in words.recognised() if kind == "PERSON"]
    runs, alone = [], set()
    for named, tokens in groupby(range(len(words)), lambda i: _may_be_name(words, i)):
        run = list(tokens) if named else []
        if len(run) == 1 and words.lower[max(run[0] - 1, 0)] not in ("the", "a"):
            alone.add(words.lower[run[0]])
        elif 2 <= len(run) <= LONGEST:
            runs.append((run[0], run[-1] + 1))
    found += [place for place in runs if words.lower[place[1] - 1] in alone]
    surnames = {words.lower[last - 1] for first, last in found if last - first > 1}
    taken = {i for place in found for i in range(*place)}
    found += [
        (i, i + 1) for i, text in enumerate(words.texts)
        if text.istitle() and words.lower[i] in surnames and i not in taken
    ]  # fmt: skip
    return sorted(found)


def _may_be_name(words, i):
    proper = words.tags[i] == "NNP" and words.entity_types[i] in ("", "ORG")
    return proper and words.texts[i].isalpha() and words.texts[i].istitle()


def _surname(words, place):
    return words.lower[place[1] - 1]


def _only(several):
    return next(iter(several)) if len(several) == 1 else ""


def _asks(words, place):
    """Whether it is told of a name alone that it asks: a byline, `interviewed by`, `spoke to her`."""
    first, last = place
    start, end = words.paragraphs[words.paragraph[first]]
    before = words.lower[max(first - 2, 0) : first]
    if before[-1:] == ["by"]:
        short = len(words.text[start:end].split()) <= BYLINE
        opening = words.text[start : words.starts[first]].strip(" *_").lower()
        return (short and opening in ("by", "interview by")) or before[0] in BY
    met = _verb_before(words, first)
    if met is not None and words.lower[met] not in ASKING and words.lower[met - 1] in THIRD:
        return True  # `she spoke to Jo Bloggs`
    met = _verb_after(words, last)
    if met is None:
        return False
    object_ = met + (1 if words.lower[met] in ASKING else 2)
    return words.lower[object_ : object_ + 1] in ([w] for w in THIRD)


def _answers(words, place):
    """Whether it is told of a name alone that it answers: `interviewed Jo Bloggs`."""
    met = _verb_before(words, place[0])
    return met is not None and (words.lower[met] in ASKING or words.lower[met - 1] in READERS)


def _verb_after(words, i):
    """The verb of meeting right after a name, or None."""
    for at in range(i, min(i + 3, len(words) - 1)):
        if words.lower[at] in ASKING and words.lower[at - 1] not in ("was", "were", "is"):
            return at
        if words.lower[at] in MEETING and words.lower[at + 1] in WITH:
            return at
    return None


def _verb_before(words, i):
    """The verb of meeting whose object a name is, or None."""
    for at in range(i - 1, max(i - NEAR, 0), -1):
        if words.sentence[at] != words.sentence[i]:
            return None
        if words.lower[at] in ASKING and words.lower[at + 1] != "by":
            return at
        if words.lower[at] in MEETING and words.lower[at + 1] in (*WITH, "down"):
            return at
    return None


def _met(words, named, interviewee):
    """Whoever met the one who answers, in one sentence."""
    for one in named:
        verb = _verb_after(words, one[1])
        for other in named if verb is not None else ():
            both = {_surname(words, one), _surname(words, other)}
            if _verb_before(words, other[0]) == verb and len(both) == 2 and interviewee in both:
                yield from (one, other)


def _most_named(words, called):
    """The surname that is named most often, or else the only subject among several."""
    most = max(map(len, called.values()), default=0)
    several = [who for who, places in called.items() if len(places) == most]
    subjects = [
        who for who in several
        if any(words.deps[i] in SUBJECTS for place in called[who] for i in range(*place))
    ]  # fmt: skip
    return _only(several) or _only(subjects)
