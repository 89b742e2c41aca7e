"""For whom a source speaks: `a Southwest spokesperson`, `Love’s lawyers`, `a report by the inspectorate`.

Read from the words alone: those of the source, or those that the article said of it earlier.
"""

from collections.abc import Iterable
from functools import cached_property

from onrecord.reading.entities.mentions import Mention, Referent
from onrecord.reading.entities.organisations import BUSINESS, Organisations
from onrecord.reading.entities.owners import LINKS, Owners
from onrecord.reading.entities.phrases import noun_of
from onrecord.reading.entities.roles import (
    DOCUMENT,
    NOBODY,
    OTHER,
    POLITICIAN,
    Role,
    find_roles,
    plain_noun,
)
from onrecord.reading.entities.said_before import DEFINITE
from onrecord.reading.entities.speakers import Speakers
from onrecord.reading.entities.traits import GROUP, THING
from onrecord.reading.entities.voices import Place, Voice
from onrecord.reading.names.labels import COMPANIES
from onrecord.reading.names.lexicon import look_up_noun

MOST_ROLES = 20  # of one referent, the first that the article tells
PUBLIC = (POLITICIAN, "official")
STAFF = ("expert", "witness", OTHER)  # whose kind a politician tells


class Affiliations:
    """For whom the sources of one article speak, by its mentions."""

    def __init__(self, speakers: Speakers, mentions: Iterable[Mention]):
        self._article = article = speakers.article
        self._words, self._joins = article.words, speakers.joins
        meant = {(mention.start, mention.end): mention.referent for mention in mentions}
        spans = ((p.head, self._words.span(p.first, p.last)) for p in article.phrases)
        self._referents = {head: meant[span] for head, span in spans if span in meant}
        self._roles = find_roles(article)
        self._said_of = self._roles_of_referents()
        called = {
            number: [plain_noun(self._words, role.head) for role in roles]
            for number, roles in self._said_of.items()
        }
        self._organisations = Organisations(article, self._referents, called)
        self._owners = Owners(article, self._roles, self._referents, self._organisations)

    def voice(self, place: Place, referent: Referent | None) -> Voice:
        """What a source is that means somebody, and for whom it speaks."""
        here = self._roles_at(place, referent)
        told = [self._owners.of(role) for role in here]
        role, whom = (here[0], told[0]) if here else (None, None)
        if role and not whom and role.noun.kind != DOCUMENT and not self._owners.tells_whose(role):
            same = {OTHER, role.noun.kind}  # `Dr`; `spokesman` and `spokesman for X`
            others = (
                w
                for r, w in zip(here, told, strict=True)
                if w and w != referent and (r.noun.kind in same or self._is_thin(role))
            )
            whom = next((each for each in others if each.label in ("ORG", "PERSON")), None)
        if not whom and referent is not None and referent.named and referent.label == "PERSON":
            whom = self._employer(place, referent, role)
        if not whom and (referent is None or not referent.named):
            whom = self._itself(place, role) or self._included(place)
        if role is None:
            return Voice(affiliation=None if whom == referent else whom)
        kind = self._kind(role.noun, whom)
        span = self._words.span(role.first, self._end_of(role, place))
        return Voice(span, kind, None if whom == referent else whom)

    def _end_of(self, role, place):
        """One past the last token of a role; not past a source that ends in a noun: `Lawmakers | slam`."""
        tags = self._words.tags
        cut = role.phrase == place.phrase and role.head < place.last < role.last
        whole = (
            cut and tags[place.last - 1][0] == "N" and tags[place.last] not in ("IN", "TO", "CC")
        )
        return place.last if whole else role.last

    def _roles_at(self, place, referent):
        """The roles of a source: those said where it stands, and those said of it earlier."""
        here = self._roles.get(place.phrase, [])
        if referent is not None:
            before = self._said_of.get(referent.number, ())
            here = here + [r for r in before if r.first < place.end and r not in here]
            here = [r for r in here if r.phrase == place.phrase or self._fits(r, referent)]
        if not here and (document := self._owners.before.taken_up(place.phrase)):
            here = [document]
        return sorted(here, key=lambda role: self._is_thin(role, place))

    def _is_thin(self, role, place=None):
        """Whether a word tells less than an office does: `Dr Reed`, `rival Ann Reed`; no `the rival said`."""
        words, phrases = self._words, self._article.phrases
        if place and role.phrase == place.phrase and phrases[role.phrase].name < 0:
            return False
        alone = role.last == role.first + 1
        return alone and (
            words.lower[role.head].rstrip(".") == "dr" or role.noun.speaks_for == NOBODY
        )

    def _fits(self, role, referent):
        """Whether a role can be that of somebody: an organisation is no clerk, a man no union."""
        if referent.label == "PERSON" and role.noun.kind == DOCUMENT:
            return False
        classes = look_up_noun(noun_of(self._words, role.head)).classes
        if referent.label == "PERSON":
            return classes[:1] != ("group",) or "person" in classes  # `publisher`
        company = plain_noun(self._words, role.head) in COMPANIES  # `the ferry operator Whimbrel`
        return classes[:1] != ("person",) or company or not referent.named

    def _kind(self, noun, whom):
        """The kind of a role, by what it belongs to: `president of Fjord Union`, `Reed’s team`."""
        if not noun.kind_of or not whom:
            return noun.kind
        if whom.label == "ORG":
            told = self._organisations.kind_of(whom)
            return told or (BUSINESS if noun.kind_of == BUSINESS else noun.kind)
        roles = self._said_of.get(whom.number, ())
        public = not roles or any(role.noun.kind in PUBLIC for role in roles)
        staff = noun.kind == BUSINESS or (noun.speaks_for and noun.kind in STAFF)
        staff = whom.label == "PERSON" and staff  # `Reed’s communications director`
        return POLITICIAN if staff and public else noun.kind

    def _itself(self, place, role):
        """The organisation that a source without a name is (`it`, `the company`), or that made it."""
        n, likely = place.phrase, self._referents.get(place.likely)
        likely = likely if likely and likely.label == "ORG" else None
        if n < 0:
            return likely if place.inside else None
        phrase = self._article.phrases[n]
        one = phrase.name >= 0 and self._is_last(
            phrase.head, place
        )  # `banks, including Fjord Bank`
        thing = one or self._article.classes[n] & THING
        made = role.noun.kind == DOCUMENT if role else place.inside and thing
        if phrase.word == "it" or made:
            return likely
        if (called := self._owners.introduced(phrase.head)) and called.label == "ORG":
            return called
        if phrase.kind not in DEFINITE or not (role or self._article.classes[n] & GROUP):
            return None
        noun = plain_noun(self._words, phrase.head)
        if phrase.plural:
            return self._organisations.of_members(noun)
        return self._organisations.meant(noun, likely)

    def _included(self, place):
        """The one organisation that the article names of several: `banks, including Fjord Bank`."""
        if place.phrase < 0 or not self._article.phrases[place.phrase].plural:
            return None
        words, phrase = self._words, self._article.phrases[place.phrase]
        links = {*words.children[phrase.head], phrase.last, phrase.last + 1}
        links = {i for i in links if words.lower[i : i + 1] == ["including"]}
        named = [i for link in links for i in words.children[link] if self._is_last(i, place)]
        return next(filter(_is_organisation, map(self._referents.get, named)), None)

    def _is_last(self, i, place):
        """Whether nobody else with a name follows a token in a source."""
        after = (self._referents.get(k) for k in range(i + 1, place.last))
        return not any(w and w.named and w.label in ("ORG", "PERSON") for w in after)

    def _employer(self, place, referent, role):
        """The organisation beside a person's name, here or, of no politician, where it was named before."""
        if place.phrase >= 0 and (beside := self._beside_name(self._article.phrases[place.phrase])):
            return beside
        if role and role.noun.kind in PUBLIC:
            return None
        told = self._employers.get(referent.number, ())
        return next((whom for i, whom in told if i < place.end), None)

    @cached_property
    def _employers(self):
        """Number of a person → the tokens of the name where an organisation stands beside it, and that."""
        found: dict[int, list[tuple[int, Referent]]] = {}
        for phrase in self._article.phrases:
            person = self._referents.get(phrase.head)
            if phrase.name < 0 or person is None or person.label != "PERSON":
                continue
            if whom := self._beside_name(phrase):
                found.setdefault(person.number, []).append((phrase.head, whom))
        return found

    def _beside_name(self, phrase):
        """That of `CNN’s Ann Reed`, `Ann Reed, of Fjord Bank` or `Ann Reed, CNN’s anchor`."""
        words = self._words
        children = list(words.children[phrase.head])
        if words.lower[phrase.last : phrase.last + 2] in ([",", "of"], [",", "at"], [",", "with"]):
            children.append(phrase.last + 1)
        for child in children:
            linked = words.lower[child] in LINKS
            inner = words.children[child] if linked or words.deps[child] == "appos" else [child]
            for i in inner if linked else [i for i in inner if words.deps[i] == "poss"]:
                whom = self._referents.get(i) or self._owners.introduced(i)
                if _is_organisation(whom):
                    return whom
        return None

    def _roles_of_referents(self):
        """Number of a referent → its roles in the article, in text order of where they are said."""
        found: dict[int, list[Role]] = {}
        for n in sorted(self._roles):
            whose = self._referents.get(self._article.phrases[n].head)
            phrase, joined = self._article.phrases[n], self._joins.get(n, -1) >= 0
            told = phrase.name >= 0 or joined or n in self._article.labels
            if whose is not None and (told or not whose.named):
                of_whom = found.setdefault(whose.number, [])
                of_whom += self._roles[n][: MOST_ROLES - len(of_whom)]
        return found


def _is_organisation(referent):
    return referent is not None and referent.named and referent.label == "ORG"
