"""The one view of a Doc: its words as plain lists, with their sentences, paragraphs and quotations."""

import functools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from onrecord.reading.doc.quotes import Quotation, Span, find_quotations
from onrecord.reading.doc.sentences import paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Tags: of names, of plurals, and of who, which and whose.
PROPER, PLURALS, RELATIVE = ("NNP", "NNPS"), ("NNS", "NNPS"), ("WP", "WDT", "WP$")
DASHES = ("-", "--", "–", "—")
APOSTROPHES = ("’", "'")
INSIDE = (",", "(", "-")  # marks after which a sentence goes on
EXAMPLES = {"including", "like", "as"}  # the last one after `such`
LONGEST_DATELINE = 10  # tokens
HEADING = ("N", "P", "W")  # how the tags of nouns and pronouns begin
BEFORE_NAMES = ("N", "J", "P")  # and of what stands between a role and a name
TOKEN_COLUMNS = ["TAG", "DEP", "HEAD", "SENT_START", "IDX", "LENGTH", "ENT_TYPE", "ENT_IOB"]
NO_WORD = ["IS_SPACE", "IS_PUNCT", "IS_QUOTE"]
BEGINS = 3  # ENT_IOB of a name's first token
RecognisedName = tuple[int, int, str]  # tokens `[first, last)` and kind


