"""A link between two claims as a person reads it, to judge whether it is right: Markdown."""

from bisect import bisect_right

from benchmarks.common.judging import plain
from benchmarks.common.linked import LinkedClaim

BEFORE = 2  # paragraphs


def entry(
    number: int, kind: str, why: str, pair: tuple[LinkedClaim, LinkedClaim], texts: dict[str, str]
) -> str:
    """Both claims of a link with the paragraphs that they stand in and after, the content in bold."""
    from onrecord.tables.links import asked_of

    first, second = (_claim(claim, texts[claim.article]) for claim in pair)
    title = f"## {number}. {kind}\n\nevidence: {plain(why)}"
    return "\n\n".join([title, *first, f"{asked_of(kind)}:", *second])


def _claim(claim, text):
    who = f"{claim.source or 'nobody'} / {claim.cue or 'no cue'} / {claim.act}"
    return f"{plain(claim.article)}, {claim.place[0]}: {plain(who)}", f"> {_context(claim, text)}"


def _context(claim, text):
    from onrecord.reading.doc.sentences import paragraphs

    found = paragraphs(text)
    starts = [start for start, _ in found]
    here, last = (bisect_right(starts, place) - 1 for place in (claim.span[0], claim.span[1] - 1))
    (start, end), first = claim.place, starts[max(here - BEFORE, 0)]
    parts = text[first:start], f" **{text[start:end]}** ", text[end : found[last][1]]
    return plain("".join(parts))
