"""Who said what: source, cue and content, linked (after PARC3, Pareti 2012, and PolNeAR, Newell et al. 2018).

`find_attributions` joins two kinds of evidence: reporting clauses in the parse (`clauses`) and
paired quotation marks (`quotes`). A content that holds part of a quotation holds all of it; a
quotation beside a verb of speech is its content; one that follows without a cue of its own goes to
the speaker before it. Quotation marks alone (scare quotes, titles, nicknames) are no attribution.

Not found: contents in another sentence without quotation marks, free indirect speech, attitudes
that no word of the lexicon signals.
"""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.clauses import Clause, find_clauses
from onrecord.cues import QUOTE
from onrecord.pipeline import paragraphs
from onrecord.quotes import Quotation, Span, find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

EDGE_PUNCTUATION = set(",.;:!?-–—…·/")
SPEAKER_LABEL = re.compile(
    r"(?P<name>(?:[A-Z][\w.’'-]*)(?: (?:[A-Z][\w.’'-]*|of|the|de|von|van)){0,4})(?P<cue>:)\s+(?=\S)"
)

SIGNATURE = re.compile(r"\s*(?P<cue>[―—–]|--)\s*(?P<name>[A-Z][^.!?\n]{1,60})[\s.]*")


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """One relation of source, cue and content, as half-open character spans in text order.

    `content` is never empty; `source` and `cue` may be. `parent` is the index, in the list that
    `find_attributions` returns, of the attribution whose content holds this one.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str
    evidence: str
    act: str
    commitment: str
    status: str = "ok"
    parent: int | None = None
    depth: int = 0
    confidence: float = 0.0


@dataclass(frozen=True)
class _Draft:
    """An attribution in the making, as sets of token indices."""

    head: int
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    rule: str
    act: str = "asserts"
    commitment: str = "CT+"
    unclosed: bool = False


class _Page:
    """A Doc with its paragraphs and quotations, each known by its tokens."""

    def __init__(self, doc: "Doc"):
        self.doc = doc
        self.paragraphs = paragraphs(doc.text)
        self.quotations = find_quotations(doc.text, self.paragraphs)
        self.outer = [q for q in self.quotations if q.level == 0]
        self.tokens_of = [self.tokens_in(q.spans) for q in self.outer]
        self.quotation_at = {i: n for n, tokens in enumerate(self.tokens_of) for i in tokens}
        self.paragraph_at = self._paragraph_of_tokens()

    def tokens_in(self, spans):
        found = set()
        for start, end in spans:
            span = self.doc.char_span(start, end, alignment_mode="contract")
            if span is not None:
                found |= {t.i for t in span}
        return frozenset(found)

    def _paragraph_of_tokens(self):
        numbers, n = [], 0
        for token in self.doc:
            while n + 1 < len(self.paragraphs) and token.idx >= self.paragraphs[n + 1][0]:
                n += 1
            numbers.append(n)
        return numbers

    def is_word(self, i):
        return not (self.doc[i].is_punct or self.doc[i].is_space or self.doc[i].is_quote)


def find_attributions(doc: "Doc") -> list[Attribution]:
    """Find the attributions of one article, in text order of their contents.

    Args:
        doc: as `pipeline.parse_articles` yields it; it is not changed.
    """
    page = _Page(doc)
    drafts = [_bounded(page, clause) for clause in find_clauses(doc)]
    drafts = _with_quotations(page, drafts)
    drafts = _without_rivals([d for d in drafts if any(page.is_word(i) for i in d.content)])
    drafts += _signed_quotations(page, drafts)
    drafts += _unattributed_quotations(page, drafts)
    drafts += _speaker_turns(page)
    found = [_finish(page, draft) for draft in drafts]
    found = sorted((a for a in found if a.content), key=lambda a: (a.content, a.cue))
    return _nested(found)


def _bounded(page, clause: Clause):
    """Keep a clause on its own side of the quotation marks."""
    content = clause.content
    inside = page.quotation_at.get(clause.head)
    if inside is not None:
        content = content & page.tokens_of[inside]
    else:
        whole = set()
        for n in {page.quotation_at[i] for i in content if i in page.quotation_at}:
            whole |= page.tokens_of[n]
        content = content | whole
    source = clause.source or _speaker_after_quotation(page, clause, content)
    content = content - clause.cue - source
    return _Draft(
        clause.head, source, clause.cue, content, clause.rule, clause.entry.act,
        clause.entry.commitment,
    )  # fmt: skip


def _speaker_after_quotation(page, clause, content):
    """`“...,” Flynn, a surrogate, said`: where the parse hangs the speaker on the quotation."""
    quoted = [i for i in content if i in page.quotation_at and i < clause.head]
    if not quoted or clause.entry.act == "withholds" or QUOTE not in clause.entry.frames:
        return frozenset()
    between = range(max(quoted) + 1, min(clause.cue))
    words = [i for i in between if page.is_word(i)]
    named = any(page.doc[i].tag_[:2] in ("NN", "PR") for i in words)
    return frozenset(words) if named and set(words) <= content else frozenset()


def _with_quotations(page, drafts):
    """Give each quotation that nobody claims to the verb of speech beside it."""
    speech = {c.head for c in find_clauses(page.doc) if c.frame == QUOTE or QUOTE in c.entry.frames}
    for n, tokens in enumerate(page.tokens_of):
        if any(d.content & tokens and not d.cue & tokens for d in drafts):
            continue
        beside = [(_distance(page, d, n), k) for k, d in enumerate(drafts) if d.head in speech]
        reach = 12 if _is_utterance(page, n) else 2
        beside = [(far, k) for far, k in beside if far is not None and far <= reach]
        if beside:
            _, k = min(beside)
            drafts[k] = replace(drafts[k], content=drafts[k].content | tokens)
    return drafts


def _distance(page, draft, n):
    """Tokens between a cue outside a quotation and the quotation, or None where a sentence ends between."""
    tokens, doc = page.tokens_of[n], page.doc
    if not tokens or (draft.cue | draft.source) & tokens or draft.head in page.quotation_at:
        return None
    first, last = min(tokens), max(tokens)
    if draft.head < first:
        between = range(draft.head + 1, first)
        apart = page.paragraph_at[first] - page.paragraph_at[draft.head]
        if apart > 1 or (apart == 1 and not _ends_in_colon(page, page.paragraph_at[draft.head])):
            return None
        if any(doc[i].text in ".?!" for i in between):
            return None
        return len(between)
    if page.paragraph_at[last] != page.paragraph_at[draft.head]:
        return None
    between = [i for i in range(last + 1, draft.head) if i not in draft.source and i not in draft.cue]
    if any(doc[i].text in ".?!" for i in between) or doc[last - 1].text == "." and len(tokens) > 3:
        return None
    return 2 * len(between)


def _ends_in_colon(page, paragraph):
    start, end = page.paragraphs[paragraph]
    return page.doc.text[start:end].rstrip().endswith(":")


def _without_rivals(drafts):
    """Of two cues that claim the same content, keep the one that stands closer to it."""
    kept = []
    for draft in sorted(drafts, key=lambda d: (_gap(d), d.head)):
        if not any(_are_rivals(draft, other) for other in kept):
            kept.append(draft)
    return kept


def _are_rivals(a, b):
    """Whether two drafts claim the same content and neither stands inside the other's."""
    same = len(a.content & b.content) >= 0.7 * len(a.content | b.content)
    return same and a.head not in b.content and b.head not in a.content


