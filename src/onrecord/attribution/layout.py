"""The layout of a Doc: its paragraphs and its quotations, each known by its tokens."""

import functools
from bisect import bisect_left
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from onrecord.attribution.quotes import Span, quotations_of
from onrecord.pipeline import paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc

TITLE_CASED = ("NN", "VB", "JJ")
EDGE_PUNCTUATION = set(",.;:!?-–—…·/")


class Layout:
    """Paragraphs and quotations of one Doc.

    Attributes:
        text, tokens: those of the Doc, which spaCy makes anew each time that it is asked.
        paragraphs: half-open character spans.
        quotations: all of them, of every level, in text order.
        outer: those that stand in no other; `tokens_of` has the token indices of each, and
            `quotation_at` maps a token index to its place in `outer`.
        inner, inner_at: the same for quotations inside others: their tokens, and the place of the
            innermost one of each token in `inner`.
        paragraph_at: the number of the paragraph of each token.
    """

    def __init__(self, doc: "Doc"):
        self.doc, self.tokens = doc, list(doc)
        self.text = doc.text
        self._is_word = [not (t.is_punct or t.is_space or t.is_quote) for t in self.tokens]
        self.paragraphs = paragraphs(self.text)
        self.quotations = quotations_of(self.text)
        self.outer = [q for q in self.quotations if q.level == 0]
        self.tokens_of = [self.tokens_in(q.spans) for q in self.outer]
        self.quotation_at = {i: n for n, tokens in enumerate(self.tokens_of) for i in tokens}
        self.inner = [self.tokens_in(q.spans) for q in self.quotations if q.level > 0]
        self.inner_at = {i: n for n, tokens in enumerate(self.inner) for i in tokens}
        self.paragraph_at = self._number_paragraphs()

    def _number_paragraphs(self):
        numbers, n = [], 0
        for token in self.tokens:
            while n + 1 < len(self.paragraphs) and token.idx >= self.paragraphs[n + 1][0]:
                n += 1
            numbers.append(n)
        return numbers

    def tokens_in(self, spans: Iterable[Span]) -> frozenset[int]:
        """Indices of the tokens that lie wholly in the character spans."""
        found = set()
        for start, end in spans:
            span = self.doc.char_span(start, end, alignment_mode="contract")
            found.update(range(span.start, span.end) if span is not None else ())
        return frozenset(found)

    def quotation_before(self, i: int) -> int | None:
        """The number of the last of `outer` that begins before a token and has another behind it."""
        n = bisect_left(self._starts, self.tokens[i].idx) - 1
        return n if 0 <= n < len(self.outer) - 1 else None

    @functools.cached_property
    def _starts(self):
        return [q.start for q in self.outer]

    def is_interrupted(self, n: int) -> bool:
        """Whether `outer[n]` goes on in the next quotation, after words between two commas."""
        first, second = self.outer[n], self.outer[n + 1]
        if not (self.tokens_of[n] and self.tokens_of[n + 1]):
            return False
        words = self.text[first.end : second.start]
        opened = self.text[first.end - 2] in ",?!—–" or words.startswith(",")
        same = (
            self.paragraph_at[max(self.tokens_of[n])]
            == self.paragraph_at[min(self.tokens_of[n + 1])]
        )
        return same and opened and words.rstrip().endswith(",")

    def is_word(self, i: int) -> bool:
        return self._is_word[i]

    def words(self, tokens: Iterable[int]) -> list[int]:
        """The words among token indices, in text order."""
        return [i for i in sorted(tokens) if self.is_word(i)]

    @functools.cached_property
    def utterances(self) -> list[bool]:
        """For each of `outer`, whether it reads as something said, not as a name or a scare quote."""
        return [self._is_utterance(tokens) for tokens in self.tokens_of]

    def _is_utterance(self, tokens):
        words = [self.tokens[i] for i in self.words(tokens)]
        verbs = any(w.tag_[:2] in ("VB", "MD") for w in words)
        return len(words) >= 4 and verbs and not self.is_title(tokens)

    def is_title(self, tokens: Iterable[int]) -> bool:
        """Whether all nouns, verbs and adjectives, two or more, are capitalised: “Gone with the Wind”."""
        words = [
            self.tokens[i] for i in self.words(tokens) if self.tokens[i].tag_[:2] in TITLE_CASED
        ]
        return len(words) > 1 and all(w.text.istitle() for w in words)

    def fills_paragraph(self, n: int) -> bool:
        """Whether the quotation `outer[n]` is most of the paragraph in which it opens."""
        opening = self.outer[n].spans[0]
        start, end = self.paragraphs[self.paragraph_at[min(self.tokens_of[n])]]
        return opening[1] - opening[0] >= 0.7 * (end - start)

    def runs(self, tokens: Collection[int]) -> list[list[int]]:
        """Token indices as runs that only punctuation and space interrupt, within a paragraph."""
        runs = []
        for i in sorted(tokens):
            if self.tokens[i].is_space:
                continue
            if runs and self._joins(runs[-1][-1], i):
                runs[-1].append(i)
            else:
                runs.append([i])
        return runs

    def _joins(self, last, i):
        same = self.paragraph_at[last] == self.paragraph_at[i]
        return same and not any(self.is_word(k) for k in range(last + 1, i))

    def spans(self, tokens: Collection[int]) -> tuple[Span, ...]:
        """Token indices as character spans, without the punctuation at their edges.

        Punctuation inside quotation marks stays, and so do the marks; a run without a word is
        left out.
        """
        trimmed = [self._trimmed(run) for run in self.runs(tokens) if self.words(run)]
        return tuple(self.span_of(run) for run in trimmed)

    def span_of(self, run: list[int]) -> Span:
        """From the first character of a run of tokens to one past its last."""
        last = self.tokens[run[-1]]
        return self.tokens[run[0]].idx, last.idx + len(last)

    def _trimmed(self, run):
        first, last = 0, len(run)
        while EDGE_PUNCTUATION.issuperset(self.tokens[run[first]].text):
            first += 1
        while last > first + 1 and self._is_loose(run[last - 1]):
            last -= 1
        return run[first:last]

    def _is_loose(self, i):
        """Whether a token at the end of a run is left over: punctuation, or an `and` that joins nothing."""
        token = self.tokens[i]
        edge = EDGE_PUNCTUATION.issuperset(token.text) or token.tag_ == "CC"
        return edge and i not in self.quotation_at
