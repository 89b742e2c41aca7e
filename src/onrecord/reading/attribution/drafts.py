"""Drafts of attributions: what the network labelled, brought together with the quotation marks.

The network reads one paragraph at a time and labels words one by one. Here a quotation is kept
whole, two cues do not share one content, and what stands inside a content is read again as a text
of its own.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from onrecord.reading.attribution.features import Features, joined, opened
from onrecord.reading.attribution.layout import Layout
from onrecord.reading.attribution.network import Labelled, Network

FINITE = ("VBD", "VBZ", "VBP", "MD")
MODEL, CONTINUED = "model", "continued_quotation"
PART = 0.5  # share of a quotation's words from which all of it belongs to the content
SAME = 0.7  # share of words from which two contents count as the same
LEAST = 5  # words of a content in which another attribution may stand
DEEPEST = 4
NEXT = 3  # clauses after a content that are looked at, whether they hang from it
# Where PolNeAR's training articles have such a clause, it is part of the content nine times of ten.
SUBORDINATORS = {
    "because", "before", "if", "once", "since", "so", "unless", "until", "when", "whenever", "while",
}  # fmt: skip
AMOUNT = re.compile(r"\d[\d,.]*[a-z]{1,2}\.")
# How the tags of words begin that can be a source.
NOMINAL = ("NN", "PR", "WP", "WD", "DT", "CD", "JJ")
RELATIVE = ("WP", "WDT")  # tags of who and which


@dataclass(frozen=True)
class Draft:
    """An attribution in the making, as sets of token indices.

    `head` is the first token of the cue; of a quotation without one, its own first token. `rule` is
    what found it, `further` the rules that brought further content. `scores` are the network's;
    empty for what a rule found.
    """

    head: int
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    rule: str = MODEL
    scores: tuple[float, ...] = field(default=(), compare=False)
    further: tuple[str, ...] = ()

    def with_content(self, tokens: frozenset[int], rule: str) -> "Draft":
        """The same with a further piece of content, and the rule that brought it."""
        content = self.content | tokens - self.cue - self.source
        return replace(self, content=content, further=(*self.further, rule))


def make_drafts(
    layouts: Sequence[Layout], features: Sequence[Features], network: Network, least: float
) -> list[list[Draft]]:
    """All attributions of some articles that have a cue, in text order.

    Args:
        features: of the articles; they are read at once, which is faster.
        least: the least probability of a cue.
    """
    whole, drafts, depth = joined(features), [[] for _ in layouts], 0
    offsets = np.cumsum([0, *(len(f.head) for f in features)]).tolist()
    units = [np.arange(*unit) for unit in whole.units]
    while units and depth < DEEPEST:
        labelled = network.label(whole, units, least)
        units, depth = [], depth + 1
        starts = [bisect_left(labelled, offset, key=lambda each: each.cue[0]) for offset in offsets]
        for n, layout in enumerate(layouts):
            here = [each.shifted(-offsets[n]) for each in labelled[starts[n] : starts[n + 1]]]
            found = _new_drafts(layout, here, drafts[n])
            drafts[n] += found
            units += [content + offsets[n] for content in _openings(layout, features[n], found)]
        whole = opened(whole, units)
    return [sorted(each, key=lambda d: d.head) for each in drafts]


def _new_drafts(layout, labelled, known):
    cues = {i for d in known for i in d.cue}
    starts = {min(d.content) for d in known if d.content}
    best = {each.cue: each for each in sorted(labelled, key=lambda each: each.scores)}
    new = (best[cue] for cue in sorted(best) if cues.isdisjoint(range(*cue)))
    found = [_draft(layout, each) for each in new]
    found = [d for d in found if layout.words(d.content) or _announces(layout, d)]
    return _without_rivals(layout, [d for d in found if not _goes_on(layout, d, starts)])


def _goes_on(layout, draft, starts):
    """Whether a cue only goes on from the one whose content it opens: `refused | to say why`."""
    first = min(draft.cue)
    return not draft.source and first in starts and layout.tokens[first].lower_ == "to"


def _openings(layout, features, drafts):
    """The parts of contents, unit by unit, in which another attribution may stand: a verb reports."""
    edges = [first for first, _ in features.units]
    contents = (np.array(sorted(d.content), dtype=np.int64) for d in drafts)
    parts = (part for content in contents for part in _by_unit(content, edges))
    telling = (part for part in parts if features.reports[part].any())
    return [part for part in telling if len(layout.words(part.tolist())) >= LEAST]


def _by_unit(content, edges):
    """Token indices, cut where units begin."""
    unit = np.searchsorted(edges, content, side="right")
    return np.split(content, np.flatnonzero(np.diff(unit)) + 1)


def _draft(layout: Layout, labelled: Labelled) -> Draft:
    cue = frozenset(range(*_whole_cue(layout, *labelled.cue)))
    source = _speaker(layout, [i for i in labelled.source.tolist() if i not in cue], cue)
    content = frozenset(_without_expletive(layout, labelled.content.tolist()))
    content -= cue | source | layout.marks_around(min(cue))
    content = _with_clauses(layout, content, cue | source)
    source = frozenset() if _is_expletive(layout, source, content) else source
    whole = _whole(layout, content, cue, source) - cue - source
    draft = Draft(min(cue), source, cue, whole, MODEL, labelled.scores)
    paragraphs = {layout.paragraph_at[i] for i in whole}
    return replace(draft, further=(CONTINUED,)) if len(paragraphs) > 1 else draft


def _whole_cue(layout, first, last):
    """A cue with the second word of `according to`."""
    words = [token.lower_ for token in layout.tokens[last - 1 : last + 1]]
    return first, last + (words == ["according", "to"])


def _speaker(layout, source, cue):
    """A source without its relative clause, or the relative pronoun alone if nothing follows it.

    Of several pieces it is the one nearest to the cue; verbs alone are none. A sentence that ends in
    an amount, where the parser sees no end, is cut off: `£55m. | Smith said`.
    """
    pieces = layout.runs(source)
    if not pieces:
        return frozenset()
    piece = min(pieces, key=lambda run: min(abs(run[0] - max(cue)), abs(run[-1] - min(cue))))
    words = [layout.word(i) for i in piece]
    ended = [n for n, two in enumerate(pairwise(words)) if AMOUNT.fullmatch("".join(two))]
    ended = [n + 1 for n in ended if n + 2 < len(piece)]
    piece = piece[ended[-1] + 1 :] if ended else piece
    relative = [n for n, i in enumerate(piece) if n and layout.tags[i] in RELATIVE]
    if not any(layout.tags[i][:2] in NOMINAL for i in piece):
        return frozenset()
    if not relative:
        return frozenset(piece)
    alone = relative[0] == len(piece) - 1
    return frozenset(piece[relative[0] :] if alone else piece[: relative[0]])


def _with_clauses(layout, content, others):
    """A content with the subordinate clauses that follow and hang from it: `he would stay | until June`.

    A clause that holds part of cue or source, or stands apart, is left out.
    """
    while content:
        last = max(content)
        clause = next(filter(None, (
            _clause(layout, i, content, last, others)
            for i in layout.adverbial[bisect_right(layout.adverbial, last) :][:NEXT]
        )), None)  # fmt: skip
        if clause is None:
            break
        content |= clause
    return content


def _clause(layout, verb, content, last, others):
    """The tokens of an adverbial clause, if it hangs from a content and follows its last token."""
    token = layout.tokens[verb]
    if token.head.i not in content:
        return None
    first, end = token.left_edge.i, token.right_edge.i + 1
    opens = layout.word(first).lower() in SUBORDINATORS
    if not opens or first <= last or layout.words(range(last + 1, first)):
        return None
    clause = frozenset(range(first, end))
    return clause if others.isdisjoint(clause) else None


def _is_expletive(layout, source, content):
    """Whether a source is the `it` of `it is understood that he won`, who is nobody."""
    tokens = [layout.tokens[i] for i in source]
    passive = len(tokens) == 1 and tokens[0].lower_ == "it" and tokens[0].dep_ == "nsubjpass"
    return passive and bool(content) and layout.word(min(content)) == "that"


def _without_expletive(layout, content):
    """A content without the `it` that only stands for what follows: `it | is hoped | that he won`."""
    words = [layout.word(i).lower() for i in content[:2]]
    apart = len(content) > 1 and content[1] > content[0] + 1
    return content[1:] if apart and words == ["it", "that"] else content


def _whole(layout, content, cue, source):
    """A content with all of each quotation of which it has a good part, if its cue is outside.

    A quotation that goes on over paragraphs counts by its part in the paragraphs of the content.
    """
    for at, quoted in ((layout.quotation_at, layout.tokens_of), (layout.inner_at, layout.inner)):
        for n in sorted({at[i] for i in content if i in at}):
            if not (cue | source).isdisjoint(quoted[n]):
                continue
            here = {layout.paragraph_at[i] for i in content}
            words = [i for i in layout.words(quoted[n]) if layout.paragraph_at[i] in here]
            if sum(i in content for i in words) >= PART * len(words):
                content |= quoted[n]
    return content


def _announces(layout, draft):
    """Whether a colon follows at the end of the paragraph, so that the content may be in the next."""
    start, end = layout.paragraphs[layout.paragraph_at[draft.head]]
    return layout.text[start:end].rstrip().endswith(":")


def _without_rivals(layout, drafts):
    """Of two cues that claim the same content, keep the one that stands closer to it.

    Where both have sources of their own and the closer cue stands between the other and the
    content, the other's content is all that the closer one says (`Smith claimed that, according
    to Jones, it failed`).
    """
    drafts = [_completed(layout, draft, drafts) for draft in drafts]
    kept, claiming = [], {}
    for draft in sorted(drafts, key=lambda d: (_apart(d), d.head)):
        others = sorted({k for i in draft.content for k in claiming.get(i, ())})
        inner = next((kept[k] for k in others if _are_rivals(draft, kept[k])), None)
        if inner:
            if not _is_link(layout, draft, inner):
                continue
            inside = draft.content | inner.cue | inner.source | inner.content
            draft = replace(draft, content=frozenset(range(min(inside), max(inside) + 1)))
        for i in draft.content:
            claiming.setdefault(i, []).append(len(kept))
        kept.append(draft)
    return kept


def _completed(layout, draft, drafts):
    """A draft whose content is only `that`, with what follows it: what another one says.

    `Smith claimed | that | , according to Jones, it failed`.
    """
    words = layout.words(draft.content)
    if len(words) != 1 or layout.word(words[0]).lower() != "that":
        return draft
    for other in drafts:
        speaks = other.cue | other.source
        follows = not layout.words(range(words[0] + 1, min(speaks)))
        if other.content and follows and words[0] < min(speaks) and _is_link(layout, draft, other):
            return replace(draft, content=draft.content | speaks | other.content)
    return draft


def _apart(draft):
    """Tokens between a cue and its content."""
    if not draft.content:
        return 0
    first, last = min(draft.cue), max(draft.cue)
    if min(draft.content) > last:
        return min(draft.content) - last
    if max(draft.content) < first:
        return first - max(draft.content)
    return min(min(abs(i - first), abs(i - last)) for i in draft.content)


def _are_rivals(a, b):
    """Whether two drafts claim the same content and neither stands inside the other's."""
    same = len(a.content & b.content) >= SAME * len(a.content | b.content)
    return same and a.head not in b.content and b.head not in a.content


def _is_link(layout, outer, inner):
    """Whether `inner` stands between another cue and the content that both claim."""
    if not outer.source or not inner.source or outer.source & inner.source:
        return False
    speaks, sentence = inner.cue | inner.source, layout.tokens[outer.head].sent
    between = max(outer.cue) < min(speaks) and max(speaks) < max(inner.content)
    together = sentence.start <= min(inner.content) < sentence.end
    return between and together and not _is_coordinated(layout.tokens[inner.head], outer.head)


def _is_coordinated(token, head):
    """Whether a conjunction leads from a token up to a head: `Smith agreed, and Jones said`."""
    while token.i != head and token.head.i != token.i:
        if token.dep_ == "conj":
            return True
        token = token.head
    return False
