"""For whom a source speaks: `a Southwest spokesperson`, `Love’s lawyers`, `a report by the inspectorate`.

Read from the words alone: those of the source, or those that the article said of it earlier.
"""

from collections.abc import Iterable

from onrecord.reading.doc.words import PROPER
from onrecord.reading.entities.employers import Employers
from onrecord.reading.entities.mentions import Mention, Referent
from onrecord.reading.entities.organisations import BUSINESS, MEDIA, Organisations
from onrecord.reading.entities.owners import Owners
from onrecord.reading.entities.role_nouns import (
    DOCUMENT,
    KIN,
    OTHER,
    POLITICIAN,
    WITNESS,
    kind_of_one_with,
    plain_noun,
)
from onrecord.reading.entities.roles import find_roles
from onrecord.reading.entities.said_before import DEFINITE
from onrecord.reading.entities.speakers import Speakers
from onrecord.reading.entities.told_roles import ToldRoles
from onrecord.reading.entities.traits import GROUP, THING
from onrecord.reading.entities.voices import Place, Voice

PUBLIC = (POLITICIAN, "official")
STAFF = ("expert", WITNESS, OTHER)  # whose kind a politician tells
LAWYERS = ("attorney", "barrister", "lawyer", "solicitor")
ASIDE = ("to", "with", "about", "on", "against")  # an interview `with CNN` is not made by it


