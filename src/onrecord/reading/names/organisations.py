"""Organisations whose names the recogniser cut: made whole by the words that the parse hangs on them."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from onrecord.reading.doc.words import PROPER, Words
from onrecord.reading.names.lexicon import LABEL_OF_NOUN, look_up_noun
from onrecord.reading.names.spans import DETERMINERS, NO_NAMES, NameSpan, indices
from onrecord.reading.names.titles import BEFORE_TITLES, is_title

HOLDERS = ("ORG", "GPE", "LOC")


def whole_organisations(
    words: Words, spans: Sequence[NameSpan], headlines: Collection[int]
) -> list[NameSpan]:
    """The spans in text order, each organisation with all of its name and nothing of an office.

    Args:
        headlines: indices of tokens in lines where capitals tell nothing.
    """
    taken = indices(spans)
    ends = defaultdict(set)  # what is written → what follows it
    for first, last, *_ in spans:
        ends[words.said(first, last)].update(words.lower[last : last + 1])
    whole: list[NameSpan] = []
    for span in spans:
        if span.label in ("ORG", "NORP") and span.first not in headlines:
            if span.label == "ORG":
                span = _grown(words, _without_office(words, span), taken, ends)
            if whole and _is_of(words, whole[-1], span):
                span = span._replace(first=whole.pop().first, evidence="recognised in pieces")
        if span.first < span.last:
            whole.append(span)
    return whole


def _without_office(words, span):
    """A span without the end that begins a title: `White House Press`, before `Secretary`."""
    last = span.last
    after = "".join(words.texts[last : last + 1])
    if is_title(after) and after[0].isupper():
        while last > span.first and words.lower[last - 1] in BEFORE_TITLES:
            last -= 1
    return span._replace(last=last)


def _grown(words, span, taken, ends):
    """A span with the capitalised words beside it that belong to it: `Audit Office`, after `Harbour`."""
    first, last, *_ = span

    def belongs(i):
        return (
            0 <= i < len(words) and i not in taken and words.tags[i] in (*PROPER, "NN")
            and words.entity_types[i] in ("", "ORG") and words.texts[i].isalpha()
            and (words.texts[i].istitle() or words.lower[i] in LABEL_OF_NOUN)
            and words.texts[i][0].isupper()
            and words.lower[i] not in NO_NAMES | DETERMINERS and not _is_of_people(words, i)
        )  # fmt: skip

    mark = words.texts[last : last + 1]
    if mark in (["’"], ["'"]) and belongs(last + 1) and words.lower[last + 1] in LABEL_OF_NOUN:
        last += 2  # `the Dock Workers’ Union`
    elif first < last and words.heads[last - 1] == last and belongs(last):
        alone = len(ends.get(words.said(first, last), ())) > 1
        last += not alone or words.said(first, last + 1) in ends  # `Quay TV`, but `Quay`
    while belongs(first - 1) and first <= words.heads[first - 1] < last:
        first -= 1
    if (first, last) == span[:2]:
        return span
    return span._replace(first=first, last=last, evidence="recognised in part")


def _is_of_people(words, i):
    """Whether a word is a title or a role, and so belongs to somebody."""
    return is_title(words.texts[i]) or look_up_noun(words.lower[i]).classes[:1] == ("person",)


def _is_of(words, before, span):
    """Whether two spans are one name: `Senate Republicans`, `Dock | and | Ferry Workers’ Union`."""
    parted = before.last + 1 == span.first and words.lower[before.last] == "and"
    if parted and before.label == span.label == "ORG":
        noun = words.lower[span.last - 1] in LABEL_OF_NOUN
        return noun and span.first <= words.heads[before.last - 1] < span.last
    if before.last != span.first or not span.first <= words.heads[span.first - 1] < span.last:
        return False
    if span.label == "NORP":
        return before.label == "ORG" and words.tags[span.last - 1] == "NNPS"
    return before.label in HOLDERS and span.last - span.first > 1
