"""Phrases that mean the same, as they are joined, and what forbids to join them.

Never joined: two names; `he` and someone who is `she`; a noun for places or groups and a person; a
phrase and what it holds, or that holds it (`Putin's spokesperson` is not Putin); in quotation marks,
`he`, `she` or `you` and who speaks; the author, who is `I`, and anybody but who signs; nor
a source of which it was decided that it means nobody with a name.
"""

from dataclasses import dataclass

from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.traits import FEMALE, GROUP, MALE, PERSON, PLACE, THING, TOLD
from onrecord.reading.union import UnionFind

ANY = PERSON | GROUP | PLACE | THING
NO_NAME, AUTHOR, NOT_NAMED = -1, -2, -3  # in place of the number of a name
SIGNATURE = 8  # words of a line that signs a letter, at most
ADDRESSED = ("dear", "sir", "madam", "editor")  # who is written to
INTERVIEW_QUESTIONS = 3  # paragraphs that ask, from which on an article is an interview


@dataclass(frozen=True)
class Antecedent:
    """What a phrase was joined to: the phrase that counted most, and the rule that said so."""

    phrase: int
    why: str


class Clusters(UnionFind[int]):
    """The phrases of an article, each by itself but for those of one name."""

    def __init__(self, article: PhrasedArticle):
        super().__init__(range(len(article.phrases)))
        self._barred = _barred(article)
        self._group = list(article.group)
        for n, signed in _author(article).items():
            self._group[n] = signed
        self._pronouns = {n for n, p in enumerate(article.phrases) if p.kind == "pronoun"}
        self._gender = [bits & TOLD for bits in article.gender]
        self._classes = [
            bits if bits & (PERSON | GROUP | PLACE) and phrase.kind != "pronoun" else ANY
            for bits, phrase in zip(article.classes, article.phrases, strict=True)
        ]
        first: dict[int, int] = {}
        for n, group in enumerate(self._group):
            if group != NO_NAME:
                self.join(n, first.setdefault(group, n))

    def may_join(self, n: int, other: int) -> bool:
        """Whether nothing forbids that two phrases mean the same."""
        a, b = self.find(n), self.find(other)
        one, two = self._group[a], self._group[b]
        if one != two and NO_NAME not in (one, two):
            return False
        if AUTHOR in (one, two) and not {n, other} <= self._pronouns:
            return False
        if self._gender[a] | self._gender[b] == TOLD or not self._classes[a] & self._classes[b]:
            return False
        return all(self.find(k) != b for k in self._barred[n])

    def join(self, one: int, other: int) -> None:
        """Let two phrases mean the same."""
        kept, taken = sorted((self.find(one), self.find(other)))
        super().join(kept, taken)
        self._gender[kept] |= self._gender[taken]
        self._classes[kept] &= self._classes[taken]
        if self._group[kept] == NO_NAME:
            self._group[kept] = self._group[taken]

    def bar(self, n: int) -> None:
        """Let a phrase mean nobody who has a name."""
        self._group[self.find(n)] = NOT_NAMED

    def group(self, n: int) -> int:
        """The number of the name that a phrase means, or a negative number where it has none."""
        return self._group[self.find(n)]

    def gender(self, n: int) -> str:
        """`m`, `f`, or empty where neither or both are told."""
        return {MALE: "m", FEMALE: "f"}.get(self._gender[self.find(n)], "")


def _author(article):
    """The phrases that are `I` of whoever wrote the article, outside of quotations → who signed it.

    Where several paragraphs ask questions, it is an interview, and `I` is somebody in it.
    """
    words = article.words
    own = {
        n: words.paragraph[phrase.head]
        for n, phrase in enumerate(article.phrases)
        if (phrase.kind, phrase.word) == ("pronoun", "i")
        and words.quotation_at[phrase.head] < 0 and article.speaker[n] == -1
    }  # fmt: skip
    if not own or words.questions >= INTERVIEW_QUESTIONS:
        return {}
    signed = _signatures(article)
    return {n: next((who for at, who in signed if at > p), AUTHOR) for n, p in own.items()}


def _signatures(article):
    """The paragraphs that are a name and a role alone (`Jo Bloggs, Mayor`), and the number of the name.

    Only those at the end of an article or of a letter to an editor are somebody's who writes.
    """
    words = article.words
    last = len(words.paragraphs) - 2
    letters = any(words.lower[i] in ADDRESSED for i in range(len(words)))
    found = []
    opening = {words.paragraph[i]: i for i in range(len(words) - 1, -1, -1) if words.is_word[i]}
    for phrase, group in zip(article.phrases, article.group, strict=True):
        if phrase.first != opening.get(words.paragraph[phrase.first]) or phrase.name < 0:
            continue
        paragraph = words.paragraph[phrase.first]
        start, end = words.paragraphs[paragraph]
        short = len(words.text[start:end].split()) <= SIGNATURE
        if short and article.names[phrase.name].label == "PERSON":
            others = set(words.tokens_in([(start, end)])).difference(
                range(phrase.first, phrase.last)
            )
            verbs = any(words.tags[i][:2] in ("VB", "MD") for i in others)
            if not verbs and (letters or paragraph >= last > 0):
                found.append((paragraph, group))
    return found


def _barred(article):
    """For each phrase those that it cannot mean: what it holds, what holds it, who speaks it."""
    barred: list[set[int]] = [set() for _ in article.phrases]
    around: list[int] = []
    for n, phrase in enumerate(article.phrases):
        around = [k for k in around if article.phrases[k].last > phrase.first]
        for k in around:
            barred[n].add(k)
            barred[k].add(n)
        around.append(n)
        if (
            phrase.kind == "pronoun"
            and phrase.word in ("he", "she", "you")
            and article.speaker[n] >= 0
        ):
            barred[n].add(article.speaker[n])
    return barred
