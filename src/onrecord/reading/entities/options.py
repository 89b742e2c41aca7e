"""Whom each source that is asked about may mean, as numbers for the speaking network.

What tells is the same for women and men: whether gender agrees or clashes, never which it is. The
network knows the features by their order, which stays.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from onrecord.reading.attribution import Attribution
from onrecord.reading.entities.asked import DESCRIPTIONS, KINDS, Asked
from onrecord.reading.entities.calls import MEETINGS, Calls
from onrecord.reading.entities.cast import LABELS, Cast
from onrecord.reading.entities.left_out import SUBJECTS
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.traits import CLASSES, GUESSED, PERSON, THING, TOLD
from onrecord.word_lists import word_list

BACK, ON, OFTEN = 40, 15, 12  # phrases before a source and after it; those named most often
SENTENCES, PARAGRAPHS = (1, 2, 3, 5, 9), (1, 2, 3, 5)  # apart, at least
TOKENS = (2, 3, 5, 9)  # apart, at most
TIMES = (1, 2, 3, 5, 9)
FAR = 1 << 20
ROLE_OF_DEP = dict.fromkeys(SUBJECTS, 0) | {
    "dobj": 1, "pobj": 2, "poss": 3, "compound": 4, "appos": 5, "attr": 6, "conj": 7,
}  # fmt: skip
ROLES = 8
# How a candidate may stand in a source: `Reed's poll`, `a poll by Reed`.
WAYS = ("poss", "compound", "nmod", "appos", "conj", "of", "by", "from", "for", "in", "at", "like")
OWN, ABOVE, SAID, QUOTED, INSIDE = range(5)  # columns of what stands around a source
DOCUMENTS = word_list("documents")
VERBS_UP = 12  # heads over a source that are looked at


class Options:
    """The candidates of each source that is asked about.

    Attributes:
        asked: the sources.
        entity: of each pair of source and candidate, the candidate's number in the cast.
        begins: where the pairs of each source begin, and the end of all.
        features, facts: pairs × features and sources × features, 0 to 1 but for a few shares.
    """

    def __init__(
        self,
        article: PhrasedArticle,
        attributions: Sequence[Attribution],
        cast: Cast,
        asked: Sequence[Asked],
    ):
        self.asked, self._article, self._cast, words = asked, article, cast, article.words
        self._token = np.array([a.token for a in asked], np.int64)
        self._phrase = np.array([a.phrase for a in asked], np.int64)
        firsts = np.array([p.first for p in article.phrases], np.int64)
        self._before = np.searchsorted(firsts, self._token)  # how many phrases
        # a column has one place more than there are phrases, for none
        self._of = np.array([*cast.of_phrase, -1], np.int64)
        self._heads = np.array([*(p.head for p in article.phrases), 0], np.int64)
        self._pair_up()
        pairs = zip(self._question.tolist(), self.entity.tolist(), strict=True)
        self._at = {pair: n for n, pair in enumerate(pairs)}
        self.features = self._features(words, attributions)
        self.facts = np.array(
            [self._facts(k, a, attributions) for k, a in enumerate(asked)], np.float32
        )

    def _pair_up(self):
        """Those near a source and those named most often, but for whom it cannot mean."""
        cast, of = self._cast, self._cast.of_phrase
        named = Counter(e for e in of if 0 <= e < cast.named)
        often = {e for e, _ in named.most_common(OFTEN)}
        near = [
            sorted(often.union(of[max(p - BACK, 0) : p + ON]) - self._inside(a.phrase) - {-1})
            for p, a in zip(self._before.tolist(), self.asked, strict=True)
        ]
        question = np.repeat(np.arange(len(near)), [len(each) for each in near])
        entity = np.array([e for each in near for e in each], np.int64)
        article, phrase = self._article, self._phrase
        classes = np.array([*article.classes, 0], np.int64)[phrase][question]
        gender = np.array([*article.gender, 0], np.int64)[phrase][question] & TOLD
        theirs = np.array([*cast.classes, 0])[entity]
        told = np.array([*cast.gender, 0])[entity] & TOLD
        label, is_named = np.array([*cast.label, 0])[entity], entity < cast.named
        kind = np.array([KINDS.index(a.kind) for a in self.asked], np.int64)[question]
        persons = (kind != KINDS.index("he")) | (label == 0) | ~is_named & (theirs & PERSON > 0)
        described = (kind >= len(KINDS) - len(DESCRIPTIONS)) & (classes & ~THING > 0)
        kept = persons & (~described | (classes & theirs > 0)) & ((gender | told) != TOLD)
        kept &= is_named | (self._of[phrase][question] != entity)
        self._question, self.entity = question[kept], entity[kept]
        self._gender, self._classes = gender[kept], classes[kept]
        self.begins = np.searchsorted(self._question, np.arange(len(near) + 1))

    def _inside(self, n):
        """Who stands in the phrase of a source and so is another: `Reed's spokesman`, not `Reed's poll`."""
        phrases, found = self._article.phrases, set()
        if n >= 0 and self._article.classes[n] & ~THING and phrases[n].name < 0:
            for k in range(n + 1, len(phrases)):
                if phrases[k].first >= phrases[n].last:
                    break
                found.add(self._cast.of_phrase[k])
        return found

    def _features(self, words, attributions):
        heads = self._heads.tolist()
        role = np.array([ROLE_OF_DEP.get(words.deps[i], -1) for i in heads])
        reporter = np.array([i in self._article.sources for i in heads])
        subject, quoted = role == 0, np.array([words.quotation_at[i] >= 0 for i in heads])
        keyed = [self._keys(mask) for mask in (np.ones(len(heads), bool), subject, reporter)]
        last, last_subject, last_reporter = map(self._nearest, keyed)
        later = [self._nearest(keyed[n], on=True) for n in (0, 2)]
        self._sentence, self._paragraph = np.array(words.sentence), np.array(words.paragraph)
        columns = [c for k in (last, last_subject, last_reporter) for c in self._apart(k)]
        columns += [c for k in later for c in self._apart(k, -1)]
        known, head = last >= 0, self._heads[last]
        token, paragraph = self._token[self._question], self._paragraph[self._heads]
        columns += [known & (token - head <= n) for n in TOKENS]
        sentences = np.where(known, self._sentence[token] - self._sentence[head], FAR)
        for role in (subject, reporter, quoted, *(role == n for n in range(1, ROLES))):
            there = known & role[last]
            columns += [there, there & (sentences == 0), there & (sentences == 1)]
        opens = np.diff(paragraph, prepend=-1) != 0
        columns.append(known & opens[last] & (paragraph[last] == self._paragraph[token]))
        columns += self._counts(keyed, quoted)
        columns += self._fitness(last, last_subject, last_reporter)
        columns += self._number(last)
        around, called = self._around(words, attributions), self._met()
        return np.hstack([np.array(columns, np.float32).T, around, called], dtype=np.float32)

    # Mentions of a candidate before and after a source, each known by the place of its phrase.

    def _keys(self, mask):
        n = len(self._of)
        kept = np.flatnonzero(mask & (self._of >= 0))
        return np.sort(self._of[kept] * n + kept)

    def _nearest(self, keys, on=False):
        """The last mention of each candidate before its source, or the first after it; -1 is none."""
        n, before = len(self._of), self._before + (on & (self._phrase == self._before))
        place = np.searchsorted(keys, self.entity * n + before[self._question]) - (not on)
        key = np.append(keys, -1)[np.clip(place, -1, len(keys))]
        return np.where((place >= 0) & (key // n == self.entity), key % n, -1)

    def _apart(self, phrase, sign=1):
        token, known = self._token[self._question], phrase >= 0
        steps = ((self._sentence, SENTENCES), (self._paragraph, PARAGRAPHS))
        columns = [known]
        for number, least in steps:
            distance = np.where(known, sign * (number[token] - number[self._heads[phrase]]), FAR)
            columns += [distance >= n for n in least]
        return columns

    def _counts(self, keyed, quoted):
        n, cast = len(self._of), self._cast
        here = self.entity * n + self._before[self._question]
        first = [np.searchsorted(keys, self.entity * n) for keys in keyed]
        ends = [np.searchsorted(keys, (self.entity + 1) * n) for keys in keyed]
        total, reports = ends[0] - first[0], ends[2] - first[2]
        before = [np.searchsorted(keyed[k], here) - first[k] for k in range(3)]
        columns = [c >= t for c in (total, reports, *before) for t in TIMES]
        said = np.bincount(self._of[self._of >= 0], minlength=len(cast.label) + 1)[: cast.named]
        label = np.array(cast.label[: cast.named], np.int64)
        most = [max(said[label == k], default=0) for k in (0, 1)]
        theirs = np.array([*cast.label, 0])[self.entity]
        columns += [theirs == k for k in range(len(LABELS))]
        columns += [
            total / len(self._of) * 10,
            *((theirs == k) & (total == most[k]) for k in (0, 1)),
        ]
        aside = self._keys(quoted)
        only = np.diff([np.searchsorted(aside, (self.entity + k) * n) for k in (0, 1)], axis=0)[0]
        self._so_far = before[0]
        return [*columns, only == total]

    def _fitness(self, last, last_subject, last_reporter):
        """Gender and class, and who of those that fit was the last."""
        cast, gender = self._cast, self._gender
        theirs = np.array([*cast.gender, 0])[self.entity]
        told, guess = theirs & TOLD, np.where(theirs & TOLD, 0, theirs >> GUESSED)
        clash = (gender > 0) & (guess > 0) & (gender & guess == 0)
        main = np.array([*cast.main, 0])[self.entity]
        classes = np.array([*cast.classes, 0])[self.entity]
        agrees, named = self._classes & main > 0, self.entity < cast.named
        fits = ~clash & (agrees | (self._classes & ~THING == 0))
        columns = [
            gender & told > 0, gender & guess > 0, clash, (gender > 0) & (theirs == 0),
            agrees, self._classes & classes > 0, self._of[self._phrase][self._question] == self.entity,
        ]  # fmt: skip
        known = fits & named
        for value, kept in (
            (last, fits), (last, known), (last_subject, fits), (last_subject, known),
            (last_reporter, fits), (self._so_far, known),
        ):  # fmt: skip
            columns += self._ranks(value, kept)
        self._fitting = np.bincount(self._question, known, len(self.asked))
        return columns

    def _number(self, last):
        """For several who speak: whether a candidate was last named before another, after one, or alone."""
        article, words = self._article, self._article.words
        heads = {p.head for p in article.phrases if p.name >= 0}
        rows = [
            (
                any(words.deps[c] == "conj" and c in heads for c in words.children[p.head]),
                words.deps[p.head] == "conj",
                p.plural is True,
            )
            for p in article.phrases
        ]
        first, joined, plural = np.array([*rows, (False, False, False)], bool).T
        they = np.array([a.kind in ("they", "we") for a in self.asked], bool) | plural[self._phrase]
        several = they[self._question]
        person = np.array([*self._cast.label, -1])[self.entity] == 0
        columns = first[last], joined[last], person & ~first[last] & ~joined[last]
        return [column & several for column in columns]

    def _ranks(self, value, kept):
        """Whether a pair is the first, second or third of those of its source that are kept, by value."""
        order = np.lexsort((-value, ~kept, self._question))
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order)) - self.begins[self._question[order]]
        return [kept & (value >= 0) & (rank == n) for n in range(3)]

    def _around(self, words, attributions):
        """Whether a candidate governs a source, stands in it or in what it says, and how."""
        found = np.zeros((len(self.entity), 5 + len(WAYS)), bool)
        governing = defaultdict(set)
        starts = np.array([words.starts[i] for i in self._heads[:-1]])
        of, heads = self._of.tolist(), self._heads.tolist()
        for n, head in enumerate(heads[:-1]):
            if of[n] >= 0 and words.deps[head] in SUBJECTS:
                governing[words.heads[head]].add(of[n])

        def note(k, entity, column):
            if (k, entity) in self._at:
                found[self._at[k, entity], column] = True

        for k, a in enumerate(self.asked):
            for n, verb in enumerate(_verbs_over(words, a)):
                for entity in governing.get(verb, ()):
                    note(k, entity, ABOVE if n else OWN)
            for m in a.attributions:
                for spans, column in (
                    (attributions[m].content, SAID),
                    (attributions[m].source, INSIDE),
                ):
                    for n in (
                        i for s in spans for i in range(*np.searchsorted(starts, s).tolist())
                    ):
                        quoted = column == SAID and words.quotation_at[heads[n]] >= 0
                        note(k, of[n], QUOTED if quoted else column)
            if a.kind != "nothing":
                near = int(self._before[k])
                for n in range(max(0, near - 6), min(len(heads) - 1, near + 7)):
                    way = _way(words, heads[n], a.token)
                    if way in WAYS:
                        note(k, of[n], 5 + WAYS.index(way))
        return found

    def _met(self):
        """What the words of each description tell of its candidates."""
        calls = Calls(self._article, self._cast)
        found = np.zeros((len(self.entity), MEETINGS), bool)
        for k, a in enumerate(self.asked):
            if a.kind in DESCRIPTIONS:
                part = slice(self.begins[k], self.begins[k + 1])
                found[part] = calls.met(a.phrase, self.entity[part].tolist())
        return found

    def _facts(self, k, a, attributions):
        """What is known of a source whoever it means."""
        article, words, i = self._article, self._article.words, a.token
        phrase = article.phrases[a.phrase] if a.phrase >= 0 else None
        classes = article.classes[a.phrase] if phrase else 0
        first = attributions[a.attributions[0]]
        size = sum(end - start for start, end in first.source)
        description = a.kind in DESCRIPTIONS
        after = {words.deps[child] for child in words.children[i]}
        near = self._fitting[k]
        return [
            *(a.kind == kind for kind in KINDS),
            *(classes & bit > 0 for bit in CLASSES),
            bool(phrase and phrase.plural), bool(phrase and phrase.word in DOCUMENTS),
            words.paragraph[i] == 0, words.paragraph[i] <= 2, words.quotation_at[i] >= 0,
            first.depth > 0, first.depth > 1, first.kind == "direct", first.kind == "mixed",
            bool(first.source) and first.content[0] < first.source[0],
            i == 0 or words.sentence[i - 1] != words.sentence[i],
            i == 0 or words.paragraph[i - 1] != words.paragraph[i],
            size > 15, size > 40, words.deps[i] in SUBJECTS, a.relative, "conj" in after,
            words.tags[i] in ("NN", "NNS"), words.tags[i] in ("NNP", "NNPS"),
            words.tags[i] in ("PRP$", "WP$"), words.tags[i] in ("WP", "WDT"),
            near > 0, near > 1, near > 2, near > 4,
            bool(description and phrase and phrase.last - phrase.first > 2),
            description and not after.isdisjoint(("relcl", "acl", "prep")),
        ]  # fmt: skip


def _verbs_over(words, asked):
    """The verbs that a source hangs from, the nearest first."""
    i, found = asked.token, [asked.token] if asked.kind == "nothing" else []
    for _ in range(VERBS_UP):
        if words.heads[i] == i:
            break
        i = words.heads[i]
        if words.tags[i][0] in "VM" or words.deps[i] == "ROOT":
            found.append(i)
    return found


def _way(words, i, source):
    """How a word hangs from the head of a source: its label there, or the preposition; else empty."""
    over = words.heads[i]
    if i == source or over == i:
        return ""
    if over == source:
        return words.deps[i]
    through = words.heads[over] == source and words.deps[over] in ("prep", "agent")
    return words.lower[over] if through else ""
