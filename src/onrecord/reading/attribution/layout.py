"""The layout of a Doc: its paragraphs and its quotations, each known by its tokens."""

import functools
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import numpy as np

from onrecord.reading.doc.pipeline import paragraphs
from onrecord.reading.doc.quotes import Span, quotations_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

COLUMNS = ["TAG", "DEP", "LENGTH", "SPACY", "IS_SPACE", "IS_PUNCT", "IS_QUOTE"]
VERBS = ("VB", "MD")  # how the tags of verbs begin
TITLE_CASED = ("NN", "VB", "JJ")
SAID = set("?!")
EDGE_PUNCTUATION = set(",.;:!?-–—…·/")


class Layout:
    """Paragraphs and quotations of one Doc.

    Attributes:
        text, tokens: those of the Doc; spaCy makes both anew each time, so what many ask for is here.
        tags: the tag of each token.
        adverbial: the heads of adverbial clauses.
        starts, ends: character offsets of the tokens.
        paragraphs: half-open character spans.
        quotations: all of them, of every level, in text order.
        outer: those that stand in no other; `tokens_of` has the token indices of each, and
            `quotation_at` maps a token index to its place in `outer`.
        inner, inner_at: the same for quotations inside others: their tokens, and the place of the
            innermost one of each token in `inner`.
        paragraph_at: the number of the paragraph of each token.
    """

    def __init__(self, doc: "Doc"):
        self.tokens, self.text = doc, doc.text
        tag, dep, length, space, *marks = doc.to_array(COLUMNS).reshape(-1, len(COLUMNS)).T
        strings = doc.vocab.strings
        known = {value: strings[value] for value in np.unique(tag).tolist()}
        self.tags = [known[value] for value in tag.tolist()]
        self.adverbial = np.flatnonzero(dep == strings["advcl"]).tolist()
        self.ends = np.cumsum(length + space).astype(np.int64) - space.astype(np.int64)
        self.starts = self.ends - length.astype(np.int64)
        self._is_word, self._is_space = (sum(marks) == 0).tolist(), (marks[0] == 1).tolist()
        self.paragraphs = paragraphs(self.text)
        self.quotations = quotations_of(self.text)
        self.outer = [q for q in self.quotations if q.level == 0]
        self.tokens_of = [self.tokens_in(q.spans) for q in self.outer]
        self.quotation_at = {i: n for n, tokens in enumerate(self.tokens_of) for i in tokens}
        self.inner = [self.tokens_in(q.spans) for q in self.quotations if q.level > 0]
        self.inner_at = {i: n for n, tokens in enumerate(self.inner) for i in tokens}
        self.paragraph_at = self._number_paragraphs()

    def _number_paragraphs(self):
        firsts = [start for start, _ in self.paragraphs]
        numbers = np.searchsorted(firsts, self.starts, side="right") - 1
        return np.maximum(numbers, 0).tolist()

    def tokens_in(self, spans: Iterable[Span]) -> frozenset[int]:
        """Indices of the tokens that lie wholly in the character spans."""
        found = set()
        for start, end in spans:
            found.update(
                range(self.starts.searchsorted(start), self.ends.searchsorted(end, "right"))
            )
        return frozenset(found)

    def word(self, i: int) -> str:
        """The text of a token."""
        return self.text[self.starts[i] : self.ends[i]]

    def words(self, tokens: Iterable[int]) -> list[int]:
        """The words among token indices, in text order."""
        is_word = self._is_word
        return [i for i in sorted(tokens) if is_word[i]]

    @functools.cached_property
    def utterances(self) -> list[bool]:
        """For each of `outer`, whether it reads as something said, not as a name or a scare quote."""
        return [self._is_utterance(tokens) for tokens in self.tokens_of]

    def _is_utterance(self, tokens):
        words = self.words(tokens)
        return len(words) >= 4 and self.has_verb(words) and not self.is_title(tokens)

    def has_verb(self, tokens: Iterable[int]) -> bool:
        """Whether there is a verb among token indices, modal ones included."""
        return any(self.tags[i][:2] in VERBS for i in tokens)

    def is_title(self, tokens: Iterable[int]) -> bool:
        """Whether all nouns, verbs and adjectives, two or more, are capitalised: “Gone with the Wind”."""
        words = [i for i in self.words(tokens) if self.tags[i][:2] in TITLE_CASED]
        return len(words) > 1 and all(self.word(i).istitle() for i in words)

    def fills_paragraph(self, n: int) -> bool:
        """Whether the quotation `outer[n]` is most of the paragraph in which it opens."""
        opening = self.outer[n].spans[0]
        start, end = self.paragraphs[self.paragraph_at[min(self.tokens_of[n])]]
        return opening[1] - opening[0] >= 0.7 * (end - start)

    def marks_around(self, i: int) -> frozenset[int]:
        """The first and last tokens of the quotations in which a token stands: their marks."""
        return frozenset(mark for at, marks in self._levels if i in at for mark in marks[at[i]])

    def opens_paragraph(self, n: int) -> bool:
        """Whether the quotation `outer[n]` stands at the start of its paragraph."""
        start, _ = self.paragraphs[self.paragraph_at[min(self.tokens_of[n])]]
        return not self.text[start : self.outer[n].start].strip()

    def runs(self, tokens: Collection[int]) -> list[list[int]]:
        """Token indices as runs that only punctuation and space interrupt, within a paragraph."""
        runs = []
        for i in sorted(tokens):
            if self._is_space[i]:
                continue
            if runs and self._joins(runs[-1][-1], i):
                runs[-1].append(i)
            else:
                runs.append([i])
        return runs

    def _joins(self, last, i):
        if self.paragraph_at[last] != self.paragraph_at[i]:
            return False
        return i == last + 1 or not any(self._is_word[last + 1 : i])

    def spans(self, tokens: Collection[int]) -> tuple[Span, ...]:
        """Token indices as character spans, without the punctuation at their edges.

        Punctuation inside quotation marks that open among the tokens stays, and so do the marks; a
        run without a word is left out.
        """
        trimmed = [self._trimmed(run, tokens) for run in self.runs(tokens) if self.words(run)]
        return tuple(self.span_of(run) for run in trimmed)

    def span_of(self, run: list[int]) -> Span:
        """From the first character of a run of tokens to one past its last."""
        return int(self.starts[run[0]]), int(self.ends[run[-1]])

    def _trimmed(self, run, tokens):
        first, last = 0, len(run)
        while EDGE_PUNCTUATION.issuperset(self.word(run[first])):
            first += 1
        while last > first + 1 and self._is_loose(run[last - 1], tokens):
            last -= 1
        return run[first:last]

    def _is_loose(self, i, tokens):
        """Whether a token at the end of a run is left over: punctuation, or an `and` that joins nothing.

        Question and exclamation marks are part of what was said.
        """
        edge = self.tags[i] == "CC" or (EDGE_PUNCTUATION - SAID).issuperset(self.word(i))
        return edge and not any(marks[at[i]][0] in tokens for at, marks in self._levels if i in at)

    @functools.cached_property
    def _levels(self):
        """For outer and inner quotations: the place of a token's, and the first and last token of each."""
        return tuple(
            (at, [(min(tokens), max(tokens)) if tokens else () for tokens in quoted])
            for at, quoted in ((self.quotation_at, self.tokens_of), (self.inner_at, self.inner))
        )
