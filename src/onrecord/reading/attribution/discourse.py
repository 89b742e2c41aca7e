"""What a paragraph alone does not tell: quotations without a cue of their own, and who speaks them.

Rules, each with its name, which stands in `evidence`:

- `floating_quotation`: a quotation that fills its paragraph goes to the speaker quoted just before.
- `signed_quotation`: a quotation and a dash with a name after it.
- `announced_quotation`: a quotation that opens a paragraph belongs to the cue before the colon at the
  end of the paragraph before.
- `continued_quotation`: a quotation that follows another in its paragraph, or goes on from the
  paragraph before, is more content of the same attribution.
"""

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from onrecord.reading.attribution.dialogue import (
    SIGNED,
    are_apart,
    ends,
    one_speaker_each,
    speaker_of,
)
from onrecord.reading.attribution.drafts import CONTINUED, Draft
from onrecord.reading.attribution.pieces import has_verb, words_among
from onrecord.reading.attribution.turns import find_turns, without_stage_directions
from onrecord.reading.doc.words import Words
from onrecord.reading.union import grouped

SIGNATURE = re.compile(
    r"\s*(?P<cue>[―—–-]|--|~)\s*(?P<name>[A-Z](?:[^.!?\n]|(?<=\b[A-Z])\.){1,60})[\s.]*"
)
# `A word from Jo Bloggs, the chair:`, `From the desk of Jo Bloggs:`
ANNOUNCEMENT = re.compile(
    r"\s*(?:[^.!?:\n]{0,60}\b)?[Ff]rom (?:the (?:desk|office) of )?"
    r"(?:(?:the|our|its) [^,.!?:\n]{2,60}, (?=[A-Z]))?(?P<name>[^.!?:\n]{2,100})(?P<cue>:)\s*"
)
FLOATING, ANNOUNCED = "floating_quotation", "announced_quotation"
TITLE_CASED = ("NN", "VB", "JJ")  # how the tags begin of what is capitalised in a title


def with_unattributed(words: Words, drafts: list[Draft]) -> list[Draft]:
    """The drafts, and those of what has no cue of its own."""
    turns = find_turns(words)
    labels = {i for turn in turns for i in turn.cue | turn.source if turn.cue}
    drafts = without_stage_directions(words, drafts) if turns else drafts
    drafts = one_speaker_each(words, drafts)
    headline = {i for q, tokens in _outer(words) if _heads(words, q) for i in tokens}
    drafts = [d for d in drafts if d.source or not (d.content and d.content <= headline)]
    drafts = [d for d in _with_announced(words, drafts) if d.content]
    drafts = [d for d in drafts if labels.isdisjoint(d.cue | d.source | d.content)]
    drafts = _with_announcements(words, drafts)
    drafts += _signed_quotations(words, drafts)
    return _with_floating(words, drafts, turns) + turns


def _with_announced(words, drafts):
    """Give the quotation that opens a paragraph to the cue before a colon at the end of the one before."""
    drafts = list(drafts)
    last = {words.paragraph[d.head]: k for k, d in enumerate(drafts)}  # they come in text order
    for quotation, tokens in _outer(words):
        paragraph = words.paragraph[tokens[0]]
        k = last.get(paragraph - 1)
        before = words.text[words.paragraphs[paragraph][0] : quotation.start]
        if k is not None and not before.strip() and words.ends_in(":", paragraph - 1):
            drafts[k] = _announcing(words, drafts[k], tokens)
    return drafts


def _with_announcements(words, drafts):
    """The drafts, and the quotations that only a line announces: `And this from Jo Bloggs:`"""
    announced = []
    for quotation, tokens in _outer(words):
        start, _ = words.paragraphs[words.paragraph[tokens[0]]]
        before = words.paragraph[tokens[0]] - 1
        if not words.text[start : quotation.start].strip() and before >= 0:
            start, _ = words.paragraphs[before]
        match = ANNOUNCEMENT.fullmatch(words.text, start, quotation.start)
        if match and not has_verb(words, words.tokens_in([(match.start(), match.end())])):
            source, cue = _named(words, match)
            announced.append(Draft(min(cue), source, cue, frozenset(tokens), ANNOUNCED))
    said = {i for draft in announced for i in draft.content}
    return [d for d in drafts if not announced or said.isdisjoint(d.content)] + announced


def _announcing(words, draft, quoted):
    """A draft and its quotation, which is all of its content where nothing but the colon is between."""
    if not words_among(words, range(max(draft.cue) + 1, quoted[0])):
        draft = replace(draft, content=frozenset())
    if not draft.content and draft.scores:
        cue, *_, source = draft.scores  # nothing else is known of the quotation
        draft = replace(draft, scores=(cue, cue, cue, source))
    return _with_further(draft, [quoted], ANNOUNCED)


def _with_further(draft, quotations, rule):
    """A draft with the tokens of further quotations, and the rule that brought them."""
    further = draft.content.union(*quotations) - draft.cue - draft.source
    return replace(draft, content=draft.content | further, further=(*draft.further, rule))


def _outer(words):
    """The quotations that stand in no other, each with its tokens."""
    pairs = zip(words.outer.quotations, words.outer.tokens, strict=True)
    return ((quotation, tokens) for quotation, tokens in pairs if tokens)


def _claims(drafts):
    """A function: are some of these tokens the content of a cue that stands outside of them?"""
    heads = grouped((i, draft.head) for draft in drafts for i in draft.content)
    return lambda tokens: any(not tokens.issuperset(heads.get(i, ())) for i in tokens)


