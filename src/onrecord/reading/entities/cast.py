"""Whom an article speaks of, before pronouns are joined: who has a name, and people and groups without."""

from collections import Counter, defaultdict

from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.traits import (
    GENDER_OF_PRONOUN,
    GROUP,
    GUESSED,
    PERSON,
    PLACE,
    THING,
)
from onrecord.reading.names.spans import PLACES

LABELS = ("PERSON", "ORG", "place", "NORP", "other", "")  # the last one of those without a name
OF_LABEL = (PERSON, GROUP, PLACE | GROUP, PERSON | GROUP, GROUP | THING)
TOLD_BY = 2  # pronouns that tell whether somebody is a man or a woman, at least
FIRST_OF_ALL = (PERSON, GROUP, PLACE, GROUP, 0)  # what a label tells in the first place


class Cast:
    """The referents of an article, by number: those with a name, then the others.

    People and groups without a name are the same where the same noun is said of them.

    Attributes:
        of_phrase: for each phrase the number of its referent, or -1; a description in apposition to a
            name has the name's.
        named: how many have a name; their numbers are those of `PhrasedArticle.group`.
        label: of each, its place in LABELS.
        classes, main, gender: bits of each, see `traits`; `main` is what its label tells in the first place.
    """

    def __init__(self, article: PhrasedArticle):
        self.named = named = max(article.group, default=-1) + 1
        labels = [Counter[str]() for _ in range(named)]
        self.gender, self.of_phrase = [0] * named, list(article.group)
        classes: list[int] = []
        numbers: dict[str, int] = {}
        for n, phrase in enumerate(article.phrases):
            if phrase.name >= 0:
                labels[article.group[n]][article.names[phrase.name].label] += 1
                self.gender[article.group[n]] |= article.gender[n]
            elif phrase.kind != "pronoun":
                beside = article.apposed[n]
                if beside >= 0:
                    self.of_phrase[n] = article.group[beside]
                elif article.classes[n] & (PERSON | GROUP):
                    self.of_phrase[n] = number = numbers.setdefault(
                        phrase.word, named + len(numbers)
                    )
                    if number == len(self.gender):
                        self.gender.append(article.gender[n])
                        classes.append(0)
                    classes[number - named] |= article.classes[n]
        self.label = [_label(counts) for counts in labels] + [len(LABELS) - 1] * len(classes)
        for who, gender in self._by_pronouns(article):
            self.gender[who] = self.gender[who] or gender << GUESSED
        self.classes = [OF_LABEL[n] for n in self.label[:named]] + classes
        self.main = [FIRST_OF_ALL[n] for n in self.label[:named]] + classes

    def _by_pronouns(self, article):
        """People of whom `he` or `she` is said and never the other, by number, and which it is.

        What counts is a sentence in which nobody else is named before the pronoun, twice at least.
        """
        words, at = article.words, None
        here: set[int] = set()
        said = defaultdict[int, Counter[int]](Counter)
        for n, phrase in enumerate(article.phrases):
            where = words.sentence[phrase.head], words.quotation_at[phrase.head]
            if where != at:
                here, at = set(), where
            if phrase.name >= 0 and self.label[self.of_phrase[n]] == LABELS.index("PERSON"):
                here.add(self.of_phrase[n])
            elif phrase.word in GENDER_OF_PRONOUN and phrase.kind == "pronoun" and len(here) == 1:
                said[min(here)][article.gender[n]] += 1
        return ((who, g) for who, c in said.items() for g in c if len(c) == 1 and c[g] >= TOLD_BY)


def _label(counts):
    label = max(counts, key=counts.__getitem__, default="")
    label = "place" if label in PLACES else label
    return LABELS.index(label if label in LABELS[:4] else "other")
