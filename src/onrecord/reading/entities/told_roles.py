"""The roles of a source: those said where it stands, and those that the article said of it before."""

from collections.abc import Mapping, Sequence

from onrecord.reading.entities.linked import link_of
from onrecord.reading.entities.mentions import Referent
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.phrases import is_plural, noun_of
from onrecord.reading.entities.role_nouns import (
    DOCUMENT,
    KIN,
    NOBODY,
    NOT_NOW,
    OTHER,
    is_of_person,
    plain_noun,
)
from onrecord.reading.entities.roles import Role
from onrecord.reading.entities.voices import Place
from onrecord.reading.names.labels import COMPANIES
from onrecord.reading.names.lexicon import look_up_noun
from onrecord.word_lists import word_list

MOST_ROLES = 20  # of one referent, the first that the article tells
ANYBODY = word_list("anybody")  # `a man`, `that person`: alone they tell nothing
GROUP = "NORP"  # those of a party, a nation or a faith
OF_SPEAKER = ("my", "our", "your")
TELLING = ("J", "N", "V", "I")  # how the tags of words begin that tell more of a noun


class ToldRoles:
    """The roles of the sources of one article.

    Attributes:
        of_referent: number of a referent → its roles, in text order of where they are said.

    Args:
        roles: for each phrase its roles, the most telling one first.
        referents: for the head of each phrase that is a mention who it means.
        joins: for each phrase that speaks the name that it was decided to mean, or -1.
    """

    def __init__(
        self,
        article: PhrasedArticle,
        roles: Mapping[int, Sequence[Role]],
        referents: Mapping[int, Referent],
        joins: Mapping[int, int],
    ):
        self._article, self._words, self._roles = article, article.words, roles
        self.of_referent: dict[int, list[Role]] = {}
        for n in sorted(roles):
            whose = referents.get(article.phrases[n].head)
            told = article.phrases[n].name >= 0 or joins.get(n, -1) >= 0 or n in article.labels
            if whose is not None and (told or not whose.named):
                known = self.of_referent.setdefault(whose.number, [])
                known += roles[n][: MOST_ROLES - len(known)]

    def at(self, place: Place, referent: Referent | None) -> list[Role]:
        """The roles of a source, the most telling one first."""
        found = [r for r in self._roles.get(place.phrase, ()) if self._tells(r)]
        if referent is not None:
            before = self.of_referent.get(referent.number, ())
            found += [
                r for r in before if r.first < place.end and r not in found and self._tells(r)
            ]
            found = [r for r in found if r.phrase == place.phrase or self._fits(r, referent)]
        return sorted(found, key=lambda role: (*self._is_thin(role, place), self.is_past(role)))

    def is_past(self, role: Role) -> bool:
        """Whether somebody is no longer what a role says: `former mayor`, `who was mayor`."""
        words = self._words
        before = words.lower[max(role.first - 1, 0) : role.head]
        verb = words.heads[role.head]
        if link_of(words, role.head) == "as" and words.tags[words.heads[verb]] in ("VBD", "VBN"):
            return True  # `who served as mayor`
        was = words.deps[role.head] == "attr" and words.lower[verb] == "was"
        was = was and words.deps[verb] == "relcl"
        return was or not (NOT_NOW.isdisjoint(before) or "current" in before)

    def _tells(self, role):
        """Whether a role has more than a word for anybody: no `that person`."""
        words = self._words
        if words.lower[role.first] in OF_SPEAKER and words.quotation_at[role.first] >= 0:
            return False  # `“our next mayor, Ann Reed,” she said`
        beside = (i for i in range(role.first, role.last) if i != role.head)
        more = any(words.tags[i][0] in TELLING and words.tags[i] != "JJR" for i in beside)
        return more or plain_noun(words, role.head) not in ANYBODY

    def _is_thin(self, role, place):
        """Whether a word tells less than an office does (`Dr Reed`, `the Republican`), and words."""
        if role.phrase == place.phrase and self._article.phrases[role.phrase].name < 0:
            return False, False
        noun, aside = plain_noun(self._words, role.head), role.noun.speaks_for == NOBODY
        member = self._words.entity_types[role.head] == GROUP
        alone = role.last == role.first + 1 and (noun == "dr" or aside or member)
        weak = aside and (role.noun.kind == OTHER or noun in KIN)
        return alone or noun in ANYBODY, weak or is_plural(self._words, role.head)

    def _fits(self, role, referent):
        """Whether a role can be that of somebody: an organisation is no clerk, a man no union."""
        words, noun = self._words, plain_noun(self._words, role.head)
        if referent.label == "PERSON":
            of_another = words.tags[role.first] == "PRP$" and role.noun.speaks_for == NOBODY
            of_another = of_another and referent.named
            beside = self._article.apposed[role.phrase] >= 0
            if of_another and not (beside and noun in KIN):  # `her rival` in passing
                return False
            return role.noun.kind != DOCUMENT and is_of_person(noun_of(words, role.head))
        company = noun in COMPANIES  # `the ferry operator Whimbrel`
        person = look_up_noun(noun).classes[:1] == ("person",)
        return not person or company or not referent.named
