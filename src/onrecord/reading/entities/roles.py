"""What a source is in the article's own words (`economist at Fjord Bank`), and what kind of role that is."""

import functools
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import NamedTuple

from onrecord.reading.doc.words import Words
from onrecord.reading.entities.calls import subject_of
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.phrases import ARTICLES, LONGEST_SIDE, end_before_time, is_plural
from onrecord.reading.entities.traits import PERSON, THING
from onrecord.reading.names.lexicon import LABEL_OF_NOUN, look_up_noun, singular_of
from onrecord.reading.names.titles import BEFORE_TITLES
from onrecord.word_lists import read_table, word_list

DOCUMENT, POLITICIAN, OTHER, WITNESS = "document", "politician", "other", "witness"
PAPERS = word_list("papers")
UNTELLING = ("board", "office")  # any body may have one
MEMBERS = word_list("of_members")  # `a group of`, before those who are its members
NOBODY = "nobody"  # for whom a source speaks
APART = {",", ";", ":", "--", "—", "–", "("}  # before what is not joined to a role
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


AGENTS = ("er", "or", "ist", "ian", "man", "woman")
OF_ONE = ("a", "the", "bare", "whose")  # how a description of somebody begins
UNLISTED = Noun(OTHER, NOBODY)  # a person whose role is in no list


class Role(NamedTuple):
    """Words that say what somebody is: tokens `[first, last)`, the place of their phrase, their noun.

    Attributes:
        head: the token of the noun.
        noun: its row, with the kind that the words beside it tell.
    """

    first: int
    last: int
    phrase: int
    head: int
    noun: Noun


def find_roles(article: PhrasedArticle) -> dict[int, list[Role]]:
    """For each phrase the roles that are said of it where it stands, the most telling one first.

    A description says its own, and that of the name beside it or of which it is said (`Smith is a nurse`,
    `Smith, who was mayor`). A name has what stands before it: `Dr`, `Ohio governor`.
    """
    words, found = article.words, defaultdict[int, list[Role]](list)
    ends: dict[int, int] = {}  # of descriptions, without what is joined to them
    at = {phrase.head: n for n, phrase in enumerate(article.phrases)}
    names = [n for n, phrase in enumerate(article.phrases) if phrase.name >= 0]
    begin, end = (
        {getattr(article.phrases[n], edge): n for n in names} for edge in ("first", "last")
    )
    inside = {
        i: p.last for n in names for p in [article.phrases[n]] for i in range(p.first, p.last)
    }
    for n, phrase in enumerate(article.phrases):
        first, last = (0, 0) if phrase.kind == "pronoun" else _words_of(article, n, end)
        if first == last:
            continue
        head = last - 1 if phrase.name >= 0 else phrase.head
        noun = read_noun(words, head, first)
        if noun is UNLISTED and phrase.name >= 0:  # `Ms`
            noun = None
        if noun is None and _is_apposed_agent(article, n):
            noun = UNLISTED
        if noun is None:
            continue
        ends[n] = last
        if phrase.name < 0:
            last = _end_of(article, phrase, noun, at, inside)
        whose = {n, article.apposed[n]} - {-1}
        if words.deps[head] == "conj" and phrase.name < 0 and not phrase.plural:
            first, name = _joined_apposition(article, at, head, first)
            whose |= {name} - {-1}
        if words.quotation_at[head] < 0 and phrase.kind in OF_ONE:
            whose |= {at.get(subject_of(words, head), -1)} - {-1}
        if len(whose) == 1 and phrase.kind in ("the", "whose") and not phrase.plural:
            whose.update(_after_comma(article, begin, phrase))
        if plain_noun(words, head) in MEMBERS and _kind_of_members(
            words, head
        ):  # no senator is a number of workers
            whose = {n}
        for each in sorted(whose):
            found[each].append(Role(first, last, n, head, noun))
    for roles in found.values():
        roles.sort(key=lambda role: (role.noun.kind == OTHER, role.first - ends[role.phrase]))
    return found


