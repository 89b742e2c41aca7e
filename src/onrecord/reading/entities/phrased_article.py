"""An article as phrases: what is known of each before any two are joined."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.reading.attribution import Attribution
from onrecord.reading.doc.words import Words
from onrecord.reading.entities.labels import bearers, read_labels, with_label_names, with_roles
from onrecord.reading.entities.phrases import Phrase, find_phrases
from onrecord.reading.entities.traits import PERSON, classes_of, genders_of
from onrecord.reading.names import Name, find_names, joined_names, names_within
from onrecord.reading.union import grouped

NOBODY = -2  # in place of a phrase that speaks
NEARBY = 3  # a description in apposition begins so many tokens after a name, at most


@dataclass(frozen=True)
class PhrasedArticle:
    """An article as its phrases, in text order.

    Attributes:
        joined: for each name what its referent is called in the article, and why it is that one.
        sources: tokens that head the source of an attribution.
        group: for each phrase the number of its name's referent; -1 where it has no name.
        classes, gender: for each phrase bits, see `traits`.
        labels: phrases that are a speaker's label without a name → one that means the same, or itself;
            and pronouns → the name in brackets after them (`He [Putin]`).
        speaker: for each phrase the one that speaks it, in quotation marks; -1 where there is none,
            NOBODY where somebody does who is not told.
        reporter: for each phrase the one to whom the words around it are attributed, or -1.
        apposed: for each description the name to which it stands in apposition, or -1.
    """

    words: Words
    phrases: Sequence[Phrase]
    names: Sequence[Name]
    joined: Sequence[tuple[str, str]]
    sources: frozenset[int]
    group: list[int]
    classes: list[int]
    gender: list[int]
    labels: Mapping[int, int]
    speaker: list[int]
    reporter: list[int]
    apposed: list[int]

    @cached_property
    def at(self) -> dict[int, int]:
        """The token at the head of a phrase → the phrase."""
        return {phrase.head: n for n, phrase in enumerate(self.phrases)}

    @cached_property
    def groups_at(self) -> dict[int, list[int]]:
        """The token at the head of phrases → the group of each."""
        return grouped((p.head, group) for p, group in zip(self.phrases, self.group, strict=True))

    @cached_property
    def times(self) -> Counter[int]:
        """How many phrases each group has."""
        return Counter(self.group)

    @cached_property
    def ending_in(self) -> dict[str, set[str]]:
        """The last word of what referents are called → all that end in it."""
        called = {name for name, _ in self.joined}
        return {
            last: set(names) for last, names in grouped((c.split()[-1], c) for c in called).items()
        }

    @cached_property
    def introduced(self) -> dict[str, int]:
        """The noun of somebody without a name → the phrase that introduces the first: `a guest`."""
        strangers = [
            (p.word, n)
            for n, (p, name) in enumerate(zip(self.phrases, self.apposed, strict=True))
            if p.kind == "a" and name < 0
        ]
        return dict(reversed(strangers))


def read_phrases(words: Words, attributions: Sequence[Attribution]) -> PhrasedArticle:
    """The phrases of one article, with its names and who speaks."""
    heads = [words.source_of(a.source) for a in attributions]
    sources = frozenset(head for head in heads if head is not None)
    names = find_names(words, sources)
    labels = read_labels(words, attributions, names)
    names = with_label_names(labels, names)
    joined = joined_names(names)
    for name, called in list(names_within(words, names, [called for called, _ in joined])):
        names.append(name)
        joined.append((called, name.evidence))
    phrases = with_roles(labels, find_phrases(words, names))
    numbers = {called: n for n, called in enumerate(dict.fromkeys(c for c, _ in joined))}
    groups = [numbers[called] for called, _ in joined]
    group = [groups[p.name] if p.name >= 0 else -1 for p in phrases]
    same = bearers(words, labels, phrases, names, group)
    speaker, reporter = _speakers(words, phrases, zip(attributions, heads, strict=True))
    return PhrasedArticle(
        words,
        phrases,
        names,
        joined,
        sources,
        group,
        [PERSON if n in same else classes_of(words, p, names) for n, p in enumerate(phrases)],
        genders_of(words, phrases, names, groups),
        same | _in_brackets(words, phrases),
        speaker,
        reporter,
        _apposed(words, phrases),
    )


def _apposed(words, phrases):
    """For each description the name to which it stands in apposition, or -1."""
    at = {p.head: n for n, p in enumerate(phrases)}
    found = []
    for phrase in phrases:
        beside: list[int] = []
        if phrase.name < 0 and phrase.kind != "pronoun" and not phrase.plural:
            beside = [c for c in words.children[phrase.head] if words.deps[c] == "appos"]
            if words.deps[phrase.head] == "appos":
                beside.insert(0, words.heads[phrase.head])
        near = (at[i] for i in beside if i in at and _next_to(phrase, phrases[at[i]]))
        found.append(next((n for n in near if phrases[n].name >= 0), -1))
    return found


def _next_to(phrase, other):
    first, second = sorted((phrase, other), key=lambda p: p.first)
    return 0 < second.first - first.last <= NEARBY


def _in_brackets(words, phrases):
    """Pronouns → the phrase of the name, or of the noun, that stands in brackets after them."""
    beginning = {p.first: n for n, p in enumerate(phrases) if p.kind != "pronoun"}
    return {
        n: beginning[p.last + 1]
        for n, p in enumerate(phrases)
        if p.kind == "pronoun" and p.last + 1 in beginning and words.texts[p.last] == "["
    }


def _speakers(words, phrases, headed):
    """For each phrase who speaks it, and to whom it is attributed; the innermost source counts."""
    inside = (range(p.first, p.last) if p.name >= 0 else [p.head] for p in phrases)
    at = {i: n for n, tokens in enumerate(inside) for i in tokens}
    spoken: dict[int, int] = {}
    reported: dict[int, int] = {}
    for attribution, head in sorted(headed, key=lambda each: each[0].depth):
        quoted, whole = attribution.kind != "indirect", attribution.kind == "direct"
        if head not in at and (head is not None or not whole):
            continue
        for i in words.tokens_in(attribution.content):
            said = spoken if quoted and (whole or words.quotation_at[i] >= 0) else reported
            said[i] = at.get(head, NOBODY)
    return [
        [-1 if said.get(p.head) == n else said.get(p.head, -1) for n, p in enumerate(phrases)]
        for said in (spoken, reported)
    ]
