"""Which organisation of an article `the company`, `the union` or `the paper` is, where one alone fits."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from onrecord.reading.entities.mentions import Referent
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.role_nouns import OTHER, PAPERS, kind_of_body, kind_of_noun
from onrecord.reading.names.lexicon import look_up_noun, singular_of
from onrecord.word_lists import word_list, word_table

PAPER = {"paper", "newspaper", "daily", "weekly"}
GENERAL = word_list("organisations")  # nouns of any organisation, while a union is called so
BUSINESS, MEDIA = "business", "media"
DEMONYMS = word_table("demonyms")
LONGEST_STEM = 4  # letters that a nation and its adjective share
SAME_BODIES = {"panel": "committee"}
OF = {"of", "for", "to", "against"}  # after the noun of a name: `National Institute for Wool`
SHORTEST_ACRONYM = 4  # letters: most companies have fewer, most associations more
FAR = 200  # tokens back to a body that was just named; sentences without end are cut
SHORTEST_STEM = 7  # letters that `inspector` and `inspectorate`, `council` and `councillor` share
MUCH = 3  # times as often as any other the company is named that `the company` means
OFTEN = 3  # times that a company is named whose name does not tell that it is one, beside others


class Organisations:
    """The named organisations of an article, and what nouns are said of them.

    Args:
        referents: for the head of each phrase that is a mention who it means.
        called: number of a referent → the nouns that the article says of it beside its name.
    """

    def __init__(
        self,
        article: PhrasedArticle,
        referents: Mapping[int, Referent],
        called: Mapping[int, Iterable[str]],
    ):
        self._words, self._referents = article.words, referents
        self._nouns: dict[int, dict[str, None]] = defaultdict(dict)
        self._named: dict[int, Referent] = {}
        self._times: Counter[int] = Counter()
        self._first: dict[int, int] = {}
        self._same: dict[str, list[int]] = {}
        for phrase in article.phrases:
            referent = referents.get(phrase.head)
            if phrase.name < 0 or referent is None or not referent.named:
                continue
            if referent.label == "ORG":
                self._named[referent.number] = referent
                self._times[referent.number] += 1
                self._first.setdefault(referent.number, phrase.first)
                name = article.words.lower[phrase.first : phrase.last]
                full = referent.name.lower().split()  # `Federal Bureau of Investigation` of `FBI`
                nouns = [*_nouns_of(name), *_nouns_of(full), *called.get(referent.number, ())]
                self._nouns[referent.number].update(dict.fromkeys(nouns))

    def meant(self, noun: str, i: int, likely: Referent | None = None) -> Referent | None:
        """The one organisation that a noun in the singular, at a token, may mean; None where that is not one.

        It is named before, and the noun is said of it or ends its name; a company may be any whose name
        tells nothing else. Of several it is the likely one.
        """
        if look_up_noun(noun).classes[:1] == ("person",):
            return None
        noun = SAME_BODIES.get(noun, noun)
        if noun not in self._same:
            self._same[noun] = self._called(noun)
        same = self._same[noun]
        business = kind_of_noun(noun) == BUSINESS
        if likely is not None and (likely.number in same or noun in GENERAL or business):
            other = business and self.kind_of(likely) not in (None, BUSINESS)
            return None if other or self._first.get(likely.number, i) > i else likely
        one = len(same) == 1 and self._first[same[0]] <= i
        return self._named[same[0]] if one else None

    def kind_of(self, organisation: Referent) -> str | None:
        """The kind of who leads an organisation, by its name and what it is called; None where none tells."""
        nouns = self._nouns.get(organisation.number, {})
        told = next(filter(None, map(_kind, nouns)), None)
        last = organisation.name.rpartition(" ")[2]  # `Ohio NWUA`
        acronym = last.isupper() and len(last) >= SHORTEST_ACRONYM
        return told or (OTHER if acronym else None)

    def just_named(self, end: int) -> Referent | None:
        """The one organisation that is named before a token, in its sentence or else the one before.

        Papers and stations do not count: they are whom one told.
        """
        sentences = self._words.sentence
        for sentence in (sentences[end], sentences[end] - 1):
            first, last = bisect_left(sentences, sentence), bisect_right(sentences, sentence)
            there = (self._referents.get(i) for i in range(max(first, end - FAR), min(last, end)))
            near = {w.number: w for w in there if w and w.number in self._named}
            kept = [w for w in near.values() if self.kind_of(w) != MEDIA]
            if kept:
                return kept[0] if len(kept) == 1 else None
        return None

    def country_of(self, adjective: str) -> Referent | None:
        """The one country of the article that an adjective tells, of `mexican` Mexico and no Mexico City.

        The word before it stands before it where there is one: `south korean`.
        """
        before, _, last = adjective.rpartition(" ")
        stem = DEMONYMS.get(last, last[:LONGEST_STEM])
        found = self._countries.get(f"{before} {stem}") or self._countries[stem]
        return next(iter(found.values())) if len(found) == 1 else None

    @cached_property
    def _countries(self):
        """Names and their first letters → the countries and cities of the article, by number."""
        found = defaultdict[str, dict[int, Referent]](dict)
        for referent in self._referents.values():
            if referent.named and referent.label == "GPE":
                name = referent.name.lower()
                found[name][referent.number] = referent
                before, _, last = name.rpartition(" ")
                if not before or before in ("north", "south"):
                    found[f"{before} {last[:LONGEST_STEM]}".strip()][referent.number] = referent
        return found

    def _called(self, noun):
        """The numbers of those that a noun may mean."""
        same = [n for n, nouns in self._nouns.items() if _says(noun, nouns)]
        if not same and kind_of_noun(noun) == BUSINESS:
            same = [n for n, nouns in self._nouns.items() if not any(map(_tells, nouns))]
            same.sort(key=lambda n: -self._times[n])
            times = [self._times[n] for n in same]
            if len(same) > 1 and times[0] >= max(OFTEN, MUCH * times[1]):
                return same[:1]
            if len(same) == 1 < len(self._named) and times[0] < OFTEN:
                return []
        return same

    def of_members(self, noun: str) -> Referent | None:
        """The one organisation whose people a noun means: `the inspectors` of an inspectorate."""
        named = self._nouns.items()
        same = [n for n, nouns in named if any(_share_stem(noun, own) for own in nouns)]
        return self._named[same[0]] if len(same) == 1 else None


def _kind(noun):
    if noun in PAPERS:
        return MEDIA
    if look_up_noun(noun).classes[:1] == ("person",):  # `United Workers`; not `Fjord Marine`
        return OTHER if singular_of(noun) != noun else None
    return kind_of_body(noun)


def _nouns_of(name):
    """The nouns that may tell what a name names: `bank` of `Bank of Leeds` and of `Fjord Bank`."""
    before = [name[i - 1] for i in range(1, len(name)) if name[i] in OF]
    return before[:1] or name[-1:]


def _share_stem(noun, other):
    shorter, longer = sorted((noun, other), key=len)
    return len(shorter) >= SHORTEST_STEM and shorter != longer and longer.startswith(shorter)


def _says(noun, nouns):
    if noun in nouns:
        return True
    return noun in PAPER and not PAPERS.isdisjoint(nouns)


def _tells(noun):
    """Whether a noun at the end of a name tells that it is no company."""
    return _kind(noun) not in (None, BUSINESS)
