"""Names joined within one article: shorter forms to the one longer name that they are part of.

A surname joins a full name, `Tolvane` Tolvane Marine, `DFWU` the Dock and Ferry Workers' Union.
Where two longer names would do, the short form stays apart, but for a surname that stood alone
when only one of those who bear it had been named. A name is never short for a place, nor a place
for a person: `Google` is not the Google Science Fair, `Canada` no Friends of Canada.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.reading.names.lexicon import LABEL_OF_NOUN, gender_of_first_name
from onrecord.reading.names.people import parse_words
from onrecord.reading.names.respelling import respelled
from onrecord.reading.names.spans import PLACES, Name
from onrecord.reading.names.spelling import COUNTRIES, LEGAL_FORMS, initials, plain_name
from onrecord.reading.names.titles import gender_of_title
from onrecord.word_lists import word_list

COMPANY = LEGAL_FORMS | {"corporation", "company", "group", "holdings"}
# The Church of Scientology is Scientology; the Bank of England is not England.
SAME_AS_ITS = {"church", "city", "kingdom", "province", "republic", "state", "town", "village"}
SPANISH_SURNAMES = word_list("spanish_surnames")  # the first of the two counts
DOCUMENTS = word_list("documents")
LONGEST_ACRONYM = 5  # letters
NO_PERSON = ("GPE", "LOC", "FAC", "NORP", "EVENT", "LAW")
# Reasons, as the evidence of a mention says them.
AS_WRITTEN = "name"
OTHER_FORM = "another form of the name"
SHORT_FORM = "short for a longer name"
FIRST_BEARER = "the one of that name who was named first"
BY_TITLE = "title, and the gender of those who bear the name"
BY_GENDER = "gender that the words beside the name tell"
ROUNDS = 2  # `Mr Reed` settled, who `Ms Reed` is may be settled too


def joined_names(names: Sequence[Name]) -> list[tuple[str, str]]:
    """The referent of each name, as its most complete form in the article is written, and the reason.

    A surname that two full names share stays apart, and `Mr` and `Ms` of that surname too, unless
    the first names of all but one speak against the title. Where `Mr` of a surname stands before the one
    full name, which is a woman's, the surname alone is his. Where no full name has it, the surname
    alone is whoever of `Mr` and `Ms` comes first.
    """
    plain = respelled(names, [plain_name(name.core, name.label) for name in names])
    labels = {p: name.label for p, name in zip(plain, names, strict=True)}
    written = _written(names, plain)
    candidates = _candidates(labels, written)
    genders = _genders(names, plain, candidates)
    first_bearers = _first_bearers(names, plain, candidates)
    titled = _titled(names, plain, candidates, genders, first_bearers, written)
    others = _others(names, plain, candidates, titled)
    joined = []
    for name, p in zip(names, plain, strict=True):
        title = gender_of_title(name.title)
        fits = [f for f in candidates[p] if name.gender and genders.fits(f, p, name.gender)]
        if (p, title) in titled:
            joined.append(titled[p, title])
        elif p in others and not name.gender:
            joined.append((others[p], FIRST_BEARER))
        elif len(candidates[p]) == 1:
            joined.append((written[min(candidates[p])], SHORT_FORM))
        elif len(fits) == 1:
            joined.append((written[fits[0]], BY_GENDER))
        elif len(first_bearers.get((p, ""), ())) == 1:
            joined.append((written[min(first_bearers[p, ""])], FIRST_BEARER))
        else:
            joined.append((written[p], AS_WRITTEN if written[p] == name.core else OTHER_FORM))
    return joined


def _others(names, plain, candidates, titled):
    """Surname → who bears it but the one whose full name comes later in the article.

    `Mr. Obama`, of whom the article needs no first name, and then `Michelle Obama`: all that is
    `Obama` or `President Obama` is he.
    """
    first: dict = {}
    for n, (name, p) in enumerate(zip(names, plain, strict=True)):
        first.setdefault((p, gender_of_title(name.title)), n)
        first.setdefault(p, n)
    others = {}
    for (surname, gender), (referent, why) in titled.items():
        full = candidates[surname]
        if why == AS_WRITTEN and len(full) == 1 and first[surname, gender] < first[min(full)]:
            others[surname] = referent
    return others


def _written(names, plain):
    """Plain name → how it is written: most often, but not in capitals or shorter than it might be."""
    forms: defaultdict[str, Counter] = defaultdict(Counter)
    for name, p in zip(names, plain, strict=True):
        forms[p][name.core] += 1
    return {
        p: max(counts, key=lambda f: (f.casefold() == p, not f.isupper(), counts[f], f))
        for p, counts in forms.items()
    }


def _candidates(labels, written):
    """Name → the longest names that it may be short for; two forms of one name are one candidate."""
    full_names = FullNames(labels, written)
    candidates: dict[str, set[str]] = {}
    longest: dict[str, str] = {}
    for plain in sorted(labels, key=len, reverse=True):
        longer = (other for other in full_names.of(plain) if other in longest)
        candidates[plain] = {longest[other] for other in longer}
        longest[plain] = min(candidates[plain]) if len(candidates[plain]) == 1 else plain
    return candidates


class FullNames:
    """The names of several words in an article, each found by what it may be shortened to."""

    def __init__(self, labels: Mapping[str, str], written: Mapping[str, str]):
        """`labels` maps each plain name to its label, in text order; `written` to how it is written."""
        self._labels, self._written = labels, written
        several = [plain for plain in labels if " " in plain]
        self._people = {p: parse_words(p) for p in several if labels[p] == "PERSON"}
        self._by_surname, self._by_first_name = defaultdict(list), defaultdict(list)
        self._by_middle = defaultdict(list)
        self._by_surname_and_other = defaultdict(list)
        for plain, person in self._people.items():
            words = (*person.given, person.surname)
            self._by_surname[person.surname].append(plain)
            self._by_first_name[words[0]].append(plain)
            for middle in SPANISH_SURNAMES.intersection(words[1:-1]):  # `Ruiz` of Ana Ruiz Oller
                self._by_middle[middle].append(plain)
            for other in {form for word in words for form in (word, word[0])}:
                self._by_surname_and_other[person.surname, other].append(plain)
        self._by_initials, self._by_short = defaultdict(list), defaultdict(list)
        for plain in (p for p in several if labels[p] not in ("PERSON", "NORP")):
            self._by_initials[initials(written[plain]).casefold()].append(plain)
            for short in _short_names(plain, labels):
                self._by_short[short].append(plain)

    def of(self, plain: str) -> list[str]:
        """The longer names that one name may stand for, people first."""
        label = self._labels[plain]
        if person := self._people.get(plain):
            same = self._by_surname_and_other[person.surname, person.given[0].rstrip(".")]
            return [p for p in same if p != plain and person.is_within(self._people[p])]
        if " " not in plain and label not in NO_PERSON:
            by = (self._by_surname, self._by_first_name, self._by_middle)
            if people := next((found[plain] for found in by if found[plain]), None):
                return people
        if self._written[plain].isupper() and len(plain) <= LONGEST_ACRONYM:
            return [name for name in self._by_initials[plain] if name != plain]
        longer = (name for name in self._by_short[plain] if name != plain)
        return [name for name in longer if _alike(self._labels[name], label)]


def _short_names(plain, labels) -> Iterator[str]:
    """What an organisation or a place of several words may be called for short, as plain names."""
    words = plain.split()
    for n in range(1, len(words)):
        begin, rest = " ".join(words[:n]), words[n:]
        if rest == ["city"] and n == 1 and labels[plain] in PLACES:  # Mexico is no Mexico City
            continue
        if (
            rest[0] in ("of", "for")
            or all(word.strip(".,&") in COMPANY for word in rest)
            or (len(rest) == 1 and "of" not in words and _is_dropped(rest[0], labels))
        ):
            yield begin
        if labels.get(begin) == "GPE" or begin in COUNTRIES:  # `Boston Red Sox`
            yield " ".join(rest)
    noun = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    if LABEL_OF_NOUN.get(noun) == "ORG":
        yield noun  # `the Court`, with a capital, is the Supreme Court
    if words[0] in SAME_AS_ITS and words[1] == "of":
        yield " ".join(words[2:]).removeprefix("the ")


def _is_dropped(word, labels):
    """Whether a name may leave out its last word: neither a name itself nor a `Charter` of its own."""
    return word not in DOCUMENTS and plain_name(word) not in labels


def _alike(label, other):
    """Whether two labels may be those of one thing: a country and a part of the world may."""
    return label == other or {label, other} == {"GPE", "LOC"}


def _first_bearers(names, plain, candidates):
    """Name and gender of its title → those who may bear it and were named before it first stood."""
    bearers: dict[tuple[str, str], set[str]] = {}
    named: set[str] = set()
    for name, p in zip(names, plain, strict=True):
        if len(candidates[p]) < 2:
            named |= candidates[p] or {p}
        elif before := candidates[p] & named:
            bearers.setdefault((p, gender_of_title(name.title)), before)
    return bearers


class Genders:
    """What is told of the gender of each full name in an article: by titles, else by the words around it."""

    def __init__(self, told: Mapping[str, str], hints: Mapping[str, Counter]):
        """`told` maps plain names to what titles tell, `hints` to how often other words tell which."""
        self.told, self._hints = dict(told), hints

    def fits(self, full: str, short: str, gender: str) -> bool:
        """Whether nothing speaks against that a full name is that of a man (`m`) or a woman (`f`).

        Where no title tells, the usual gender of the first name and the words around it do, if they
        agree. What is a first name in one place is a surname in another: `Ms Park` may well be
        Park Chan-ho.
        """
        if told := self.told.get(full):
            return told == gender
        first = full.split()[0]
        speak = set(self._hints.get(full, ()))
        if first != short and (guess := gender_of_first_name(first)):
            speak.add(guess)
        return gender in speak or not speak


def _genders(names, plain, candidates):
    """The genders of those in an article who are not short for somebody else."""
    told: dict[str, str] = {}
    hints: defaultdict[str, Counter] = defaultdict(Counter)
    for name, p in zip(names, plain, strict=True):
        if candidates[p]:
            continue
        if gender := gender_of_title(name.title):
            told.setdefault(p, gender)
        elif name.gender:
            hints[p][name.gender] += 1
    return Genders(told, hints)


def _titled(names, plain, candidates, genders, first_bearers, written):
    """Plain name and gender of its title → its referent and the reason, where the title matters.

    The title that came first counts. It tells the gender of who bears it, and then rules out that
    one for the other title: `Mrs Reed` is nobody who is a man, but somebody else of that name.
    """
    asked: dict[tuple[str, str], str] = {}
    for name, p in zip(names, plain, strict=True):
        if gender := gender_of_title(name.title):
            asked.setdefault((p, gender), name.title)
    settled, apart = {}, set()
    for _ in range(ROUNDS):
        for p, gender in asked:
            choice = len(candidates[p]) > 1 or {(p, "m"), (p, "f")} <= asked.keys()
            fits = [f for f in candidates[p] if genders.fits(f, p, gender)]
            named = [f for f in fits if f in first_bearers.get((p, gender), ())]
            one = fits if len(fits) == 1 else named
            if choice and len(one) == 1:
                settled[p, gender] = written[one[0]], BY_TITLE
                genders.told[one[0]] = gender
            elif (
                choice or not fits if candidates[p] else " " not in p and genders.told[p] != gender
            ):
                apart.add((p, gender))
    return {key: (f"{asked[key]} {written[key[0]]}", AS_WRITTEN) for key in apart} | settled
