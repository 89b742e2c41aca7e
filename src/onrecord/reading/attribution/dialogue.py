"""Two people who speak: each quotation has one speaker, and a question and its answer have two.

- A quotation that two cues claim belongs to the one in whose sentence it stands, and that is nearest.
- Of two quotations with nothing between, each a sentence, only the one next to the cue is the cue's.
- A quotation that goes on in mid-sentence, whatever stands between, is one with its beginning.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.attribution.pieces import words_among
from onrecord.reading.doc.words import Words
from onrecord.reading.union import grouped

ENDS = ".?!"
ADDRESSED = {"you", "your", "yours", "yourself"}
SO_CALLED = re.compile(r"(?:so-called|so called|dubbed|nicknamed|known as|titled) $")
JOINING = ("and", "but", "while")
NAMING = ("DT", "NN", "NNP", "NNPS", "NNS", "JJ", "PRP$")
SHORT = 8  # words of a line of dialogue
SIGNED = "signed_quotation"


def one_speaker_each(words: Words, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each quotation in the content of one that stands outside of it, and of what that holds."""
    drafts = list(drafts)
    having = grouped((i, k) for k, draft in enumerate(drafts) for i in draft.content)
    quoted = [tokens for tokens in words.outer.tokens if tokens]
    for n, tokens in enumerate(quoted):
        claiming = _claiming(words, drafts, having, tokens)
        before = quoted[n - 1] if n else None
        whole = [k for k in claiming if before and drafts[k].content.issuperset(before[1:-1])]
        first = [k for k in whole if _is_interrupted(words, drafts[k], before, tokens)]
        if before and not first:
            begun = _claiming(words, drafts, having, before)
            first = [k for k in begun if _is_interrupted(words, drafts[k], before, tokens)][:1]
            for k in first:
                drafts[k] = replace(drafts[k], content=drafts[k].content.union(tokens))
        for k in claiming:
            rivals = [j for j in claiming if j != k and drafts[j].is_apart_from(drafts[k])]
            won = first or sorted([k, *rivals], key=lambda j: _far(words, drafts[j], tokens))
            if k != won[0] and (first or rivals):
                drafts[k] = _without(words, drafts[k], before if first else (), tokens)
    for before, tokens in pairwise(quoted):
        if are_apart(words, before, tokens):
            both = set(_claiming(words, drafts, having, before))
            for k in both.intersection(_claiming(words, drafts, having, tokens)):
                other = before if drafts[k].head > tokens[-1] else tokens
                drafts[k] = replace(drafts[k], content=drafts[k].content.difference(other))
    ending = {n for n in range(len(words.paragraphs)) if words.ends_in(":", n)}
    announcing = {i for i, paragraph in enumerate(words.paragraph) if paragraph in ending}
    drafts = [d for d in drafts if (d.content and not _is_scare(words, d)) or d.head in announcing]
    return [part for draft in drafts for part in _shared_out(words, draft)]


def _is_scare(words, draft):
    """Whether what nobody says is only a name in quotation marks: the so-called “old mill”."""
    quoted = {words.quotation_at[i] for i in draft.content} - {-1}
    starts = (words.outer.quotations[n].start for n in quoted)
    before = (words.text[max(start - 20, 0) : start] for start in starts)
    return not draft.source and any(map(SO_CALLED.search, before))


def _shared_out(words, draft):
    """A draft, or two of a cue that two people share: `called by Smith a gift and by Jones a fraud`."""
    inside = sorted(draft.content)
    by = draft.source and words.lower[max(min(draft.source) - 1, 0)] == "by"
    for n, k in enumerate(inside[:-2] if by else ()):
        joined = words.lower[k] in JOINING and words.lower[inside[n + 1]] == "by"
        if joined and words.quotation_at[k] < 0 < k - min(draft.source):
            rest = inside[n + 2 :]
            source = list(takewhile(lambda i: words.tags[i] in NAMING, rest))
            if source and len(source) < len(rest):
                shared = (i for i in inside if i < min(draft.cue))
                content = frozenset((*shared, *rest[len(source) :]))
                yield replace(draft, content=frozenset(inside[:n]))
                yield replace(draft, source=frozenset(source), content=content)
                return
    yield draft


