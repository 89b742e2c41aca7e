"""People called by something else than their name, where only one of them it can be.

News seldom says a name twice in a row: `the Republican`, `the Ohio governor`, `the French president`.
Such a description, of one person, that says a nation, a party or a place and takes up nothing that
was said before, means somebody who has just been named. It is joined where one person is left:

- of those named in its sentence and the two told before (quotations aside), whoever is not the
  subject of a clause that it stands in, nor has the same office of another nation, or another party;
- of several, where it is a subject, the main subject of the sentence before.

Somebody's spokesperson, minister or lawyer who does something before being named (`Putin's
spokesperson suggested`, and then `the press secretary Dmitry Peskov`) is the one who is named soon
after with the same office, where only one is.
"""

from collections import defaultdict

from onrecord.reading.entities.clusters import Antecedent, Clusters
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.phrases import noun_of, telling_words
from onrecord.reading.names.spelling import plain_name
from onrecord.word_lists import word_list, word_table

SENTENCES_BACK = 2
PARAGRAPHS_ON = 2
RECENT = 100  # who were called by one noun, that are looked at
ONLY_ONE, MAIN_SUBJECT = "the only one it can be", "subject of the sentence before"
SAME_OFFICE = "named later, with the same office"
CALLED_SO = "called so before"
NATIONS = ("NORP", "GPE")  # countries, peoples and parties
SUBJECTS = ("nsubj", "nsubjpass")
# Not said of somebody known: `the next Republican nominee`, `the most liberal Republican`.
OF_ANYBODY = word_list("of_anybody")
COMPARATIVES = ("JJR", "JJS", "RBR", "RBS")
PARTIES = word_table("parties")  # its people or itself → the party
DEMONYMS = word_table("demonyms")
LETTERS = 4  # that a nation and its people share: Russia, Russian


class People:
    """The people who are named in an article, by the numbers of their names, and their offices."""

    def __init__(self, article: PhrasedArticle, clusters: Clusters):
        self._words, self._phrases, self._names = article.words, article.phrases, article.names
        self._clusters = clusters
        self._people = {
            group
            for phrase, group in zip(article.phrases, article.group, strict=True)
            if phrase.name >= 0 and article.names[phrase.name].label == "PERSON"
        }
        self._offices: dict[int, set] = defaultdict(set)
        self._holders: dict[str, list] = defaultdict(list)
        self._said: dict[str, list] = defaultdict(list)
        self._first_named: dict[int, int] = {}
        self._told = list(_told(article.words))
        for n, phrase in enumerate(article.phrases):
            self._first_named.setdefault(article.group[n], n)
            self._said[phrase.word].append(n)
            self.note(n)

    def note(self, n: int) -> None:
        """Take in the office that a phrase says, where it means somebody with a name."""
        words, phrase, whose = self._words, self._phrases[n], self._clusters.group(n)
        begin, end = phrase.role
        if phrase.name < 0 and phrase.kind != "pronoun":
            begin, end = phrase.first, phrase.head + 1
        elif phrase.name >= 0 and whose not in self._people:  # `the ministry`, of Works
            begin, end = phrase.head, phrase.head + 1
        elif phrase.name >= 0 and begin == end:  # `US President Barack Obama`
            name = self._names[phrase.name]
            begin, end = name.first, name.first + len(name.title.split())
            begin -= begin > 0 and words.entity_types[begin - 1] in NATIONS
        if whose >= 0 and begin < end:
            office = noun_of(words, end - 1)
            self._offices[whose].add((office, _nations(words, begin, end)))
            self._holders[office].append((n, whose))

    def is_variation(self, n: int) -> bool:
        """Whether a description may mean somebody just named, and takes up none that was before."""
        phrase = self._phrases[n]
        return _may_vary(self._words, phrase) and all(
            _differ(self._nations(n), self._nations(m)) for m in self._said[phrase.word] if m < n
        )

    def fits_several(self, n: int) -> bool:
        """Whether a description fits several who are named before it, and its other words tell none."""
        phrase = self._phrases[n]
        if phrase.kind not in ("the", "this", "bare") or phrase.plural:
            return False
        said, fits = set(telling_words(self._words, phrase)), defaultdict[int, bool](bool)
        for m, whose in self._holders[phrase.word][-RECENT:]:
            if m < n:
                fits[whose] |= said <= {*telling_words(self._words, self._phrases[m])}
        return len(fits) > 1 and sum(fits.values()) != 1

    def has_other_rank(self, n: int, m: int) -> bool:
        """Whether a description says an office of which somebody has another rank: the mayor is no deputy."""
        phrase = self._phrases[n]
        if phrase.name >= 0 or phrase.kind == "pronoun":
            return False
        noun = phrase.word.rpartition(" ")[2]
        offices = {office for office, _ in self._offices.get(self._clusters.group(m), ())}
        ranks = {office for office in offices if office.rpartition(" ")[2] == noun}
        return bool(ranks) and phrase.word not in ranks

    def named_later(self, n: int) -> dict[int, int]:
        """Who are named soon, for the first time, with the office spoken of, and where each stands."""
        words, phrase = self._words, self._phrases[n]
        if phrase.kind != "whose" or words.deps[phrase.head] not in SUBJECTS:
            return {}
        soon = words.paragraph[phrase.head] + PARAGRAPHS_ON
        return {
            whose: m
            for m, whose in sorted(self._holders[phrase.word][-RECENT:], reverse=True)
            if whose in self._people
            and n < self._first_named[whose]
            and words.paragraph[self._phrases[m].head] <= soon
            and self._may_mean(n, m)
        }

    def same_office_later(self, n: int) -> Antecedent | None:
        """Where the one person stands who is named soon, for the first time, and has the office spoken of."""
        return _only(self.named_later(n), SAME_OFFICE)

    def called_so_before(self, n: int) -> Antecedent | None:
        """Where the one person was last called so, who is called in the very same words: `the Republican`."""
        phrase = self._phrases[n]
        if phrase.kind != "the":
            return None
        said = self._lower(phrase)
        last = {
            whose: m
            for m in self._said[phrase.word]
            if m < n
            and (whose := self._clusters.group(m)) in self._people
            and self._lower(self._phrases[m]) == said
        }
        return _only(last, CALLED_SO)

    def just_named(self, n: int) -> Antecedent | None:
        """Where the one person stands who was named last and whom a description may mean."""
        words, head = self._words, self._phrases[n].head
        last: dict[int, tuple[int, int]] = {}
        doing, subject = set(), None
        for m in range(n - 1, -1, -1):
            other, whose = self._phrases[m].head, self._clusters.group(m)
            if words.quotation_at[other] != words.quotation_at[head]:
                continue
            back = self._told[head] - self._told[other]
            if back > SENTENCES_BACK:
                break
            if back == 1 and subject is None and _is_main_subject(words, other):
                subject = whose
            if back == 0 and _governs(words, other, head):
                doing.add(whose)
            if whose in self._people - doing and self._may_mean(n, m):
                last.setdefault(whose, (m, back))
        if len(last) == 1:
            [(m, back)] = last.values()
            return Antecedent(m, ONLY_ONE) if back < SENTENCES_BACK else None
        if words.deps[head] in SUBJECTS and subject in last:
            return Antecedent(last[subject][0], MAIN_SUBJECT)
        return None

    def _may_mean(self, n, m):
        """Whether nothing speaks against it: not the same office of another nation, nor another party."""
        said, word = self._nations(n), self._phrases[n].word
        return self._clusters.may_join(n, m) and not any(
            _differ(said & PARTIES.keys(), others & PARTIES.keys())
            or (office == word and _differ(said - PARTIES.keys(), others - PARTIES.keys()))
            for office, others in self._offices[self._clusters.group(m)]
        )

    def _nations(self, n):
        return _nations(self._words, self._phrases[n].first, self._phrases[n].head + 1)

    def _lower(self, phrase):
        return self._words.said(phrase.first, phrase.last).lower()


