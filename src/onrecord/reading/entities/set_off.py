"""What commas set off beside a person's name: `Ann Reed, 34, of Leeds, a former head of security,`.

The parse often joins such words to something else, or takes another word for their head. Here the order of
the words decides alone.
"""

from collections.abc import Iterator, Mapping

from onrecord.reading.doc.words import DASHES, RELATIVE, Words
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.phrases import ARTICLES, WHEN, Phrase
from onrecord.reading.entities.role_nouns import NOT_NOW
from onrecord.reading.entities.traits import PERSON

SET_OFF = {",", ".", ";", ":", "(", ")", *DASHES, "”", '"'}
VERBS = {"VBD", "VBZ", "VBP", "MD"}
LINKS = {"IN", "TO", "WDT", "WP"}  # tags of what ends the first words of a description
BEGINNINGS = {"DT", "PRP$", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS"}
ORIGINS = {"of", "from"}  # `Ann Reed, of Leeds,`
LONGEST = 30  # tokens
MOST = 3  # pieces after a name that are looked at


def set_off_after(article: PhrasedArticle, n: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """What may say who a person is, after the name: tokens `[first, last)`, and which may be its noun."""
    words, phrase = article.words, article.phrases[n]
    if phrase.name < 0 or article.classes[n] != PERSON:
        return
    first = _after_brackets(words, phrase.last) + 1
    for _ in range(MOST):
        last = _end_of(words, first)
        if last <= first or words.texts[first - 1] != ",":
            return
        if words.tags[first] != "CD" and words.lower[first] not in ORIGINS:
            break
        first = last + 1
    else:
        return
    if not (words.tags[last] in RELATIVE or words.texts[last] in SET_OFF):
        return
    noun = next((i for i in range(first, last) if words.tags[i] in LINKS), last) - 1
    begins = words.tags[first] in BEGINNINGS or words.lower[first] in NOT_NOW
    if begins and noun >= first:
        begin = first + (words.lower[first] in ARTICLES)
        yield begin, _before_time(words, noun, last), (noun, last - 1)


def pair_before(article: PhrasedArticle, n: int, ends: Mapping[int, int]) -> set[int]:
    """A person, and the one who is joined before: `Ann Reed and Ida Holm, economists`.

    Args:
        ends: one past the last token of each name → its phrase.
    """
    first = article.phrases[n].first
    joined = first > 0 and article.words.lower[first - 1] == "and"
    before = ends.get(first - 1, -1) if joined else -1
    return {n, before} if before >= 0 and article.classes[before] == PERSON else {n}


def is_closed(words: Words, phrase: Phrase) -> bool:
    """Whether a mark follows a phrase."""
    return not SET_OFF.isdisjoint(words.texts[phrase.last : phrase.last + 1])


def _after_brackets(words, i):
    """One past a bracket that opens at a token, or the token: `Ann Reed (D-Calif.), head of the bank`."""
    if words.texts[i : i + 1] != ["("]:
        return i
    inside = range(i, min(i + LONGEST, len(words)))
    return next((k + 1 for k in inside if words.texts[k] == ")"), i)


def _end_of(words, first):
    """Where what begins at a token ends: at a mark, a verb or `who`."""
    for i in range(first, min(first + LONGEST, len(words))):
        hyphen = words.texts[i] == "-" and words.starts[i] == words.ends[i - 1]
        if words.sentence[i] != words.sentence[first - 1]:
            return first
        if words.tags[i] in VERBS or words.tags[i] in RELATIVE:
            return i
        if words.texts[i] in SET_OFF and not hyphen:
            return i
    return first


def _before_time(words, noun, last):
    """Without what tells when: `the head of the bank | from 1999 to 2004`."""
    when = (i for i in range(noun + 1, last) if words.entity_types[i] in WHEN)
    end = next(when, last)
    return end - 1 if end < last and words.tags[end - 1] == "IN" else end
