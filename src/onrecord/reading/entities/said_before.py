"""The documents and groups of which an article spoke before: `the poll`, `it`, `the campaign`."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from onrecord.reading.entities.left_out import SUBJECTS
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.role_nouns import (
    DOCUMENT,
    POLITICIAN,
)
from onrecord.reading.entities.roles import Role
from onrecord.reading.names.lexicon import look_up_noun
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
        return self._before(self._documents[_same_document(noun)], n)

    def groups(self, noun: str, n: int) -> list[Role]:
        """The last groups of a noun before a phrase, the nearest first: before `the campaign`."""
        group = look_up_noun(noun).classes[:1] == ("group",)
        return self._before(self._groups[noun], n) if group else []

    def staff(self, n: int) -> list[Role]:
        """All those before a phrase who may speak for a politician: before `aides`."""
        return [self._roles[m][0] for m in self._staff[: bisect_left(self._staff, n)]]

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

    def _before(self, places, n):
        before = places[: bisect_left(places, n)][-MOST_LOOKED_AT:]
        return [self._roles[m][0] for m in reversed(before)]

    @cached_property
    def _documents(self):
        """Noun of a document → the phrases that speak of one, in text order."""
        found = defaultdict[str, list[int]](list)
        for n in sorted(self._roles):
            if any(role.noun.kind == DOCUMENT for role in self._roles[n]):
                found[_same_document(self._article.phrases[n].word)].append(n)
        return found

    @cached_property
    def _groups(self):
        """Noun of what may speak for a person → the phrases that speak of one, in text order."""
        found = defaultdict[str, list[int]](list)
        for n in sorted(self._roles):
            if self._roles[n][0].noun.speaks_for == "person":
                found[self._article.phrases[n].word].append(n)
        return found

    @cached_property
    def _staff(self):
        """The phrases that speak of who may speak for a politician, in text order."""
        places = sorted(n for ns in self._groups.values() for n in ns)
        return [n for n in places if self._roles[n][0].noun.kind == POLITICIAN]


def _same_document(noun):
    return SAME_DOCUMENTS.get(noun, noun)
