"""The organisation beside a person: `CNN’s Ann Reed`, `Ann Reed, of Fjord Bank`, `who works for it`."""

from collections.abc import Mapping
from functools import cached_property

from onrecord.reading.entities.mentions import Referent
from onrecord.reading.entities.owners import LINKS, Owners
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.voices import Place
from onrecord.word_lists import word_table

CLAUSES = ("relcl", "acl")
WORKS = word_table("ways_of_working")  # `who leads it`; with `at`: `who works for it`
AFTER_COMMA = ([",", "of"], [",", "at"], [",", "with"])


class Employers:
    """For whom the people of one article work, where no noun says what they are.

    Args:
        referents: for the head of each phrase that is a mention who it means.
    """

    def __init__(self, article: PhrasedArticle, referents: Mapping[int, Referent], owners: Owners):
        self._article, self._words = article, article.words
        self._referents, self._owners = referents, owners

    def of(self, place: Place, person: Referent, before: bool) -> Referent | None:
        """The organisation beside a person's name at a place or, if `before`, where it was named before."""
        if place.phrase >= 0 and (beside := self._beside(self._article.phrases[place.phrase])):
            return beside
        told = self._told.get(person.number, ()) if before else ()
        return next((whom for i, whom in told if i < place.end), None)

    def by_clause(self, i: int) -> Referent | None:
        """For whom somebody works, by the clause after a noun: `a doctor who works at Fjord Hospital`."""
        words = self._words
        for verb in (c for c in words.children[i] if words.deps[c] in CLAUSES):
            if words.lower[verb] not in WORKS:
                continue
            below = words.children[verb]
            if WORKS[words.lower[verb]]:
                links = (c for c in below if words.lower[c] in LINKS)
                below = [c for link in links for c in words.children[link]]
            for c in (c for c in below if words.deps[c] in ("dobj", "pobj")):
                if self._is_organisation(whom := self._referents.get(c)):
                    return whom
        return None

    @cached_property
    def _told(self):
        """Number of a person → the tokens of the name where an organisation stands beside it, and that."""
        found: dict[int, list[tuple[int, Referent]]] = {}
        for phrase in self._article.phrases:
            person = self._referents.get(phrase.head)
            if phrase.name < 0 or person is None or person.label != "PERSON":
                continue
            if whom := self._beside(phrase):
                found.setdefault(person.number, []).append((phrase.head, whom))
        return found

    def _beside(self, phrase):
        if phrase.name < 0:
            return self.by_clause(phrase.head)
        words = self._words
        children = list(words.children[phrase.head])
        if words.lower[phrase.last : phrase.last + 2] in AFTER_COMMA:
            children.append(phrase.last + 1)
        for child in children:
            linked, set_off = words.lower[child] in LINKS, words.deps[child] == "appos"
            inner = words.children[child] if linked or set_off else [child]
            for i in inner if linked else [i for i in inner if words.deps[i] == "poss"]:
                whom = self._referents.get(i) or self._owners.introduced(i)
                if self._is_organisation(whom):
                    return whom
            if set_off and (whom := self.by_clause(child)):
                return whom
        return self.by_clause(phrase.head)

    @staticmethod
    def _is_organisation(referent):
        return referent is not None and referent.named and referent.label == "ORG"
