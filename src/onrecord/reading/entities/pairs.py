"""What the ranking network sees: each phrase as numbers, and each pair of a phrase and a candidate.

A phrase is paired with those before it that it may take up: the nearest ones, the first of each
name, and who speaks where it stands in a quotation, also when that is said only afterwards. The
features are those of mention-ranking resolvers (Durrett and Klein 2013; Clark and Manning 2016),
with what attributions tell.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.reading.attribution import Attribution
from onrecord.reading.doc.words import Words
from onrecord.reading.entities.phrases import Phrase, noun_of
from onrecord.reading.names import Name, gender_of_title
from onrecord.reading.names.lexicon import gender_of_first_name, look_up_noun

WINDOW = 40  # phrases back
FARTHER = 100  # names, those most often mentioned, that are candidates from any distance
KINDS = (
    "PERSON", "ORG", "place", "NORP", "other",
    "the", "this", "whose", "a", "bare", "some",
    "he", "she", "it", "they", "i", "we", "you",
)  # fmt: skip
PLACES = {"GPE", "LOC", "FAC"}
ROLES = {
    "nsubj": 0, "nsubjpass": 0, "csubj": 0, "dobj": 1, "dative": 1, "pobj": 2, "poss": 3,
    "appos": 4, "attr": 5, "compound": 6, "nmod": 6, "conj": 7, "ROOT": 8,
}  # fmt: skip
OTHER_ROLE = 9
FREQUENT = (1, 2, 3, 5, 9)  # a name is mentioned so often
FAR = (1, 2, 3, 5, 9)  # sentences
BACK = (1, 2, 3, 5, 9, 17)  # phrases
MAIN = ("PERSON", "ORG", "place")  # an article may be about one of each
SUBJECT, POSSESSOR, PREDICATE, APPOSED = 0, 3, 5, 4
CLASSES = ("person", "group", "place")
CLASS_OF_LABEL = {"PERSON": 1, "ORG": 2, "GPE": 4 | 2, "LOC": 4, "FAC": 4, "NORP": 1 | 2}
CLASS_OF_PRONOUN = {"he": 1, "she": 1, "i": 1, "we": 3, "you": 1, "it": 14, "they": 15}
THING = 8


@dataclass(frozen=True)
class Pairs:
    """An article for the network.

    Attributes:
        mentions: phrases × features, 0 or 1.
        anaphors, candidates: the phrases of each pair, both in ascending order.
        features: pairs × features, 0 or 1.
        genders: of each phrase: bits 1 (m) and 2 (f) as the text tells it, 4 and 8 the same as its
            first name lets one guess.
        classes: of each phrase: bits of CLASSES and THING that it may be; 0 where nothing is known.
    """

    mentions: np.ndarray
    genders: np.ndarray
    classes: np.ndarray
    anaphors: np.ndarray
    candidates: np.ndarray
    features: np.ndarray


@dataclass
class Article:
    """An article as the pairs are made of it.

    Attributes:
        joined: for each name what its referent is called in the article, and why it is that one.
        sources: tokens that head the source of an attribution.
        group: for each phrase the number of its name's referent; -1 where it has no name.
        speaker, reporter: for each phrase the one that speaks it (in quotation marks), or to whom
            the words around it are attributed; -1 where there is none.
        genders: `m`, `f` or empty of each group, as titles tell it.
    """

    words: Words
    phrases: Sequence[Phrase]
    names: Sequence[Name]
    joined: Sequence[tuple[str, str]]
    sources: frozenset[int]
    group: list[int]
    speaker: list[int]
    reporter: list[int]
    genders: dict[int, str]


def read_article(
    words: Words,
    phrases: Sequence[Phrase],
    names: Sequence[Name],
    joined: Sequence[tuple[str, str]],
    attributions: Sequence[Attribution],
) -> Article:
    """Put together what is known of an article.

    Args:
        joined: of each name, what its referent is called and why, as `joined_names` gives them.
    """
    called = [name for name, _ in joined]
    numbers = {name: n for n, name in enumerate(dict.fromkeys(called))}
    group = [numbers[called[p.name]] if p.name >= 0 else -1 for p in phrases]
    genders = {}
    for name, whole in zip(names, called, strict=True):
        if gender := gender_of_title(name.title):
            genders.setdefault(numbers[whole], gender)
    speaker, reporter = _speakers(words, phrases, attributions)
    sources = frozenset(words.source_of(a.source) for a in attributions) - {None}
    return Article(words, phrases, names, joined, sources, group, speaker, reporter, genders)


def _speakers(words, phrases, attributions):
    at = {}
    for n, phrase in enumerate(phrases):
        for i in range(phrase.first, phrase.last):
            if i == phrase.head or phrase.name >= 0:
                at[i] = n
    spoken, reported = {}, {}
    for a in sorted(attributions, key=lambda a: a.depth):
        head = words.source_of(a.source)
        source = at.get(head)
        if source is None:
            continue
        quoted = a.kind != "indirect"
        for i in words.tokens_in(a.content):
            if quoted and (words.quotation[i] >= 0 or a.evidence == "speaker_label"):
                spoken[i] = source
            else:
                reported[i] = source
    return (
        [spoken.get(p.head, -1) if spoken.get(p.head) != n else -1 for n, p in enumerate(phrases)],
        [
            reported.get(p.head, -1) if reported.get(p.head) != n else -1
            for n, p in enumerate(phrases)
        ],
    )


def make_pairs(article: Article) -> Pairs:
    """All features of an article."""
    known = _Known(article)
    anaphors, candidates = _pair_up(article)
    return Pairs(
        mentions=known.mentions(),
        genders=known.gender,
        classes=known.classes,
        anaphors=anaphors,
        candidates=candidates,
        features=known.pairs(anaphors, candidates),
    )


def _pair_up(article):
    phrases, group = article.phrases, article.group
    often = {g for g, _ in Counter(g for g in group if g >= 0).most_common(FARTHER)}
    seen, reached = set(), []
    anaphors, candidates = [], []
    for i, phrase in enumerate(phrases):
        begin = max(i - WINDOW, 0)
        if phrase.name < 0:
            before = [*reached[: bisect_left(reached, begin)], *range(begin, i)]
            if article.speaker[i] > i:
                before.append(article.speaker[i])
        elif group[i] not in seen:
            before = [j for j in range(begin, i) if phrases[j].name < 0]
            seen.add(group[i])
            if group[i] in often:
                reached.append(i)
        else:
            continue
        anaphors += [i] * len(before)
        candidates += before
    i, j = np.array(anaphors, np.int64), np.array(candidates, np.int64)
    first = np.array([p.first for p in phrases], np.int64)
    last = np.array([p.last for p in phrases], np.int64)
    apart = (first[i] >= last[j]) | (first[j] >= last[i])  # neither holds the other
    return i[apart], j[apart]


class _Known:
    """Columns of numbers over the phrases of an article."""

    def __init__(self, article: Article):
        words, phrases = article.words, article.phrases
        self.article = article
        self.size = len(phrases)
        heads = [p.head for p in phrases]
        self.group = np.array(article.group, np.int64)
        self.sentence = np.array([words.sentence[h] for h in heads], np.int64)
        self.paragraph = np.array([words.paragraph[h] for h in heads], np.int64)
        self.quotation = np.array([words.quotation[h] for h in heads], np.int64)
        self.role = np.array([ROLES.get(words.deps[h], OTHER_ROLE) for h in heads], np.int64)
        self.kind = np.array([_kind(p, article.names) for p in phrases], np.int64)
        self.classes = np.array([_classes(words, p, article.names) for p in phrases], np.int64)
        self.plural = np.array(
            [2 if p.plural is None else int(p.plural) for p in phrases], np.int64
        )
        self.head = np.array(heads, np.int64)
        self.speaker = np.array(article.speaker, np.int64)
        self.reporter = np.array(article.reporter, np.int64)
        self.governor = np.array([_governor(words, h) for h in heads], np.int64)
        self.parent = np.array([words.heads[h] for h in heads], np.int64)
        self.inner_name = self._names_inside()
        self._count()
        self._gender()
        self._spell()

    def _count(self):
        counts = np.bincount(self.group[self.group >= 0], minlength=1)
        self.frequency = np.where(self.group >= 0, counts[self.group], 0)
        self.most = [self._most(kind) for kind in MAIN]
        seen, order = defaultdict(int), []
        for g in self.article.group:
            seen[g] += 1
            order.append(seen[g])
        self.so_far = np.where(self.group >= 0, np.array(order, np.int64), 0)

    def _most(self, kind):
        """The number of the name of a kind that is said most often, the first of several; -2 if none."""
        numbers = self.group[self.kind == KINDS.index(kind)]
        if not len(numbers):
            return -2
        counts = np.bincount(numbers)
        return next(n for n in numbers.tolist() if counts[n] == counts.max())

    def _names_inside(self):
        named = {i for name in self.article.names for i in range(name.first, name.last)}
        return np.array(
            [p.name < 0 and any(i in named for i in range(p.first, p.last)) for p in self.article.phrases],
            bool,
        )  # fmt: skip

    def _gender(self):
        """1 m, 2 f, 4 and 8 the same guessed from a first name."""
        article, bits = self.article, {"m": 1, "f": 2, "": 0}
        of_group = defaultdict(int)
        for n, g in enumerate(article.group):
            if g >= 0:
                name = article.names[article.phrases[n].name]
                of_group[g] |= bits[article.genders.get(g, "")]
                if name.label == "PERSON" and " " in name.core:
                    of_group[g] |= bits[gender_of_first_name(name.core.split()[0])] << 2
                begin, end = article.phrases[n].role
                for i in range(begin, end):
                    of_group[g] |= (
                        bits[look_up_noun(article.words.lower[i]).gender]
                        if name.label == "PERSON"
                        else 0
                    )
        gender = []
        for n, p in enumerate(article.phrases):
            if p.kind == "pronoun":
                gender.append({"he": 1, "she": 2}.get(p.word, 0))
            elif p.name >= 0:
                gender.append(of_group[article.group[n]])
            else:
                gender.append(bits[look_up_noun(article.words.lower[p.head]).gender])
        self.gender = np.array(gender, np.int64)

    def _spell(self):
        """Numbers of words: of the head, of the whole; bits of the other words; words of each group."""
        article, words = self.article, self.article.words
        numbers = {}
        number = lambda word: numbers.setdefault(word, len(numbers) + 1)  # noqa: E731
        self.word, self.whole, self.others = (np.zeros(self.size, np.int64) for _ in range(3))
        known, bits_of_group = set(), defaultdict(int)
        for n, p in enumerate(article.phrases):
            if p.kind == "pronoun":
                continue
            spoken = [words.lower[i] for i in range(p.first, p.last)]
            content = [
                number(w)
                for i, w in zip(range(p.first, p.last), spoken, strict=True)
                if words.tags[i][0] in "NJVC" and i != p.head
            ]
            if p.role[1]:
                content.append(number(noun_of(words, p.role[1] - 1)))
            head = number(p.word.lower() if p.name < 0 else words.lower[p.head])
            self.word[n], self.whole[n] = head, number(" ".join(spoken))
            for other in content:
                self.others[n] |= 1 << (other % 62)
            if article.group[n] >= 0:
                bits_of_group[article.group[n]] |= self.others[n] | (1 << (head % 62))
                known |= {(article.group[n], w) for w in (*content, head)}
        self.groups = max(article.group, default=0) + 1
        self.known = np.array(sorted(w * self.groups + g for g, w in known), np.int64)
        self.bits = np.array(
            [bits_of_group[g] if g >= 0 else b for g, b in zip(article.group, self.others, strict=True)],
            np.int64,
        )  # fmt: skip

    def mentions(self) -> np.ndarray:
        """Phrases × features."""
        words, phrases = self.article.words, self.article.phrases
        first_in_sentence = np.r_[True, self.sentence[1:] != self.sentence[:-1]][: self.size]
        columns = [
            *_one_hot(self.kind, len(KINDS)),
            *(self.classes & (1 << c) > 0 for c in range(4)),
            *_one_hot(self.plural, 3),
            *(self.gender & (1 << b) > 0 for b in range(4)),
            *_one_hot(self.role, OTHER_ROLE + 1),
            *(self.frequency >= n for n in FREQUENT),
            *(self.so_far >= n for n in FREQUENT),
            self.quotation >= 0,
            self.speaker >= 0,
            self.reporter >= 0,
            first_in_sentence,
            self.paragraph == 0,
            self.inner_name,
            self.others != 0,
            np.array([words.lower[p.head].endswith(("self", "selves")) for p in phrases], bool),
            np.array([_is_expletive(words, p) for p in phrases], bool),
            np.array([_has_clause(words, p.head) for p in phrases], bool),
            np.array([p.role[1] > 0 for p in phrases], bool),
        ]
        return np.array(columns, np.float32).T

    def pairs(self, i: np.ndarray, j: np.ndarray) -> np.ndarray:
        """Pairs × features, of anaphors `i` and candidates `j`."""
        sentences = np.abs(self.sentence[i] - self.sentence[j])
        between = np.abs(i - j)
        gi, gj = self.gender[i], self.gender[j]
        mi, mj = (gi & 1) > 0, (gj & 1) > 0
        fi, fj = (gi & 2) > 0, (gj & 2) > 0
        clash = (mi & fj & ~mj) | (fi & mj & ~fj)
        agree = (mi & mj) | (fi & fj)
        guess_clash = (mi & ((gj & 12) == 8)) | (fi & ((gj & 12) == 4))
        guess_agree = (mi & ((gj & 12) == 4)) | (fi & ((gj & 12) == 8))
        ci, cj = self.classes[i], self.classes[j]
        known_classes = (ci > 0) & (cj > 0)
        number_known = (self.plural[i] < 2) & (self.plural[j] < 2)
        same_number = self.plural[i] == self.plural[j]
        fits = (
            ~clash & ((ci & cj > 0) | ~known_classes) & (same_number | ~number_known | (cj & 2 > 0))
        )
        same_word = (self.word[i] == self.word[j]) & (self.word[i] > 0)
        in_group = (
            (self.group[j] >= 0)
            & (self.word[i] > 0)
            & np.isin(self.word[i] * self.groups + self.group[j], self.known)
        )
        calls_group = (self.group[i] >= 0) & (self.word[j] > 0)
        calls_group &= np.isin(self.word[j] * self.groups + self.group[i], self.known)
        quoted_i, quoted_j = self.quotation[i] >= 0, self.quotation[j] >= 0
        same_speaker = (self.speaker[i] >= 0) & (self._speaking(i) == self._speaking(j))
        subject_i, subject_j = self.role[i] == SUBJECT, self.role[j] == SUBJECT
        same_clause = (self.governor[i] == self.governor[j]) & (sentences == 0)
        columns = [
            *(sentences >= n for n in FAR),
            *(between >= n for n in BACK),
            self.paragraph[i] == self.paragraph[j],
            j > i,
            agree, clash, guess_agree, guess_clash,
            known_classes & (ci & cj > 0), known_classes & (ci & cj == 0),
            number_known & same_number, number_known & ~same_number,
            same_word,
            (self.whole[i] == self.whole[j]) & (self.whole[i] > 0),
            in_group,
            calls_group,
            same_word & (self.others[i] != 0) & (self.others[i] & ~self.bits[j] == 0),
            same_word & (self.others[i] & ~self.bits[j] != 0),
            (self.others[i] & self.bits[j]) != 0,
            same_word & (self.others[i] == 0),
            subject_i & subject_j,
            subject_j & (sentences == 1),
            subject_j & (sentences == 0),
            (self.role[i] == APPOSED) & (self.parent[i] == self.head[j])
            | (self.role[j] == APPOSED) & (self.parent[j] == self.head[i]),
            same_clause & (self.role[i] == PREDICATE) & subject_j,
            same_clause & (self.role[i] != PREDICATE) & (self.role[i] != POSSESSOR),
            self.governor[i] == self.governor[j],
            self.speaker[i] == j,
            self.reporter[i] == j,
            same_speaker,
            (self.kind[i] == self.kind[j]) & same_speaker,
            quoted_i & quoted_j & (self.quotation[i] == self.quotation[j]),
            quoted_i & quoted_j & (self.quotation[i] != self.quotation[j]),
            quoted_i & ~quoted_j,
            ~quoted_i & quoted_j,
            (self.speaker[j] >= 0) & (self.speaker[j] == i),
            self.kind[i] == self.kind[j],
            fits,
            *(self.group[j] == most for most in self.most),
            *_nth(i, fits),
            *_nth(i, fits & subject_j),
            *_nth(i, fits & (self.group[j] >= 0)),
        ]  # fmt: skip
        return np.array(columns, np.float32).T

    def _speaking(self, k):
        """Who speaks a phrase: the group where it is a name, else the phrase, as one number."""
        speaker = self.speaker[k]
        group = np.where(speaker >= 0, self.group[speaker], -1)
        return np.where(speaker < 0, -1, np.where(group >= 0, group + self.size, speaker))


def _nth(i, fits):
    """Whether a pair is the nearest that fits, and whether it is the second; see `Pairs`."""
    if not len(i):
        return [fits, fits]
    count = np.cumsum(fits[::-1])
    begins = np.r_[True, i[::-1][1:] != i[::-1][:-1]]
    before = np.maximum.accumulate(np.where(begins, count - fits[::-1], 0))
    place = (count - before)[::-1]
    return [fits & (place == 1), fits & (place == 2)]


def _one_hot(values, size):
    return [values == n for n in range(size)]


def _kind(phrase, names):
    if phrase.kind == "pronoun":
        return KINDS.index(phrase.word)
    if phrase.name < 0:
        return KINDS.index(phrase.kind)
    label = names[phrase.name].label
    return KINDS.index("place" if label in PLACES else label if label in KINDS else "other")


def _classes(words, phrase, names):
    """Bits of CLASSES that it may be, and of THING; 0 where nothing is known."""
    if phrase.name >= 0:
        return CLASS_OF_LABEL.get(names[phrase.name].label, THING)
    if phrase.kind == "pronoun":
        return CLASS_OF_PRONOUN[phrase.word]
    classes = look_up_noun(phrase.word).classes
    if not classes and words.entity_types[phrase.head] == "NORP":  # `the Republican`
        classes = ("person",)
    return sum(1 << CLASSES.index(c) for c in classes) if classes else THING


def _governor(words, i):
    """The verb that a phrase belongs to, over prepositions and conjunctions."""
    for _ in range(6):
        if words.deps[i] not in (
            "prep",
            "pobj",
            "conj",
            "dobj",
            "nsubj",
            "nsubjpass",
            "attr",
            "agent",
            "dative",
        ):
            break
        i = words.heads[i]
        if words.tags[i][0] == "V":
            break
    return i


def _is_expletive(words, phrase):
    """Whether an `it` may stand for a clause: `it is clear that`, `it seems`."""
    if phrase.kind != "pronoun" or phrase.word != "it":
        return False
    verb = words.heads[phrase.head]
    return any(words.deps[c] in ("ccomp", "xcomp", "acomp", "csubj") for c in words.children[verb])


def _has_clause(words, head):
    return any(words.deps[c] in ("relcl", "acl") for c in words.children[head])