def _words_of(article, n, end):
    """The tokens of a description, or of what stands before a name; `end` has the names by their ends."""
    words, phrase = article.words, article.phrases[n]
    if phrase.name < 0:
        article_first = words.lower[phrase.first] in ARTICLES and phrase.first < phrase.head
        return phrase.first + article_first, phrase.last
    name = article.names[phrase.name]
    last = name.first + len(name.title.split()) if name.title else phrase.role[1]
    first = phrase.role[0] if phrase.role[1] else name.first
    if first >= last:
        return 0, 0
    before = article.phrases[end[first]] if first in end else None
    if before and name.first <= words.heads[before.head] < name.last:
        first = before.first  # `Ohio Gov. Ann Reed`
    while first and words.lower[first - 1] in BEFORE_TITLES:
        first -= 1
    return first, last


def _end_of(article, phrase, noun, at, inside):
    """One past the last token of a description, with the roles joined to it and all of a name at its end."""
    words = article.words
    last = end_before_time(words, phrase)
    last = inside.get(last - 1, last)  # `analyst at the broker | Harke Dell`
    for c in words.children[phrase.head]:
        other = article.phrases[at[c]] if c in at else None
        if c < phrase.head or words.deps[c] != "conj" or other is None or other.name >= 0:
            continue
        joined = words.texts[last : other.first] in (["and"], ["or"], [",", "and"], [","])
        also = read_noun(words, c) if joined and other.kind == "bare" else None
        if also is None or other.plural != phrase.plural:
            continue
        if not phrase.plural or also.kind == noun.kind:  # `aides and advisers to Reed`
            last = _end_of(article, other, also, at, inside)
    if (
        phrase.last < last < min(len(words), phrase.last + LONGEST_SIDE)
        and words.lower[last] in WITH_OWNER
        and phrase.first <= words.heads[last]
    ):  # `president and publisher | of Fjord Books`
        end = end_before_time(words, replace(phrase, last=words.right[last] + 1))
        last = next((i for i in range(last, end) if words.texts[i] in APART), end)
    return last


def _joined_apposition(article, at, head, first):
    """The first token and the person's name of `Ann Reed, the bank's culture and sports director`."""
    words, root = article.words, head
    while words.deps[root] == "conj" and words.heads[root] < root:
        root = words.heads[root]
    name = at.get(words.heads[root], -1)
    person = name >= 0 and article.phrases[name].name >= 0 and article.classes[name] == PERSON
    if words.deps[root] != "appos" or not person or read_noun(words, root):
        return first, -1
    first = words.left[root]
    return first + (words.lower[first] in ARTICLES), name


def _is_apposed_agent(article, n):
    """Whether a noun in no list says what the person beside it is: `Smith, a shipbroker`."""
    phrase, beside = article.phrases[n], article.apposed[n]
    person = beside >= 0 and article.classes[beside] == PERSON and article.classes[n] == THING
    return person and phrase.kind in ("a", "the") and phrase.word.endswith(AGENTS)


def read_noun(words: Words, i: int, first: int = 0) -> Noun | None:
    """What the noun at a token tells as a role, by the words beside it; None where it is no role."""
    noun, known = plain_noun(words, i), _nouns()
    if noun in MEMBERS and (kind := _kind_of_members(words, i)):
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


def _kind_of_members(words, i):
    """What those are who are in a group: `a group of parents`; None where that tells nothing."""
    links = (c for c in words.children[i] if words.lower[c] == "of")
    members = (c for link in links for c in words.children[link] if words.tags[c] == "NNS")
    told = next(filter(None, (read_noun(words, c) for c in members)), None)
    return told.kind if told and told.kind != OTHER else None


def _after_comma(article, begin, phrase):
    """The person's name that ends an apposition which the parse missed: `the clerk, Ida Holm`."""
    if article.words.texts[phrase.last : phrase.last + 1] == [","]:
        n = begin.get(phrase.last + 1, -1)
        if n >= 0 and article.classes[n] == PERSON:
            yield n


def plain_noun(words: Words, i: int) -> str:
    """A noun or title as it stands in the list: singular, in lower case, without a full stop."""
    word = words.lower[i].rstrip(".")
    return _singular(word) if is_plural(words, i) else word


_singular = functools.lru_cache(maxsize=100_000)(singular_of)


def kind_of_noun(noun: str) -> str | None:
    """The kind of role that a noun alone tells; None where it is in no list."""
    row = _nouns().get(noun)
    return row.kind if row else None


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