def are_apart(words: Words, before: Sequence[int], tokens: Sequence[int]) -> bool:
    """Whether nothing stands between two quotations of a paragraph, and each is a sentence of its own."""
    together = words.paragraph[before[-1]] == words.paragraph[tokens[0]]
    between = range(before[-1] + 1, tokens[0])
    touching = together and all(words.texts[i].isspace() for i in between)
    return touching and ends(words, before) and ends(words, tokens, (*ENDS, ","))


def ends(words: Words, quoted: Sequence[int], signs: Sequence[str] = ENDS) -> bool:
    """Whether the last sign in a quotation, its mark aside, is one of some."""
    return any(words.texts[i][-1:] in (*signs, "…") for i in quoted[-2:])


def asks(words: Words, quoted: Sequence[int]) -> bool:
    """Whether a quotation is a question."""
    return ends(words, quoted, "?")


def speaker_of(words: Words, before: Sequence[Draft], quoted: Sequence[int]) -> frozenset[int]:
    """Whose a quotation is that fills its paragraph, by those just before it; nobody's where that is open.

    It is the last speaker's. Where two take turns, who asked asks again, and the other one answers. A
    question that was put to somebody is not answered by who asked, and short lines may be anybody's.

    Args:
        before: the drafts that quote, paragraph by paragraph, the last one first.
    """
    if not before:
        return frozenset()
    last, other, third = [*before, before[-1], before[-1]][:3]
    question, asking = _last_quoted(words, last), asks(words, quoted)
    turns = _who(words, other) != _who(words, last)
    if asks(words, question):
        back = turns and len(before) > 2 and _who(words, third) == _who(words, last)
        put = _addresses(words, question) or "ask" in "".join(words.lower[i] for i in last.cue)
        return other.source if back else frozenset() if put or turns else last.source
    if asking and turns and asks(words, _last_quoted(words, other)):
        return other.source
    brief = all(len(words_among(words, q)) < SHORT for q in (question, quoted))
    unsure = (turns and brief) or (asking and _addresses(words, quoted))
    return frozenset() if unsure else last.source


def _addresses(words, quoted):
    return any(words.lower[i] in ADDRESSED for i in quoted)


def _who(words, draft):
    return [words.lower[i] for i in sorted(draft.source)][-1:]


def _last_quoted(words, draft):
    """The tokens of the last quotation in a content."""
    at = [words.quotation_at[i] for i in draft.content]
    return words.outer.tokens[max(at)] if at and max(at) >= 0 else []


def _claiming(words, drafts, having, tokens):
    """The places of the drafts that have most of a quotation, and whose cue stands outside of it."""
    said = words_among(words, tokens)
    return [
        k for k in sorted({k for i in said for k in having.get(i, ())})
        if drafts[k].head not in range(tokens[0], tokens[-1] + 1)
        and 2 * sum(i in drafts[k].content for i in said) > len(said)
    ]  # fmt: skip


def _far(words, draft, tokens):
    """How far a cue stands from a quotation: whether a sentence ends between, and words."""
    speaks = draft.cue | draft.source
    first, last = min(speaks), max(speaks)
    between = range(last + 1, tokens[0]) if last < tokens[0] else range(tokens[-1] + 1, first)
    stops = any(words.texts[i] in ENDS and words.quotation_at[i] < 0 for i in between)
    return stops, len(words_among(words, between)), draft.head


def _is_interrupted(words, draft, before, tokens):
    between = range(before[-1] + 1, tokens[0])
    stops = any(words.texts[i] in (*ENDS, ";", ":") for i in between)
    said = [words.texts[i] for i in words_among(words, tokens)[:1]]
    lower = bool(said) and (said[0].islower() or said[0].split("’")[0] == "I")
    return draft.head in between and not stops and lower and ends(words, before, ",")


def _without(words, draft, before, tokens):
    """A draft without a quotation; without all, where its cue only tells what was done meanwhile."""
    between = before and draft.head in range(before[-1] + 1, tokens[0])
    left = frozenset() if between else draft.content.difference(tokens)
    return replace(draft, content=left if words_among(words, left) else frozenset())
