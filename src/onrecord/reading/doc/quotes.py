"""Quotation marks, paired: where each quotation opens, where it closes, and what stands inside it.

Knows curly (“ ”, ‘ ’), German („ “), straight (", '), doubled ('' and ``) and angular (« ») marks,
apostrophes, feet and inches, nested marks of the other sort, quotations that go on over paragraphs
(each paragraph opens with a mark and only the last closes), and ones that never close. It does not
find quotations that are set without marks, nor single marks inside single marks.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice, pairwise

Span = tuple[int, int]

# A quotation mark, or feet and inches (6'2"), whose marks are none.
QUOTE_MARK = re.compile(r"(?P<measure>\d ?['’] ?\d{1,2}(?:\"|”|''))|''|``|[\"“”„«»'‘’‚]")
DOUBLE, SINGLE = "double", "single"
OPENS_ONLY = {"“": DOUBLE, "„": DOUBLE, "``": DOUBLE, "«": DOUBLE, "‘": SINGLE, "‚": SINGLE}
CLOSES_ONLY = {"”": DOUBLE, "»": DOUBLE, "’": SINGLE}
EITHER = {'"': DOUBLE, "''": DOUBLE, "'": SINGLE}
SORTS = {**OPENS_ONLY, **CLOSES_ONLY, **EITHER}
BEFORE_OPENING = " \t\u00a0([{—–-/:…,.;" + "\"'“‘«"
# Words that begin with an apostrophe: ’90s, ’tis, ’em.
ELISION = re.compile(r"['’‘](\d0s|tis|twas|em|til|cause|round|n)\b", re.IGNORECASE)
GAP = " … "  # between the pieces of a span that has several
DOUBLE_MARKS = re.compile(r"[\"“”„«»]|''|``")
SINGLE_MARKS = "'‘’‚"
REVERSED = re.compile(r"(?:^|[\s(\[])»(?=\S)")  # »as German papers set it«
SWAPPED = str.maketrans("«»", "»«")
SAYS = r"(?:said|says|asked|added|replied)"
# Who says it, after a comma, where the mark before is missing: “It is late, said the guard.
CREDIT = re.compile(
    rf"[,?!] (?:{SAYS} (?=[A-Z]|the |an? )|"
    rf"(?:he|she|they|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,3}}) {SAYS}"
    r"(?=[.,:]|\s*$| (?:on|in|at|after|before) ))"
)


@dataclass(frozen=True)
class Quotation:
    """One quotation, its marks included.

    `spans` are half-open character spans in text order, one for each paragraph that it runs over.
    `level` is 0 for a quotation that stands in no other, 1 inside another, ...
    """

    spans: tuple[Span, ...]
    closed: bool
    level: int

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@dataclass(frozen=True)
class _Open:
    """A quotation whose closing mark is still to come; `earlier` are its paragraphs before."""

    sort: str
    start: int
    earlier: list[Span] = field(default_factory=list)


def find_quotations(text: str, paragraphs: list[Span]) -> list[Quotation]:
    """Pair the quotation marks of `text`, paragraph by paragraph.

    Args:
        paragraphs: half-open character spans, in order (`sentences.paragraphs`).

    Returns:
        The quotations of all levels, in the order in which they open. An unclosed one ends where
        its paragraph ends.
    """
    first = text[max(text.find("»") - 1, 0) :] if "»" in text.split("«")[0] else ""
    text = text.translate(SWAPPED) if REVERSED.match(first) else text
    found, pending = [], None
    for start, end in paragraphs:
        reader = _Reader(text, start, end)
        pending = reader.read(pending)
        found += reader.found
    if pending:
        found.append(Quotation(tuple(pending.earlier), False, 0))
    return sorted(found, key=lambda q: (q.start, q.level))


class _Reader:
    """Reads the marks of one paragraph from left to right.

    `stack` has the quotations that are open, outermost first; `found` those that have ended.
    """

    def __init__(self, text, start, end):
        self.text, self.end = text, end
        self.start = end - len(text[start:end].lstrip())
        self.last = start + len(text[start:end].rstrip())
        self.marks = [m for m in QUOTE_MARK.finditer(text, start, end) if not m["measure"]]
        self.closers = _single_closers(text, self.marks, end)
        self.stack, self.found = [], []

    def read(self, pending):
        """Pair the marks; `pending` goes on from the paragraph before, what is returned goes on."""
        marks = iter(self.marks)
        opening = [m for m in self.marks[:1] if m.start() == self.start and self._opens(m)]
        if pending and [SORTS[m.group()] for m in opening] == [pending.sort]:
            self.stack.append(_Open(pending.sort, next(marks).start(), pending.earlier))
        elif pending:
            self.found.append(Quotation(tuple(pending.earlier), False, 0))
        for mark in marks:
            if self._closes(mark):
                self._leave_open_above(SORTS[mark.group()], mark.start())
                self._end(mark.end(), closed=True)
            elif self._opens(mark):
                self._nest(mark)
        while len(self.stack) > 1:
            self._end(self.end, closed=False)
        if not self.stack:
            return None
        left = self.stack[0]  # the outermost quotation, to be taken up by the next paragraph
        if CREDIT.search(self.text, left.start, self.end):
            self._end(self.end, closed=False)
            return None
        left.earlier.append((left.start, self.end))
        return left

    def _end(self, end, closed):
        """End the innermost quotation at `end`."""
        left = self.stack.pop()
        if not closed and (credit := CREDIT.search(self.text, left.start, end)):
            end = credit.start() + 1
        self.found.append(Quotation((*left.earlier, (left.start, end)), closed, len(self.stack)))

    def _leave_open_above(self, sort, end):
        """End the quotations inside the innermost one of a sort: their closing marks are missing."""
        while self.stack[-1].sort != sort:
            self._end(end, closed=False)

    def _nest(self, mark):
        """Open a quotation inside those that are open.

        Single marks inside single marks are taken for apostrophes; double marks inside double
        marks tell that a closing mark is missing, unless single marks stand between.
        """
        sort, at = SORTS[mark.group()], mark.start()
        if self._is_open(sort):
            if sort == SINGLE:
                return
            inner = self.stack[-1]  # “he said ‘the “X” ...’”: the single marks close later
            if inner.sort != SINGLE or at >= (self.closers.get(inner.start) or at):
                self._leave_open_above(DOUBLE, at)
                self._end(at, closed=False)
        self.stack.append(_Open(sort, at))

    def _is_open(self, sort):
        return any(o.sort == sort for o in self.stack)

    def _opens(self, mark):
        """Whether a mark can open a quotation: only space or an opening before it, a word after."""
        sign, at = mark.group(), mark.start()
        before, following = self._around(mark)
        if OPENS_ONLY.get(sign) == DOUBLE:
            return mark.end() < self.last
        if before.isspace() and following.isspace() and EITHER.get(sign) == DOUBLE:
            return not self._is_open(DOUBLE) and self._closes_later(mark)
        if following.isspace() or not (before.isspace() or before in BEFORE_OPENING):
            return False
        if sign in CLOSES_ONLY:
            return sign == "”" and at == self.start
        if SORTS[sign] == DOUBLE:
            return True
        announced = at == self.start or self.text[max(at - 2, self.start) : at].strip() == ":"
        closes = announced or self.closers.get(at) is not None
        return closes and not ELISION.match(self.text, at)

    def _closes_later(self, mark):
        """Whether a mark with space around it comes again after a space."""
        after = bisect_right(self.marks, mark.start(), key=re.Match.start)
        later = (m for m in islice(self.marks, after, None) if m.group() == mark.group())
        following = next(later, None)
        return following is not None and all(map(str.isspace, self._around(following)))

    def _closes(self, mark):
        """Whether a mark closes one of the quotations that are open."""
        sign, sort = mark.group(), SORTS[mark.group()]
        german = sign == "“" and self.stack and self.text[self.stack[-1].start] == "„"
        if (sign in OPENS_ONLY and not german) or not self._is_open(sort):
            return False
        if sort == SINGLE:
            opened = next(o.start for o in reversed(self.stack) if o.sort == SINGLE)
            return mark.start() == self.closers.get(opened)
        before, following = self._around(mark)
        return sign in CLOSES_ONLY or not before.isspace() or following.isspace()

    def _around(self, mark):
        """The characters before and after a mark; a space where the paragraph starts or ends."""
        at, after = mark.start(), mark.end()
        before = self.text[at - 1] if at > self.start else " "
        return before, self.text[after] if after < self.end else " "


def _single_closers(text, marks, end):
    """Position of each single mark → where a quotation that it opened would close, or None.

    An apostrophe looks the same. The closing mark ends a word; after an s it may be a plural's
    apostrophe (the workers’ rights), so there a later closing mark is preferred. The next opening
    mark ends the search.
    """
    closers: dict[int, int | None] = {}
    sure = plural = None
    for mark in reversed([m for m in marks if m.group() in ("'", "‘", "’")]):
        at = mark.start()
        before = text[at - 1] if at else " "
        following = text[at + 1] if at + 1 < end else " "
        closers[at] = plural if sure is None else sure
        if mark.group() == "‘" or (mark.group() == "'" and before.isspace()):
            sure = plural = None
        elif before in "sS" and following.isspace():
            plural = at
        elif not (before.isspace() or before in "'‘" or following.isalnum()):
            sure = at
    return closers


def without_marks(text: str, quotations: Iterable[Quotation]) -> Callable[[Iterable[Span]], str]:
    """What gives the claim text of a content in `text`; `quotations` are its own, of all levels."""
    single = _single_marks(text, quotations)
    return lambda content: GAP.join(_piece(text, single, *span) for span in content)


def said(text: str, spans: Iterable[Span], between: str = " ") -> str:
    """The words in half-open character spans of `text`, as one string."""
    return between.join(text[start:end] for start, end in spans)


def _single_marks(text, quotations):
    """Where single quotation marks stand, in order; the same signs elsewhere are apostrophes."""
    marks = []
    for quotation in quotations:
        start = quotation.start
        if text[start] in SINGLE_MARKS and not text.startswith("''", start):
            marks += [start for start, _ in quotation.spans]
            marks += [quotation.end - 1] if quotation.closed else []
    return sorted(marks)


def _piece(text, single, start, end):
    inside = single[bisect_left(single, start) : bisect_left(single, end)]
    words = "".join(text[a + 1 : b] for a, b in pairwise([start - 1, *inside, end]))
    return " ".join(DOUBLE_MARKS.sub("", words).split())
