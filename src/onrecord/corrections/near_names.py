"""Pairs of entities whose names are near enough that somebody should say whether they are one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from onrecord.corrections.facts import Facts
from onrecord.reading.names.spelling import initials, is_acronym
from onrecord.reading.names.titles import is_titled
from onrecord.reading.union import grouped

SPELT_ALIKE = 85  # percent of their letters that two spellings must share, by rapidfuzz
PART_ALIKE = 80  # the same of a first name or a surname alone
SHORTEST = 5  # letters of a name that is compared by its spelling
MOST_FITTING = 3  # of those that a surname or an acronym may stand for
EDGE_LETTERS = 3  # letters at the start and end of a name that bring names together to be compared
PARTIAL = ("ORG", "FAC", "EVENT", "PRODUCT", "LAW")  # of these a part of the name may be the name

Pair = tuple[Facts, Facts, str]  # the one whose name is kept, the other, the reason


def near_pairs(facts: Sequence[Facts]) -> Iterator[Pair]:
    """Pairs that may be one entity, each once, the surest reason first.

    Names are compared only with those that share a word or an edge with them: among 12,000 names
    that takes some seconds. Where thousands share a word, the work grows with their square.
    """
    named = [each for each in facts if each.named]
    seen = set()
    for find in (_of_one_name, _surnames, _short_forms, _acronyms, _spellings, _parts_of_names):
        for one, other, reason in find(named):
            key = frozenset((one.entity_id, other.entity_id))
            if key not in seen and not _clash(one, other):
                seen.add(key)
                yield one, other, reason
    yield from _descriptions(facts, named)


def _of_one_name(named):
    for same in _grouped(named, lambda each: [each.core]).values():
        kept, *others = sorted(same, key=_size)
        for other in others:
            labels = f", but {kept.label} and {other.label}" if kept.label != other.label else ""
            yield kept, other, f"the same name{labels}"


def _surnames(named):
    """A surname alone, or after a title, with the people who have it."""
    full = _by_surname(named)
    for each in named:
        alone = each.label == "PERSON" and (is_titled(each.name) or not each.parts.given)
        people = full.get(each.parts.surname, ()) if alone and not each.parts.given else ()
        fitting = [one for one in people if not _clash(one, each)]
        for one in sorted(fitting, key=_size)[:MOST_FITTING]:
            have = "one person has" if len(people) == 1 else f"{len(people)} people have"
            yield one, each, f"a surname alone, which {have} in the corpus"


def _short_forms(named):
    """`D. Trump`, which may be short for one of two; `Donald Trump Jr.`; Bill, who is William."""
    from nicknames import NickNamer

    nicknames_of = NickNamer().nicknames_of
    for people in _by_surname(named).values():
        for pair in combinations(people, 2):
            long, short = sorted(pair, key=lambda each: (-len(each.core), _size(each)))
            if short.parts.is_short_for(long.parts):
                yield long, short, "may be the same name with less of it written"
            elif short.parts.given == long.parts.given and short.parts != long.parts:
                yield long, short, "the same name but for Jr., Sr. or a number"
            else:
                one, other = (each.parts.given[0] for each in pair)
                if one in nicknames_of(other) or other in nicknames_of(one):
                    yield long, short, "one first name is short for the other"


def _acronyms(named):
    long = [each for each in named if each.label != "PERSON" and " " in each.core]
    long_forms = _grouped(long, lambda each: [initials(each.name).casefold()])
    for each in named:
        if is_acronym(each.name):
            fitting = long_forms.get(each.core, ())
            for one in sorted(fitting, key=_size)[:MOST_FITTING]:
                yield one, each, "an acronym, and what it may stand for"


def _spellings(named):
    from rapidfuzz import fuzz, process

    long = [each for each in named if len(each.core) >= SHORTEST]
    for near in _grouped(long, _edges_and_words).values():
        cores = [each.core for each in near]
        scores = process.cdist(cores, cores, scorer=fuzz.ratio, score_cutoff=SPELT_ALIKE)
        for i, j in zip(*scores.nonzero(), strict=True):
            if i < j and cores[i] != cores[j] and _may_be_spellings(near[i], near[j]):
                kept, other = sorted((near[i], near[j]), key=_size)
                yield kept, other, f"{scores[i, j]:.0f}% of their letters are the same"


def _may_be_spellings(one, other):
    """Whether two names differ in spelling only: in no number, and in no word or part by much."""
    from rapidfuzz import fuzz

    digits, letters = (
        ["".join(filter(is_kind, each.core)) for each in (one, other)]
        for is_kind in (str.isdigit, str.isalnum)
    )
    if digits[0] != digits[1] or (one.label == "NORP") != (other.label == "NORP"):
        return False  # `Russia` and `Russian` are two
    if letters[0] == letters[1]:  # `Jean Luc` and `Jean-Luc`
        return True
    if {one.label, other.label} == {"PERSON"}:
        parts = [[e.parts.surname, " ".join(e.parts.given[:1])] for e in (one, other)]
    else:
        parts = [e.core.split() for e in (one, other)]
    if len(parts[0]) != len(parts[1]):  # a further word
        return False
    if f"{one.core}s" == other.core or f"{other.core}s" == one.core:
        return one.label != "PERSON"  # the Clintons are no Clinton
    return all(fuzz.ratio(*pair) >= PART_ALIKE for pair in zip(*parts, strict=True))


def _parts_of_names(named):
    """`Tolvane` and `Tolvane Marine`, `Ledger` and `Quayside Ledger`, where only one begins so."""
    others = [each for each in named if each.label in PARTIAL]
    for same in _grouped(others, _first_and_last).values():
        for short in same:
            begun, ended = f"{short.core} ", f" {short.core}"
            alike = (e for e in same if e.label == short.label)
            longer = [e for e in alike if e.core.startswith(begun) or e.core.endswith(ended)]
            if len(longer) == 1:
                yield longer[0], short, "one name is a part of the other"


def _first_and_last(each):
    words = each.core.split()
    return dict.fromkeys(words[:1] + words[-1:])


def _descriptions(facts, named):
    """Those without a name, with the one who is called the same elsewhere."""
    called = _grouped(named, lambda each: {_description(alias) for alias in each.aliases} - {""})
    for each in facts:
        words = "" if each.named else _description(each.name)
        if words and len(called.get(words, ())) == 1:
            [one] = called[words]
            if not _clash(one, each):
                yield one, each, f"called “{each.name}” in other articles"


def _description(words):
    """`acting mayor` of `The acting mayor`; nothing of what is not definite."""
    first, _, rest = words.casefold().partition(" ")
    return rest if first == "the" else ""


def _by_surname(named):
    people = [each for each in named if each.label == "PERSON" and each.parts.given]
    return _grouped(people, lambda e: dict.fromkeys((e.parts.surname, e.parts.surname.split()[-1])))


def _grouped(facts: Iterable[Facts], keys) -> dict[str, list[Facts]]:
    return grouped((key, each) for each in facts for key in keys(each))


def _edges_and_words(each):
    words = {word for word in each.core.split() if len(word) >= EDGE_LETTERS}
    return sorted({*words, each.core[:EDGE_LETTERS], each.core[-EDGE_LETTERS:]})


def _clash(one, other):
    return len({one.gender, other.gender} - {""}) == 2


def _size(each):
    return -len(each.mentions), each.core, each.entity_id
