"""For whom a source speaks: `a Southwest spokesperson`, `Love’s lawyers`, `a report by the inspectorate`.

Read from the words alone: those of the source, or those that the article said of it earlier.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import chain

from onrecord.reading.entities.mentions import Mention, Referent
from onrecord.reading.entities.organisations import BUSINESS, Organisations
from onrecord.reading.entities.phrases import is_plural, noun_of
from onrecord.reading.entities.roles import DOCUMENT, NOBODY, OTHER, Role, find_roles, plain_noun
from onrecord.reading.entities.said_before import DEFINITE, SaidBefore
from onrecord.reading.entities.speakers import Speakers
from onrecord.reading.entities.traits import GROUP, THING
from onrecord.reading.entities.voices import Place, Voice
from onrecord.reading.names.lexicon import look_up_noun
from onrecord.word_lists import word_list, word_table

SEATS = word_list("seats")
DEMONYMS = word_table("demonyms")
BESIDE = ("poss", "compound", "nmod", "amod")
LINKS = {"of", "for", "at", "with", "from"}
TOWARDS = LINKS | {"to"}  # `advisers to the mayor`, and no `ambassador to France`
MADE_BY = {"by", "from"}  # after a document
WITHIN = {"of", "in"}  # between a document and the whole
MOST_ROLES = 20  # of one referent, the first that the article tells
ONE_BODY = word_list("one_body")  # roles that one has in a body that was just named
MADE = word_list("ways_of_making")  # a poll `conducted by` somebody, and none `seen by`
POLITICIAN = "politician"
PUBLIC = (POLITICIAN, "official")
STAFF = ("expert", "witness", OTHER)  # whose kind a politician tells
OF_STATE = ("official", "spokesperson")  # kinds of role that a place may have
DEEPEST = 3  # phrases in phrases: `a spokesman for the head of the bank`
LONGEST_STEM = 4  # letters that a nation and its adjective share


class Affiliations:
    """For whom the sources of one article speak, by its mentions."""

    def __init__(self, speakers: Speakers, mentions: Iterable[Mention]):
        self._article = article = speakers.article
        self._words, self._joins = article.words, speakers.joins
        meant = {(mention.start, mention.end): mention.referent for mention in mentions}
        spans = ((p.head, self._words.span(p.first, p.last)) for p in article.phrases)
        self._referents = {head: meant[span] for head, span in spans if span in meant}
        self._roles = find_roles(article)
        self._before = SaidBefore(article, self._roles)
        named = (p for p in article.phrases if p.name >= 0 and p.role[1])
        self._introduced = {p.role[1] - 1: p.head for p in named}  # `the broker Fjord Bank`
        self._known: dict[tuple[int, int, int], Referent | None] = {}
        self._at = {phrase.head: n for n, phrase in enumerate(article.phrases)}

    def voice(self, place: Place, referent: Referent | None) -> Voice:
        """What a source is that means somebody, and for whom it speaks."""
        here = self._roles.get(place.phrase, [])
        if referent is not None:
            before = self._said_of.get(referent.number, ())
            here = here + [r for r in before if r.first < place.end and r not in here]
            here = [r for r in here if r.phrase == place.phrase or self._fits(r, referent)]
        if not here and (document := self._before.taken_up(place.phrase)):
            here = [document]
        here.sort(key=lambda role: self._is_thin(role, place))
        told = [self._whom(role) for role in here]
        role, whom = (here[0], told[0]) if here else (None, None)
        if role and not whom and role.noun.kind != DOCUMENT and not self._tells_whose(role):
            same = {OTHER, role.noun.kind}  # `Dr`; `spokesman` and `spokesman for X`
            others = (
                w
                for r, w in zip(here, told, strict=True)
                if w and w != referent and (r.noun.kind in same or self._is_thin(role))
            )
            whom = next((each for each in others if each.label in ("ORG", "PERSON")), None)
        if not whom and referent is not None and referent.named and referent.label == "PERSON":
            whom = self._employer(place.phrase)
        if not whom and (referent is None or not referent.named):
            whom = self._itself(place, role)
        whom = None if whom == referent else whom
        if role is None:
            return Voice(affiliation=whom)
        return Voice(self._words.span(role.first, role.last), self._kind(role.noun, whom), whom)

    def _is_thin(self, role, place=None):
        """Whether a word tells less than an office does: `Dr Reed`, `rival Ann Reed`; no `the rival said`."""
        words, phrases = self._words, self._article.phrases
        if place and role.phrase == place.phrase and phrases[role.phrase].name < 0:
            return False
        alone = role.last == role.first + 1
        return alone and (
            words.lower[role.head].rstrip(".") == "dr" or role.noun.speaks_for == NOBODY
        )

    def _kind(self, noun, whom):
        """The kind of a role, by what it belongs to: `president of Fjord Union`, `Reed’s team`."""
        if not noun.kind_of or not whom:
            return noun.kind
        if whom.label == "ORG":
            told = self._organisations.kind_of(whom)
            return told or (BUSINESS if noun.kind_of == BUSINESS else noun.kind)
        roles = self._said_of.get(whom.number, ())
        public = not roles or any(role.noun.kind in PUBLIC for role in roles)
        staff = whom.label == "PERSON" and noun.speaks_for and noun.kind in STAFF
        return POLITICIAN if staff and public else noun.kind

    def _itself(self, place, role):
        """The organisation that a source without a name is (`it`, `the company`), or that made it."""
        n, likely = place.phrase, self._referents.get(place.likely)
        likely = likely if likely and likely.label == "ORG" else None
        if n < 0:
            return likely if place.inside else None
        phrase = self._article.phrases[n]
        if phrase.word == "it" or (
            role.noun.kind == DOCUMENT
            if role
            else place.inside and self._article.classes[n] & THING
        ):
            return likely
        if phrase.kind not in DEFINITE or not (role or self._article.classes[n] & GROUP):
            return None
        noun = plain_noun(self._words, phrase.head)
        if phrase.plural:
            return self._organisations.of_members(noun)
        return self._organisations.meant(noun, likely)

    def _fits(self, role, referent):
        """Whether a role can be that of somebody: an organisation is no clerk, a man no union."""
        if referent.label == "PERSON" and role.noun.kind == DOCUMENT:
            return False
        classes = look_up_noun(noun_of(self._words, role.head)).classes[:1]
        return classes != (("person",) if referent.label == "ORG" else ("group",))

    @cached_property
    def _said_of(self):
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

    @cached_property
    def _organisations(self):
        words = self._words
        called = {
            number: [plain_noun(words, role.head) for role in roles]
            for number, roles in self._said_of.items()
        }
        return Organisations(self._article, self._referents, called)

    def _whom(self, role):
        key = role.first, role.last, role.head
        if key not in self._known:
            self._known[key] = self._of(role)
        return self._known[key]

    def _of(self, role: Role, depth: int = 0) -> Referent | None:
        """For whom speaks who has a role, or who made it."""
        noun = role.noun
        if noun.speaks_for == NOBODY or depth == DEEPEST:
            return None
        if noun.kind == DOCUMENT and (whom := self._maker(role, depth)):
            return whom
        beside = self._beside(role)
        meant = [(i, self._meant(i, depth)) for i in beside]
        whose = chain(meant, ((i, self._sole(i)) for i in beside))
        fit = (w for i, w in whose if w and (self._may_speak_for(role, w) or self._is_at(i)))
        if whom := next(fit, None):
            return whom
        if noun.kind == DOCUMENT:
            earlier = (self._of(each, depth + 1) for each in self._before.documents(role))
            return self._inside(role, depth) or next(filter(None, earlier), None)
        if noun.speaks_for and not beside:
            found = {self._of(each, depth + 1) for each in self._before.groups(role)} - {None}
            if len(found) == 1:
                return found.pop()
        if self._is_of_one_body(role, beside):
            return self._organisations.just_named(role.first)
        return self._nation(role) if noun.kind in OF_STATE else None

    def _beside(self, role):
        """The nouns in the words of a role that say whose it is, the nearest first."""
        words = self._words
        official = role.noun.kind == "official"
        links = MADE_BY if role.noun.kind == DOCUMENT else LINKS if official else TOWARDS
        before = [i for i in range(role.first, role.head) if self._is_owner(i)]
        after = [
            i
            for i in range(role.head + 1, role.last)
            if words.deps[i] == "pobj"
            and words.lower[words.heads[i]] in links
            and (links is not MADE_BY or words.heads[words.heads[i]] == role.head)
        ]
        return before[::-1] + after

    def _is_at(self, i):
        """Whether somebody is told to be at it: nobody is an analyst at a person, be it named like one."""
        return self._words.deps[i] == "pobj" and self._words.lower[self._words.heads[i]] == "at"

    def _is_owner(self, i):
        return self._words.deps[i] in BESIDE or i in self._referents

    def _meant(self, i, depth):
        """Whom a noun in a role means: somebody with a name, or whom that one belongs to."""
        referent = self._referents.get(i) or self._referents.get(self._introduced.get(i, -1))
        if referent is not None and referent.named:
            return referent
        for role in self._roles.get(self._at.get(i, -1), ()):
            if role.head == i and (whom := self._of(role, depth + 1)):
                return whom
        return None

    def _sole(self, i):
        """The one organisation that a bare noun in a role may mean: `a union official`."""
        words = self._words
        told = any(words.deps[c] in (*BESIDE, "nummod") for c in words.children[i])
        name = not (words.texts[i].islower() or words.begins[i])
        if told or name or words.tags[i][0] != "N" or is_plural(words, i):
            return None
        return self._organisations.meant(plain_noun(words, i))

    def _may_speak_for(self, role, whom):
        noun = role.noun
        if whom.label == "PERSON":
            return noun.speaks_for == "person"
        if whom.label in ("GPE", "LOC"):
            seat = whom.name.casefold() in SEATS
            return seat or noun.kind in OF_STATE or noun.kind == "police_courts"
        return whom.label in ("ORG", "FAC")

    def _tells_whose(self, role):
        """Whether the words of a role say whose it is, be it known or not: `Reed campaign manager`."""
        beside, words = self._beside(role), self._words
        return any(i in self._referents or words.deps[i] in ("poss", "pobj") for i in beside)

    def _is_of_one_body(self, role, beside):
        """Whether a role without an owner is one that a body has: `the chief executive`, `a spokesman`."""
        if role.last > role.head + 1:
            return False
        noun, before = plain_noun(self._words, role.head), role.head - 1
        if beside and beside[0] == before:
            noun, beside = f"{self._words.lower[before]} {noun}", beside[1:]
        return noun in ONE_BODY and not beside

    def _maker(self, role, depth):
        """Who made a document, by what follows it: `a poll conducted by X`."""
        words = self._words
        for by in range(role.head + 1, words.right[role.head] + 1):
            verb = words.heads[by]
            made = verb == role.head or words.lower[verb] in MADE
            for i in words.children[by] if made and words.lower[by] == "by" else ():
                whom = self._meant(i, depth)
                if whom is not None and self._may_speak_for(role, whom):
                    return whom
        return None

    def _inside(self, role, depth):
        """Who made the document that one is a part of: `results of the poll`."""
        words = self._words
        links = (c for c in words.children[role.head] if words.lower[c] in WITHIN)
        for i in (i for link in links for i in words.children[link]):
            for other in self._roles.get(self._at.get(i, -1), ()):
                if other.noun.kind == DOCUMENT:
                    return self._of(other, depth + 1)
        return None

    def _nation(self, role):
        """The one country in the article whose adjective stands in a role: `a Chinese official`."""
        words = self._words
        for i in range(role.first, role.head):
            if words.tags[i][0] == "J" and words.texts[i][0].isupper():
                adjective = words.lower[i]
                found = self._countries[DEMONYMS.get(adjective, adjective[:LONGEST_STEM])]
                if len(found) == 1:
                    return next(iter(found.values()))
        return None

    @cached_property
    def _countries(self):
        """Names and their first letters → the countries and cities of the article, by number."""
        found = defaultdict[str, dict[int, Referent]](dict)
        for referent in self._referents.values():
            if referent.named and referent.label == "GPE":
                name = referent.name.lower()
                for key in (name, name[:LONGEST_STEM]):
                    found[key][referent.number] = referent
        return found

    def _employer(self, n):
        """The organisation beside a person's name: `CNN’s Ann Reed`, `Ann Reed of Fjord Bank`."""
        words = self._words
        children = words.children[self._article.phrases[n].head] if n >= 0 else ()
        for child in children:
            inner = (
                [child] if words.deps[child] == "poss"
                else words.children[child] if words.lower[child] in LINKS else []
            )  # fmt: skip
            for i in inner:
                whom = self._referents.get(i)
                if whom is not None and whom.named and whom.label == "ORG":
                    return whom
        return None
