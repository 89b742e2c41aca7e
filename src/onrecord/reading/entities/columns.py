"""The phrases of an article as columns of numbers, of which the ranking network's features are made."""

import copy
import functools
import operator
from collections import Counter, defaultdict
from itertools import count

import numpy as np

from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.phrases import noun_of, telling_words
from onrecord.reading.names.spans import PLACES

PHRASE_KINDS = (
    "PERSON", "ORG", "place", "NORP", "other",
    "the", "this", "whose", "a", "bare", "some",
    "he", "she", "it", "they", "i", "we", "you",
)  # fmt: skip
MAIN = ("PERSON", "ORG", "place")  # an article may be about one of each
ROLE_OF_DEP = {
    "nsubj": 0, "nsubjpass": 0, "csubj": 0, "dobj": 1, "dative": 1, "pobj": 2, "poss": 3,
    "appos": 4, "attr": 5, "compound": 6, "nmod": 6, "conj": 7, "ROOT": 8,
}  # fmt: skip
SUBJECT, POSSESSOR, APPOSED, PREDICATE, OTHER_ROLE = 0, 3, 4, 5, 9
BELOW_VERB = {
    "prep", "pobj", "conj", "dobj", "nsubj", "nsubjpass", "attr", "agent", "dative",
}  # fmt: skip
STEPS = 6  # from a phrase up to its verb, at most
HASHED = 62  # bits for the words of a phrase; several words may share one


class PhraseColumns:
    """A number for each phrase of an article, in each column; -1 is none.

    Attributes:
        kind: its place in PHRASE_KINDS.
        governor: the verb that it belongs to, or the last token on the way there.
        role: as in ROLE_OF_DEP, or OTHER_ROLE.
        plural: 0, 1, or 2 where its form does not tell.
        frequency, so_far: how often its name is said in the article, and up to here.
        main: 3 rows, whether its name is the one said most often: of each kind in MAIN.
        voice: who speaks it; the same number for all phrases of one name.
        word, whole: numbers of its head and of all its words; 0 for a pronoun.
        others: bits of the words that tell something, but for its head.
        said: the same, and for a name, of all words by which the article calls its referent.
        call: the number of its head, times a size; with the number of a referent added, no two
            pairs of word and referent have one number.
        called: these sums, for each word by which the article calls a referent; this is no column.
    """

    def __init__(self, article: PhrasedArticle):
        words, phrases, names = article.words, article.phrases, article.names
        heads = [p.head for p in phrases]
        self.number, self.head = _column(range(len(phrases))), _column(heads)
        self.parent = _column(words.heads[i] for i in heads)
        self.governor = _column(_governor(words, i) for i in heads)
        self.sentence = _column(words.sentence[i] for i in heads)
        self.paragraph = _column(words.paragraph[i] for i in heads)
        self.quotation = _column(words.quotation_at[i] for i in heads)
        self.role = _column(ROLE_OF_DEP.get(words.deps[i], OTHER_ROLE) for i in heads)
        self.kind = _column(PHRASE_KINDS.index(_kind(p, names)) for p in phrases)
        self.classes = _column(article.classes)
        self.gender = _column(article.gender)
        self.plural = _column(2 if p.plural is None else p.plural for p in phrases)
        self.group = group = _column(article.group)
        self.speaker, self.reporter = _column(article.speaker), _column(article.reporter)
        voice = np.where(group[self.speaker] >= 0, group[self.speaker] + len(group), self.speaker)
        self.voice = np.where(self.speaker < 0, -1, voice)
        self._count(article.group)
        self._spell(article)

    def at(self, numbers: np.ndarray) -> "PhraseColumns":
        """The columns of some phrases, such as those on one side of all pairs."""
        part, columns = copy.copy(self), {k: v for k, v in vars(self).items() if k != "called"}
        vars(part).update({name: column.take(numbers, -1) for name, column in columns.items()})
        return part

    def _count(self, groups):
        frequency, seen, so_far = Counter(g for g in groups if g >= 0), Counter[int](), []
        for g in groups:
            seen[g] += g >= 0
            so_far.append(seen[g])
        self.frequency, self.so_far = _column(frequency[g] for g in groups), _column(so_far)
        said = [Counter(self.group[self.kind == PHRASE_KINDS.index(k)].tolist()) for k in MAIN]
        most = [max(counts, key=counts.__getitem__, default=-2) for counts in said]
        self.main = np.array([self.group == g for g in most])

    def _spell(self, article):
        """Number words in the order of their use."""
        size = max(article.group, default=0) + 2  # no sum is that of another word, and of -1 none
        words, numbers = article.words, defaultdict[str, int](count(1).__next__)
        rows, called, said = [], set(), defaultdict[int, int](int)
        for phrase, group in zip(article.phrases, article.group, strict=True):
            if phrase.kind == "pronoun":
                rows.append((0, 0, 0))
                continue
            telling = [numbers[word] for word in telling_words(words, phrase)]
            if phrase.role[1]:
                telling.append(numbers[noun_of(words, phrase.role[1] - 1)])
            head = numbers[phrase.word.lower() if phrase.name < 0 else words.lower[phrase.head]]
            whole = numbers[" ".join(words.lower[phrase.first : phrase.last])]
            others = functools.reduce(operator.or_, (1 << n % HASHED for n in telling), 0)
            rows.append((head, whole, others))
            if group >= 0:
                said[group] |= others | 1 << head % HASHED
                called |= {number * size + group for number in (*telling, head)}
        self.word, self.whole, self.others = np.array(rows, np.int64).reshape(-1, 3).T
        self.said = _column(
            said[g] if g >= 0 else others
            for g, (_, _, others) in zip(article.group, rows, strict=True)
        )
        self.call, self.called = self.word * size, _column(called)


def _column(values):
    return np.array([*values], np.int64)


def _kind(phrase, names):
    if phrase.name < 0:
        return phrase.word if phrase.kind == "pronoun" else phrase.kind
    label = names[phrase.name].label
    return "place" if label in PLACES else label if label in PHRASE_KINDS else "other"


def _governor(words, i):
    """The verb that a phrase belongs to, over prepositions and conjunctions."""
    for _ in range(STEPS):
        if words.deps[i] not in BELOW_VERB:
            break
        i = words.heads[i]
        if words.tags[i][0] == "V":
            break
    return i
