"""Names that the recogniser passes over everywhere: runs of capitalised words that tell what they are.

A run tells it by a first name, by a noun for an organisation or a place at its end, by heading the
source of an attribution, or by the places where it stands if it comes back. Others stay unfound:
a capital alone makes no name, and headlines have capitals everywhere.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from itertools import groupby

from onrecord.reading.doc.words import PROPER, Words
from onrecord.reading.names.labels import most
from onrecord.reading.names.lexicon import LABEL_OF_NOUN, gender_of_first_name, look_up_noun
from onrecord.reading.names.offices import is_before_name, without_office
from onrecord.reading.names.spans import (
    AS_PEOPLE,
    NO_PEOPLE,
    NameSpan,
    indices,
    is_before_who,
    trimmed,
)
from onrecord.reading.names.titles import end_of_title, is_civil, is_title, start_of_title
from onrecord.word_lists import word_list

LONGEST_PERSON = 4
IN_BRACKETS = re.compile(r"[A-Z][A-Z0-9]{1,6}$")  # an acronym after its long form
FURTHEST = 14  # tokens of a long form
NEVER_IN_RUNS = NO_PEOPLE | word_list("not_in_runs")
OTHER_KINDS = ("LANGUAGE", "NORP", "DATE", "TIME")
LEAST_TIMES = 2
AS_SOURCE = "capitalised source"
BY_PLACE = "comes back, and stands where a name of its kind does"


def new_spans(
    words: Words, taken: Set[int], speakers: Set[int], headlines: Set[int]
) -> Iterator[NameSpan]:
    """Runs of capitalised words that tell what they are, in text order.

    Args:
        taken: indices of tokens that belong to a name already.
        speakers: indices of tokens that head a source.
        headlines: indices of tokens in lines where capitals tell nothing.
    """
    long_forms = list(_long_forms(words, taken))
    yield from long_forms
    runs = list(_runs(words, taken | indices(long_forms)))
    coming_back = _coming_back(words, [run for run in runs if run[0] not in headlines])
    for i in sorted(speakers):
        if words.texts[i][0] == "@" and len(words.texts[i]) > 1:
            yield NameSpan(i, i + 1, "PERSON", "name of an account")
    for first, last in runs:
        run = NameSpan(first, last, "", "")
        if _is_office(words, first, last):
            continue
        if (named := without_office(words, run)) != run:
            yield named
            continue
        speaks = not speakers.isdisjoint(range(first, last))
        label, evidence = "", ""
        if first not in headlines or speaks:
            label, evidence = _kind(words, first, last, speaks)
        if not label:
            label, evidence = coming_back.get(tuple(words.texts[first:last]), ""), BY_PLACE
        if label and (span := trimmed(words, NameSpan(first, last, label, evidence))):
            yield span


def _long_forms(words, taken):
    """Names before their acronym: `For Inspiration and Recognition of Science (FIRS)`."""
    texts = words.texts
    for i in range(2, len(texts) - 2):
        if texts[i] != "(" or texts[i + 2] != ")" or not IN_BRACKETS.match(texts[i + 1]):
            continue
        letters, at = list(texts[i + 1]), i
        while letters and at > 0 and at not in taken and i - at < FURTHEST:
            at -= 1
            if texts[at][0] == letters[-1]:
                letters.pop()
            elif not texts[at].islower():
                break
        if not letters and at not in taken:
            yield NameSpan(at, i, "ORG", "long form of an acronym")


def _runs(words, taken):
    """Runs of capitalised proper nouns that belong to no name: `[first, last)`."""

    def is_inside(i):
        return (
            (words.tags[i] in PROPER or _is_surname_of(words, i))
            and words.texts[i][0].isupper()
            and i not in taken
            and words.lower[i] not in NEVER_IN_RUNS
            and words.entity_types[i] not in OTHER_KINDS
        )

    for inside, tokens in groupby(range(len(words)), is_inside):
        if inside:
            run = list(tokens)
            yield run[0], run[-1] + 1


def _is_surname_of(words, i):
    """Whether a word that the parse takes for a noun follows a first name: `Warden Zoë O’Dowell`."""
    if i < 1 or words.tags[i] != "NN" or words.tags[i - 1] not in PROPER:
        return False
    first = gender_of_first_name(words.texts[i - 1]) or (i > 1 and is_before_name(words, i - 2))
    return bool(first) and words.deps[i] in AS_PEOPLE


def _kind(words, first, last, speaks):
    """Label and evidence of a run, two empty strings where nothing tells."""
    texts, noun = words.texts[first:last], words.lower[last - 1]
    if _has_title(words, first, last):
        return "PERSON", "after a title"
    if speaks and not (len(texts) == 1 and texts[0].isupper()) and not is_title(texts[-1]):
        return _kind_of_source(words, first, last), AS_SOURCE
    if len(texts) == 1 and first > 0 and words.lower[first - 1] in ("in", "near"):
        return ("", "") if words.entity_types[first] == "WORK_OF_ART" else ("GPE", "after in")
    if len(texts) == 1 or any(text.isupper() and len(text) > 4 for text in texts):
        return "", ""
    if label := LABEL_OF_NOUN.get(noun):
        return label, "noun at its end"
    named = len(texts) <= LONGEST_PERSON and gender_of_first_name(texts[0])
    if named and words.deps[last - 1] in AS_PEOPLE and not look_up_noun(noun).classes:
        return "PERSON", "first name and surname"
    return "", ""


def _is_office(words, first, last):
    """Whether a run in apposition says what somebody is: `Ann Reed, the paper’s Managing Editor`."""
    noun, owned = words.lower[last - 1], words.tags[first - 1] == "POS" if first else False
    return (
        owned and words.deps[last - 1] == "appos"
        and look_up_noun(noun).classes[:1] == ("person",)
    )  # fmt: skip


def _has_title(words, first, last):
    """Whether a title stands before a run or begins it: `General Lafayette`, not `General Assembly`."""
    start = end_of_title(words.texts, first, last)
    before = start_of_title(words.texts, first)
    if start == before == first:
        return False
    if is_civil(words.texts[before]):  # there is a Mr Baker
        return True
    noun = words.lower[last - 1]
    return not (is_title(noun) or noun in LABEL_OF_NOUN or look_up_noun(noun).classes)


def _kind_of_source(words, first, last):
    article = first > 0 and words.lower[first - 1] in ("the", "a", "an")
    alphabetic = all(text[0].isalpha() and text.isprintable() for text in words.texts[first:last])
    alphabetic = alphabetic and not any(c.isdigit() for c in words.said(first, last))
    return "PERSON" if not article and 2 <= last - first <= 3 and alphabetic else "ORG"


def _coming_back(words, runs):
    """Runs that come back → the label for which the places where they stand speak."""
    places: defaultdict[tuple[str, ...], Counter] = defaultdict(Counter)
    often: Counter[tuple[str, ...]] = Counter()
    lower = {text for text in words.texts if text.islower()}
    for first, last in runs:
        run = tuple(words.texts[first:last])
        if is_title(run[-1]) or (len(run) == 1 and (run[0].lower() in lower or len(run[0]) < 3)):
            continue
        often[run] += 1
        if label := _by_place(words, first, last):
            places[run][label] += 1
    return {run: most(labels) for run, labels in places.items() if often[run] >= LEAST_TIMES}


def _by_place(words, first, last):
    """The label for which the place of one run speaks."""
    before = words.lower[first - 1] if first else ""
    if gender_of_first_name(words.texts[first]) or is_before_who(words, last):
        return "PERSON"
    if label := {"in": "GPE", "the": "ORG"}.get(before):
        return label
    return "PERSON" if words.deps[last - 1] in ("nsubj", "poss") else ""