def _gap(draft):
    return min(abs(draft.head - i) for i in draft.content)


def _signed_quotations(page, drafts):
    """A quotation that fills its paragraph but for a dash and a name: “...” — Jo Bloggs."""
    signed = []
    for n, tokens in enumerate(page.tokens_of):
        if not tokens or any(tokens & d.content and d.head not in tokens for d in drafts):
            continue
        paragraph = page.paragraphs[page.paragraph_at[max(tokens)]]
        match = SIGNATURE.fullmatch(page.doc.text[page.outer[n].end : paragraph[1]])
        if match:
            at = page.outer[n].end
            cue, source = (
                page.tokens_in([(at + match.start(role), at + match.end(role))])
                for role in ("cue", "name")
            )
            signed.append(_Draft(max(tokens) + 1, source, cue, tokens, "signed_quotation"))
    return signed


def _unattributed_quotations(page, drafts):
    """Quotations with no cue of their own: they go on from the speaker before, or float."""
    floating = []
    for n, tokens in enumerate(page.tokens_of):
        claimed = any(tokens & d.content and d.head not in tokens for d in drafts)
        if not tokens or claimed or not _is_utterance(page, n):
            continue
        here = page.paragraph_at[min(tokens)]
        before = [k for k, d in enumerate(drafts) if _quotes_in(page, d, here) and _gap_to(d, tokens)]
        if before:
            k = max(before, key=lambda k: drafts[k].head)
            drafts[k] = replace(drafts[k], content=drafts[k].content | tokens)
        elif _fills_paragraph(page, n):
            source = _speaker_before(page, drafts + floating, min(tokens), here)
            floating.append(
                _Draft(min(tokens), source, frozenset(), tokens, "floating_quotation")
            )
    return floating


def _gap_to(draft, tokens):
    return draft.head < min(tokens)


def _quotes_in(page, draft, paragraph):
    """Whether a draft stands in a paragraph, outside quotations, and has quoted content there."""
    return (
        draft.head not in page.quotation_at
        and page.paragraph_at[draft.head] == paragraph
        and any(i in page.quotation_at for i in draft.content)
    )


def _is_utterance(page, n):
    """Whether a quotation reads as something said, not as a name or a scare quote."""
    words = [page.doc[i] for i in sorted(page.tokens_of[n]) if page.is_word(i)]
    return len(words) >= 4 and any(w.tag_ in ("VBP", "VBZ", "VBD", "MD", "VB") for w in words)


