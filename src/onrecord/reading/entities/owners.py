"""Whose a role is: by its own words, by what the article said before, or by the body just named.

`A Southwest spokesperson` and `a report by the inspectorate` say it themselves; `the report` and `campaign
aides` take up what was said; `the chief executive` is that of the company just named.
"""

from collections.abc import Mapping
from itertools import chain

from onrecord.reading.entities.left_out import SUBJECTS
from onrecord.reading.entities.linked import called_by, is_adjective, is_near, link_of
from onrecord.reading.entities.mentions import Referent
from onrecord.reading.entities.organisations import BUSINESS, SAME_BODIES, Organisations
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.phrases import is_plural
from onrecord.reading.entities.role_nouns import (
    DOCUMENT,
    MEMBERS,
    NOBODY,
    POLITICIAN,
    is_of_somebody,
    is_office,
    kind_of_noun,
    plain_noun,
)
from onrecord.reading.entities.roles import Role
from onrecord.reading.entities.said_before import DEFINITE, SaidBefore
from onrecord.reading.names.lexicon import look_up_noun
from onrecord.word_lists import word_list

SEATS = word_list("seats")
BESIDE = ("poss", "compound", "nmod", "amod")
LINKS = {"of", "for", "at", "with", "from"}
PLATFORMS = word_list("platforms")  # where documents stand that others made
PLACES = ("GPE", "LOC")
TOWARDS = LINKS | {"to", "in"}  # `advisers to the mayor`, and no `ambassador to France`
MADE_BY = {"by", "from"}  # after a document
WITHIN = {"of", "in"}  # between a document and the whole
ONE_BODY = word_list("one_body")  # roles that one has in a body that was just named
MADE = word_list("ways_of_making")  # a poll `conducted by` somebody, and none `seen by`
PUT = word_list("ways_of_saying")  # in a statement
OF_STATE = ("official", "spokesperson", "police_courts")  # kinds of role that a place may have
DEEPEST = 3  # phrases in phrases: `a spokesman for the head of the bank`


