"""What a source is in the article's own words (`economist at Fjord Bank`)."""

from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

from onrecord.reading.doc.words import EXAMPLES, PLURALS
from onrecord.reading.entities.calls import subject_of
from onrecord.reading.entities.linked import link_of
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.phrases import ARTICLES, LONGEST_SIDE, QUOTE_MARKS, end_before_time
from onrecord.reading.entities.role_nouns import (
    MEMBERS,
    NOBODY,
    OTHER,
    UNLISTED,
    WITH_OWNER,
    Noun,
    is_of_person,
    kind_of_members,
    plain_noun,
    read_noun,
)
from onrecord.reading.entities.set_off import is_closed, pair_before, set_off_after
from onrecord.reading.entities.traits import PERSON, THING
from onrecord.reading.names.titles import BEFORE_TITLES

APART = {",", ";", ":", "--", "—", "–", "("}  # before what is not joined to a role
OPEN = ("IN", "TO", "DT", "CC")  # tags of what no role ends in
AGENTS = ("er", "or", "ist", "ian", "man", "woman")
SERVES = {"serve", "serves", "served", "serving", "work", "works", "worked", "working"}
OF_ONE = ("a", "the", "bare", "whose")  # how a description of somebody begins


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
    `Smith, who was mayor`). A name has what stands before it (`Dr`, `Ohio governor`), and what commas set
    off after it.
    """
    return _Finder(article).find()


class _Finder:
    """Looks for the roles of one article.

    `at` has the phrases by their heads, `around` the innermost phrase of each token, `begins` and `ends`
    the names by their edges, `inside` for each token of a name and its role one past its last, `named`
    the tokens of names alone.
    """

    def __init__(self, article):
        self.article, self.words = article, article.words
        phrases = article.phrases
        self.at = article.at
        self.around = {i: n for n, p in enumerate(phrases) for i in range(p.first, p.last)}
        self.names = [n for n, phrase in enumerate(phrases) if phrase.name >= 0]
        self.begins = {phrases[n].first: n for n in self.names}
        self.ends = {phrases[n].last: n for n in self.names}
        self.inside = {
            i: phrases[n].last for n in self.names for i in range(phrases[n].first, phrases[n].last)
        }
        self.named = {i for name in article.names for i in range(name.first, name.last)}
        self.found: dict[int, list[Role]] = defaultdict(list)

    def find(self):
        before_joined = {}  # the ends of descriptions, without what is joined to them
        for n in range(len(self.article.phrases)):
            if (role := self._own(n)) is None:
                continue
            before_joined[n] = role.last
            if self.article.phrases[n].name < 0:
                role = role._replace(last=self._end_of(self.article.phrases[n], role.noun))
            role, whose = self._whose(role)
            for each in sorted(whose):
                self.found[each].append(role)
        for n in self.names:
            if role := self._set_off(n):
                for each in pair_before(self.article, n, self.ends):
                    self._add(each, role)
        for roles in self.found.values():
            roles.sort(
                key=lambda r: (
                    r.noun.kind == OTHER or r.noun.speaks_for == NOBODY,
                    r.first - before_joined.get(r.phrase, r.last),
                )
            )
        return {n: roles for n, roles in self.found.items() if roles}

    def _add(self, n, role):
        """Take what is set off for a role that is not known, or for the whole of one that was cut short."""
        roles = self.found[n]
        known = next((k for k, r in enumerate(roles) if r.first <= role.head < r.last), -1)
        if known < 0:
            roles.append(role)
        elif roles[known].head == role.head:
            roles[known] = roles[known]._replace(last=max(role.last, roles[known].last))

    def _own(self, n):
        """The role that a description says, or what stands before a name; without what is joined to it."""
        phrase = self.article.phrases[n]
        first, last = (0, 0) if phrase.kind == "pronoun" else self._words_of(n)
        if first == last:
            return None
        head = phrase.head
        if phrase.name >= 0:  # `Secretary of State Ann Reed`
            head = (
                next((i for i in range(first + 1, last) if self.words.lower[i] == "of"), last) - 1
            )
        noun = read_noun(self.words, head, first)
        if noun is UNLISTED and phrase.name >= 0:  # `Ms`
            noun = None
        if noun is None and self._is_apposed_agent(n):
            noun = UNLISTED
        return noun and Role(first, last, n, head, noun)

    def _whose(self, role):
        """A role, which may begin before its phrase, and the phrases of which it is said."""
        n, head, words = role.phrase, role.head, self.words
        phrase = self.article.phrases[n]
        if plain_noun(words, head) in MEMBERS and kind_of_members(words, head):
            return role, {n}  # no senator is a number of workers
        whose = {n, self.article.apposed[n]} - {-1}
        if phrase.name < 0:
            if words.deps[head] == "conj" and not phrase.plural:
                first, name = self._joined_apposition(head, role.first)
                role, whose = role._replace(first=first), whose | {name} - {-1}
            whose |= {self._example(role)} - {-1}
        if words.quotation_at[head] < 0 and phrase.kind in OF_ONE:
            said_of = {subject_of(words, head), _who_serves(words, head)}
            whose |= {self.at.get(i, -1) for i in said_of} - {-1}
        if len(whose) == 1 and phrase.kind in OF_ONE and not phrase.plural:
            whose |= {self._after_comma(phrase)} - {-1}
        return role, whose

    def _words_of(self, n):
        """The tokens of a description, or of what stands before a name."""
        article, words, phrase = self.article, self.words, self.article.phrases[n]
        if phrase.name < 0:
            article_first = words.lower[phrase.first] in ARTICLES and phrase.first < phrase.head
            return phrase.first + article_first, phrase.last
        name = article.names[phrase.name]
        last = name.first + len(name.title.split()) if name.title else phrase.role[1]
        first = phrase.role[0] if phrase.role[1] else name.first
        if first >= last:
            return 0, 0
        before = article.phrases[self.ends[first]] if first in self.ends else None
        if before and name.first <= words.heads[before.head] < name.last:
            first = before.first  # `Ohio Gov. Ann Reed`
        while first and (words.lower[first - 1] in BEFORE_TITLES or self._is_nation(first - 1)):
            first -= 1
        joined = (i + 1 for i in range(last - 1, first, -1) if words.tags[i] == "CC")
        after = next((i for i in joined if i - 2 in self.named), first)
        return after, last  # `Holm and | Leeds mayor Ann Reed`

    def _is_nation(self, i):
        """Whether a word is an adjective with a capital inside a sentence: `the | British Prime Minister`."""
        words = self.words
        return (
            words.tags[i] == "JJ" and words.texts[i][0].isupper() and words.texts[i][1:].islower()
        )

    def _end_of(self, phrase, noun):
        """One past the last token of a description, with the roles joined to it and all of a last name."""
        article, words = self.article, self.words
        last = end_before_time(words, phrase)
        last = self.inside.get(last - 1, last)  # `analyst at the broker | Harke Dell`
        for c in words.children[phrase.head]:
            other = article.phrases[self.at[c]] if c in self.at else None
            if c < phrase.head or words.deps[c] != "conj" or other is None or other.name >= 0:
                continue
            joined = words.texts[last : other.first] in (["and"], ["or"], [",", "and"], [","])
            also = read_noun(words, c) if joined and other.kind == "bare" else None
            if also is None or other.plural != phrase.plural:
                continue
            if not phrase.plural or also.kind == noun.kind:  # `aides and advisers to Reed`
                last = self._end_of(other, also)
        if (
            phrase.last < last < min(len(words), phrase.last + LONGEST_SIDE)
            and words.lower[last] in WITH_OWNER
            and phrase.first <= words.heads[last]
        ):  # `president and publisher | of Fjord Books`
            end = end_before_time(words, replace(phrase, last=words.right[last] + 1))
            last = next((i for i in range(last, end) if words.texts[i] in APART), end)
        return trimmed(words, phrase.head, last)

    def _joined_apposition(self, head, first):
        """The first token and the person's name of `Ann Reed, the bank's culture and sports director`."""
        words, root = self.words, head
        while words.deps[root] == "conj" and words.heads[root] < root:
            root = words.heads[root]
        name = self.at.get(words.heads[root], -1)
        person = name >= 0 and self.article.phrases[name].name >= 0
        person = person and self.article.classes[name] == PERSON
        if words.deps[root] != "appos" or not person or read_noun(words, root):
            return first, -1
        first = words.left[root]
        return first + (words.lower[first] in ARTICLES), name

    def _is_apposed_agent(self, n):
        """Whether a noun in no list says what the person beside it is: `Smith, a shipbroker`."""
        article, phrase = self.article, self.article.phrases[n]
        beside = article.apposed[n]
        person = beside >= 0 and article.classes[beside] == PERSON and article.classes[n] == THING
        return person and phrase.kind in ("a", "the") and phrase.word.endswith(AGENTS)

    def _after_comma(self, phrase):
        """The person's name that ends an apposition which the parse missed: `the clerk, Ida Holm`; or -1."""
        article = self.article
        if article.words.texts[phrase.last : phrase.last + 1] != [","]:
            return -1
        n = self.begins.get(phrase.last + 1, -1)
        if n < 0 or article.classes[n] != PERSON:
            return -1
        words = self.words
        begins = words.begins[phrase.first] and words.deps[article.phrases[n].head] == "nsubj"
        closed = begins or is_closed(words, article.phrases[n])
        return n if phrase.kind in ("the", "whose") or closed else -1

    def _example(self, role):
        """The person who is an example of a role: `advisers like Ann Reed`; or -1."""
        after = [*self.words.lower[role.last : role.last + 2], "", ""]
        link = after[0] == "such"
        n = self.begins.get(role.last + link + 1, -1) if after[link] in EXAMPLES else -1
        return n if n >= 0 and self.article.classes[n] == PERSON else -1

    def _set_off(self, n):
        """The role that commas set off after a person's name; None where there is none."""
        words = self.words
        several = len(pair_before(self.article, n, self.ends)) > 1
        for first, last, heads in set_off_after(self.article, n):
            for head in heads:
                person = words.tags[head][0] == "N" and is_of_person(plain_noun(words, head))
                noun = read_noun(words, head, first) if person else None
                if noun is UNLISTED and not words.texts[head].islower():  # `Calif.`
                    noun = None
                if noun and several == (words.tags[head] in PLURALS):
                    phrase = self.at.get(head, self.around.get(head, n))
                    return Role(first, trimmed(words, head, last), phrase, head, noun)
        return None


def _who_serves(words, i):
    """Who is told to be what a noun says: `Smith served as mayor`, `Smith left and is now mayor`; or -1."""
    verb = words.heads[i]
    serves = link_of(words, i) == "as" and words.lower[words.heads[verb]] in SERVES
    if not serves and (words.deps[i], words.deps[verb]) != ("attr", "conj"):
        return -1
    below = words.children[words.heads[verb]]
    return next((words.antecedent_of(c) for c in below if words.deps[c] == "nsubj"), -1)


def trimmed(words, head, last):
    """The end of a role without examples, and without a preposition that nothing follows."""
    last = next((i for i in range(head + 1, last) if words.lower[i] in EXAMPLES), last)
    while last > head + 1 and (
        words.tags[last - 1] in OPEN or words.lower[last - 1] in ("such", *QUOTE_MARKS, "''")
    ):
        last -= 1
    return last