class Affiliations:
    """For whom the sources of one article speak, by its mentions."""

    def __init__(self, speakers: Speakers, mentions: Iterable[Mention]):
        self._article = article = speakers.article
        self._words = article.words
        meant = {(mention.start, mention.end): mention.referent for mention in mentions}
        spans = ((p.head, self._words.span(p.first, p.last)) for p in article.phrases)
        self._referents = {head: meant[span] for head, span in spans if span in meant}
        roles = find_roles(article)
        self._told = ToldRoles(article, roles, self._referents, speakers.joins)
        called = {
            number: [plain_noun(self._words, role.head) for role in of_one]
            for number, of_one in self._told.of_referent.items()
        }
        self._organisations = Organisations(article, self._referents, called)
        self._owners = Owners(article, roles, self._referents, self._organisations)
        self._employers = Employers(article, self._referents, self._owners)
        heads = (self._referents.get(i) for i in article.sources)
        self._speaking = {whom.number for whom in heads if whom}

    def voice(self, place: Place, referent: Referent | None) -> Voice:
        """What a source is that means somebody, and for whom it speaks."""
        roles = self._told.at(place, referent)
        if not roles and (document := self._owners.before.taken_up(place.phrase)):
            roles = [document]
        whom = self._spoken_for(place, referent, roles)
        whom = None if whom == referent else whom
        if not roles:
            return Voice(affiliation=whom)
        span = self._words.span(roles[0].first, self._end_of(roles[0], place))
        return Voice(span, self._kind(roles[0], self._owners.whose(roles[0]) or whom), whom)

    def _spoken_for(self, place, referent, roles):
        """For whom a source speaks: by its role, by one like it, or by what stands beside its name."""
        role = roles[0] if roles else None
        if role and self._told.is_past(role):  # `a former aide now teaching at Fjord College`
            return self._employers.by_clause(role.head)
        if role and (whom := self._owners.of(role) or self._employers.by_clause(role.head)):
            return whom
        if role and role.noun.kind != DOCUMENT and not self._owners.tells_whose(role):
            title = role.last == role.first + 1 and self._words.tags[role.head] in PROPER  # `Dr`
            alike = [r for r in roles[1:] if r.noun.kind == role.noun.kind or title]
            owners = [self._owners.of(r) for r in alike if not self._told.is_past(r)]
            if whom := next((w for w in owners if w and w.label in ("ORG", "PERSON")), None):
                return whom
            noun = plain_noun(self._words, role.head)  # `the mayor`, told as `mayor of Leeds`
            office = [r for r in alike if plain_noun(self._words, r.head) == noun]
            owners = [self._owners.of(r) for r in office if not self._told.is_past(r)]
            if whom := next(filter(None, owners), None):
                return whom
        if referent is not None and referent.named:
            person = referent.label == "PERSON"
            before = not role or not (role.noun.kind in PUBLIC or self._owners.tells_whose(role))
            return self._employers.of(place, referent, before) if person else None
        return self._itself(place, role) or self._included(place)

    def _end_of(self, role, place):
        """One past the last token of a role; not past a source that ends in a noun: `Lawmakers | slam`."""
        tags = self._words.tags
        if role.phrase != place.phrase or not role.head < place.last < role.last:
            return role.last
        whole = tags[place.last - 1][0] == "N" and tags[place.last] not in ("IN", "TO", "CC")
        return place.last if whole else role.last

    def _kind(self, role, whom):
        """The kind of a role, by what it belongs to: `president of Fjord Union`, `Reed’s team`."""
        noun, word = role.noun, plain_noun(self._words, role.head)
        if whom and whom.label == "PERSON":
            return self._kind_with(whom, noun, word)
        if not whom and word in LAWYERS and not self._owners.tells_whose(role):
            return "expert"  # `a tax lawyer` without a client
        if not noun.kind_of or not whom or whom.label != "ORG":
            return noun.kind
        told = self._organisations.kind_of(whom)
        return told or (BUSINESS if noun.kind_of == BUSINESS else noun.kind)

    def _kind_with(self, whom, noun, word):
        """The kind of a role, by the person to whom it belongs."""
        of_one = self._told.of_referent.get(whom.number, ())
        public = not of_one or any(r.noun.kind in PUBLIC for r in of_one)
        if word in KIN:  # of somebody who speaks: not of a victim
            return OTHER if whom.number in self._speaking else noun.kind
        now = (plain_noun(self._words, r.head) for r in of_one if not self._told.is_past(r))
        if kind := kind_of_one_with(word, now):
            return kind
        staff = noun.kind == BUSINESS or (noun.speaks_for and noun.kind in STAFF)
        return POLITICIAN if noun.kind_of and staff and public else noun.kind

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
        if phrase.word == "it":
            return likely
        if made and likely is not None:
            paper = self._organisations.kind_of(likely) == MEDIA  # which only has it
            aside = (paper and not place.inside) or self._is_aside(place.likely)
            return None if aside else likely
        if (called := self._owners.introduced(phrase.head)) and called.label == "ORG":
            return called
        if phrase.kind not in DEFINITE or not (role or self._article.classes[n] & GROUP):
            return None
        noun = plain_noun(self._words, phrase.head)
        if phrase.plural:
            return self._organisations.of_members(noun)
        return self._organisations.meant(noun, phrase.head, likely)

    def _is_aside(self, i):
        """Whether a preposition takes a name apart from what is made: `an interview with CNN`."""
        return i >= 0 and self._words.lower[self._words.heads[i]] in ASIDE

    def _included(self, place):
        """The one organisation that the article names of several: `banks, including Fjord Bank`."""
        if place.phrase < 0 or not self._article.phrases[place.phrase].plural:
            return None
        words, phrase = self._words, self._article.phrases[place.phrase]
        links = {*words.children[phrase.head], phrase.last, phrase.last + 1}
        links = {i for i in links if words.lower[i : i + 1] == ["including"]}
        named = [i for link in links for i in words.children[link] if self._is_last(i, place)]
        found = (self._referents.get(i) for i in named)
        return next((w for w in found if w and w.named and w.label == "ORG"), None)

    def _is_last(self, i, place):
        """Whether nobody else with a name follows a token in a source."""
        after = (self._referents.get(k) for k in range(i + 1, place.last))
        return not any(w and w.named and w.label in ("ORG", "PERSON") for w in after)