class Owners:
    """For whom who has a role in one article speaks, and who made its documents.

    Args:
        roles: for each phrase its roles, the most telling one first.
        referents: for the head of each phrase that is a mention who it means.
    """

    def __init__(
        self,
        article: PhrasedArticle,
        roles: Mapping[int, list[Role]],
        referents: Mapping[int, Referent],
        organisations: Organisations,
    ):
        self._article, self._words = article, article.words
        self._roles, self._referents, self._organisations = roles, referents, organisations
        self.before = SaidBefore(article, roles)
        names = [p for p in article.phrases if p.name >= 0]
        self._introduced = {p.role[1] - 1: p.head for p in names if p.role[1]}
        self._introduced |= {
            noun: p.head for p in names if (noun := called_by(self._words, p.head)) >= 0
        }
        self._known: dict[tuple[int, int, int], Referent | None] = {}

    def of(self, role: Role) -> Referent | None:
        """For whom who has a role speaks, or who made a document; None where the article does not tell."""
        return self._of(role, 0)

    def whose(self, role: Role) -> Referent | None:
        """Whose a role is, also where it speaks for nobody: `Reed’s wife`."""
        if role.noun.speaks_for != NOBODY:
            return self.of(role)
        return next(filter(None, (self._meant(i, 0) for i in self._beside(role))), None)

    def tells_whose(self, role: Role) -> bool:
        """Whether the words of a role say whose it is, be it known or not: `Reed campaign manager`."""
        beside, words = self._beside(role), self._words
        return any(i in self._referents or words.deps[i] in ("poss", "pobj") for i in beside)

    def introduced(self, i: int) -> Referent | None:
        """Whose name a noun introduces: `the broker Fjord Bank`, `a firm called Fjord Bank`."""
        return self._referents.get(self._introduced.get(i, -1))

    def _of(self, role, depth):
        key = role.first, role.last, role.head
        if key not in self._known:
            if depth == DEEPEST:
                return None
            self._known[key] = self._read(role, depth)
        return self._known[key]

    def _read(self, role, depth):
        if (member := self._member(role)) is not None:
            return self._of(member, depth + 1)
        if role.noun.speaks_for == NOBODY:
            return None
        beside = self._beside(role)
        if role.noun.kind == DOCUMENT:
            whom = self._maker(role, depth) or self._owner(role, beside, depth)
            return whom or self._inside(role, depth) or self._before(role, depth)
        return (
            self._owner(role, beside, depth)
            or (None if beside else self._before(role, depth))
            or self._of_one_body(role, beside)
        )

    # What the words of a role say themselves.

    def _beside(self, role):
        """The nouns in the words of a role that say whose it is, the nearest first; no `Leeds-based`."""
        words, texts = self._words, self._words.texts
        official = role.noun.kind == "official"
        links = MADE_BY if role.noun.kind == DOCUMENT else LINKS if official else TOWARDS
        links = links | {"on"} if role.noun.kind == POLITICIAN else links  # `Democrat on the panel`
        before = [
            i for i in range(role.first, role.head) if self._is_owner(i) and texts[i + 1] != "-"
        ]
        after = [
            i
            for i in range(role.head + 1, role.last)
            if link_of(self._words, i) in links
            and not is_near(words, i)
            and (role.noun.kind != DOCUMENT or words.heads[words.heads[i]] == role.head)
        ]
        return before[::-1] + after

    def _is_owner(self, i):
        return self._words.deps[i] in BESIDE or i in self._referents

    def _owner(self, role, beside, depth):
        """Whom the nouns beside a role mean, or the nation whose adjective stands there."""
        own = self._referents.get(self._article.phrases[role.phrase].head)
        meant = [(i, whom) for i in beside if (whom := self._meant(i, depth)) and whom != own]
        meant.sort(key=lambda each: (*self._is_within(each[0], each[1]), each[0] < role.head))
        alone = ((i, self._alone(i, role, depth)) for i in beside)
        for i, whom in chain(meant, alone):
            if not whom or not self._tells_body(i, whom):
                continue
            if is_adjective(self._words, i) and not is_office(plain_noun(self._words, role.head)):
                continue
            through = self._through(i, role, whom)
            if self._may_speak_for(role, whom) or self._is_no_person(i) or through:
                return whom
        return self._nation(role) if role.noun.kind in OF_STATE else None

    def _meant(self, i, depth):
        """Whom a noun in a role means: somebody with a name, or whom that one belongs to."""
        words = self._words
        i = words.antecedent_of(i) if words.tags[i] == "WP$" else i  # `whose advocates`
        referent = self._referents.get(i) or self.introduced(i)
        if referent is not None and referent.named:
            return None if self._is_end_of_name(i, referent) else referent
        if words.lower[i] == "its":
            document = self.before.taken_up(self._article.at.get(i, -1))
            return self._of(document, depth + 1) if document else self._organisations.just_named(i)
        for role in self._roles.get(self._article.at.get(i, -1), ()):
            if role.head == i and (whom := self._of(role, depth + 1)):
                return whom
        return None

    def _is_end_of_name(self, i, place):
        """Whether a place ends a longer name that was missed: `Pro-Harbour America`."""
        first = self._article.phrases[self._article.at[i]].first if i in self._article.at else i
        if first < 2 or place.label not in PLACES:
            return False
        return self._words.tags[first - 1] == "NNP" and self._words.texts[first - 2] == "-"

    def _alone(self, i, role, depth):
        """The one organisation or group that a bare noun may mean: `a union official`, `campaign aides`."""
        words = self._words
        told = any(words.deps[c] in (*BESIDE, "nummod") for c in words.children[i])
        name = not (words.texts[i].islower() or words.begins[i])
        if told or name or words.tags[i][0] != "N" or is_plural(words, i):
            return None
        noun = SAME_BODIES.get(plain_noun(words, i), plain_noun(words, i))
        body = look_up_noun(noun).classes or kind_of_noun(noun) or words.begins[i]
        if role.noun.kind == DOCUMENT and kind_of_noun(noun) == "police_courts":
            return None  # `a court document`
        if not body:  # `a publishing executive`
            return None
        return self._organisations.meant(noun, i) or self._one_of(
            self.before.groups(noun, role.phrase), depth
        )

    def _member(self, role):
        """What those are who are in a group: `a number of bank officials`."""
        words = self._words
        if plain_noun(words, role.head) not in MEMBERS:
            return None
        inner = (self._article.at.get(i, -1) for i in range(role.head + 1, role.last))
        roles = (r for n in inner for r in self._roles.get(n, ()) if r.phrase == n)
        return next(roles, None)

    def _may_speak_for(self, role, whom):
        noun, word = role.noun, plain_noun(self._words, role.head)
        spokes, name = word.startswith("spokes"), whom.name.casefold()
        if (
            whom.label == "PERSON"
        ):  # or a body that was taken for one: `PolitiFact’s chief executive`
            return noun.speaks_for == "person" or (self._in_one_body(role) and not spokes)
        if whom.label in PLACES:
            lawyer = word == "judge" or (noun.kind == "spokesperson" and not spokes)
            return name in SEATS or (noun.kind in OF_STATE and not lawyer)
        return whom.label != "NORP" and not (noun.kind == DOCUMENT and name in PLATFORMS)

    def _in_one_body(self, role):
        """Whether a role is one that somebody has in one body: `chief executive`."""
        words = self._words.lower[max(role.first, role.head - 1) : role.head + 1]
        return " ".join(words) in ONE_BODY or words[-1] in ONE_BODY

    def _tells_body(self, i, whom):
        """Whether a name may be that of a body, and tells no place: after `in` it has an article."""
        link, below = link_of(self._words, i), self._words.children[i]
        place = link == "in" and all(self._words.deps[c] not in ("det", "poss") for c in below)
        return not place and (whom.label not in PLACES or link not in ("in", "on"))

    def _is_within(self, i, whom):
        """Whether somebody tells a place or a field more likely than whose a role is."""
        return whom.label in PLACES, link_of(self._words, i) in ("in", "on")

    def _is_no_person(self, i):
        """Whether a name is no person’s, be it like one: `analyst at Harke Dell`, `owner of the Rhinos`."""
        phrases, n = self._article.phrases, self._article.at.get(i, -1)
        before = phrases[n].first - 1 if n >= 0 and phrases[n].name >= 0 else -1
        the = before >= 0 and self._words.lower[before] == "the"
        return link_of(self._words, i) == "at" or (the and link_of(self._words, i) == "of")

    def _through(self, i, role, whom):
        """Whether a noun means a person by what belongs to that one: `Reed campaign officials`."""
        direct = self._referents.get(i) or self.introduced(i)
        group = any(map(is_of_somebody, self._words.lower[i + 1 : min(i + 3, role.head)]))
        return whom.label == "PERSON" and (group or direct is None or direct.number != whom.number)

    def _nation(self, role):
        """The one country in the article whose adjective stands in a role: `a Chinese official`."""
        words = self._words
        adjectives = (
            " ".join(words.lower[max(i - 1, role.first) : i + 1])
            for i in range(role.first, role.head)
            if words.tags[i][0] == "J" and words.texts[i][0].isupper()
        )
        return next(filter(None, map(self._organisations.country_of, adjectives)), None)

    # Who made a document.

    def _maker(self, role, depth):
        """Who made a document, by the words around it: `a poll conducted by X`, `X said in a statement`."""
        made = (self._meant(i, depth) for i in self._who_made(role))
        put = (self._meant(i, depth) or self._alone(i, role, depth) for i in self._who_put(role))
        return next((w for w in chain(made, put) if w and self._may_speak_for(role, w)), None)

    def _who_made(self, role):
        """Those in `poll by the bank`, `poll conducted by the bank` and `figures that the bank released`."""
        words = self._words
        for k in range(role.head + 1, words.right[role.head] + 1):
            verb = words.heads[k]
            if words.lower[k] == "by" and (verb == role.head or words.lower[verb] in MADE):
                yield from words.children[k]
            clause = words.deps[k] == "nsubj" and words.deps[verb] == "relcl"
            if clause and words.heads[verb] == role.head and words.lower[verb] in MADE:
                yield k

    def _who_put(self, role):
        """The subject of `said in a statement`."""
        words = self._words
        verb = words.heads[words.heads[role.head]]
        if words.deps[role.head] != "pobj" or words.lower[verb] not in PUT:
            return []
        return [i for i in words.children[verb] if words.deps[i] in SUBJECTS]

    def _inside(self, role, depth):
        """Who made the document that one is a part of: `results of the poll`."""
        words = self._words
        links = (c for c in words.children[role.head] if words.lower[c] in WITHIN)
        for i in (i for link in links for i in words.children[link]):
            for other in self._roles.get(self._article.at.get(i, -1), ()):
                if other.noun.kind == DOCUMENT:
                    return self._of(other, depth + 1)
        return None

    # What the article said before.

    def _before(self, role, depth):
        """Whose the last document or group of a noun is: `the poll`, `the campaign`; or the last staff."""
        phrase, noun = self._article.phrases[role.phrase], role.noun
        if phrase.kind in DEFINITE:
            if noun.kind == DOCUMENT:
                for each in self.before.documents(phrase.word, role.phrase):
                    if (whom := self._of(each, depth + 1)) or self._who_put(each):
                        return whom
            if noun.speaks_for:
                return self._one_of(self.before.groups(phrase.word, role.phrase), depth)
        if noun.speaks_for == "person" and noun.kind == POLITICIAN and phrase.kind == "bare":
            return self._one_of(self.before.staff(role.phrase), depth)
        return None

    def _one_of(self, roles, depth):
        """For whom those who have some roles speak, where that is one."""
        found = {self._of(each, depth + 1) for each in roles} - {None}
        return found.pop() if len(found) == 1 else None

    def _of_one_body(self, role, beside):
        """The body just named, of a role that a body has: `the chief executive`, `a spokesman`."""
        if role.last > role.head + 1:
            return None
        noun, before = plain_noun(self._words, role.head), role.head - 1
        if beside and beside[0] == before:
            noun, beside = f"{self._words.lower[before]} {noun}", beside[1:]
        if noun not in ONE_BODY or beside:
            return None
        company = role.noun.kind == BUSINESS and self._article.phrases[role.phrase].kind in DEFINITE
        near = self._organisations.just_named(role.first)
        return near or (self._organisations.meant("company", role.head) if company else None)
