"""The recogniser's names: cut where they run on, made whole where it split them."""

from collections.abc import Iterator

from onrecord.reading.doc.words import Words
from onrecord.reading.names.lexicon import gender_of_first_name
from onrecord.reading.names.people import GENERATIONS
from onrecord.reading.names.spans import LABELS, NO_NAMES, PLACES, NameSpan, indices, trimmed
from onrecord.reading.names.spelling import LEGAL_FORMS
from onrecord.reading.names.titles import is_title

BEFORE_THE = {"of", "and", "for", "&", "in", "on", "at", "to", "from", "by", "with", "over"}
BREAKS = {":", ";", "|", "—", "•"}
# Places with an `and` in their name, by the word after it.
AFTER_AND = {"tobago", "herzegovina", "barbuda", "nevis", "labrador", "príncipe", "hove", "wales"}
SUFFIXES = GENERATIONS | LEGAL_FORMS


def recognised_spans(words: Words) -> list[NameSpan]:
    """The recogniser's names in text order, none that runs into another paragraph."""
    spans: list[NameSpan] = []
    for first, last, label in words.recognised():
        if label in LABELS:
            spans += _pieces(words, first, last, label)
    spans = [s for s in spans if not (_is_role(words, s) or _is_common_noun(words, s))]
    return _whole_people(words, _in_one_piece(words, spans))


def _is_common_noun(words, span):
    """Whether a single word stands in lower case, as a noun, at least as often: `Iodine is added`."""
    word = words.texts[span.first]
    if span.last - span.first > 1 or words.lower[span.first] not in words.common_nouns:
        return False
    return words.common_nouns[word.lower()] >= words.texts.count(word)


def _in_one_piece(words, spans):
    """The spans, two in one where the first belongs to the second and nothing stands between."""
    whole: list[NameSpan] = []
    for span in spans:
        if whole and _is_one_name(words, whole[-1], span):
            before = whole.pop()
            label = "PERSON" if "PERSON" in (before.label, span.label) else span.label
            span = NameSpan(before.first, span.last, label, "recognised in pieces")
        whole.append(span)
    return whole


def _is_one_name(words, before, span):
    """Whether two single words that touch are a first and a last name of somebody."""
    first, last = before.first, span.last - 1
    return (
        last == first + 1
        and words.heads[first] == last
        and words.deps[first] == "compound"
        and words.tags[first] == words.tags[last] == "NNP"
        and all(words.texts[i].istitle() for i in (first, last))
        and {before.label, span.label} <= {"PERSON", *PLACES}
    )


def _is_role(words, span):
    """Whether a person's name is a role: `Chair of the Committee`, `Afghan Ambassador`."""
    if span.label != "PERSON" or span.last - span.first < 2:
        return False
    first, last = words.texts[span.first], words.texts[span.last - 1]
    if is_title(first) and words.lower[span.first + 1] == "of":
        return True
    return is_title(last) and not gender_of_first_name(first) and not is_title(first)


def _whole_people(words, spans):
    """The spans, each person's first name and surname in one where the recogniser split or cut them."""
    whole, n = [], 0
    taken = indices(spans)
    while n < len(spans):
        first, last, label, _ = span = spans[n]
        n += 1
        if label == "PERSON":
            while _is_given_name(words, first - 1) and first - 1 not in taken:
                first -= 1
            if last - first == 1 and _is_given_name(words, first) and _is_surname(words, last):
                if last not in taken:
                    last += 1
                elif n < len(spans) and spans[n][:2] == (last, last + 1):
                    last, n = last + 1, n + 1
            if (first, last) != span[:2]:
                span = NameSpan(first, last, label, "recognised in part")
        whole.append(span)
    return whole


def _is_given_name(words, i):
    return i >= 0 and _is_surname(words, i) and bool(gender_of_first_name(words.texts[i]))


def _is_surname(words, i):
    """Whether a token may be a person's name."""
    if i >= len(words) or words.tags[i] != "NNP":
        return False
    text, lower = words.texts[i], words.lower[i]
    return text.isalpha() and text.istitle() and not is_title(text) and lower not in NO_NAMES


def _pieces(words, first, last, label) -> Iterator[NameSpan]:
    """The names in one span: `Irving, Texas` are two; none where it runs into another paragraph."""
    if words.paragraph[first] != words.paragraph[last - 1]:
        return
    start = first
    for i in range(first, last + 1):
        if i == last or _ends_before(words, i, first, last, label):
            if span := trimmed(words, NameSpan(start, i, label, "recognised as a name")):
                yield span
            start = i + 1


def _ends_before(words, i, first, last, label):
    """Whether a name ends before the token `i` of a span."""
    word = words.lower[i]
    after = words.lower[i + 1].rstrip(".") if i + 1 < last else ""
    if word in BREAKS:
        return True
    if word == "(":
        return ")" not in words.texts[i:last]
    if word == ",":
        return label in ("PERSON", "NORP", *PLACES) and after not in SUFFIXES
    if word in ("and", "or", "&"):
        return label in ("PERSON", "GPE", "LOC", "NORP") and after not in AFTER_AND
    # `Rathbun the Society`, but not `Friends of the Earth`
    return label == "ORG" and word == "the" and i > first and words.lower[i - 1] not in BEFORE_THE
