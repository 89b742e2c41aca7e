"""Headlines: lines where a capital tells nothing, and what in them is no part of a name.

`Reed Slams Harbour Plan` has a name in it, and which words that is the rest of the article tells: it
writes `plan` in lower case and `Reed` with a capital within its sentences.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from onrecord.reading.doc.lemmas import lemma_of
from onrecord.reading.doc.words import Words
from onrecord.reading.names.lexicon import (
    LABEL_OF_NOUN,
    gender_of_first_name,
    look_up_noun,
    singular_of,
)
from onrecord.reading.names.people import GENERATIONS
from onrecord.reading.names.spans import NameSpan, trimmed
from onrecord.word_lists import word_list

LEAST_WORDS = 4  # of a headline
LEAST_CAPITALS = 0.6  # of its words
# Tags of words that are in a name only in lower case: verbs, adverbs, pronouns, what joins words.
NEVER_CAPITALS = {
    "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "RB", "RBR", "RP", "PRP", "PRP$", "WP", "WRB",
    "IN", "TO", "DT", "CC", "EX", "JJR",
}  # fmt: skip
MARKS = ("``", "''", ":", "SYM", "$")
CUT = ("PERSON", "ORG", "NORP")
SEVERAL = re.compile(r"[A-Z]{2,}s$")  # things of a kind that has an acronym
BARE_NOUNS = word_list("bare_nouns")  # for people, without an article: `Counsel said`
IN_PLACES = word_list("in_places")  # `New York`, where an article has something new


class Headlines:
    """The lines of one article that are written like headlines, and how its other lines write words.

    Attributes:
        tokens: indices of the tokens in headlines.
    """

    def __init__(self, words: Words):
        self.tokens = set[int]()
        self._words = words
        self._capitals, self._lower = Counter[str](), Counter[str]()
        self._pairs = set[tuple[str, str]]()
        self._several = {text for text in words.texts if SEVERAL.match(text)}
        for is_end, group in groupby(range(len(words)), lambda i: "\n" in words.texts[i]):
            line = [] if is_end else list(group)
            if _is_headline([words.texts[i] for i in line]):
                self.tokens.update(line)
            else:
                self._count(line)

    def _count(self, line):
        """Count the words of a line of running text; the first of a sentence tells nothing."""
        words = self._words
        for i in line:
            text = words.texts[i]
            if text.islower():
                self._lower[text] += 1
            elif not words.begins[i] and text[0].isupper():
                self._capitals[words.lower[i]] += 1
                if words.texts[i - 1][0].isupper():
                    self._pairs.add((words.lower[i - 1], words.lower[i]))

    def cut(self, spans: Iterable[NameSpan]) -> list[NameSpan]:
        """The spans, those in headlines without what is no name; none where nothing is left."""
        cut: list[NameSpan] = []
        for span in spans:
            inside = span.first in self.tokens and span.label in CUT
            cut += self._names_in(span) if inside else [span]
        return cut

    def is_bare_noun(self, span: NameSpan) -> bool:
        """Whether a single word is a noun that needs no article and only ever begins a sentence.

        It means several people (`Prosecutors`), none by name (`Counsel`), or begins an office
        (`Director of Health`); a nation or party is a name. `PACs` are several of a kind, and so is a
        `PAC` where the article has them.
        """
        words = self._words
        text, lower = words.texts[span.first], words.lower[span.first]
        if span.last - span.first > 1 or span.label == "NORP":
            return False
        if words.lower[span.last : span.last + 1] == ["of"] and not gender_of_first_name(lower):
            return look_up_noun(lower).classes[:1] == ("person",)
        if SEVERAL.match(text) or f"{text}s" in self._several:
            return True
        if self._capitals[lower] or span.first in self.tokens:
            return False
        several = singular_of(lower) != lower and look_up_noun(lower).classes
        return lower in BARE_NOUNS or bool(several)

    def _names_in(self, span) -> Iterator[NameSpan]:
        """The first name in a span of a headline; `search` finds the others again."""
        kept = [i for i in range(span.first, span.last) if not self._is_ordinary(i, span)]
        if len(kept) == span.last - span.first:
            yield span
            return
        for run in _runs(kept):
            part = trimmed(self._words, span._replace(first=run[0], last=run[-1] + 1))
            if part and any(self._is_name(i) for i in range(part.first, part.last)):
                yield part
                return

    def _is_name(self, i):
        """Whether a word is a name elsewhere in the article, or a first name."""
        lower = self._words.lower[i]
        if lower in LABEL_OF_NOUN:
            return False
        return self._capitals[lower] > 0 or bool(gender_of_first_name(lower))

    def _is_ordinary(self, i, span):
        """Whether a word of a span is no part of a name."""
        words = self._words
        text, lower, tag = words.texts[i], words.lower[i], words.tags[i]
        if not text[0].isupper():
            return tag in MARKS or (tag == "POS" and span.label == "PERSON")
        if lower in IN_PLACES or lower in LABEL_OF_NOUN:
            return False
        if tag in NEVER_CAPITALS:
            return self._capitals[lower] <= self._lower[lower]
        if self._capitals[lower] or self._is_surname(i, span):
            return False
        if self._lower[lower]:
            before = words.texts[i - 1]
            begins = i == span.first or (before.isalpha() and before.islower())  # `World at War`
            return not gender_of_first_name(lower) and (span.label == "PERSON" or not begins)
        return self._stands_beside(i, span)

    def _is_surname(self, i, span):
        """Whether a word follows the first name or an initial of somebody whom only a headline names."""
        before = self._words.lower[i - 1] if i > span.first else ""
        is_first = gender_of_first_name(before) and not self._capitals[before]
        return bool(is_first) or before.endswith(".")

    def _stands_beside(self, i, span):
        """Whether a word that the article has only here stands before or after the name."""
        lower = self._words.lower
        word, is_person = lower[i], span.label == "PERSON"
        if word.endswith(".") or word in GENERATIONS:
            return False
        inflected = lemma_of(word) != word
        if i > span.first and self._capitals[lower[i - 1]]:
            return is_person or inflected
        if not is_person or i + 1 >= span.last or gender_of_first_name(word):
            return False
        following = tuple(lower[i + 1 : span.last][:2])
        is_first = len(following) == 2 and gender_of_first_name(following[0])
        known = self._capitals[following[0]] and (inflected or is_first)
        return bool(known or following in self._pairs)


def _is_headline(line):
    """Whether the words of a line are written like those of a headline."""
    lettered = [text[0] for text in line if text[0].isalpha()]
    capitals = sum(map(str.isupper, lettered))
    return len(lettered) >= LEAST_WORDS and capitals > LEAST_CAPITALS * len(lettered)


def _runs(numbers) -> Iterator[list[int]]:
    """The numbers in runs without a gap."""
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]
