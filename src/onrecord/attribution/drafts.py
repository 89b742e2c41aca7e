"""Drafts of attributions: reporting clauses brought together with the quotations beside them."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from onrecord.attribution.clauses import Clause
from onrecord.attribution.cues import QUOTE
from onrecord.attribution.layout import Layout
from onrecord.attribution.phrases import NOMINAL

# Tokens between a cue and a quotation that is something said, and one that may be a mere name.
REACH, SHORT_REACH = 12, 2
WINDOW = 60  # tokens around a quotation where its cue is looked for; a source between may be long
SAME = 0.7  # share of tokens from which two contents count as the same
LABELS = 3  # paragraphs with a speaker's label that make a transcript
OWN = ("of", "for")  # prepositions that belong to a speaker: a spokesman for the city
SPEAKER_LABEL = re.compile(
    r"(?P<name>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the|de|von|van)){0,4})(?P<cue>:)\s+(?=\S)"
)
SIGNATURE = re.compile(r"\s*(?P<cue>[―—–]|--)\s*(?P<name>[A-Z][^.!?\n]{1,60})[\s.]*")


@dataclass(frozen=True)
class Draft:
    """An attribution in the making, as sets of token indices.

    `head` is the token of the cue; of a quotation without one, its first token.
    """

    head: int
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    rule: str
    act: str = "asserts"
    commitment: str = "CT+"
    speech: bool = False


def make_drafts(layout: Layout, clauses: list[Clause]) -> list[Draft]:
    """All drafts of an article: by reporting clause, by signature, by position, by speaker's label."""
    drafts = [_bounded(layout, clause) for clause in clauses]
    drafts = _with_quotations(layout, drafts)
    drafts = _without_rivals([d for d in drafts if layout.words(d.content)])
    drafts += _signed_quotations(layout, drafts)
    return _with_unattributed(layout, drafts) + _speaker_turns(layout)


def _bounded(layout, clause):
    """Keep a clause on its own side of the quotation marks; part of a quotation brings all of it."""
    content, at, quoted = clause.content, layout.quotation_at, layout.tokens_of
    if clause.head in at:
        content &= quoted[at[clause.head]]
        at, quoted = layout.inner_at, layout.inner
    for n in {at[i] for i in content if i in at}:
        if clause.head not in quoted[n]:
            content |= quoted[n]
    source = clause.source or _speaker_after_quotation(layout, clause, content)
    n = _interrupted(layout, clause)
    if n is not None:
        first, second = layout.tokens_of[n : n + 2]
        between = frozenset(range(max(first) + 1, min(second)))
        source = (source & between) or _speaker_between(layout, clause, between)
        content = (content - between) | first | second
    return Draft(
        clause.head, source, clause.cue, content - clause.cue - source, clause.rule,
        clause.entry.act, clause.entry.commitment, QUOTE in clause.entry.frames,
    )  # fmt: skip


def _interrupted(layout, clause):
    """The number of the quotation that a verb of speech interrupts: `“If so,” said X, “we go.”`."""
    n = layout.quotation_before(clause.head)
    if n is None or clause.head in layout.quotation_at or QUOTE not in clause.entry.frames:
        return None
    return n if layout.is_interrupted(n) else None


def _speaker_between(layout, clause, between):
    """The noun phrase beside a cue that interrupts a quotation, where the parse sees none."""
    after = sorted(i for i in between if i > max(clause.cue))
    before = sorted(i for i in between if i < min(clause.cue))
    for words in (after, before):
        if layout.words(words) and layout.tokens[layout.words(words)[0]].tag_[:2] in NOMINAL:
            stop = (
                i
                for i in words
                if layout.tokens[i].lower_ not in OWN and layout.tokens[i].tag_ == "IN"
            )
            last = next(stop, words[-1] + 1)
            return frozenset(i for i in words if i < last)
    return frozenset()


def _speaker_after_quotation(layout, clause, content):
    """`“...,” Flynn, a surrogate, said`: where the parse hangs the speaker on the quotation."""
    quoted = [i for i in content if i in layout.quotation_at and i < clause.head]
    if not quoted or QUOTE not in clause.entry.frames:
        return frozenset()
    words = layout.words(range(max(quoted) + 1, min(clause.cue)))
    named = any(layout.tokens[i].tag_[:2] in ("NN", "PR") for i in words)
    return frozenset(words) if named and content.issuperset(words) else frozenset()


