"""What a name stands for: the label for which its article speaks most often."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.reading.doc.words import PROPER, Words
from onrecord.reading.names.lexicon import (
    LABEL_OF_CLASS,
    LABEL_OF_NOUN,
    gender_of_first_name,
    look_up_noun,
)
from onrecord.reading.names.search import BY_INITIALS, FOUND_AGAIN
from onrecord.reading.names.spans import LABELS, PLACES, Name, is_before_who
from onrecord.reading.names.spelling import COUNTRIES, plain_name
from onrecord.reading.names.titles import is_civil
from onrecord.word_lists import word_list

CLUE = 1.25  # votes: what stands beside a name weighs more than one guess of the recogniser
STRONG_CLUE = 2.5
FULL_NAME_LEADS_BY = 0.5  # a full name wins over as many votes for something else
# `Internet Explorer 9`, but not `Channel 4`.
VERSION = re.compile(r"(?<=[A-Za-z]{2}) ?\d+(\.\d+)*$")
NUMBERED = word_list("numbered")
NO_PRODUCTS = {"PERSON", "NORP", *PLACES}
BEFORE_PLACES = {"in", "at", "near", "from", "to"}
PREPOSITIONS = BEFORE_PLACES | {"of"}
MADE = word_list("made")
UNCLEAR = ("PERSON", "ORG", "FAC", "GPE", "LOC")
BEFORE_NOUN = ("compound", "nmod", "poss", "amod")
SET_OFF = (",", ".", ";", ")", "")  # what stands behind a name in apposition
# `mayor of X` is of a place, `shares in X` of an organisation.
RULED = {"capital", "city", "mayor", "people", "port", "residents", "streets", "town", "village"}
OWNED = word_list("owned")
LIVES = word_list("lives")
TRADES = word_list("trades")
COMPANIES = word_list("also_companies")  # nouns for people that mean companies as well
COMPANY_NAMES = word_list("nouns_of_companies")  # at their end: `Fjord Energy`
ONLY_COMPANIES = word_list("only_companies")


def labelled(words: Words, names: Sequence[Name]) -> list[Name]:
    """The names, each with the label for which its article speaks most often.

    `Mr` decides at once; another title, the recogniser each time that it finds the name, and what
    stands beside it have a vote each; a full name votes for what is short for it.
    """
    votes: defaultdict = defaultdict(Counter)
    people, placed = set(), set()
    for name in names:
        plain = plain_name(name.core)
        for label, weight in _clues(words, name):
            votes[plain][label] += weight
        if name.first and words.lower[name.first - 1] in BEFORE_PLACES:
            placed.add(plain)
        if name.title:
            votes[plain]["PERSON"] += 1
            if is_civil(name.title.split()[0]):
                people.add(plain)
        elif name.evidence not in (FOUND_AGAIN, BY_INITIALS):
            votes[plain][name.label] += 1
    _let_full_names_vote(votes, people, placed)
    best = {plain: _best(labels, plain) for plain, labels in votes.items() if labels}
    best |= dict.fromkeys(people, "PERSON")
    return [replace(n, label=best.get(plain_name(n.core), n.label)) for n in names]


def _clues(words, name) -> Iterator[tuple[str, float]]:
    """The labels for which what stands beside a name speaks, and their weights."""
    if name.label not in UNCLEAR:
        return
    first, last, lower = name.first, name.last, words.lower
    noun, before = (lower[i] if i >= 0 else "" for i in (first - 2, first - 1))
    if before in ("of", "in", "at") and noun in OWNED:
        yield "ORG", STRONG_CLUE
    elif before == "of" and noun in RULED:
        yield "GPE", STRONG_CLUE
    elif before in ("in", "near") and " " not in name.core:
        yield "GPE", CLUE
    head = words.heads[last - 1]
    possessed = words.tags[last : last + 1] == ["POS"] and words.deps[last - 1] == "poss"
    if possessed and lower[head] in OWNED:
        yield "ORG", STRONG_CLUE
    if words.deps[last - 1].startswith("nsubj") and lower[head] in TRADES:
        yield "ORG", CLUE
    whence = name.label in PLACES and before in PREPOSITIONS  # `a senator from Ohio who`
    for label in () if whence else _described(words, name):
        yield label, STRONG_CLUE
    if VERSION.search(name.core) and lower[first] not in NUMBERED:
        yield "PRODUCT", STRONG_CLUE
    lives = lower[head] in LIVES and words.deps[last - 1].startswith("nsubj")
    if lives or (is_before_who(words, last) and not whence):
        yield "PERSON", CLUE
    if " " in name.core:
        yield from _told_by_itself(words, name, before, head)


def _described(words, name) -> Iterator[str]:
    """What the nouns beside a name say that it is: `their child, Gloria`, `the ferry Aster`."""
    head = words.heads[name.last - 1]
    beside = [c for c in words.children[name.last - 1] if words.deps[c] == "appos"]
    beside += [head] if words.deps[name.last - 1] == "appos" else []
    before = name.first - 1
    if _is_set_off(words, name):
        beside.append(before - 1)
    if before >= 0 and (
        (words.deps[before] in BEFORE_NOUN and words.heads[before] == name.last - 1)
        or words.lower[before] in COMPANIES
    ):
        beside.append(before)
    for i in beside:
        next_to_it = words.left[i] - name.last == 1 or 0 <= name.first - i - 1 <= 1
        if words.tags[i] == "NN" and next_to_it:
            noun = words.lower[i]
            kind = look_up_noun(noun).classes[:1]
            label = "PRODUCT" if noun in MADE else LABEL_OF_CLASS.get(kind[0] if kind else "")
            if noun in COMPANIES:  # a carmaker is no person, a producer may be either
                sure = name.label == "ORG" or noun in ONLY_COMPANIES or _is_whose(words, i)
                label = "ORG" if sure else None
            if label and not (label == "GPE" and name.label in PLACES):
                yield label


def _is_whose(words, i):
    """Whether a noun says of what somebody is: `Ann Reed of the broker`, `analyst at the broker`."""
    link = words.lower[i - 2] if i > 2 and words.lower[i - 1] in ("the", "a") else ""
    return link == "at" or (link == "of" and words.tags[i - 3] in PROPER)


def _is_set_off(words, name):
    """Whether a name of several words is set off after a noun for a person: `the clerk, Oh Da-rim,`."""
    before = words.lower[max(name.first - 2, 0) : name.first]
    after = "".join(words.texts[name.last : name.last + 1])
    return (
        " " in name.core and before[1:] == [","] and after in SET_OFF
        and look_up_noun(before[0]).classes[:1] == ("person",)
    )  # fmt: skip


def _told_by_itself(words, name, before, head):
    """What a name of several words tells: `Nadia Quennell`, `Sailors' Hall`, `the Ferry Steps`."""
    told = name.core.split()
    of = next((i for i in range(1, len(told)) if told[i] in ("of", "for")), 0)
    label = LABEL_OF_NOUN.get(told[-1].lower())
    noun = told[of - 1].lower()
    if LABEL_OF_NOUN.get(noun) == "ORG" or noun in COMPANY_NAMES:  # `Conference of Mayors`
        label = "ORG"
    if label and plain_name(name.core) not in COUNTRIES:
        yield label, STRONG_CLUE if label == name.label else CLUE  # `his cousin The Quay Journal`
    elif _is_like_a_person(told) and name.label not in ("GPE", "LOC"):
        yield "PERSON", CLUE
    elif before == "the" and name.label == "PERSON":
        in_phrase = head >= name.last and words.deps[name.last - 1] in BEFORE_NOUN
        if not in_phrase:  # `the Donald Trump team`
            yield "ORG", CLUE


def _is_like_a_person(told):
    """Whether words begin with a first name, and could be a person's."""
    return len(told) < 4 and bool(gender_of_first_name(told[0])) and all(w.istitle() for w in told)