def _only(found, why):
    """Where the one who was found stands, or None where it is nobody or several."""
    return Antecedent(next(iter(found.values())), why) if len(found) == 1 else None


def _may_vary(words, phrase):
    """Whether a description is one of somebody who has just been named, as far as it tells itself."""
    head, last = phrase.head, phrase.last
    inside = range(phrase.first, head + 1)
    return (
        phrase.kind == "the"
        and not phrase.plural
        and last == head + 1
        and words.deps[head] not in ("attr", "appos", "conj")
        and words.lower[phrase.first - 1 : phrase.first] != ["as"]
        and words.lower[last : last + 1] != [","]  # a name may follow
        and not any(words.deps[child] in ("relcl", "acl", "prep") for child in words.children[head])
        and not any(words.lower[i] in OF_ANYBODY or words.tags[i] in COMPARATIVES for i in inside)
        and any(words.entity_types[i] in NATIONS for i in inside)
    )


def _differ(some, others):
    return bool(some and others and not some & others)


def _told(words):
    """For each token the number of its sentence, those that stand in quotation marks whole left out."""
    number, before = 0, -1
    for text, sentence, quotation in zip(
        words.texts, words.sentence, words.quotation_at, strict=True
    ):
        if sentence != before and quotation < 0 and text[0].isalnum():
            number, before = number + 1, sentence
        yield number


def _nations(words, first, last):
    """Nations and parties that words say, each by its first letters or its party."""
    said = set()
    for i in range(first, last):
        if words.entity_types[i] in NATIONS:
            plain = plain_name(words.texts[i])
            said.add(PARTIES.get(plain) or DEMONYMS.get(plain, plain)[:LETTERS])
    return frozenset(said)


def _is_main_subject(words, i):
    verb = words.heads[i]
    return words.deps[i] in SUBJECTS and words.heads[verb] == verb


def _governs(words, subject, i):
    """Whether a word is the subject of a clause that another one stands in."""
    if words.deps[subject] not in SUBJECTS:
        return False
    verb = words.heads[subject]
    while words.heads[i] != i:
        if words.deps[i] == "conj" and words.tags[i][0] == "V":  # a clause beside it, not in it
            return False
        i = words.heads[i]
        if i == verb:
            return True
    return False