def _signed_quotations(words, drafts):
    """A quotation that fills its paragraph but for a dash and a name, there or next: “...” — Jo Bloggs."""
    signed = []
    for quotation, tokens in _outer(words):
        (_, end), *after = words.paragraphs[words.paragraph[tokens[-1]] :][:2]
        open_ended = after and not words.text[quotation.end : end].strip()
        if open_ended and _stands_alone(words, quotation, tokens):
            end = after[0][1]
        match = SIGNATURE.fullmatch(words.text, quotation.end, end)
        if match:
            source, cue = _named(words, match)
            signed.append(Draft(tokens[-1] + 1, source, cue, frozenset(tokens), SIGNED))
    claimed = _claims(drafts if signed else ())
    return [draft for draft in signed if not claimed(draft.content)]


def _named(words, match):
    """The tokens of name and cue."""
    return (frozenset(words.tokens_in([match.span(role)])) for role in ("name", "cue"))


def _with_floating(words, drafts, turns):
    """Add the quotations with no cue of their own: they go on from the cue before, or float.

    What stands in a turn of a transcript is a part of it.
    """
    claimed, quoting = _claims(drafts), _quoting_by_paragraph(words, drafts)
    spoken = {i for turn in turns for i in turn.content}
    given = defaultdict(list)
    floating: list[Draft] = []
    pairs = pairwise(tokens for _, tokens in _outer(words))
    side_by_side = {i for a, b in pairs if are_apart(words, a, b) for i in (a[0], b[0])}
    ended = _ended(words, drafts)
    for quotation, tokens in _outer(words):
        within, first, paragraph = frozenset(tokens), tokens[0], words.paragraph[tokens[0]]
        apart, headline = first in side_by_side, _heads(words, quotation)
        earlier = _quoting_before(words, ended, first)
        alone = earlier and ends(words, tokens) and _stands_alone(words, quotation, tokens)
        said = headline or apart or alone or is_utterance(words, tokens)
        if not said or claimed(within) or not spoken.isdisjoint(within):
            continue
        here = quoting[paragraph]
        place = bisect_left(here, (first,))
        if place and not apart:
            given[here[place - 1][1]].append(tokens)
        elif headline or apart or _fills(quotation, *words.paragraphs[paragraph]):
            source = speaker_of(words, earlier, tokens)
            source = frozenset() if apart and earlier and source == earlier[0].source else source
            floating.append(Draft(first, source, frozenset(), within, FLOATING))
            insort(ended, (tokens[-1], first, floating[-1]), key=lambda e: e[:2])
    for k, quotations in given.items():
        drafts[k] = _with_further(drafts[k], quotations, CONTINUED)
    return drafts + floating


def _ended(words, drafts):
    """Where the quotations of drafts end and begin, each with its draft, in text order.

    A signature ends what somebody says.
    """
    found = []
    for draft in drafts:
        if draft.rule == FLOATING or (draft.rule != SIGNED and words.quotation_at[draft.head] < 0):
            for n in {words.quotation_at[i] for i in draft.content} - {-1}:
                tokens = words.outer.tokens[n]
                found.append((tokens[-1], tokens[0], draft))
    return sorted(found, key=lambda each: each[:2])


def _quoting_before(words, ended, first):
    """The drafts that quote just before a token, the last first; no paragraph without one is between."""
    paragraph, found = words.paragraph[first], list[Draft]()
    for n in range(bisect_left(ended, first, key=lambda e: e[0]) - 1, -1, -1):
        last, opening, draft = ended[n]
        if words.paragraph[last] < paragraph - 1 or len(found) == 3:
            break
        paragraph = words.paragraph[opening]
        if draft not in found:
            found.append(draft)
    return found


def is_utterance(words: Words, tokens: Iterable[int]) -> bool:
    """Whether quoted tokens read as something said: four words, a verb, and no title.

    In a title (“Gone with the Wind”) all nouns, verbs and adjectives, two or more, are capitalised.
    """
    said = words_among(words, tokens)
    if len(said) < 4 or not has_verb(words, said):
        return False
    cased = [words.texts[i].istitle() for i in said if words.tags[i][:2] in TITLE_CASED]
    return len(cased) < 2 or not all(cased)


def _heads(words, quotation):
    """Whether a quotation opens a headline: ‘A gift to smugglers’: opposition attacks ban."""
    start, _ = words.paragraphs[0]
    opens = start <= quotation.start and not words.text[start : quotation.start].strip()
    return opens and words.text[quotation.end : quotation.end + 1] == ":"


def _stands_alone(words, quotation, tokens):
    """Whether nothing else is said in the paragraph of a quotation."""
    start, end = words.paragraphs[words.paragraph[tokens[0]]]
    rest = words.text[start : quotation.start] + words.text[quotation.end : end]
    return len(quotation.spans) == 1 and not any(map(str.isalnum, rest))


def _fills(quotation, start, end):
    """Whether a quotation is most of the paragraph in which it opens."""
    return quotation.spans[0][1] - quotation.start >= 0.7 * (end - start)


def _quoting_by_paragraph(words, drafts):
    """Paragraph → the drafts that quote somebody in it from outside the marks: (head, place), sorted."""
    quoting = defaultdict(list)
    for k, draft in sorted(enumerate(drafts), key=lambda item: item[1].head):
        if words.quotation_at[draft.head] < 0:
            quoted = {words.paragraph[i] for i in draft.content if words.quotation_at[i] >= 0}
            for paragraph in quoted | {words.paragraph[draft.head]} if quoted else ():
                quoting[paragraph].append((draft.head, k))
    return quoting
