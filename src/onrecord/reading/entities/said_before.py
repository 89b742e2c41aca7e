"""The documents and groups of which an article spoke before: `the poll`, `it`, `the campaign`."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from onrecord.reading.doc.words import PROPER
from onrecord.reading.entities.left_out import SUBJECTS
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.role_nouns import (
    DOCUMENT,
    POLITICIAN,
    is_of_somebody,
    read_noun,
)
from onrecord.reading.entities.roles import Role
from onrecord.reading.union import grouped
from onrecord.word_lists import word_table

SAME_DOCUMENTS = word_table("same_documents")
DEFINITE = ("the", "this")
MOST_LOOKED_AT = 3  # phrases of the same noun
MOST_BETWEEN = 40  # phrases between `it` and the subject of the sentence before


class SaidBefore:
    """Where one article speaks of documents, and of groups that may speak for a person.

    Args:
        roles: for each phrase its roles, the most telling one first.
    """

    def __init__(self, article: PhrasedArticle, roles: Mapping[int, Sequence[Role]]):
        self._article, self._roles = article, roles

    def documents(self, noun: str, n: int) -> list[Role]:
        """The last documents of a noun before a phrase, the nearest first: before `the poll`."""
        return self._before(self._documents.get(_same_document(noun), []), n)

    def groups(self, noun: str, n: int) -> list[Role]:
        """The last groups of a noun before a phrase, the nearest first: before `the campaign`."""
        return self._before(self._groups[noun], n) if is_of_somebody(noun) else []

    def staff(self, n: int) -> list[Role]:
        """All those before a phrase who may speak for a politician: before `aides`."""
        return self._staff[: bisect_left(self._staff, n, key=attrgetter("phrase"))]

    def taken_up(self, n: int) -> Role | None:
        """The document that is the subject of the sentence before that of a phrase, if that is `it`."""
        words, phrases = self._article.words, self._article.phrases
        if n < 0 or phrases[n].word != "it":
            return None
        head = phrases[n].head
        for m in range(n - 1, max(n - MOST_BETWEEN, -1), -1):
            i = phrases[m].head
            near = words.sentence[i] == words.sentence[head] - 1
            if near and words.deps[i] in SUBJECTS and words.paragraph[i] == words.paragraph[head]:
                return next((r for r in self._roles.get(m, ()) if r.noun.kind == DOCUMENT), None)
        return None

    def _before(self, roles, n):
        before = roles[: bisect_left(roles, n, key=attrgetter("phrase"))]
        return before[: -MOST_LOOKED_AT - 1 : -1]

    @cached_property
    def _own(self):
        """The role that each phrase says itself, in text order."""
        return [role for n in sorted(self._roles) for role in self._roles[n] if role.phrase == n]

    @cached_property
    def _documents(self):
        """Noun of a document → the roles that speak of one, in text order."""
        documents = (role for role in self._own if role.noun.kind == DOCUMENT)
        return grouped((_same_document(self._word(role)), role) for role in documents)

    def _word(self, role):
        return self._article.phrases[role.phrase].word

    @cached_property
    def _groups(self):
        """Noun of what may speak for a person → the roles that have it, in text order."""
        words, found = self._article.words, defaultdict[str, list[Role]](list)
        for role in self._own:
            if role.noun.speaks_for == "person":
                found[self._word(role)].append(role)
            for i in range(role.first + 1, role.head):  # `Reed campaign manager`
                if words.tags[i - 1] in (*PROPER, "POS") and is_of_somebody(words.lower[i]):
                    noun = read_noun(words, i, role.first)
                    found[words.lower[i]].append(role._replace(last=i + 1, head=i, noun=noun))
        return found

    @cached_property
    def _staff(self):
        """The roles of those who may speak for a politician, in text order."""
        roles = (role for of_noun in self._groups.values() for role in of_noun)
        return sorted((r for r in roles if r.noun.kind == POLITICIAN), key=attrgetter("phrase"))


def _same_document(noun):
    return SAME_DOCUMENTS.get(noun, noun)
