"""The phrases of an article as columns of numbers, of which the ranking network's features are made."""

import copy
import functools
import operator
from collections import Counter, defaultdict
from itertools import count

import numpy as np

from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.phrases import noun_of, telling_words
from onrecord.reading.names.lexicon import gender_of_first_name, look_up_noun
from onrecord.reading.names.spans import PLACES

PHRASE_KINDS = (
    "PERSON", "ORG", "place", "NORP", "other",
    "the", "this", "whose", "a", "bare", "some",
    "he or she", "it", "they", "i", "we", "you",
)  # fmt: skip
HE_OR_SHE = PHRASE_KINDS.index("he or she")  # the network does not see which
THE, YOU = PHRASE_KINDS.index("the"), PHRASE_KINDS.index("you")
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
FAR = 1 << 40
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
        inside, coordinated, main_clause, source: 0 or 1, whether it stands in another phrase, beside
            another one, in the main clause; and whether it heads a source.
        clause_first, clause_last: tokens of the clause whose subject it is; none where it is no subject.
        verbs: how many verbs come before it.
        looks: bits of how a name is written, see `_looks`; 0 where it is no name.
        next_same: the next phrase of its name; the number of phrases where there is none.
        subject_since, source_since: the sentence in which its referent, by name, was last a subject, a
            source; far before the text where it never was.
        last_source, last_named: who spoke last before it, and who of those with a name.
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
        spoken = group[np.maximum(self.speaker, 0)]
        voice = np.where(spoken >= 0, spoken + len(group), self.speaker)
        self.voice = np.where(self.speaker < 0, -1, voice)
        self._stand(article)
        self._count(article.group)
        self._follow()
        self._spell(article)

    def at(self, numbers: np.ndarray) -> "PhraseColumns":
        """The columns of some phrases, such as those on one side of all pairs."""
        part, columns = copy.copy(self), {k: v for k, v in vars(self).items() if k != "called"}
        vars(part).update({name: column.take(numbers, -1) for name, column in columns.items()})
        return part

    def _stand(self, article):
        """Where in its sentence each phrase stands, and how it is written."""
        words, names, phrases = article.words, article.names, article.phrases
        ends = np.maximum.accumulate([0, *(p.last for p in phrases)])[:-1]
        self.inside = _column(p.last for p in phrases) <= ends
        self.coordinated = _column(
            "conj" in (words.deps[i], *(words.deps[c] for c in words.children[i]))
            for i in self.head.tolist()
        )
        self.main_clause = _column(words.heads[i] == i for i in self.governor.tolist())
        self.source = _column(i in article.sources for i in self.head.tolist())
        verbs, parents = self.parent.tolist(), self.role == SUBJECT
        self.clause_first = np.where(parents, _column(words.left[i] for i in verbs), FAR)
        self.clause_last = np.where(parents, _column(words.right[i] for i in verbs), -1)
        self.verbs = np.cumsum([0, *(tag[0] == "V" for tag in words.tags)])[self.head]
        self.looks = _column(_looks(words, names[p.name]) if p.name >= 0 else 0 for p in phrases)

    def _follow(self):
        """What was said of each referent before, as far as its name tells that it is the same; who spoke."""
        group, size = self.group.tolist(), len(self.number)
        columns = (self.role == SUBJECT, self.source, self.sentence)
        rows = zip(group, *(column.tolist() for column in columns), strict=True)
        subject_of, source_of = (
            defaultdict[int, int](lambda: -FAR),
            defaultdict[int, int](lambda: -FAR),
        )
        followed, last, named = [], -1, -1
        for n, (whose, subject, source, sentence) in enumerate(rows):
            who = whose if whose >= 0 else -n - 2
            before = last, named
            if subject:
                subject_of[who] = sentence
            if source:
                source_of[who], last = sentence, n
                named = whose if whose >= 0 else named
            followed.append((subject_of[who], source_of[who], *before))
        table = np.array(followed, np.int64).reshape(-1, 4).T
        self.subject_since, self.source_since, self.last_source, self.last_named = table
        next_of, next_same = dict[int, int](), []
        for n in range(size - 1, -1, -1):
            next_same.append(next_of.get(group[n], size) if group[n] >= 0 else size)
            next_of[group[n]] = n
        self.next_same = _column(reversed(next_same))

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
        for phrase, group in zip(article.phrases, self._described(article), strict=True):
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

    def _described(self, article):
        """The number of the name that each phrase is or describes (`Smith is a doctor`), or -1."""
        words, group = article.words, article.group
        parents, roles = self.parent.tolist(), self.role.tolist()
        subjects = {
            verb: g for verb, role, g in zip(parents, roles, group, strict=True) if role == SUBJECT
        }
        for n, name in enumerate(article.apposed):
            verb = parents[n]
            if roles[n] == PREDICATE and all(words.deps[c] != "neg" for c in words.children[verb]):
                yield subjects.get(verb, -1)
            else:
                yield group[n] if name < 0 else group[name]


def _column(values):
    return np.array([*values], np.int64)


def _kind(phrase, names):
    if phrase.kind == "pronoun":
        return "he or she" if phrase.word in ("he", "she") else phrase.word
    if phrase.name < 0:
        return phrase.kind
    label = names[phrase.name].label
    return "place" if label in PLACES else label if label in PHRASE_KINDS else "other"


def _looks(words, name):
    """Bits of what a name looks like: its words up to three, a first name, a noun, capitals."""
    first, last = words.texts[name.first], words.lower[name.last - 1]
    parts = name.core.split(" ")
    known = gender_of_first_name(parts[0]) != ""
    noun = bool(look_up_noun(last).classes)
    return min(len(parts), 3) | known << 2 | noun << 3 | (first.isupper() and len(first) > 1) << 4


def _governor(words, i):
    """The verb that a phrase belongs to, over prepositions and conjunctions."""
    for _ in range(STEPS):
        if words.deps[i] not in BELOW_VERB:
            break
        i = words.heads[i]
        if words.tags[i][0] == "V":
            break
    return i
