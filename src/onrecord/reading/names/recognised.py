"""The recogniser's names: cut where they run on, made whole where it split them."""

from collections.abc import Iterator, Set

from onrecord.reading.doc.words import PROPER, Words
from onrecord.reading.names.labels import BEFORE_NOUN
from onrecord.reading.names.lexicon import LABEL_OF_NOUN, gender_of_first_name, look_up_noun
from onrecord.reading.names.offices import NO_ROLES, is_before_name, without_office
from onrecord.reading.names.people import GENERATIONS, PARTICLES, is_honour
from onrecord.reading.names.spans import (
    LABELS,
    NO_PEOPLE,
    PLACES,
    NameSpan,
    indices,
    is_hyphened,
    stands_as_surname,
    trimmed,
)
from onrecord.reading.names.spelling import LEGAL_FORMS
from onrecord.reading.names.titles import BEFORE_TITLES, is_title
from onrecord.word_lists import word_list

BEFORE_THE = {"of", "and", "for", "&", "in", "on", "at", "to", "from", "by", "with", "over"}
UNCLEAR = ("PERSON", "ORG")  # labels that `Farmer Ann Reed` may have
BREAKS = {":", ";", "|", "—", "•"}
# Places with an `and` in their name, by the word after it.
AFTER_AND = {"tobago", "herzegovina", "barbuda", "nevis", "labrador", "príncipe", "hove", "wales"}
SUFFIXES = GENERATIONS | LEGAL_FORMS
FAMILY_NAMES = word_list("also_family_names")  # that come first, and mean something else as well
FINITE = ("VBD", "VBZ", "VBP", "MD")


def recognised_spans(words: Words, headlines: Set[int]) -> list[NameSpan]:
    """The recogniser's names in text order, none that runs into another paragraph.

    Args:
        headlines: indices of tokens in lines where capitals tell nothing.
    """
    spans: list[NameSpan] = []
    for first, last, label in words.recognised():
        if label in LABELS:
            spans += _pieces(words, first, last, label)
    spans = [s for s in spans if not (_is_role(words, s) or _is_common_noun(words, s))]
    surnames = _surnames(words, spans)
    spans = [without_office(words, s, surnames) if s.label in UNCLEAR else s for s in spans]
    return _whole_people(words, _in_one_piece(words, _in_capitals(words, spans)), headlines)


def _surnames(words, spans):
    """The last words of those people whose first names are known ones."""
    people = (s for s in spans if s.label == "PERSON" and s.last - s.first > 1)
    return {words.texts[s.last - 1] for s in people if gender_of_first_name(words.texts[s.first])}


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
    """Whether two that touch are parts of one name: `Ann N | Reed`, `Tarek | Bin Saleh`, `Oh | Da-rim`."""
    first, last = before.first, span.last - 1
    people = before.label == span.label == "PERSON" and before.last == span.first
    initial = len(words.texts[before.last - 1].rstrip(".")) == 1
    hyphened = "-" in words.texts[span.first : span.last]
    if people and (initial or hyphened or words.lower[span.first] in PARTICLES):
        return True
    return (
        last == first + 1
        and words.heads[first] == last
        and words.deps[first] == "compound"
        and words.tags[first] == words.tags[last] == "NNP"
        and all(words.texts[i].istitle() for i in (first, last))
        and {before.label, span.label} <= {"PERSON", *PLACES}
    )


def _in_capitals(words, spans):
    """The spans, and people in capitals (`ANN REED SAID`), where the recogniser goes astray."""
    places = {i for s in spans if s.label in PLACES for i in range(s.first, s.last)}
    people = [
        NameSpan(i, i + 2, "PERSON", "first name and surname in capitals")
        for i, text in enumerate(words.texts[:-1])
        if text.isupper() and len(text) > 2 and gender_of_first_name(text) and i not in places
        and _is_surname(words, i, capitals=True) and _is_surname(words, i + 1, capitals=True)
    ]  # fmt: skip
    taken = indices(people)
    return sorted(people + [s for s in spans if taken.isdisjoint(range(s.first, s.last))])


def _is_role(words, span):
    """Whether a person's name is a role: `Chair of the Committee`, `Afghan Ambassador`."""
    if span.last - span.first == 1:
        is_acronym = span.label == "ORG" and words.texts[span.first].isupper()
        role = is_before_name(words, span.first) and not is_acronym
        return role or _is_honour_of(words, span.first) or _ends_office(words, span)
    if span.label != "PERSON":
        return False
    first, last = words.texts[span.first], words.texts[span.last - 1]
    if is_title(first) and words.lower[span.first + 1] == "of":
        return True
    return is_title(last) and not gender_of_first_name(first) and not is_title(first)


def _ends_office(words, span):
    """Whether a single noun ends an office: `Secretary of State`, but not `President of Tolvane`."""
    before = words.texts[max(span.first - 2, 0) : span.first]
    office = before[1:] == ["of"] and before[0][0].isupper() and is_title(before[0])
    return office and span.label == "ORG" and bool(look_up_noun(words.lower[span.first]).classes)


def _is_honour_of(words, i):
    """Whether a word is an honour after a name, with a comma or without: `Ann Reed, KC`."""
    before = words.texts[i - 2 if words.texts[i - 1] == "," else i - 1] if i > 1 else ""
    return is_honour(words.texts[i]) and before[:1].isupper()