class Words:
    """The tokens of one Doc, read once for all steps; the Doc is not changed.

    Attributes:
        doc: the Doc itself.
        text: that of the Doc, which spaCy makes anew each time.
        texts, lower, tags, deps, heads, entity_types: of each token; `heads` are indices.
        is_word: whether it is no space, punctuation or quotation mark.
        begins_name: whether it is the first of a name that the recogniser found.
        starts, ends: half-open character offsets of each token.
        sentence, paragraph: the number of each token's.
        left, right: first and last token of the subtree of each.
        children: indices of those that hang from each token, in text order.
        paragraphs: half-open character spans.
        quotations: all of them, of every level, in text order.
        outer, inner: those that stand in no other, and those inside others, with their tokens.
        quotation_at: for each token, the place in `outer` of the quotation in which it stands, or -1.
    """

    def __init__(self, doc: "Doc", recognised: Iterable[RecognisedName] | None = None):
        """Read `doc`, with the names that were recognised in it if they are not those of the Doc."""
        self.doc, self.text = doc, doc.text
        columns = doc.to_array([*TOKEN_COLUMNS, *NO_WORD]).T
        tag, dep, _, _, start, length, kind, iob, *no_word = columns.tolist()
        strings = doc.vocab.strings
        names = {value: strings[value] for value in {*tag, *dep, *kind}}
        self.tags = [names[value] for value in tag]
        self.deps = [names[value] for value in dep]
        self.entity_types = [names[value] for value in kind]
        self.begins_name = [value == BEGINS for value in iob]
        if recognised is not None:
            self._take_names(recognised)
        self.is_word = [not any(flags) for flags in zip(*no_word, strict=True)]
        self.starts = start
        self.ends = [s + n for s, n in zip(start, length, strict=True)]
        self.texts = [self.text[s:e] for s, e in zip(start, self.ends, strict=True)]
        self.lower = [word.lower() for word in self.texts]
        # spaCy gives heads as distances, in unsigned numbers
        self.heads = (columns[2].astype(np.int64) + np.arange(len(doc))).tolist()
        # the first token may or may not be marked as a start
        self.sentence = (np.cumsum(columns[3] == 1) - (columns[3, :1] == 1)).tolist()
        self.paragraphs = paragraphs(self.text)
        edges = [start for start, _ in self.paragraphs[1:]]
        self.paragraph = np.searchsorted(edges, start, side="right").tolist()
        self.quotations = find_quotations(self.text, self.paragraphs)
        self.outer = Quoted(self, [q for q in self.quotations if q.level == 0])
        self.inner = Quoted(self, [q for q in self.quotations if q.level > 0])
        self.quotation_at = self.outer.at
        self._hang()

    def __len__(self):
        return len(self.texts)

    def _take_names(self, recognised):
        self.entity_types, self.begins_name = [""] * len(self.tags), [False] * len(self.tags)
        for first, last, kind in recognised:
            self.entity_types[first:last] = [kind] * (last - first)
            self.begins_name[first] = True

    def _hang(self):
        heads, n = self.heads, len(self)
        children: list[list[int]] = [[] for _ in heads]
        for i, head in enumerate(heads):
            if head != i:
                children[head].append(i)
        self.children = children
        left, right = self.left, self.right = list(range(n)), list(range(n))
        order = [i for i, head in enumerate(heads) if head == i]
        for i in order:
            order += children[i]
        for i in reversed(order):
            head = heads[i]
            left[head], right[head] = min(left[head], left[i]), max(right[head], right[i])

    def recognised(self) -> Iterator[RecognisedName]:
        """The recogniser's names: tokens `[first, last)` and label, in text order."""
        types, begins = self.entity_types, self.begins_name
        for first, here in enumerate(begins):
            if here:
                last = first + 1
                while last < len(types) and types[last] == types[first] and not begins[last]:
                    last += 1
                yield first, last, types[first]

    @functools.cached_property
    def common_nouns(self) -> Counter[str]:
        """The nouns that stand in lower case somewhere, and how often."""
        pairs = zip(self.texts, self.tags, strict=True)
        return Counter(text for text, tag in pairs if tag in ("NN", "NNS") and text.islower())

    @functools.cached_property
    def begins(self) -> list[bool]:
        """Whether each token begins a sentence, or what a mark sets off from it: a capital tells nothing."""
        goes_on = [
            (word or text in INSIDE) and self.sentence[i] == self.sentence[i + 1]
            for i, (text, word) in enumerate(zip(self.texts[:-1], self.is_word, strict=False))
        ]
        return [True, *(not each for each in goes_on)][: len(self)]

    @functools.cached_property
    def questions(self) -> int:
        """How many paragraphs end in a question mark."""
        return sum(self.ends_in("?", n) for n in range(len(self.paragraphs)))

    def ends_in(self, sign: str, paragraph: int) -> bool:
        """Whether a sign is the last of a paragraph, space aside."""
        start, end = self.paragraphs[paragraph]
        return self.text[start:end].rstrip().endswith(sign)

    def tokens_in(self, spans: Iterable[Span]) -> list[int]:
        """Indices of the tokens that lie wholly in character spans."""
        starts, ends = self.starts, self.ends
        edges = ((bisect_left(starts, start), bisect_right(ends, end)) for start, end in spans)
        return [i for first, last in edges for i in range(first, last)]

    def head_of(self, spans: Iterable[Span]) -> int | None:
        """The token of the first span from which the others in it hang, or None.

        Where the parse takes a phrase apart, that is its first noun, or a name right after it:
        `Clarke` in `White House hopeful Ann Clarke`, where `hopeful` heads nothing.
        """
        for start, end in spans:
            first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
            inside = range(max(first, self._after_dateline(first)), last)
            heads = [i for i in inside if self.heads[i] not in inside or self.heads[i] == i]
            if heads:
                chief = self._chief(heads)
                return self._example_of(chief, inside.stop) if self.tags[chief] == "NNS" else chief
        return None

    def _example_of(self, i, stop):
        """Who stands for several in a phrase that ends before `stop` (`critics like Ann Reed`), or they."""
        for at in range(i + 1, stop - 1):
            if self.lower[at] in EXAMPLES and (
                self.lower[at] != "as" or self.lower[at - 1] == "such"
            ):
                first = at + 1
                while first < stop and not self.begins_name[first] and self._is_before_name(first):
                    first += 1
                last = self._end_of_name(first, stop)
                possessive = self.tags[last : last + 1] == ["POS"]
                return last - 1 if last > first and not possessive else i
        return i

    def _is_before_name(self, i):
        return self.tags[i][0] in BEFORE_NAMES or self.lower[i] == "the"

    def _end_of_name(self, first, stop):
        """Where the name of somebody who may speak ends that begins at a token; there, if none does."""
        last, kind = first, self.entity_types[first : first + 1]
        while last < stop and kind in (["PERSON"], ["ORG"]) and self.entity_types[last] == kind[0]:
            last += 1
        return last

    def _after_dateline(self, i):
        """The token after the dateline that begins at a token (`ELLERBY, March 4 —`), or that token."""
        begins = i == 0 or (i < len(self) and self.paragraph[i] != self.paragraph[i - 1])
        if begins and self.texts[i].isupper() and len(self.texts[i]) > 1:
            for dash in range(i + 1, min(i + LONGEST_DATELINE, len(self))):
                here = self.paragraph[dash] == self.paragraph[i]
                apart = self.starts[dash] > self.ends[dash - 1]
                if here and apart and self.texts[dash] in DASHES:
                    return dash + 1
        return i

    def _chief(self, heads):
        """The one of several heads of a phrase that says who is meant."""
        chief = next((i for i in heads if self.tags[i][:1] in HEADING), heads[0])
        for i in (i for i in heads if i > chief and self.tags[i][0] == "N"):
            between = range(chief + 1, i)  # `Reuters’ Ann Clarke`
            beside = all(
                self.tags[n][0] in BEFORE_NAMES or self.texts[n] in APOSTROPHES for n in between
            )
            cut = self.deps[chief] == "compound" and self.heads[chief] == self.heads[i]
            if cut or (beside and self.tags[i] in PROPER):
                chief = i
        return chief

    def antecedent_of(self, i: int) -> int:
        """The noun that a relative pronoun takes up (`Smith, who sang and who said`), or the token itself.

        So it is with one after a word for a number: `aides, many of whom said`.
        """
        if self.tags[i] not in RELATIVE:
            return i
        verb = self.heads[i]
        if self.deps[i] == "pobj" and self.lower[verb] == "of":
            verb = self.heads[self.heads[verb]]
        while self.deps[verb] == "conj" and self.heads[verb] != verb:
            verb = self.heads[verb]
        return self.heads[verb] if self.deps[verb] == "relcl" else i

    def source_of(self, spans: Iterable[Span]) -> int | None:
        """The token that heads the spans of a source, or the noun that it takes up; None without any."""
        head = self.head_of(spans)
        return None if head is None else self.antecedent_of(head)

    def span(self, first: int, last: int) -> Span:
        """Character offsets of the tokens `[first, last)`."""
        return self.starts[first], self.ends[last - 1]

    def said(self, first: int, last: int) -> str:
        """The text of the tokens `[first, last)`, in one line."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())


class Quoted:
    """Quotations of one Doc by their tokens.

    Attributes:
        quotations: in text order.
        tokens: of each, the indices of its tokens in text order; its marks are the first and the last.
        at: for each token of the Doc, the place of the innermost one in which it stands, or -1.
    """

    def __init__(self, words: Words, quotations: list[Quotation]):
        self.quotations = quotations
        self.tokens = [words.tokens_in(q.spans) for q in quotations]
        self.at = [-1] * len(words)
        for n, tokens in enumerate(self.tokens):
            for i in tokens:
                self.at[i] = n
