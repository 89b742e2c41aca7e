"""What the nouns that say a role tell: the rows of `roles.tsv`, read by the words beside them."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.reading.doc.words import Words
from onrecord.reading.entities.phrases import is_plural
from onrecord.reading.names.lexicon import LABEL_OF_NOUN, look_up_noun, singular_of
from onrecord.word_lists import read_table, word_list

DOCUMENT, POLITICIAN, OTHER, WITNESS = "document", "politician", "other", "witness"
PAPERS = word_list("papers")
UNTELLING = ("board", "office", "deputy", "veteran")  # any body may have one
KIN = word_list("kin")
NOT_NOW = word_list("no_longer")  # `former`
MEMBERS = word_list("of_members")  # `a group of`, before those who are its members
NOBODY = "nobody"  # for whom a source speaks
WITH_OWNER = ("of", "at", "for", "in", "to")  # `president of the bank`


@dataclass(frozen=True)
class Noun:
    """A row of `roles.tsv`.

    Attributes:
        kind: one of ROLE_KINDS.
        speaks_for: `person` where it may speak for somebody (`aide`), NOBODY where it speaks for nobody
            (`critic`), else empty: for organisations.
        kind_of: not empty where what it belongs to tells its kind (`union leader`); with an organisation
            that tells none it is business if this is `business`.
    """

    kind: str
    speaks_for: str = ""
    kind_of: str = ""


UNLISTED = Noun(OTHER, NOBODY)  # a person whose role is in no list


def read_noun(words: Words, i: int, first: int = 0) -> Noun | None:
    """What the noun at a token tells as a role, by the words beside it; None where it is no role."""
    noun, known = plain_noun(words, i), _nouns()
    if noun in MEMBERS and (kind := kind_of_members(words, i)):
        return Noun(kind)
    listed, unlisted = _looked_up(noun)
    if not listed:
        return unlisted
    before = [words.lower[k] for k in range(max(first, i - 2), i)]
    owners = [owner for k in _owners(words, i) for owner in _names_of(words, k)]
    joint = "" if before[-1:] == ["-"] else " "  # `vice-president`
    wider = [joint.join([*before[k:], noun]) for k in range(len(before))]
    wider += [f"{noun} of {owner}" for owner in owners]
    row = next((known[each] for each in (*wider, noun) if each in known), None)
    if row is None:
        return unlisted
    if row.kind_of:
        kind = next(filter(None, map(kind_of_body, owners)), None)
        row = Noun(kind, row.speaks_for) if kind else row
    return row


def kind_of_members(words, i):
    """What those are who are in a group: `a group of parents`; None where that tells nothing."""
    links = (c for c in words.children[i] if words.lower[c] == "of")
    members = (c for link in links for c in words.children[link] if words.tags[c] == "NNS")
    told = next(filter(None, (read_noun(words, c) for c in members)), None)
    return told.kind if told and told.kind != OTHER else None


def plain_noun(words: Words, i: int) -> str:
    """A noun or title as it stands in the list: singular, in lower case, without a full stop."""
    word = words.lower[i].rstrip(".")
    return _singular(word) if is_plural(words, i) else word


_singular = functools.lru_cache(maxsize=100_000)(singular_of)


def kind_of_noun(noun: str) -> str | None:
    """The kind of role that a noun alone tells; None where it is in no list."""
    row = _nouns().get(noun)
    return row.kind if row else None


def kind_of_one_with(noun: str, others: Iterable[str]) -> str | None:
    """The kind of somebody with one who is something else: of an adviser, with a president."""
    rows = (_nouns().get(f"{noun} of {other}") for other in others)
    return next((row.kind for row in rows if row), None)


def is_of_somebody(noun: str) -> bool:
    """Whether a noun names a group that may speak for a person: `campaign`, `team`."""
    row = _nouns().get(noun, UNLISTED)
    return row.speaks_for == "person" and look_up_noun(noun).classes[:1] == ("group",)


def is_office(noun: str) -> bool:
    """Whether who is called so has an office in what is named beside: a party's chairman, no senator."""
    row = _nouns().get(noun, UNLISTED)
    return row.kind == "spokesperson" or bool(row.kind_of and row.speaks_for != "person")


def is_of_person(noun: str) -> bool:
    """Whether a noun may say what one person is: no `team`, `state` or `poll`."""
    classes = look_up_noun(noun).classes
    return "person" in classes or not (classes or kind_of_noun(noun) == DOCUMENT)


def kind_of_body(noun: str) -> str | None:
    """The kind of who leads what a noun names (`bank`, `union`); None where it tells none."""
    kind = kind_of_noun(noun)
    if noun in UNTELLING or kind == DOCUMENT:
        return None
    if kind == WITNESS:  # of the workers; of the family
        return OTHER if look_up_noun(noun).classes[:1] == ("person",) else None
    return kind or (OTHER if noun in LABEL_OF_NOUN else None)


def _names_of(words, i):
    """A noun as it may stand in the list: with the word before it, and alone."""
    noun = singular_of(words.lower[i])
    return (f"{words.lower[i - 1]} {noun}", noun) if i else (noun,)


def _owners(words, i):
    """The nouns that say whose a noun is: `bank` in `bank president` and in `president of the bank`."""
    below = reversed(words.children[i])  # the nearest first: `deputy campaign manager`
    found = [c for c in below if words.deps[c] in ("compound", "poss", "nmod")]
    for link in words.children[i]:
        if words.deps[link] == "prep" and words.lower[link] in WITH_OWNER:
            found += (c for c in words.children[link] if words.deps[c] == "pobj")
    return [c for c in found if words.texts[c].islower() or _is_body(words.lower[c])]


def _is_body(noun):
    """Whether a noun with a capital tells what its name names: `Ferry Board`, `Clinton Campaign`."""
    if noun in PAPERS:  # `Leeds Post`
        return False
    people = look_up_noun(noun).classes[:1] == ("person",)
    return noun in LABEL_OF_NOUN or (noun in _nouns() and not people)


@functools.cache
def _nouns():
    rows = read_table("roles.tsv")
    return {r["role"]: Noun(r["kind"], r["speaks_for"], r["kind_of"]) for r in rows}


@functools.cache
def _words_in_list():
    return {word for role in _nouns() for word in role.replace("-", " ").split()}


@functools.lru_cache(maxsize=100_000)
def _looked_up(noun):
    """Whether a noun stands in the list, and what it is where its row is not there."""
    people = look_up_noun(noun).classes[:1] == ("person",) and noun != "people"
    return noun in _words_in_list(), UNLISTED if people else None
