"""A resolved source as a person reads it, to judge whether it is resolved rightly: Markdown."""

from typing import TYPE_CHECKING

from benchmarks.common.judging import plain
from benchmarks.sources.resolving import Resolution

if TYPE_CHECKING:
    from spacy.tokens import Doc

BEFORE = 3  # sentences


def entry(number: int, each: Resolution, doc: "Doc") -> str:
    """One source that was resolved to somebody, with the sentences that it stands in and after.

    Where its entity is named before those, the sentence that names it last is shown too.
    """
    sentences = list(doc.sents)
    start, end = each.spans[0]
    here = _sentence_at(sentences, start)
    first = max(here - BEFORE, 0)
    lines = [
        f"## {number}. {plain(each.article)}, {start}",
        f"source: {plain(doc.text[start:end])}",
        f"resolved to: {plain(each.name)}; evidence: {plain(each.evidence or 'called so elsewhere')}",
    ]
    if each.named_before and each.named_before[0] < sentences[first].start_char:
        named = sentences[_sentence_at(sentences, each.named_before[0])]
        lines.append(f"named last: {_marked(doc, named, named, *each.named_before)}")
    lines.append("> " + _marked(doc, sentences[first], sentences[here], start, end))
    return "\n\n".join(lines)


def _sentence_at(sentences, place):
    return next((n for n, s in enumerate(sentences) if place < s.end_char), len(sentences) - 1)


def _marked(doc, first, last, start, end):
    """The text from one sentence to another, with a span of it in bold, on one line."""
    text = doc.text
    before, after = text[first.start_char : start], text[end : last.end_char]
    return f"{plain(before)} **{plain(text[start:end])}** {plain(after)}".strip()
