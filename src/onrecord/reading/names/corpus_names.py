"""Names over a corpus: which of them mean the same, as far as all articles together tell.

A fuller form of a person's name takes in the shorter ones (see `people_names`), a full name the
surname or first name that stands alone elsewhere, a long form its acronym (`NHS`) and an
organisation's name what other articles call it for short (`Tolvane`). Always only where one name
will do, or nearly all articles that use the short form mean one by it, and no gender, as each
article's titles and pronouns tell it, speaks against it. What stays apart in doubt is what
`onrecord review` proposes.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

from onrecord.reading.names.lexicon import gender_of_first_name
from onrecord.reading.names.people import PersonalName
from onrecord.reading.names.people_names import PeopleNames
from onrecord.reading.names.spelling import COUNTRIES, core, initials, is_acronym
from onrecord.reading.names.uses import (
    OVERWHELMING,
    CountArticles,
    NameUse,
    by_loose_spelling,
)

ONE_FULL_NAME = "the one full name in the corpus"
OTHER_SPELLING = "another spelling of the name"
LONG_FORM = "the one long form in the corpus"
CALLED_SO_ELSEWHERE = "called so beside its full name in other articles"

SHORTEST_ACRONYM = 3  # letters; two may stand for many things
ENOUGH_ARTICLES = 2  # that call somebody by a short name
MANY_ARTICLES = 50  # of a corpus, where a full name that stands in one of them tells little
# In so many times more articles an acronym may stand than its long form, which is in one, or more.
LESS_COMMON, MUCH_LESS_COMMON = 3, 20


class CorpusNames:
    """Every proper name of a corpus, and the longest name that each may safely be taken for.

    The work is linear in the number of names, but for people of one surname, who are compared with
    each other.

    Args:
        uses: plain name → how articles use it, in the order of its first use.
        called: short name → plain names that articles shorten to it, and how often.
        last: the number of the last article with a name, from 0.
        count: the number of articles with any of some plain names.
    """

    def __init__(
        self,
        uses: Mapping[str, NameUse],
        called: Mapping[str, Mapping[str, int]],
        last: int,
        count: CountArticles,
    ):
        self._uses, self._called, self._last = uses, called, last
        self._joined: dict[str, tuple[str, str]] = {}  # name → a longer one, and why
        self._by_surname, self._by_first_name = defaultdict(list), defaultdict(list)
        for name, other in by_loose_spelling(uses, count):
            self._joined[name] = (other, OTHER_SPELLING)
            uses[other].take_in(name, uses[name])
        self._let_full_names_label()
        rest = {name: use for name, use in uses.items() if name not in self._joined}
        people = PeopleNames({n: u for n, u in rest.items() if u.label == "PERSON"}, count)
        self._people: dict[str, PersonalName] = people.parts
        self._joined |= people.joined()
        self._settle_organisations([n for n, use in rest.items() if use.label != "PERSON"])
        for name, parts in self._people.items():
            if parts.given and name not in self._joined:
                self._by_first_name[parts.given[0]].append(name)
                for surname in {parts.surname, parts.surname.split()[-1]}:
                    self._by_surname[surname].append(name)

    def longest(self, name: str, label: str, gender: str, titled: bool) -> tuple[str, str, str]:
        """Which entity one article means: its longest name, a gender, and what joined it, if anything.

        The gender is empty, except where a surname alone is `she` in some articles and `he` in most.

        Args:
            titled: whether a title tells its gender in its article (`Mrs Smith`).
        """
        longer, why = self._end(core(name, label))
        use, parts = self._uses[longer], self._people.get(longer)
        if use.label != "PERSON" or (parts and parts.given):
            return longer, "", why
        short = core(longer, "PERSON", shorten=True)
        if short != longer:  # `Mr Reed`, beside Ms Reed
            full, because = self._called_so(short, gender, titled=True), CALLED_SO_ELSEWHERE
        elif full := self._only_one(short, gender, titled):
            because = ONE_FULL_NAME
        else:
            full, because = self._called_so(short, gender, titled), CALLED_SO_ELSEWHERE
        if full:
            return full, "", because
        return longer, "" if gender == use.gender else gender, why

    def gender(self, name: str) -> str:
        """`m` or `f`, as most articles tell it of a name that `longest` gives; else empty."""
        return self._uses[name].gender if name in self._uses else ""

    def _end(self, plain):
        """The name that one is joined with at last, and why it is joined."""
        _, why = self._joined.get(plain, ("", ""))
        while plain in self._joined:
            plain, _ = self._joined[plain]
        return plain, why

    def _let_full_names_label(self):
        """Make a single word a person's name where nearly all articles have it beside a full one."""
        for name, use in self._uses.items():
            if " " not in name and use.label != "PERSON":
                called = self._called.get(name, {})
                of_people = sum(
                    n for full, n in called.items() if self._uses[full].label == "PERSON"
                )
                if of_people >= OVERWHELMING * use.labels.total():
                    use.labels["PERSON"] += of_people

    def _only_one(self, surname, gender, titled):
        """The one full name of a surname, or the one whose gender fits; empty where that is not sure."""
        genders = {name: self._uses[name].gender for name in self._by_surname.get(surname, ())}
        if len(genders) == 1 and _agree(gender, titled, *genders.values()):
            found = list(genders)
        elif gender and "" not in genders.values():
            found = [name for name in genders if genders[name] == gender]
        else:
            found = []
        return found[0] if len(found) == 1 and self._is_known(found[0]) else ""

    def _is_known(self, name):
        """Whether so many articles have a full name that others may mean it without saying it."""
        enough = 1 if self._last < MANY_ARTICLES else ENOUGH_ARTICLES
        return self._uses[name].articles >= enough

    def _called_so(self, short, gender, titled):
        """Whom nearly all articles call by a surname or first name alone; empty where that is nobody."""
        called: Counter[str] = Counter()
        for name, articles in self._called.get(short, {}).items():
            called[self._end(name)[0]] += articles
        full = self._by_surname.get(short, ())
        if full:
            called = Counter({n: called[n] for n in full if self._may_have(n, gender)})
        whom = max(called, key=lambda name: (called[name], name), default="")
        others = called.total() - called[whom]
        if not full:  # a first name is borne by many who are never called by it alone
            full = self._by_first_name.get(short, ())
            others += sum(self._uses[n].articles for n in full if n != whom)
        enough = called[whom] >= max(ENOUGH_ARTICLES, OVERWHELMING * others)
        agrees = enough and _agree(gender, titled, self._uses[whom].gender)
        return whom if agrees and whom in full else ""

    def _may_have(self, full, gender):
        """Whether what articles call somebody counts: no gender speaks against it.

        Where none is told, the first name lets one guess; where the two differ, an article has mixed
        up two (`Mr Reed` and Ann Reed).
        """
        told, guess = self._uses[full].gender, gender_of_first_name(self._people[full].given[0])
        return len({told, guess, gender} - {""}) < 2

    def _settle_organisations(self, others):
        """Join acronyms to long forms, and short names of organisations to what they shorten."""
        by_initials = defaultdict(list)
        for name in others:
            if " " in name:
                by_initials[initials(self._uses[name].spelled).casefold()].append(name)
        for name in others:
            if is_acronym(self._uses[name].spelled) and name not in COUNTRIES:
                longer, why = self._long_forms(name, by_initials.get(name, ())), LONG_FORM
            else:
                longer, why = self._fuller_organisations(name), CALLED_SO_ELSEWHERE
            if len(longer) == 1:
                self._joined[name] = (longer.pop(), why)

    def _long_forms(self, acronym, alike):
        """What articles abbreviate so, and names of its label and its initials (places from two).

        One that a single article has, while many more have the acronym, is something else.
        """
        label = self._uses[acronym].label
        called = (
            n for n in self._called.get(acronym, ()) if acronym not in n.replace(".", "").split()
        )
        longer = {n for n in called if self._uses[n].label != "PERSON"}
        if len(acronym) >= SHORTEST_ACRONYM or label == "GPE":
            same = (name for name in alike if self._uses[name].label == label)
            longer.update(name for name in same if self._is_known(name))
        return {name for name in longer if self._is_common(name, self._uses[acronym].articles)}

    def _is_common(self, name, articles):
        """Whether a long form is common enough to be what an acronym of so many articles stands for."""
        own = self._uses[name].articles
        return articles <= own * (LESS_COMMON if own < ENOUGH_ARTICLES else MUCH_LESS_COMMON)

    def _fuller_organisations(self, name):
        """What articles shorten to `name`, if more of them do so than leave it alone."""
        use, called = self._uses[name], self._called.get(name, {})
        often = sum(called.values()) >= max(ENOUGH_ARTICLES, use.articles)
        fits = use.label == "ORG" and all(
            self._uses[n].label == "ORG" and set(name.split()) < set(n.split()) for n in called
        )
        return {self._end(n)[0] for n in called} if often and fits else set()


def _agree(gender, titled, gender_of_full):
    """Whether a surname may be the full name; what a title tells must be known of both."""
    return gender == gender_of_full or (not titled and "" in (gender, gender_of_full))
