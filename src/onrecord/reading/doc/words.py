"""The words of a Doc as plain lists, read once: what the steps of this package look at."""

import functools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.reading.attribution import Attribution
from onrecord.reading.doc.pipeline import paragraphs
from onrecord.reading.doc.quotes import Span, quotations_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

RELATIVE = ("WP", "WDT", "WP$")  # tags of who, which and whose
COLUMNS = ["TAG", "DEP", "HEAD", "SENT_START", "IDX", "LENGTH", "ENT_TYPE", "ENT_IOB"]
BEGINS = 3  # ENT_IOB of a name's first token


class Words:
    """The tokens of one Doc.

    Attributes:
        text: that of the Doc, which spaCy makes anew each time.
        texts, lower, tags, deps, heads, entity_types: of each token; `heads` are indices.
        begins_name: whether it is the first of a name that the recogniser found.
        starts, ends: half-open character offsets of each token.
        sentence, paragraph: the number of each token's.
        left, right: first and last token of the subtree of each.
        children: indices of those that hang from each token, in text order.
        quotation: for each token, the number of the outer quotation in which it stands, or -1.
    """

    def __init__(self, doc: "Doc"):
        self.text = doc.text
        tag, dep, head, sent, start, length, kind, iob = (
            doc.to_array(COLUMNS).reshape(-1, len(COLUMNS)).T.tolist()
        )
        strings = doc.vocab.strings
        names = {value: strings[value] for value in {*tag, *dep, *kind}}
        self.tags = [names[value] for value in tag]
        self.deps = [names[value] for value in dep]
        self.entity_types = [names[value] for value in kind]
        self.begins_name = [value == BEGINS for value in iob]
        self.starts = start
        self.ends = [s + n for s, n in zip(start, length, strict=True)]
        self.texts = [self.text[s:e] for s, e in zip(start, self.ends, strict=True)]
        self.lower = [word.lower() for word in self.texts]
        # spaCy gives heads as distances, in unsigned numbers
        self.heads = [i + _signed(h) for i, h in enumerate(head)]
        self.sentence = _numbered(sent)
        self.paragraph = self._paragraphs()
        self.quotation = self._quotations()
        self._hang()

    def __len__(self):
        return len(self.texts)

    def _hang(self):
        n, heads = len(self), self.heads
        children = self.children = [()] * n
        left, right = self.left, self.right = list(range(n)), list(range(n))
        for i, head in enumerate(heads):
            if head != i and children[head]:
                children[head].append(i)
            elif head != i:
                children[head] = [i]
        for i in self._leaves_first():
            head = heads[i]
            if left[i] < left[head]:
                left[head] = left[i]
            if right[i] > right[head]:
                right[head] = right[i]

    def _leaves_first(self):
        order = [i for i, head in enumerate(self.heads) if head == i]
        for i in order:
            order += self.children[i]
        return reversed(order)

    def _paragraphs(self):
        numbers = []
        edges = [start for start, _ in paragraphs(self.text)[1:]]
        for n, edge in enumerate(edges):
            numbers += [n] * (bisect_left(self.starts, edge) - len(numbers))
        return numbers + [len(edges)] * (len(self) - len(numbers))

    def _quotations(self):
        at = [-1] * len(self)
        for n, quotation in enumerate(q for q in quotations_of(self.text) if q.level == 0):
            for i in self.tokens_in(quotation.spans):
                at[i] = n
        return at

    def recognised(self) -> Iterator[tuple[int, int, str]]:
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
    def questions(self) -> int:
        """How many paragraphs end in a question mark."""
        return sum(self.text[s:e].rstrip().endswith("?") for s, e in paragraphs(self.text))

    def tokens_in(self, spans: Iterable[Span]) -> list[int]:
        """Indices of the tokens that lie wholly in character spans."""
        return [
            i
            for start, end in spans
            for i in range(bisect_left(self.starts, start), bisect_right(self.ends, end))
        ]

    def head_of(self, spans: Iterable[Span]) -> int | None:
        """The token of the first span from which the others in it hang, or None."""
        for start, end in spans:
            first = bisect_right(self.ends, start)
            last = bisect_left(self.starts, end)
            for i in range(first, last):
                if not first <= self.heads[i] < last or self.heads[i] == i:
                    return i
        return None

    def taken_up(self, i: int) -> int:
        """The noun that a relative pronoun takes up (`Smith, who sang and who said`), or the token itself."""
        if self.tags[i] not in RELATIVE:
            return i
        verb = self.heads[i]
        while self.deps[verb] == "conj" and self.heads[verb] != verb:
            verb = self.heads[verb]
        return self.heads[verb] if self.deps[verb] == "relcl" else i

    def source_of(self, attribution: Attribution) -> int | None:
        """The token that heads a source, or the noun that it takes up; None where there is no source."""
        head = self.head_of(attribution.source)
        return None if head is None else self.taken_up(head)

    def span(self, first: int, last: int) -> Span:
        """Character offsets of the tokens `[first, last)`."""
        return self.starts[first], self.ends[last - 1]

    def said(self, first: int, last: int) -> str:
        """The text of the tokens `[first, last)`, in one line."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())


def _signed(distance):
    return distance - 2**64 if distance >= 2**63 else distance


def _numbered(starts):
    """SENT_START of each token → the number of its sentence."""
    numbers, n = [], -1
    for start in starts:
        n += start == 1 or n < 0
        numbers.append(n)
    return numbers
