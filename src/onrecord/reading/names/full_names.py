"""The longer names of an article, each found by what it may be shortened to."""

from collections import defaultdict
from collections.abc import Mapping

from onrecord.reading.names.runs import kind_of_noun
from onrecord.reading.names.spelling import initials, is_country, plain_name

GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}
COMPANY = {"inc", "ltd", "llc", "plc", "co", "corp", "corporation", "company", "group", "holdings"}
# The Church of Scientology is Scientology; the Bank of England is not England.
SAME_AS_ITS = {"church", "city", "kingdom", "province", "republic", "state", "town", "village"}
NO_PERSON = ("GPE", "LOC", "FAC", "NORP", "EVENT", "LAW")
ACRONYM = 5  # letters of the longest


class FullNames:
    """The names of several words in an article, each found by what it may be shortened to."""

    def __init__(self, labels: Mapping[str, str], written: Mapping[str, str]):
        """`labels` maps each plain name to its label, in text order; `written` to how it is written."""
        self._labels, self._written = labels, written
        self._by_initials = defaultdict(list)
        self._by_surname, self._by_first_name = defaultdict(list), defaultdict(list)
        self._by_surname_and_other, self._by_short = defaultdict(list), defaultdict(list)
        for plain in (plain for plain in labels if " " in plain):
            if labels[plain] == "PERSON":
                self._add_person(plain)
            elif labels[plain] != "NORP":
                for short in _shorter(plain, labels):
                    self._by_short[short].append(plain)
                self._by_initials[initials(written[plain]).casefold()].append(plain)

    def _add_person(self, plain):
        words = _parts(plain)
        self._by_surname[words[-1]].append(plain)
        self._by_first_name[words[0]].append(plain)
        for other in {form for word in words for form in (word, word[0])}:
            self._by_surname_and_other[words[-1], other].append(plain)

    def of(self, plain: str, label: str) -> list[str]:
        """The longer names that one name may stand for, people first."""
        if label == "PERSON" and " " in plain:
            words = _parts(plain)
            same = self._by_surname_and_other[words[-1], words[0].rstrip(".")]
            return [p for p in same if p != plain and _within(words, p)]
        if " " not in plain and label not in NO_PERSON:
            people = self._by_surname[plain] or self._by_first_name[plain]
            if people:
                return people
        if self._written[plain].isupper() and len(plain) <= ACRONYM:
            return [name for name in self._by_initials[plain] if name != plain]
        longer = (name for name in self._by_short[plain] if name != plain)
        return [name for name in longer if _alike(self._labels[name], label)]


def _alike(label, other):
    """Whether two labels may be those of one thing: a country and a part of the world may."""
    return label == other or {label, other} == {"GPE", "LOC"}


def _shorter(plain, labels):
    """What an organisation or a place may be called for short."""
    words = plain.split()
    for n in range(1, len(words)):
        rest = words[n:]
        if (
            rest[0] in ("of", "for")
            or all(word.strip(".,&") in COMPANY for word in rest)
            or (len(rest) == 1 and "of" not in words and plain_name(rest[0]) not in labels)
        ):
            yield " ".join(words[:n])
        place = " ".join(words[:n])
        if labels.get(place) == "GPE" or is_country(place):  # `Boston Red Sox`
            yield " ".join(rest)
    noun = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    if kind_of_noun(noun) == "ORG":
        yield noun  # `the Court`, with a capital, is the Supreme Court
    if words[0] in SAME_AS_ITS and words[1] == "of":
        yield " ".join(words[3 if words[2] == "the" else 2 :])


def _parts(person):
    """The words of a person's name without the generation."""
    words = person.split()
    return words[:-1] if len(words) > 2 and words[-1].rstrip(".") in GENERATIONS else words


def _within(words, longer):
    """Whether all of `words` stand in another name, initials counting for names (J. Smith)."""
    others = longer.split()
    if others[-1].rstrip(".") in GENERATIONS:  # `Donald Trump Jr.` is the son
        return False
    return len(words) <= len(others) and all(
        any(w == other or w.rstrip(".") == other[0] for other in others) for w in words
    )