def _whole_people(words, spans, headlines):
    """The spans, each person's first name and surname in one where the recogniser split or cut them."""
    whole, n = [], 0
    taken = indices(spans)
    while n < len(spans):
        first, last, label, _ = span = spans[n]
        n += 1
        if label == "PERSON":
            first = _begin_of_person(words, first, taken)
            before = first - 1
            if not (before in taken or before in headlines) and _is_first_word(words, before, last):
                first = before
            if (
                last - first == 1
                and _is_given_name(words, first)
                and (_is_surname(words, last) or stands_as_surname(words, last))
            ):
                if last not in taken:
                    last += 1
                elif n < len(spans) and spans[n][:2] == (last, last + 1):
                    last, n = last + 1, n + 1
            if last - first > 1 and _ends_in_syllable(words, last):
                last += 2
            if (first, last) != span[:2]:
                span = NameSpan(first, last, label, "recognised in part")
        whole.append(span)
    return _as_elsewhere(words, whole, taken)


def _as_elsewhere(words, spans, taken):
    """The spans, each single word of a person's in one with the word beside it, where others have both.

    `But Reed` is Reed, and `An Nguyen` is An Nguyen where the article says so within a sentence.
    """
    people = (words.texts[s.first : s.last] for s in spans if s.label == "PERSON")
    known = {(name[0], name[1]) for name in people if len(name) == 2 and name[1].isalpha()}
    whole = []
    for span in spans:
        first, last, label, _ = span
        if label == "PERSON":
            alone = first > 0 and first - 1 not in taken and words.tags[first - 1][:2] != "JJ"
            first -= alone and tuple(words.texts[first - 1 : first + 1]) in known
            alone = span.last - span.first == 1 and last not in taken
            last += alone and tuple(words.texts[last - 1 : last + 1]) in known
        if (first, last) != span[:2]:
            span = NameSpan(first, last, label, "recognised in part")
        whole.append(span)
    return whole


def _is_first_word(words, i, last):
    """Whether a word that the recogniser left out begins a person's name, which ends before `last`.

    Within a sentence a capital tells it (`the mayor, Oh Se-hoon`), unless the word says what somebody
    is. At its start the word must be one with which no sentence could go on so: `He Jianping said`.
    """
    if i < 0 or words.sentence[i] != words.sentence[last - 1] or not _may_be_first(words, i):
        return False
    hyphened = "-" in words.texts[i + 1 : last]
    if words.begins[i]:
        after = "".join(words.tags[last : last + 1])
        return (
            (words.tags[i] == "PRP" and after in FINITE)
            or (words.tags[i] in ("MD", "VB", "VBP", "VBZ") and after == "VBD")
            or (hyphened and words.lower[i] in FAMILY_NAMES)
        )
    before = words.texts[i - 1]
    if words.tags[i] in PROPER:
        return hyphened or words.lower[i] in FAMILY_NAMES
    if words.tags[i] in ("IN", "JJ", "JJR", "JJS"):
        return hyphened or before == ","
    return not before[0].isupper() or is_title(before)


def _may_be_first(words, i):
    """Whether a word is written like one of a name, and is no title, role, nation or kind of thing."""
    text, lower = words.texts[i], words.lower[i]
    return (
        text.isalpha() and text.istitle() and lower not in NO_PEOPLE and lower not in ("i", "the")
        and not is_title(text) and lower not in BEFORE_TITLES and not words.entity_types[i]
        and (lower in FAMILY_NAMES or not look_up_noun(lower).classes)
        and lower not in LABEL_OF_NOUN
    )  # fmt: skip


def _ends_in_syllable(words, last):
    """Whether a hyphen and the end of a given name follow: `Noh Da-rim`, but not a `Reed-led` team."""
    i = last + 1
    return (
        i < len(words) and is_hyphened(words, i) and words.lower[i].isalpha()
        and words.deps[i] not in BEFORE_NOUN and not look_up_noun(words.lower[i]).classes
        and words.tags[i] not in ("VBN", "VBG", "VBD", "JJ")
        and "".join(words.tags[i + 1 : i + 2])[:1] not in ("N", "J")
    )  # fmt: skip


def _begin_of_person(words, first, taken):
    """Where a person's name begins: `Jan-Willem van der Berg`, of which `Berg` was recognised."""
    begin = first
    while begin > 0 and begin - 1 not in taken and words.lower[begin - 1] in PARTICLES:
        begin -= 1
    particle = words.lower[begin] in PARTICLES
    if begin < first and words.texts[begin].islower() and not _is_surname(words, begin - 1):
        begin = first  # `in la Paz`
    while begin - 1 not in taken and (
        _is_given_name(words, begin - 1) or (particle and _is_surname(words, begin - 1))
    ):
        hyphened = is_hyphened(words, begin - 1) and words.texts[begin - 3][0].isupper()
        begin -= 3 if hyphened else 1
    return begin


def _is_given_name(words, i):
    if not _is_surname(words, i) or not gender_of_first_name(lower := words.lower[i]):
        return False
    return lower in NO_ROLES or look_up_noun(lower).classes[:1] != ("person",)  # `Star Ann Reed`


def _is_surname(words, i, capitals=False):
    """Whether a token may be a person's name, written with one capital or in `capitals`."""
    if not 0 <= i < len(words) or words.tags[i] != "NNP":
        return False
    text, lower = words.texts[i], words.lower[i]
    written = text.isupper() and lower not in LABEL_OF_NOUN if capitals else text.istitle()
    return text.isalpha() and written and not is_title(text) and lower not in NO_PEOPLE


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