def _fills_paragraph(page, n):
    quotation = page.outer[n]
    inside = [p for p in page.paragraphs if p[0] <= quotation.start < p[1]]
    length = sum(e - s for s, e in inside)
    return bool(inside) and (quotation.spans[0][1] - quotation.start) >= 0.7 * length


def _speaker_before(page, drafts, position, paragraph):
    """The source of the last quotation, if it stands in this paragraph or the one before."""
    earlier = [
        d
        for d in drafts
        if d.head < position
        and d.head not in page.quotation_at
        and any(i in page.quotation_at for i in d.content)
        and page.paragraph_at[max(i for i in d.content if i < position)] >= paragraph - 1
    ]
    earlier += [
        d for d in drafts
        if d.rule == "floating_quotation" and page.paragraph_at[max(d.content)] == paragraph - 1
    ]  # fmt: skip
    return max(earlier, key=lambda d: max(d.content)).source if earlier else frozenset()


def _speaker_turns(page):
    """Paragraphs that open with a speaker's label, where the article has at least three of them."""
    labels = [(p, SPEAKER_LABEL.match(page.doc.text, *p)) for p in page.paragraphs]
    labels = [(p, m) for p, m in labels if m]
    if len(labels) < 3:
        return []
    turns = []
    for (_, end), match in labels:
        source, cue = page.tokens_in([match.span("name")]), page.tokens_in([match.span("cue")])
        content = page.tokens_in([(match.end(), end)])
        if content and source:
            turns.append(_Draft(min(source), source, cue, content, "speaker_label"))
    return turns


def _finish(page, draft):
    content = _spans(page, draft.content)
    unclosed = any(
        not page.outer[n].closed for n in {page.quotation_at.get(i) for i in draft.content} - {None}
    )
    return Attribution(
        source=_spans(page, draft.source),
        cue=_spans(page, draft.cue, trim=False),
        content=content,
        kind="direct" if draft.rule == "speaker_label" else _kind(page, draft.content, content),
        evidence=draft.rule,
        act=draft.act,
        commitment=draft.commitment,
        status="unclosed_quote" if unclosed and draft.head not in page.quotation_at else "ok",
    )


def _kind(page, tokens, spans):
    """By the marks that open inside the content; those around the whole attribution do not count."""
    inside = [
        q for q in page.quotations if any(s <= q.start < e for s, e in spans)
    ]
    words = [page.doc[i] for i in tokens if page.is_word(i)]
    quoted = sum(
        any(s <= w.idx < e for q in inside for s, e in q.spans) for w in words
    )
    if not quoted:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"


def _spans(page, tokens, *, trim=True):
    """Token indices → character spans: one for each run, without the punctuation at its edges."""
    runs = []
    for i in sorted(tokens):
        if page.doc[i].is_space:
            continue
        if runs and _bridged(page, runs[-1][-1], i):
            runs[-1].append(i)
        else:
            runs.append([i])
    if not trim:
        return tuple((page.doc[r[0]].idx, page.doc[r[-1]].idx + len(page.doc[r[-1]])) for r in runs)
    spans = [_trimmed(page, run) for run in runs]
    return tuple(span for span in spans if span)


def _bridged(page, last, i):
    """Whether nothing but punctuation and space stands between two tokens of a paragraph."""
    between = range(last + 1, i)
    return page.paragraph_at[last] == page.paragraph_at[i] and not any(
        page.is_word(k) for k in between
    )


def _trimmed(page, run):
    doc = page.doc
    first, last = 0, len(run) - 1
    while first <= last and doc[run[first]].text in EDGE_PUNCTUATION:
        first += 1
    while last >= first and doc[run[last]].text in EDGE_PUNCTUATION and _is_outside(page, run[last]):
        last -= 1
    if first > last or not any(page.is_word(i) for i in run[first : last + 1]):
        return None
    return doc[run[first]].idx, doc[run[last]].idx + len(doc[run[last]])


def _is_outside(page, i):
    return i not in page.quotation_at


def _nested(found):
    """Set parent and depth: the smallest content that holds another attribution's cue and content."""
    size = [sum(e - s for s, e in a.content) for a in found]
    parents = []
    for k, a in enumerate(found):
        holders = [
            (size[n], n)
            for n, b in enumerate(found)
            if size[n] > size[k] and a.cue and _holds(b.content, a.cue + a.content)
        ]
        parents.append(min(holders)[1] if holders else None)
    depths = [_depth(parents, k) for k in range(len(found))]
    return [replace(a, parent=p, depth=d) for a, p, d in zip(found, parents, depths, strict=True)]


def _holds(outer, inner):
    return all(any(s <= a and b <= e for s, e in outer) for a, b in inner)


def _depth(parents, k):
    depth = 0
    while parents[k] is not None:
        k, depth = parents[k], depth + 1
    return depth
