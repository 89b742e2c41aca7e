"""Token indices as pieces of the text: runs and phrases, and spans without punctuation at their edges."""

from collections.abc import Collection, Iterable, Iterator

from onrecord.reading.doc.quotes import Span
from onrecord.reading.doc.words import Words
from onrecord.word_lists import word_list

VERBS = ("VB", "MD")  # how the tags of verbs begin
SAID = set("?!")
OBJECTS = ("dobj", "dative")
CLAUSES = ("acl", "advcl", "ccomp", "relcl")
ASIDE = ("through", "via", "on")  # her lawyer, on her behalf
NOBODY = ("nobody", "none")
EDGE_PUNCTUATION = set(",.;:!?-–—…·/")


def words_among(words: Words, tokens: Iterable[int]) -> list[int]:
    """The words among token indices, in text order."""
    is_word = words.is_word
    return [i for i in sorted(tokens) if is_word[i]]


def has_verb(words: Words, tokens: Iterable[int]) -> bool:
    """Whether there is a verb among token indices, modal ones included."""
    return any(words.tags[i][:2] in VERBS for i in tokens)


def is_nobody(words: Words, source: Iterable[int]) -> bool:
    """Whether a source says that there is none: `nobody`, `no official`; no. 10 is one."""
    first, second = ([words.lower[i] for i in words_among(words, source)] + ["", ""])[:2]
    return first in NOBODY or (first == "no" and not second.isdigit())


def runs(words: Words, tokens: Iterable[int]) -> list[list[int]]:
    """Token indices as runs that only punctuation and space interrupt, within a paragraph."""
    found: list[list[int]] = []
    for i in (i for i in sorted(tokens) if not words.texts[i].isspace()):
        last = found[-1][-1] if found else i
        apart = words.paragraph[last] != words.paragraph[i] or any(words.is_word[last + 1 : i])
        if found and not apart:
            found[-1].append(i)
        else:
            found.append([i])
    return found


def spans_of(words: Words, several: Iterable[list[int]]) -> tuple[Span, ...]:
    """Runs of tokens as character spans."""
    return tuple(words.span(run[0], run[-1] + 1) for run in several)


def trimmed_spans(words: Words, tokens: Collection[int]) -> tuple[Span, ...]:
    """Token indices as character spans, without the punctuation at their edges.

    Punctuation inside quotation marks that open among the tokens stays, and so do the marks; a
    run without a word is left out.
    """
    found = [run for run in runs(words, tokens) if any(words.is_word[i] for i in run)]
    for n, run in enumerate(found):
        first = next(
            k for k, i in enumerate(run) if not EDGE_PUNCTUATION.issuperset(words.texts[i])
        )
        last = len(run)
        while last > first + 1 and _is_loose(words, run[last - 1], tokens):
            last -= 1
        found[n] = run[first:last]
    return spans_of(words, found)


def _is_loose(words, i, tokens):
    """Whether a token at the end of a run is left over: punctuation, or an `and` that joins nothing.

    Question and exclamation marks are part of what was said.
    """
    edge = words.tags[i] == "CC" or (EDGE_PUNCTUATION - SAID).issuperset(words.texts[i])
    return edge and not any(quoted[0] in tokens for quoted in quoted_around(words, i))


def quoted_around(words: Words, i: int) -> list[list[int]]:
    """The tokens of the quotations in which a token stands: of an outer one, and of the innermost."""
    levels = (words.outer, words.inner)
    return [level.tokens[level.at[i]] for level in levels if level.at[i] >= 0]


def ancestors(words: Words, i: int) -> Iterator[int]:
    """The tokens from which one hangs, the nearest first."""
    while words.heads[i] != i:
        i = words.heads[i]
        yield i


def children_of(words: Words, i: int, deps: Collection[str]) -> list[int]:
    """The tokens that hang from one, in text order, by what they are to it."""
    return [k for k in words.children[i] if words.deps[k] in deps]


def brought_by(words: Words, verb: int, prepositions: Collection[str]) -> int | None:
    """The noun that a preposition brings to a verb or to its object: `heard evidence from | Smith`."""
    near = (verb, *children_of(words, verb, OBJECTS))
    hung = (k for i in near for k in words.children[i] if words.lower[k] in prepositions)
    nouns = (noun for k in hung for noun in children_of(words, k, ("pobj",)))
    return next((noun for noun in nouns if words.lower[noun] not in word_list("means")), None)


def phrase_of(words: Words, noun: int | None) -> frozenset[int]:
    """The tokens of a noun with what hangs from it, but for clauses after it."""
    if noun is None:
        return frozenset()
    clauses = (words.left[k] for k in children_of(words, noun, CLAUSES) if k > noun)
    return frozenset(range(words.left[noun], min(clauses, default=words.right[noun] + 1)))


def asides(words: Words) -> list[frozenset[int]]:
    """The phrases that tell through or for whom somebody speaks: `said | through her lawyer | that ...`."""
    found = []
    for i, word in enumerate(words.lower):
        nouns = children_of(words, i, ("pobj",)) if word in ASIDE else ()
        for noun in nouns:
            if words.lower[noun] in (word_list("agents") if word != "on" else ("behalf",)):
                found.append(phrase_of(words, noun) | {i})
    return found
