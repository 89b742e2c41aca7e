"""Excerpts: the sentences around something, shortened to what stands near it."""

from bisect import bisect_right

from onrecord.pages.passages import sentences


def excerpt(text: str, start: int, end: int, *, focus: int, longest: int) -> str:
    """The sentences from the one at `start` to the one at `end`, on one line.

    Args:
        text: of the article.
        start, end: half-open, of what the sentences are to hold.
        focus: a place that is shown, whatever is cut.
        longest: characters that are shown; `…` stands where there are more.
    """
    found = sentences(text)
    starts = [begin for begin, _ in found]
    begin = found[_at(starts, start)][0]
    stop = found[_at(starts, max(end - 1, start))][1]
    left = begin if stop - begin <= longest else max(begin, focus - longest // 2)
    right = min(stop, left + longest)
    shown = text[left:right].split()
    if left > begin:
        shown[0] = "…"  # the words at a cut may be parts of words
    if right < stop:
        shown[-1] = "…"
    return " ".join(shown)


def _at(starts, place):
    return max(bisect_right(starts, place) - 1, 0)
