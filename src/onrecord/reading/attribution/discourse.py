"""What a paragraph alone does not tell: quotations without a cue of their own, and who speaks them.

Rules, each with its name, which stands in `evidence`:

- `floating_quotation`: a quotation that fills its paragraph goes to the speaker quoted just before.
- `signed_quotation`: a quotation and a dash with a name after it.
- `speaker_label`: a turn of a transcript, which opens with a name and a colon.
- `announced_quotation`: a quotation that opens a paragraph belongs to the cue before the colon at the
  end of the paragraph before.
- `continued_quotation`: a quotation that follows another in its paragraph, or goes on from the
  paragraph before, is more content of the same attribution.
"""

import re
from bisect import bisect_left
from dataclasses import replace

from onrecord.reading.attribution.drafts import CONTINUED, Draft
from onrecord.reading.attribution.layout import Layout

LABELS = 3  # paragraphs with a speaker's label that make a transcript
SPEAKER_LABEL = re.compile(
    r"(?P<name>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the|de|von|van)){0,4})(?P<cue>:)\s+(?=\S)"
)
SIGNATURE = re.compile(r"\s*(?P<cue>[―—–]|--)\s*(?P<name>[A-Z][^.!?\n]{1,60})[\s.]*")


def with_unattributed(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """The drafts, and those of what has no cue of its own."""
    turns = _speaker_turns(layout)
    labels = {i for turn in turns for i in turn.cue}
    drafts = [d for d in _with_announced(layout, drafts) if d.content and not d.cue & labels]
    drafts += _signed_quotations(layout, drafts)
    return _with_floating(layout, drafts) + turns


def _with_announced(layout, drafts):
    """Give the quotation that opens a paragraph to the cue before a colon at the end of the one before.

    Where nothing but the colon follows the cue, the quotation is all of its content.
    """
    given, drafts = {}, list(drafts)
    last = {layout.paragraph_at[d.head]: k for k, d in enumerate(drafts)}  # they come in text order
    for n, tokens in enumerate(layout.tokens_of):
        before = layout.paragraph_at[min(tokens)] - 1 if tokens else -1
        if before in last and layout.opens_paragraph(n):
            start, end = layout.paragraphs[before]
            if layout.text[start:end].rstrip().endswith(":"):
                k = last[before]
                given.setdefault(k, []).append(tokens)
                if not layout.words(i for i in range(max(drafts[k].cue) + 1, min(tokens))):
                    drafts[k] = replace(drafts[k], content=frozenset())
                if not drafts[k].content and drafts[k].scores:
                    cue, *_, source = drafts[k].scores  # nothing else is known of the quotation
                    drafts[k] = replace(drafts[k], scores=(cue, cue, cue, source))
    return _with_given(drafts, given, "announced_quotation")


class _Claims:
    """Which tokens stand in the content of a cue that is outside of them."""

    def __init__(self, drafts):
        self._heads = {}
        for draft in drafts:
            for i in draft.content:
                self._heads.setdefault(i, set()).add(draft.head)

    def on(self, tokens):
        return any(head not in tokens for i in tokens for head in self._heads.get(i, ()))


def _signed_quotations(layout, drafts):
    """A quotation that fills its paragraph but for a dash and a name: “...” — Jo Bloggs."""
    signed = []
    for quotation, tokens in zip(layout.outer, layout.tokens_of, strict=True):
        if not tokens:
            continue
        _, end = layout.paragraphs[layout.paragraph_at[max(tokens)]]
        match = SIGNATURE.fullmatch(layout.text, quotation.end, end)
        if match:
            source, cue = (layout.tokens_in([match.span(role)]) for role in ("name", "cue"))
            signed.append(Draft(max(tokens) + 1, source, cue, tokens, "signed_quotation"))
    claims = _Claims(drafts) if signed else None
    return [draft for draft in signed if not claims.on(draft.content)]


def _with_floating(layout, drafts):
    """Add the quotations with no cue of their own: they go on from the cue before, or float."""
    claims, quoting = _Claims(drafts), _quoting_by_paragraph(layout, drafts)
    given, floating = {}, []
    for n, tokens in enumerate(layout.tokens_of):
        if not tokens or not layout.utterances[n] or claims.on(tokens):
            continue
        first = min(tokens)
        paragraph = layout.paragraph_at[first]
        here = quoting.get(paragraph, [])
        before = bisect_left(here, (first,))
        if before:
            given.setdefault(here[before - 1][1], []).append(tokens)
        elif layout.fills_paragraph(n):
            earlier = [drafts[k] for _, k in quoting.get(paragraph - 1, []) + here]
            source = _speaker_before(layout, earlier + floating[-1:], first)
            floating.append(Draft(first, source, frozenset(), tokens, "floating_quotation"))
    return _with_given(drafts, given, CONTINUED) + floating


def _with_given(drafts, given, rule):
    """The drafts with the further quotations that are `given` by their places in the list."""
    return [
        d.with_content(frozenset().union(*given[k]), rule) if k in given else d
        for k, d in enumerate(drafts)
    ]


def _quoting_by_paragraph(layout, drafts):
    """Paragraph → the drafts that quote somebody in it from outside the marks: (head, place), sorted."""
    quoting = {}
    for k, draft in sorted(enumerate(drafts), key=lambda item: item[1].head):
        if draft.head not in layout.quotation_at:
            quoted = {layout.paragraph_at[i] for i in draft.content if i in layout.quotation_at}
            for paragraph in quoted | {layout.paragraph_at[draft.head]} if quoted else ():
                quoting.setdefault(paragraph, []).append((draft.head, k))
    return quoting


def _speaker_before(layout, drafts, first):
    """The source of the last quotation before a token, if it ends in its paragraph or the one before."""
    earlier = []
    for draft in drafts:
        quoted = [i for i in draft.content if i in layout.quotation_at and i < first]
        if quoted and layout.paragraph_at[first] - layout.paragraph_at[max(quoted)] <= 1:
            earlier.append((max(quoted), draft.source))
    return max(earlier, key=lambda e: e[0])[1] if earlier else frozenset()


def _speaker_turns(layout):
    """Paragraphs that open with a speaker's label, in an article that is a transcript.

    A transcript has at least three of them, somebody speaks twice, and a turn in three has a verb; a
    list of names with colons does not. Figures alone (`Clinton: 547`) are no speech.
    """
    labels = [
        (end, SPEAKER_LABEL.match(layout.text, start, end)) for start, end in layout.paragraphs
    ]
    labels = [(end, match) for end, match in labels if match]
    speakers = {match["name"] for _, match in labels}
    turns = []
    for end, match in labels if len(labels) > max(LABELS - 1, len(speakers)) else ():
        source, cue = (layout.tokens_in([match.span(role)]) for role in ("name", "cue"))
        content = layout.tokens_in([(match.end(), end)])
        if source and any(layout.tokens[i].is_alpha for i in content):
            turns.append(Draft(min(source), source, cue, content, "speaker_label"))
    spoken = sum(layout.has_verb(turn.content) for turn in turns)
    return turns if 3 * spoken >= len(turns) else []