def _with_quotations(layout, drafts):
    """Give each quotation that nobody claims to the nearest verb of speech beside it."""
    claims = _Claims(drafts)
    speech = sorted((d.head, k) for k, d in enumerate(drafts) if d.speech)
    given = {}
    for n, tokens in enumerate(layout.tokens_of):
        if not tokens or claims.on(tokens) or layout.is_title(tokens):
            continue
        reach = REACH if layout.utterances[n] else SHORT_REACH
        first, last = min(tokens), max(tokens)
        near = speech[
            bisect_left(speech, (first - WINDOW,)) : bisect_left(speech, (last + WINDOW,))
        ]
        distances = [(_distance(layout, drafts[k], n), k) for _, k in near]
        beside = [(far, k) for far, k in distances if far is not None and far <= reach]
        if beside:
            given.setdefault(min(beside)[1], []).append(tokens)
    return _with_contents(drafts, given)


def _with_contents(drafts, given):
    """The drafts with the further contents that are `given` by their places in the list."""
    return [
        replace(d, content=d.content.union(*given[k])) if k in given else d
        for k, d in enumerate(drafts)
    ]


class _Claims:
    """Which tokens stand in the content of a cue that is outside of them."""

    def __init__(self, drafts):
        self._heads = {}
        for draft in drafts:
            for i in draft.content:
                self._heads.setdefault(i, set()).add(draft.head)

    def on(self, tokens):
        return any(head not in tokens for i in tokens for head in self._heads.get(i, ()))


def _distance(layout, draft, n):
    """Tokens between a cue and a quotation; None where the cue is inside it or a sentence ends between."""
    tokens = layout.tokens_of[n]
    if (draft.cue | draft.source) & tokens or draft.head in layout.quotation_at:
        return None
    if draft.head < min(tokens):
        return _distance_before(layout, draft.head, min(tokens))
    return _distance_after(layout, draft, max(tokens), len(tokens))


def _distance_before(layout, head, first):
    """`said: “...”`, also where the quotation opens the next paragraph after a colon."""
    paragraph = layout.paragraph_at[head]
    apart = layout.paragraph_at[first] - paragraph
    start, end = layout.paragraphs[paragraph]
    colon = layout.text[start:end].rstrip().endswith(":")
    if apart > 1 or (apart == 1 and not colon):
        return None
    return None if _sentence_ends(layout, range(head + 1, first)) else first - head - 1


def _distance_after(layout, draft, last, length):
    """`“...,” said X`; a quotation that ends in a full stop has no cue after it."""
    if layout.paragraph_at[last] != layout.paragraph_at[draft.head]:
        return None
    between = [i for i in range(last + 1, draft.head) if i not in draft.source | draft.cue]
    stopped = length > 3 and layout.tokens[last - 1].text == "."
    return None if stopped or _sentence_ends(layout, between) else 2 * len(between)


def _sentence_ends(layout, tokens):
    return any(layout.tokens[i].text in (".", "?", "!") for i in tokens)


def _without_rivals(drafts):
    """Of two cues that claim the same content, keep the one that stands closer to it."""
    kept, claiming = [], {}
    for draft in sorted(drafts, key=lambda d: (min(abs(d.head - i) for i in d.content), d.head)):
        others = {k for i in draft.content for k in claiming.get(i, ())}
        if not any(_are_rivals(draft, kept[k]) for k in others):
            for i in draft.content:
                claiming.setdefault(i, []).append(len(kept))
            kept.append(draft)
    return kept


def _are_rivals(a, b):
    """Whether two drafts claim the same content and neither stands inside the other's."""
    same = len(a.content & b.content) >= SAME * len(a.content | b.content)
    return same and a.head not in b.content and b.head not in a.content


def _signed_quotations(layout, drafts):
    """A quotation that fills its paragraph but for a dash and a name: “...” — Jo Bloggs."""
    claims, signed = _Claims(drafts), []
    for quotation, tokens in zip(layout.outer, layout.tokens_of, strict=True):
        if not tokens or claims.on(tokens):
            continue
        _, end = layout.paragraphs[layout.paragraph_at[max(tokens)]]
        match = SIGNATURE.fullmatch(layout.text, quotation.end, end)
        if match:
            source, cue = (layout.tokens_in([match.span(role)]) for role in ("name", "cue"))
            signed.append(Draft(max(tokens) + 1, source, cue, tokens, "signed_quotation"))
    return signed


def _with_unattributed(layout, drafts):
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
    return _with_contents(drafts, given) + floating


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

    A transcript has at least three of them, and somebody speaks twice; a list of names with
    colons does not. Figures alone (`Clinton: 547`) are no speech.
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
    return turns
