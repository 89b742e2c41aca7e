"""What those who have a name are called by, and whether a description says the same."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from onrecord.reading.doc.words import Words
from onrecord.reading.entities.cast import Cast
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.phrases import noun_of, telling_words
from onrecord.reading.names.titles import is_civil

MEETINGS = 9  # features


class Calls:
    """For each word, who is called by it: as a noun of theirs, beside it, or in a name."""

    def __init__(self, article: PhrasedArticle, cast: Cast):
        self._article, words = article, article.words
        self._nouns, self._others = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
        self._names, self._heads = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
        for n, phrase in enumerate(article.phrases):
            whose = cast.of_phrase[article.at.get(subject_of(words, phrase.head), n)]
            if not 0 <= whose < cast.named:
                continue
            if phrase.name < 0:
                self._nouns[phrase.word].add(whose)
                beside = telling_words(words, phrase)
            else:
                name = article.names[phrase.name]
                for word in words.lower[name.first : name.last]:
                    self._names[word].add(whose)
                self._heads[words.lower[phrase.head]].add(whose)
                if name.title and not is_civil(name.title):
                    self._nouns[name.title.lower().rpartition(" ")[2].rstrip(".")].add(whose)
                if phrase.role[1]:
                    self._nouns[noun_of(words, phrase.role[1] - 1)].add(whose)
                beside = words.lower[slice(*phrase.role)]
            for word in beside:
                self._others[word].add(whose)
        self._called = set().union(*self._nouns.values())

    def met(self, n: int, entity: Sequence[int]) -> np.ndarray:
        """How a description, a phrase by its place, meets each of some: entities × MEETINGS.

        Its noun is said of them, ends their name, stands in it; other words are said of them (one,
        several), stand in their name, are all met; nobody else's noun or name is the same; and they
        are called something else, but not that.
        """
        phrase = self._article.phrases[n]
        telling = set(telling_words(self._article.words, phrase))
        noun, head, name = (by[phrase.word] for by in (self._nouns, self._heads, self._names))
        said = Counter(e for w in telling for e in self._others[w] | self._nouns[w])
        named = Counter(e for w in telling for e in self._names[w])
        met = Counter(e for w in telling for e in self._others[w] | self._nouns[w] | self._names[w])
        so = [e for e in entity if e in noun or e in name]
        rows = [
            (
                e in noun, e in head, e in name, said[e] > 0, said[e] > 1, named[e] > 0,
                0 < len(telling) == met[e], so == [e], e in self._called and e not in noun,
            )
            for e in entity
        ]  # fmt: skip
        return np.array(rows, bool).reshape(-1, MEETINGS)


def subject_of(words: Words, i: int) -> int:
    """Who is said to be what a noun says (`Smith is a doctor`, `Smith, who was mayor`), or -1."""
    verb = words.heads[i]
    below = words.children[verb]
    if words.deps[i] != "attr" or any(words.deps[c] == "neg" for c in below):
        return -1
    return next((words.antecedent_of(c) for c in below if words.deps[c] == "nsubj"), -1)
