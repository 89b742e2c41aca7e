"""Drafts of a text that are made by hand, and what the rules of discourse make of them."""

from onrecord.reading.attribution.discourse import with_unattributed
from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.attribution.pieces import runs, spans_of, trimmed_spans
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words


def found_in(text, *cued):
    """(source, cue, content, rule) of all drafts in text order, from (source, cue, *content) of some."""
    words = Words(parse_text(text))

    def tokens(*phrases):
        assert all(text.count(phrase) == 1 for phrase in phrases if phrase)
        spans = [(text.index(p), text.index(p) + len(p)) for p in phrases if p]
        return frozenset(words.tokens_in(spans))

    drafts = [
        Draft(min(tokens(cue)), tokens(source), tokens(cue), tokens(*content))
        for source, cue, *content in cued
    ]
    found = sorted(with_unattributed(words, drafts), key=lambda d: (min(d.content), d.head))

    def marks(tokens):
        """A cue that is a mark alone, which `trimmed_spans` leaves out."""
        return spans_of(words, runs(words, tokens))

    def join(tokens):
        return " … ".join(text[s:e] for s, e in trimmed_spans(words, tokens) or marks(tokens))

    return [
        (*map(join, (d.source, d.cue, d.content)), ", ".join((d.rule, *d.further))) for d in found
    ]
