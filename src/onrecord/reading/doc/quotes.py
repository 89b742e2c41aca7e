"""Quotation marks, paired: where each quotation opens, where it closes, and what stands inside it.

Knows curly (“ ”, ‘ ’), German („ “), straight (", '), doubled ('' and ``) and angular (« ») marks,
apostrophes, feet and inches, nested marks of the other sort, quotations that go on over paragraphs
(each paragraph opens with a mark and only the last closes), and ones that never close. It does not
find quotations that are set without marks, nor single marks inside single marks.
"""

import re
from dataclasses import dataclass, field

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
        if pending and self._goes_on(pending):
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
        left.earlier.append((left.start, self.end))
        return left

    def _goes_on(self, pending):
        first = self.marks[0] if self.marks else None
        if first is None or first.start() != self.start or not self._opens(first):
            return False
        return SORTS[first.group()] == pending.sort

    def _end(self, end, closed):
        """End the innermost quotation at `end`."""
        left = self.stack.pop()
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
            if not self._is_in_single(at):
                self._leave_open_above(DOUBLE, at)
                self._end(at, closed=False)
        self.stack.append(_Open(sort, at))

    def _is_open(self, sort):
        return any(o.sort == sort for o in self.stack)

    def _is_in_single(self, at):
        """Whether the innermost quotation has single marks and closes later: “he said ‘the “X” ...’”."""
        inner = self.stack[-1]
        return inner.sort == SINGLE and at < (self.closers.get(inner.start) or at)

    def _opens(self, mark):
        """Whether a mark can open a quotation: only space or an opening before it, a word after."""
        sign, at = mark.group(), mark.start()
        before, following = self._around(mark)
        if OPENS_ONLY.get(sign) == DOUBLE:
            return mark.end() < self.last
        if following.isspace() or not (before.isspace() or before in BEFORE_OPENING):
            return False
        if sign in CLOSES_ONLY:
            return sign == "”" and at == self.start
        if SORTS[sign] == DOUBLE:
            return True
        closes = self.closers.get(at) is not None or self._announces(at)
        return closes and not ELISION.match(self.text, at)

    def _announces(self, at):
        """Whether a single mark at `at` may open without closing: first, or after a colon."""
        return at == self.start or self.text[max(at - 2, self.start) : at].strip() == ":"

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
