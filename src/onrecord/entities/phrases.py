"""Phrases that may refer to somebody or something: names, descriptions and pronouns.

One phrase for each noun or pronoun that heads one. A name in apposition is a phrase of its own; a
name with a role before it (`German chancellor Olaf Scholz`) is one, as in GUM and OntoNotes; a name
inside another phrase (`Trump's team`) is one too, and so is that phrase.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.entities.lexicon import look_up_noun, singular_of
from onrecord.entities.names import Name
from onrecord.entities.words import Words

PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
    "i": "i", "me": "i", "my": "i", "mine": "i", "myself": "i",
    "we": "we", "us": "we", "our": "we", "ours": "we", "ourselves": "we", "'s": "we", "’s": "we",
    "you": "you", "your": "you", "yours": "you", "yourself": "you", "yourselves": "you",
}  # fmt: skip
NOUNS = {"NN", "NNS", "NNP", "NNPS"}
INSIDE_OTHERS = {"compound", "nmod", "npadvmod", "quantmod"}
# A description ends before what hangs from its head like this.
APART_OR_CASE = {
    "relcl", "acl", "appos", "punct", "cc", "conj", "advcl", "parataxis", "dep", "case",
}  # fmt: skip
AMOUNTS = {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"}
ARTICLES = {"the", "a", "an"}


@dataclass(frozen=True)
class Phrase:
    """One phrase: tokens `[first, last)` and its head.

    Attributes:
        kind: `name`, `pronoun`, or by how a description begins: `the`, `this`, `whose`, `a`,
            `bare`, `some`.
        word: the pronoun (`his` is `he`), or the noun that heads a description, singular.
        name: the place of its name in the article's list, or -1.
        role: tokens of what stands before a name (`German chancellor`), or an empty pair.
        plural: whether its form is; None where it does not tell.
    """

    first: int
    last: int
    head: int
    kind: str
    word: str
    name: int = -1
    role: tuple[int, int] = (0, 0)
    plural: bool | None = None


def find_phrases(words: Words, names: Sequence[Name]) -> list[Phrase]:
    """The phrases of an article in text order, an outer one before what it holds.

    Args:
        names: those of the article, and those inside longer ones.
    """
    named = {i: n for n, name in enumerate(names) for i in range(name.first, name.last)}
    found = [
        _description(words, name.last - 1)
        if _is_one_of_them(words, name)
        else _of_name(words, n, name, named)
        for n, name in enumerate(names)
    ]
    for i, tag in enumerate(words.tags):
        if i in named:
            continue
        if tag in ("PRP", "PRP$") and words.lower[i] in PRONOUNS:
            found.append(_of_pronoun(words, i))
        elif tag in NOUNS and _heads_phrase(words, i):
            found.append(_description(words, i))
    return sorted(found, key=lambda p: (p.first, -p.last))


def _is_one_of_them(words, name):
    """Whether a nation's or a party's name means one of its people: `the Republican`, `a Briton`."""
    first = words.lower[words.left[name.last - 1]]
    singular = words.tags[name.last - 1] not in ("NNPS", "NNS")
    return name.label == "NORP" and singular and first in ("the", "a", "an", "this", "that")


def _of_name(words, n, name, named):
    head = next(
        (i for i in reversed(range(name.first, name.last)) if not name.first <= words.heads[i] < name.last),
        name.last - 1,
    )  # fmt: skip
    first, role = name.first, (0, 0)
    if words.deps[head] not in INSIDE_OTHERS or not words.tags[words.heads[head]].startswith("N"):
        begin = _begin_of_role(words, name.first, words.left[head], named)
        if begin < name.first:
            first, role = begin, (begin, name.first)
    plural = words.tags[head] == "NNPS" and name.label == "NORP"
    return Phrase(first, name.last, head, "name", name.core, n, role, plural)


def _begin_of_role(words, end, begin, named):
    """First token of the role that ends before a name: it ends in a noun, and no mark is inside."""
    if end == 0 or words.tags[end - 1] not in NOUNS or (end - 1) in named:
        return end
    first = end
    while first > begin and (words.texts[first - 1][0].isalnum() or words.tags[first - 1] == "POS"
                             or words.texts[first - 1] == "-"):  # fmt: skip
        first -= 1
    while first < end and (
        words.lower[first] in ARTICLES or words.tags[first] in ("IN", "CC", "RB")
    ):
        first += 1
    return first


def _of_pronoun(words, i):
    word = PRONOUNS[words.lower[i]]
    plural = {"they": True, "we": True, "you": None}.get(word, False)
    return Phrase(i, i + 1, i, "pronoun", word, plural=plural)


def _heads_phrase(words, i):
    if words.deps[i] in INSIDE_OTHERS:
        return False
    if words.entity_types[i] in AMOUNTS:
        return bool(look_up_noun(words.lower[i]).classes)
    hyphen_after = i + 1 < len(words) and words.texts[i + 1] == "-" and _touch(words, i)
    return words.texts[i][0].isalpha() and not hyphen_after


def _touch(words, i):
    """Whether no space stands between a token and the next."""
    return words.ends[i] == words.starts[i + 1]


def _description(words, i):
    first, last = words.left[i], i + 1
    while first > 1 and words.texts[first - 1] == "-" and _touch(words, first - 1):
        first -= 2  # `co-founder`, where the parse leaves `co` to something else
    while (first < i and words.tags[first] in ("RB", "CC", "PDT", "IN")) or (
        first < i and not words.texts[first][0].isalnum()
    ):
        first += 1
    for child in words.children[i]:
        if child > i:
            if words.deps[child] in APART_OR_CASE or words.left[child] != last:
                break
            last = _end_of(words, child)
    plural = words.tags[i] in ("NNS", "NNPS")
    noun = words.lower[i]
    kind = _kind(words, first, i)
    return Phrase(first, last, i, kind, singular_of(noun) if plural else noun, plural=plural)


def _end_of(words, i):
    """One past the last token of what hangs from a noun, without the clauses in it."""
    last = i + 1
    for child in words.children[i]:
        if child > i:
            if words.deps[child] in APART_OR_CASE or words.left[child] != last:
                break
            last = _end_of(words, child)
    return last


def _kind(words, first, head):
    begin = words.lower[first]
    if begin in ("the",):
        return "the"
    if begin in ("this", "that", "these", "those"):
        return "this"
    if begin in ("a", "an", "another"):
        return "a"
    if words.tags[first] == "PRP$" or any(
        words.deps[c] == "poss" for c in words.children[head] if c < head
    ):
        return "whose"
    return "some" if words.tags[first] in ("DT", "CD", "WDT", "JJR") else "bare"
