"""Quotation marks, paired: where each quotation opens, where it closes, and what stands inside it.

Knows curly (“ ”, ‘ ’), straight (", '), doubled ('' and ``) and angular (« ») marks, apostrophes,
nested marks of the other sort, quotations that go on over paragraphs (each paragraph opens with a
mark and only the last closes), and ones that never close. It does not find quotations that are
set without marks.
"""

import re
from dataclasses import dataclass, field

Span = tuple[int, int]

MARK = re.compile(r"''|``|[\"“”„«»'‘’‚]")
SINGLE_MARK = re.compile("['‘’]")
DOUBLE, SINGLE = "double", "single"
OPENS_ONLY = {"“": DOUBLE, "„": DOUBLE, "``": DOUBLE, "«": DOUBLE, "‘": SINGLE, "‚": SINGLE}
CLOSES_ONLY = {"”": DOUBLE, "»": DOUBLE, "’": SINGLE}
EITHER = {'"': DOUBLE, "''": DOUBLE, "'": SINGLE}
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


@dataclass
class _Open:
    """A quotation whose closing mark is still to come."""

    sort: str
    start: int
    closer: int | None = None
    earlier: list[Span] = field(default_factory=list)


def find_quotations(text: str, paragraphs: list[Span]) -> list[Quotation]:
    """Pair the quotation marks of `text`, paragraph by paragraph.

    Args:
        paragraphs: half-open character spans, in order (`pipeline.paragraphs`).

    Returns:
        The quotations of all levels, in the order in which they open. An unclosed one ends where
        its paragraph ends.
    """
    found, pending = [], None
    for start, end in paragraphs:
        stack = []
        first = MARK.search(text, start, end)
        if pending:
            if first and first.start() == start and _opens(text, first, start, end):
                stack = [_open(text, first, end, pending.earlier)]
            else:
                found.append(Quotation(tuple(pending.earlier), False, 0))
        skip = start + len(first.group()) if stack else start
        found += _pair(text, skip, start, end, stack)
        pending = None
        for level, left in enumerate(stack):
            if level == 0:
                pending = _Open(left.sort, start, earlier=[*left.earlier, (left.start, end)])
            else:
                found.append(Quotation((*left.earlier, (left.start, end)), False, level))
    if pending:
        found.append(Quotation(tuple(pending.earlier), False, 0))
    return sorted(found, key=lambda q: (q.start, q.level))


def _pair(text, position, start, end, stack):
    """Pair the marks from `position` to `end`; what stays open is left on `stack`."""
    found = []
    for mark in MARK.finditer(text, position, end):
        if _closes(text, mark, start, end, stack):
            while stack[-1].sort != _sort(mark):  # a nested quotation that was never closed
                left = stack.pop()
                found.append(
                    Quotation((*left.earlier, (left.start, mark.start())), False, len(stack))
                )
            opened = stack.pop()
            spans = (*opened.earlier, (opened.start, mark.end()))
            found.append(Quotation(spans, True, len(stack)))
        elif _opens(text, mark, start, end):
            if any(o.sort == _sort(mark) for o in stack):
                if _sort(mark) == SINGLE:
                    continue
                while stack:  # the mark that should have closed it is missing
                    left = stack.pop()
                    if left.sort == DOUBLE:
                        spans = (*left.earlier, (left.start, mark.start()))
                        found.append(Quotation(spans, False, len(stack)))
            stack.append(_open(text, mark, end))
    return found


def _open(text, mark, end, earlier=()):
    sort = _sort(mark)
    closer = _single_closer(text, mark.end(), end) if sort == SINGLE else None
    return _Open(sort, mark.start(), closer, list(earlier))


def _sort(mark):
    return {**OPENS_ONLY, **CLOSES_ONLY, **EITHER}[mark.group()]


def _opens(text, mark, start, end):
    """Whether a mark can open a quotation: nothing but space or an opening before it, a word after."""
    sign, at, after = mark.group(), mark.start(), mark.end()
    if sign in CLOSES_ONLY and sign != "”":
        return False
    before = text[at - 1] if at > start else " "
    following = text[after] if after < end else " "
    if following.isspace() or not (before.isspace() or before in BEFORE_OPENING):
        return sign in ("“", "„", "``", "«") and not following.isspace()
    if _sort(mark) == SINGLE:
        closes = at == start or _single_closer(text, after, end) is not None
        return closes and not ELISION.match(text, at)
    return sign != "”" or at == start


def _closes(text, mark, start, end, stack):
    """Whether a mark closes one of the quotations that are open."""
    sign, sort = mark.group(), _sort(mark)
    if sign in OPENS_ONLY or not any(o.sort == sort for o in stack):
        return False
    if sort == SINGLE:
        return mark.start() == next(o.closer for o in reversed(stack) if o.sort == SINGLE)
    if sign in CLOSES_ONLY:
        return True
    before = text[mark.start() - 1] if mark.start() > start else " "
    following = text[mark.end()] if mark.end() < end else " "
    return not (before.isspace() and not following.isspace())


def _single_closer(text, position, end):
    """Where a single quotation that opens just before `position` closes, or None.

    An apostrophe looks the same. The closing mark ends a word; after an s it may be a plural's
    apostrophe (the workers’ rights), so there a later closing mark is preferred.
    """
    fallback = None
    for match in SINGLE_MARK.finditer(text, position, end):
        at = match.start()
        before, following = text[at - 1], text[at + 1] if at + 1 < end else " "
        if match.group() == "‘" or (match.group() == "'" and before.isspace()):
            break
        if at == position or before.isspace() or following.isalnum():
            continue
        if before not in "sS" or not following.isspace():
            return at
        fallback = at if fallback is None else fallback
    return fallback
