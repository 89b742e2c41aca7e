"""Names over a corpus: which of them mean the same, as far as all articles together tell.

A fuller form of a person's name takes in the shorter ones (`Donald J. Trump`, `Donald Trump`), a
full name the surname that stands alone elsewhere, a long form its acronym (`NHS`) and an
organisation's name what other articles call it for short (`Tolvane`). Always only where one name
will do and no gender, as each article's titles and pronouns tell it, speaks against it. What stays
apart in doubt is what `onrecord entities review` proposes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.reading.names.labels import most
from onrecord.reading.names.people import PersonalName, parse_name
from onrecord.reading.names.spelling import COUNTRIES, core, initials, is_acronym
from onrecord.reading.names.titles import is_titled, untitled

ONE_FULL_NAME = "the one full name in the corpus"
FULLER_NAME = "the one fuller name in the corpus"
LONG_FORM = "the one long form in the corpus"
CALLED_SO_ELSEWHERE = "called so beside its full name in other articles"

SHORTEST_ACRONYM = 3  # letters; two may stand for many things
ENOUGH_ARTICLES = 2  # that call somebody by a short name, and nobody else


@dataclass
class _Known:
    """What the articles tell of one name: its label, by mentions, and its gender, by articles."""

    spelled: str
    labels: Counter = field(default_factory=Counter)
    genders: Counter = field(default_factory=Counter)
    articles: int = 0

    @property
    def label(self):
        return most(self.labels)

    @property
    def gender(self):
        return most(self.genders) if self.genders else ""


class CorpusNames:
    """Every proper name of a corpus, and the longest name that each may safely be taken for.

    Tell it of each named referent of each article with `add`, then ask. The work is linear in the
    number of names, but for people of one surname, who are compared with each other.
    """

    def __init__(self):
        self._known: dict[str, _Known] = {}
        self._called = defaultdict(Counter)  # short name → the names that articles shorten to it
        self._joined: dict[str, tuple[str, str]] = {}  # name → a longer one, and why
        self._people: dict[str, PersonalName] = {}
        self._by_surname = defaultdict(list)

    def add(
        self, name: str, label: str, gender: str, mentions: int, aliases: Iterable[str]
    ) -> None:
        """Take note of whom or what one article names: its mentions, and its other proper names."""
        plain = core(name, label)
        known = self._known.setdefault(plain, _Known(untitled(name)))
        known.labels[label] += mentions
        known.genders.update([gender] * bool(gender))
        known.articles += 1
        for short in {core(alias, label, shorten=True) for alias in aliases} - {plain}:
            self._called[short][plain] += 1

    def settle(self) -> None:
        """Decide, once all are known, which name each name is short for."""
        people = [name for name, known in self._known.items() if known.label == "PERSON"]
        self._people = {n: parse_name(self._known[n].spelled) for n in people if not is_titled(n)}
        self._settle_full_names()
        self._settle_organisations()
        for name, parts in self._people.items():
            if parts.given and name not in self._joined:
                for surname in {parts.surname, parts.surname.split()[-1]}:
                    self._by_surname[surname].append(name)

    def longest(self, name: str, label: str, gender: str, titled: bool) -> tuple[str, str, str]:
        """Which entity one article means: its longest name, a gender, and what joined it, if anything.

        The gender is empty, except where a surname alone is `she` in some articles and `he` in most.

        Args:
            titled: whether a title tells its gender in its article (`Mrs Smith`).
        """
        plain = core(name, label)
        if plain in self._joined:
            longer, why = self._joined[plain]
            while longer in self._joined:
                longer, _ = self._joined[longer]
            return longer, "", why
        known, parts = self._known[plain], self._people.get(plain)
        if known.label != "PERSON" or (parts and parts.given):
            return plain, "", ""
        full, why = self._of_surname(plain, gender, titled)
        return (full, "", why) if full else (plain, "" if gender == known.gender else gender, "")

    def _settle_full_names(self):
        """Join each full name to the one fuller name that it may be short for."""
        alike = defaultdict(list)
        for name, parts in self._people.items():
            if parts.given:
                alike[parts.surname, parts.generation, parts.given[0][:1]].append(name)
        for names in alike.values():
            fullest: list[str] = []
            for name in sorted(names, key=lambda n: (-len(self._people[n].given), -len(n), n)):
                longer = [other for other in fullest if self._may_be(name, other)]
                if len(longer) == 1:
                    self._joined[name] = (longer[0], FULLER_NAME)
                else:
                    fullest.append(name)

    def _may_be(self, name, other):
        genders = {self._known[n].gender for n in (name, other)} - {""}
        return len(genders) < 2 and self._people[name].is_short_for(self._people[other])

    def _of_surname(self, surname, gender, titled):
        """The full name that a surname alone stands for, and why; both empty where that is not sure."""
        full = self._by_surname.get(surname, ())
        genders = {name: self._known[name].gender for name in full}
        if len(full) == 1 and _agree(gender, titled, genders[full[0]]):
            return full[0], ONE_FULL_NAME
        same = [name for name in full if genders[name] == gender]
        if gender and len(same) == 1 and "" not in genders.values():
            return same[0], ONE_FULL_NAME
        called: Counter[str] = Counter()
        for name, articles in self._called.get(surname, {}).items():
            called[self._joined.get(name, (name,))[0]] += articles
        for name, articles in called.items() if len(called) == 1 else ():
            often = articles >= ENOUGH_ARTICLES and name in full
            if often and _agree(gender, titled, genders[name]):
                return name, CALLED_SO_ELSEWHERE
        return "", ""

    def _settle_organisations(self):
        """Join acronyms to long forms, and short names of organisations to what they shorten."""
        by_initials = defaultdict(list)
        others = [name for name, known in self._known.items() if known.label != "PERSON"]
        for name in others:
            if " " in name:
                by_initials[initials(self._known[name].spelled).casefold()].append(name)
        for name in others:
            if is_acronym(self._known[name].spelled) and name not in COUNTRIES:
                longer, why = self._long_forms(name, by_initials.get(name, ())), LONG_FORM
            else:
                longer, why = self._fuller_organisations(name), CALLED_SO_ELSEWHERE
            if len(longer) == 1:
                self._joined[name] = (longer.pop(), why)

    def _long_forms(self, acronym, alike):
        """What articles abbreviate so, and names of its label and its initials (places from two)."""
        label = self._known[acronym].label
        called = (
            n for n in self._called.get(acronym, ()) if acronym not in n.replace(".", "").split()
        )
        longer = {n for n in called if self._known[n].label != "PERSON"}
        if len(acronym) >= SHORTEST_ACRONYM or label == "GPE":
            longer.update(name for name in alike if self._known[name].label == label)
        return longer

    def _fuller_organisations(self, name):
        """What articles shorten to `name`, if more of them do so than leave it alone."""
        known, called = self._known[name], self._called.get(name, {})
        often = sum(called.values()) >= max(ENOUGH_ARTICLES, known.articles)
        fits = known.label == "ORG" and all(
            self._known[n].label == "ORG" and set(name.split()) < set(n.split()) for n in called
        )
        return set(called) if often and fits else set()


def _agree(gender, titled, gender_of_full):
    """Whether a surname may be the full name; what a title tells must be known of both."""
    return gender == gender_of_full or (not titled and "" in (gender, gender_of_full))