def _let_full_names_vote(votes, people, placed):
    """A person votes for first name and surname, an organisation for a first word that seems a person.

    A surname that is nowhere said to be a place is a person's, whatever else it may mean, and what
    comes in versions is a product.
    """
    surnames = {plain for plain in people if " " not in plain}
    full = (p for p, labels in votes.items() if " " in p and _best(labels, p) == "PERSON")
    persons = {word for plain in full for word in plain.split()}
    for plain, labels in list(votes.items()):
        product = VERSION.sub("", plain)
        if product != plain and product in votes:
            if _best(votes[product], product) in NO_PRODUCTS:  # `Sweden 1` is a score
                del labels["PRODUCT"]
            else:
                votes[product]["PRODUCT"] += votes[product].total() + FULL_NAME_LEADS_BY
        if " " not in plain or not labels:
            continue
        first, *_, last = told = plain.split()
        if last in surnames and len(told) < 4:  # there is a Mr Strake: Gideon Strake
            people.add(plain)
        best = "PERSON" if plain in people else _best(labels, plain)
        if best == "PERSON":
            last = plain_name(last)  # `Holland`, of Ann Holland, is no country
            for alone in {first, last} & votes.keys():
                votes[alone]["PERSON"] += labels["PERSON"] + FULL_NAME_LEADS_BY
            if last in votes and last not in placed:
                people.add(last)
        elif best == "ORG" and first in votes and _best(votes[first], first) == "PERSON":
            told = last in COMPANY_NAMES and first not in people | persons
            votes[first]["ORG"] += FULL_NAME_LEADS_BY + (
                votes[first]["PERSON"] if told else labels["ORG"]
            )


def _best(labels, plain):
    """The label given most often; of two given as often, no person where it is a single word."""
    if not labels:
        return ""
    ranked = [*LABELS[1:], "PERSON"] if " " not in plain else LABELS
    return max(labels, key=lambda label: (labels[label], -ranked.index(label)))


def most(counts: Counter[str]) -> str:
    """What is counted most, such as a label, ties by name."""
    return max(counts, key=lambda key: (counts[key], key))
