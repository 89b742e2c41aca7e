"""Drafts of attributions: what the network labelled, brought together with the quotation marks.

The network reads one paragraph at a time and labels words one by one. Here a quotation is kept
whole, and two cues do not share one content. Through whom somebody speaks (`said through her lawyer`)
the network does not see.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

import numpy as np

from onrecord.reading.attribution.features import Features, joined
from onrecord.reading.attribution.network import Labelled, Network
from onrecord.reading.attribution.pieces import (
    ancestors,
    asides,
    has_verb,
    quoted_around,
    runs,
    words_among,
)
from onrecord.reading.attribution.reported import is_reported
from onrecord.reading.doc.words import Words
from onrecord.word_lists import word_list

MODEL, CONTINUED = "model", "continued_quotation"
PART = 0.5  # share of a quotation's words from which all of it belongs to the content
SAME_CONTENT = 0.7  # share of words from which two contents count as the same
NEXT = 3  # clauses after a content that are tried: do they belong to it?
# Where PolNeAR's training articles have such a clause, it is part of the content nine times of ten.
SUBORDINATORS = word_list("subordinators")
AMOUNT = re.compile(r"\d[\d,.]*[a-z]{1,2}\.")
# How the tags of words begin that can be a source.
NOMINAL = ("NN", "PR", "WP", "WD", "DT", "CD", "JJ")
FINITE = ("MD", "VBD", "VBP", "VBZ")  # tags of verbs that a subject goes before
WHO = ("WP", "WDT")  # tags of who and which


@dataclass(frozen=True)
class Draft:
    """An attribution in the making, as sets of token indices.

    `head` is the first token of the cue; of a quotation without one, its own first token. `rule` is
    what found it, `further` the rules that brought further content. `scores` are the network's;
    empty for what a rule found. `likely` is the probability of one inside another's content.
    """

    head: int
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    rule: str = MODEL
    scores: tuple[float, ...] = field(default=(), compare=False)
    further: tuple[str, ...] = ()
    likely: float | None = field(default=None, compare=False)

    def is_apart_from(self, other: "Draft") -> bool:
        """Whether neither of two drafts stands inside the content of the other."""
        return self.head not in other.content and other.head not in self.content


def make_drafts(
    articles: Sequence[Words], features: Sequence[Features], network: Network, least: float
) -> list[list[Draft]]:
    """All attributions of some articles that have a cue, in text order.

    Args:
        features: of the articles; they are read at once, which is faster.
        least: the least probability of a cue.
    """
    whole = joined(features)
    offsets = np.cumsum([0, *map(len, articles)]).tolist()
    aside = [asides(words) for words in articles]
    unseen = [i + by for each, by in zip(aside, offsets, strict=False) for run in each for i in run]
    units = _without([np.arange(*unit) for unit in whole.units], unseen)
    labelled = network.label(whole, units, least) if units else []
    starts = [bisect_left(labelled, offset, key=lambda each: each.cue[0]) for offset in offsets]
    drafts = []
    for n, words in enumerate(articles):
        here = [each.shifted(-offsets[n]) for each in labelled[starts[n] : starts[n + 1]]]
        found = (_around(draft, aside[n]) for draft in _new_drafts(words, here))
        drafts.append(sorted(found, key=lambda d: d.head))
    return drafts


def _new_drafts(words, labelled):
    adverbial = [i for i, dep in enumerate(words.deps) if dep == "advcl"]
    found = [drafted(words, each, adverbial) for each in labelled if is_reported(words, each)]
    # A colon at the end of a paragraph announces what may be content in the next.
    found = [
        d for d in found
        if words_among(words, d.content) or words.ends_in(":", words.paragraph[d.head])
    ]  # fmt: skip
    return _without_rivals(words, found)


def _without(units, unseen):
    """Units without the tokens that the network does not see; those of which none is left go."""
    if not unseen:
        return units
    seen = (np.setdiff1d(unit, unseen) for unit in units)
    return [unit for unit in seen if len(unit)]


def _around(draft, aside):
    """A draft with the phrases that the network did not see and that stand within its content."""
    within = (run for run in aside if {min(run) - 1, max(run) + 1} <= draft.content)
    return replace(draft, content=draft.content.union(*within)) if aside else draft


def drafted(words: Words, labelled: Labelled, adverbial: Sequence[int]) -> Draft:
    """One cue and what belongs to it, with whole quotations; `adverbial` are the verbs of such clauses."""
    first, last = labelled.cue
    last += words.lower[last - 1 : last + 1] == ["according", "to"]  # `to` belongs to it
    cue = frozenset(range(first, last))
    source = _speaker(words, [i for i in labelled.source.tolist() if i not in cue], cue)
    content = frozenset(_without_expletive(words, labelled.content.tolist()))
    source, content = _set_right(words, source, cue, content)
    marks = (i for quoted in quoted_around(words, min(cue)) for i in (quoted[0], quoted[-1]))
    content -= (cue | source).union(marks)
    content = _with_clauses(words, content, cue | source, adverbial)
    if [(words.lower[i], words.deps[i]) for i in source] == [("it", "nsubjpass")]:
        that = content and words.texts[min(content)] == "that"
        source = frozenset() if that else source  # `it is understood that he won`
    whole = _whole(words, content, cue | source) - cue - source
    further = (CONTINUED,) if len({words.paragraph[i] for i in whole}) > 1 else ()
    return Draft(min(cue), source, cue, whole, MODEL, labelled.scores, further)


def _speaker(words, source, cue):
    """A source without its relative clause, or the relative pronoun alone if nothing follows it.

    Of several pieces it is the one nearest to the cue; verbs alone are none. A sentence that ends in
    an amount, where the parser sees no end, is cut off: `£55m. | Smith said`.
    """
    pieces = runs(words, source)
    if not pieces:
        return frozenset()
    piece = min(pieces, key=lambda run: min(abs(run[0] - max(cue)), abs(run[-1] - min(cue))))
    ended = [
        n for n, (i, j) in enumerate(pairwise(piece), 1)
        if n + 1 < len(piece) and AMOUNT.fullmatch(words.texts[i] + words.texts[j])
    ]  # fmt: skip
    piece = piece[ended[-1] + 1 :] if ended else piece
    piece = piece[words.lower[piece[0]] == "that" and words.deps[piece[0]] == "mark" :]
    if not any(words.tags[i][:2] in NOMINAL for i in piece):
        return frozenset()
    relative = next((n for n, i in enumerate(piece) if n and words.tags[i] in WHO), len(piece))
    alone = relative == len(piece) - 1
    return frozenset(piece[relative:] if alone else piece[:relative])


def _set_right(words, source, cue, content):
    """Source and content of a cue that a clause is parted by: `Tolvane, | said an official, | would pay`.

    A comma alone never parts a verb from its subject, so that what stands before it is content, and
    who speaks stands behind the cue. An apposition has a comma of its own (`Reed, the mayor, said`).
    """
    spoken, after = words_among(words, source), max(cue) + 1
    if not spoken or len(cue) > 1:
        return source, content
    ends = [i for i in range(min(spoken), min(cue)) if words.texts[i] == ","]
    if ends != [max(spoken) + 1]:
        return source, content
    said = range(after, max(content | {after}))
    commas = (i for i in said if words.texts[i] == "," and words.tags[i + 1] in FINITE)
    speaker = range(after, next(commas, after))
    if (
        not speaker
        or has_verb(words, speaker)
        or words.sentence[after] != words.sentence[speaker[-1]]
    ):
        return source, content
    return frozenset(speaker), (content | source).difference(speaker)


def _with_clauses(words, content, others, adverbial):
    """A content with the subordinate clauses that follow and hang from it: `he would stay | until June`.

    A clause that holds part of cue or source, or stands apart, is left out.
    """
    while content:
        last = max(content)
        after = bisect_right(adverbial, last)
        for verb in adverbial[after : after + NEXT]:
            first, clause = words.left[verb], range(words.left[verb], words.right[verb] + 1)
            hangs = words.heads[verb] in content and words.lower[first] in SUBORDINATORS
            follows = first > last and not words_among(words, range(last + 1, first))
            if hangs and follows and others.isdisjoint(clause):
                content = content.union(clause)
                break
        else:
            break
    return content


def _without_expletive(words, content):
    """A content without the `it` that only stands for what follows: `it | is hoped | that he won`."""
    it_that = [words.lower[i] for i in content[:2]] == ["it", "that"]
    return content[1:] if it_that and content[1] > content[0] + 1 else content


def _whole(words, content, others):
    """A content with all of each quotation of which it has a good part, if its cue is outside.

    A quotation that goes on over paragraphs counts by its part in the paragraphs of the content.
    """
    for level in (words.outer, words.inner):
        for n in sorted({level.at[i] for i in content} - {-1}):
            quoted = level.tokens[n]
            here = {words.paragraph[i] for i in content}
            said = [i for i in words_among(words, quoted) if words.paragraph[i] in here]
            if others.isdisjoint(quoted) and sum(i in content for i in said) >= PART * len(said):
                content = content.union(quoted)
    return content


def _without_rivals(words, drafts):
    """Of two cues that claim the same content, keep the one that stands closer to it.

    Where both have sources of their own and the closer cue stands between the other and the
    content, the other's content is all that the closer one says (`Smith claimed that, according
    to Jones, it failed`).
    """
    drafts = [_completed(words, draft, drafts) for draft in drafts]
    kept: list[Draft] = []
    claiming: dict[int, list[int]] = defaultdict(list)
    for draft in sorted(drafts, key=lambda d: (_apart(d), d.head)):
        others = sorted({k for i in draft.content for k in claiming.get(i, ())})
        inner = next((kept[k] for k in others if _are_rivals(draft, kept[k])), None)
        if inner:
            if not _is_link(words, draft, inner):
                continue
            inside = draft.content | inner.cue | inner.source | inner.content
            draft = replace(draft, content=frozenset(range(min(inside), max(inside) + 1)))
        for i in draft.content:
            claiming[i].append(len(kept))
        kept.append(draft)
    return kept


def _completed(words, draft, drafts):
    """A draft whose content is only `that`, with what follows it: what another one says.

    `Smith claimed | that | , according to Jones, it failed`.
    """
    said = words_among(words, draft.content)
    if [words.lower[i] for i in said] != ["that"]:
        return draft
    for other in drafts:
        speaks = other.cue | other.source
        follows = not words_among(words, range(said[0] + 1, min(speaks)))
        if other.content and follows and said[0] < min(speaks) and _is_link(words, draft, other):
            return replace(draft, content=draft.content | speaks | other.content)
    return draft


def _apart(draft):
    """Tokens between a cue and its content."""
    ends = min(draft.cue), max(draft.cue)
    return min((abs(i - end) for i in draft.content for end in ends), default=0)


def _are_rivals(a, b):
    """Whether two drafts claim the same content and neither stands inside the other's."""
    same = len(a.content & b.content) >= SAME_CONTENT * len(a.content | b.content)
    return same and a.is_apart_from(b)


def _is_link(words, outer, inner):
    """Whether `inner` stands between another cue and the content that both claim."""
    if not outer.source or not inner.source or outer.source & inner.source:
        return False
    speaks = inner.cue | inner.source
    between = max(outer.cue) < min(speaks) and max(speaks) < max(inner.content)
    together = words.sentence[outer.head] == words.sentence[min(inner.content)]
    way = takewhile(lambda i: i != outer.head, (inner.head, *ancestors(words, inner.head)))
    coordinated = any(words.deps[i] == "conj" for i in way)  # `Smith agreed, and Jones said`
    return between and together and not coordinated
