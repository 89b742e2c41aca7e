"""Who has spoken so far in an article, source by source, as numbers for the speaking network."""

from collections.abc import Sequence

import numpy as np

from onrecord.reading.attribution import Attribution
from onrecord.reading.entities.asked import Asked
from onrecord.reading.entities.cast import Cast
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.traits import TOLD

NOBODY, UNKNOWN = -1, -2  # in place of somebody's number in the cast
TIMES, PARAGRAPHS = (1, 2, 3, 5), (1, 2, 3, 5)
JUST_NOW = 12  # tokens
FEATURES, FACTS = 23, 8
BEGINNING = (UNKNOWN, -1, -1, "", 0)


class Conversation:
    """The sources that were decided, in text order, and the next that says a name.

    `features` and `facts` are asked of a source before it is decided, and `say` tells who it is.
    """

    def __init__(
        self,
        article: PhrasedArticle,
        attributions: Sequence[Attribution],
        cast: Cast,
        asked: Sequence[Asked],
    ):
        self._words, self._article, self._attributions = article.words, article, attributions
        size = len(cast.label) + 1
        self._paragraph, self._token = np.full(size, -100), np.full(size, -(1 << 20))
        self._times, self._gender = np.zeros(size, np.int64), np.zeros(size, np.int64)
        self._said: list[tuple[int, int, int, str, int]] = []  # who, token, paragraph, kind, gender
        self._other = BEGINNING  # the last that somebody else said
        self._of_attribution: dict[int, int] = {}
        self._next: dict[int, tuple[int, int]] = {}
        following = None
        for a in reversed(asked):
            if a.kind == "name":
                following = a
            elif following is not None:
                apart = self._words.paragraph[following.token] - self._words.paragraph[a.token]
                self._next[a.token] = cast.of_phrase[following.phrase], apart

    def about(self, asked: Asked, entity: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Features of each candidate of a source, candidates × FEATURES, and facts of the source."""
        words, token = self._words, asked.token
        paragraph, gender = words.paragraph[token], self._told(asked)
        said = self._said
        last, second = said[-1] if said else BEGINNING, said[-2] if len(said) > 1 else BEGINNING
        other = self._other
        here = last if last[2] == paragraph else BEGINNING
        same = here is not BEGINNING and words.sentence[here[1]] == words.sentence[token]
        beside = here if same else BEGINNING
        outer = self._outer(asked)
        following, apart = self._next.get(token, (UNKNOWN, 0))
        times, since, told = (
            self._times[entity],
            paragraph - self._paragraph[entity],
            self._gender[entity],
        )
        is_last, chain = entity == last[0], 0 < gender == last[4]
        features = np.zeros((len(entity), FEATURES), np.float32)
        columns = (
            is_last, entity == second[0], entity == other[0], entity == here[0], entity == beside[0],
            *(times >= n for n in TIMES), times / max(len(said), 1),
            *(since >= n for n in PARAGRAPHS), since == 1,
            gender & told > 0, (told > 0) & (gender > 0) & (gender & told == 0),
            entity == outer, (entity == following) & (apart == 0), (entity == following) & (apart == 1),
            is_last & chain, is_last & (last[3] == "name"), token - self._token[entity] < JUST_NOW,
        )  # fmt: skip
        for n, column in enumerate(columns):
            features[:, n] = column
        facts = (
            last[0] == NOBODY, here[0] == NOBODY, here[2] >= 0, beside[2] >= 0, not said, chain,
            following >= 0, outer >= 0,
        )  # fmt: skip
        return features, np.array(facts, np.float32)

    def say(self, asked: Asked, who: int) -> None:
        """Take in who a source is: a number of the cast, NOBODY, or UNKNOWN, which tells nothing."""
        if who == UNKNOWN:
            return
        paragraph, gender = self._words.paragraph[asked.token], self._told(asked)
        self._of_attribution.update(dict.fromkeys(asked.attributions, who))
        if self._said and self._said[-1][0] != who:
            self._other = self._said[-1]
        self._said.append((who, asked.token, paragraph, asked.kind, gender))
        if who >= 0:
            self._paragraph[who], self._token[who] = paragraph, asked.token
            self._times[who] += 1
            self._gender[who] |= gender

    def _told(self, asked):
        return self._article.gender[asked.phrase] & TOLD if asked.kind == "he" else 0

    def _outer(self, asked):
        """Who is known to say the words in which a source stands."""
        over = (self._attributions[m].parent for m in asked.attributions)
        return next((self._of_attribution[m] for m in over if m in self._of_attribution), UNKNOWN)
