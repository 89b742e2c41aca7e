"""Turns of a transcript or an interview: what belongs to a speaker without quotation marks.

- `speaker_label`: a turn that opens with who speaks and a colon. Paragraphs that follow go on from it.
- `interview_turn`: questions without a label, in bold or alone in their paragraphs, and the answers.

Stage directions (`(Laughter)`, `[Applause]`) are nobody's, and no part of what was said.
"""

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from onrecord.reading.attribution.drafts import CONTINUED, Draft
from onrecord.reading.attribution.interview import people_in, read_interview
from onrecord.reading.attribution.pieces import has_verb
from onrecord.reading.doc.quotes import Span
from onrecord.reading.doc.words import Words
from onrecord.word_lists import word_list, word_table

TURNS = LABELLED, INTERVIEW = "speaker_label", "interview_turn"
# What a label says that is no name: who asks, who answers, or that it is anybody's.
ROLES = word_table("turn_labels")
STAGE = word_list("stage_directions")
SEVERAL = 3  # turns with a label that make a transcript
QUESTIONS = 3  # paragraphs that only ask, and are answered, that make an interview; two in bold
WORD = r"[^\W\d_][\w.’'-]*"
NAME = rf"{WORD}(?: {WORD}| \d+(?=:)){{0,5}}"
MORE = r" ?\([^)\n]{1,60}\)|, [^:\n.?!]{2,60}"  # a party, a role
# `Irma Dowd:`, `SEN. IRMA DOWD (D):`, `Irma Dowd, chair:`, `**SPEAKER 1:**`, `Q.`
LABEL = re.compile(
    rf"[\s*_“\"]*(?:(?P<name>{NAME})(?P<more>{MORE})?(?P<cue>[*_]*:)|"
    r"(?P<letter>[QA]\d{0,2})(?P<mark>[.]| [-–—]))[*_]*(?=\s|$)"
)
MOST = 0.8  # share of labels in capitals from which others are none
BETWEEN = {"of", "the", "de", "von", "van", "der", "da", "bin", "al", "and"}
BOLD = re.compile(r"\s*(\*\*|__)(?P<said>[^*_\n]+)\1\s*")
BRACKETS = re.compile(r"[(\[*]+([^()\[\]*\n]{1,60})[)\]*]+")
LONGEST_STAGE = 4  # words in capitals in brackets that are a stage direction
ASKED, ANSWERING = {"you", "your", "yours"}, {"i", "we", "my", "our", "me", "us"}


class Label(NamedTuple):
    """A speaker's label: characters of who it is, of the colon, and where the turn begins."""

    name: Span
    cue: Span
    start: int
    end: int
    called: str


def find_turns(words: Words) -> list[Draft]:
    """The turns of an article in text order, where it is a transcript or an interview."""
    turns = _transcript(words) or _interview(words)
    spoken = (replace(turn, content=_spoken(words, turn.content)) for turn in turns)
    return [t for t in spoken if any(words.texts[i].isalnum() for i in t.content)]


def without_stage_directions(words: Words, drafts: list[Draft]) -> list[Draft]:
    """The drafts of an article without what is a stage direction in it."""
    kept = set(range(len(words))).difference(
        words.tokens_in(_directions(words, 0, len(words.text)))
    )
    drafts = [draft for draft in drafts if draft.cue <= kept]
    return [replace(d, source=d.source & kept, content=d.content & kept) for d in drafts]


def _directions(words, start, end):
    """What stands in brackets between two characters and is not said: `(Laughter)`, `[CROSSTALK]`."""
    found = []
    for match in BRACKETS.finditer(words.text, start, end):
        told = match[1].lower().strip(" .").split()
        capitals = match[1].isupper() and len(told) <= LONGEST_STAGE
        if told and (capitals or not STAGE.isdisjoint((told[0], told[-1]))):
            found.append(match.span())
    return found


def _spoken(words, tokens):
    """The tokens of a turn without stage directions, and without the marks of bold type around it."""
    if not tokens:
        return tokens
    directions = _directions(words, words.starts[min(tokens)], words.ends[max(tokens)])
    said = sorted(tokens.difference(words.tokens_in(directions)))
    inside = [n for n, i in enumerate(said) if words.texts[i].strip("*_ \n")]
    return frozenset(said[inside[0] : inside[-1] + 1] if inside else ())


# Turns with a label.


def _transcript(words):
    """The turns of a transcript: somebody speaks twice, and a turn in three has a verb.

    In capitals, two are enough where one asks and another answers. A list of names with colons is no
    transcript, and figures alone (`Clinton: 547`) are no speech.
    """
    labels = _labels(words)
    speakers = {label.called for label in labels}
    if len(labels) <= max(SEVERAL - 1, len(speakers)) and not _is_exchange(words, labels):
        return []
    turns = _turns(words, labels, goes_on=len(speakers) > 1)
    spoken = sum(has_verb(words, turn.content) for turn in turns)
    return turns if 3 * spoken >= len(turns) else []


def _is_exchange(words, labels):
    """Whether a few labels in capitals are of people who speak to each other."""
    turns = (words.text[a.start : b.start].rstrip("*_ \n") for a, b in pairwise(labels))
    asking = any(turn.endswith("?") for turn in turns)
    return asking and all(words.text[slice(*label.name)].isupper() for label in labels)


def _labels(words):
    """The labels of an article in text order; those inside a paragraph are known from elsewhere."""
    opening = [
        (start, match)
        for start, end in words.paragraphs
        if (match := LABEL.match(words.text, start, end)) and _is_label(words, match)
    ]
    labels = [_label(start, match) for start, match in opening]
    known = {words.text[slice(*label.name)] for label in labels}
    known |= {"A"} if "Q" in known else set()
    if not known:
        return []
    written = "|".join(map(re.escape, sorted(known, key=lambda name: (-len(name), name))))
    inside = re.compile(rf"(?<=[\s*])(?P<name>{written})(?P<cue>:)[*_]*(?=\s)")
    opened = {label.name[0] for label in labels}
    further = (m for m in inside.finditer(words.text) if m.start() not in opened)
    labels += (_label(m.start(), m) for m in further)
    return _alike(words, sorted(labels, key=lambda each: each.start))


def _alike(words, labels):
    """The labels without `Interview:` in the headline, and without `Note:` where names are in capitals."""
    capitals = [label for label in labels if words.text[slice(*label.name)].isupper()]
    labels = capitals if len(capitals) >= MOST * len(labels) else labels
    once = [label.called for label in labels].count(labels[0].called) == 1
    in_headline = once and len(labels) > SEVERAL and labels[0].start == words.paragraphs[0][0]
    return labels[in_headline:]


def _label(start, match):
    name, cue = ("name", "cue") if match["name"] else ("letter", "mark")
    return Label(match.span(name), match.span(cue), start, match.end(), match[name].casefold())


def _is_label(words, match):
    """Whether a match is of who speaks: capitalised, or a role that is known; what follows is no sentence."""
    if match["letter"]:
        return True
    named = match["name"].split()
    cased = all(word[0].isupper() or word in BETWEEN or word.isdigit() for word in named)
    if not named[0][0].isupper() or not (cased or named[-1].casefold() in ROLES):
        return False
    more = words.tokens_in([match.span("more")]) if match["more"] else ()
    return not any(words.tags[i].startswith(("VB", "MD", "PRP")) for i in more)


def _turns(words, labels, goes_on):
    """A turn for each label, with the paragraphs that go on from it where most have a label."""
    edges = [start for start, _ in words.paragraphs]
    opened = [bisect_right(edges, label.start) - 1 for label in labels]
    within = words.paragraphs[opened[0] : opened[-1] + 1]
    spoken = sum(not _is_direction(words, span) for span in within)
    goes_on = goes_on and 2 * len(set(opened)) >= spoken
    turns = []
    for n, label in enumerate(labels):
        last = n + 1 == len(labels)
        end = len(words.text) if last else labels[n + 1].start
        after = len(edges) if last else opened[n + 1] + 1
        (_, first), *further = words.paragraphs[opened[n] : after]
        spans = [(label.end, min(first, end)), *((s, min(e, end)) for s, e in further if s < end)]
        alone = not words.text[slice(*spans[0])].strip()
        spans = spans[alone:] if goes_on and not last else spans[alone : alone + 1]
        spans = [span for span in spans if not _is_direction(words, span)]
        start, end = label.name  # a sign may touch the last token: `Q.`
        name = [i for i in words.tokens_in([(start, end + 1)]) if words.starts[i] < end]
        turns.append(_turn(words, LABELLED, name, words.tokens_in([label.cue]), spans))
    return [turn for turn in turns if turn.content and turn.source]


def _turn(words, rule, source, cue, spans):
    content = frozenset(words.tokens_in(spans))
    source = frozenset(source) - content
    head = min(source if rule == LABELLED else content, default=0)
    further = (CONTINUED,) if len(spans) > 1 else ()
    return Draft(head, source, frozenset(cue) - source, content, rule, further=further)


def _is_direction(words, span):
    """Whether nothing is said in a paragraph, or what is said is a stage direction."""
    start, end = span
    for a, b in reversed(_directions(words, *span)):
        if not any(map(str.isalnum, words.text[b:end])):
            end = a
    return not any(map(str.isalnum, words.text[start:end]))


# Turns without one.


def _interview(words):
    """Questions in bold, or alone in their paragraphs, and the answers, where somebody is spoken to."""
    texts = [words.text[start:end] for start, end in words.paragraphs]
    bold = [n for n, text in enumerate(texts) if _is_bold_question(text)]
    if sum(texts[n].rstrip(" *_").endswith("?") for n in bold) > 1:
        return _answered(words, bold, least=1)
    plain = [
        n for n in range(len(texts))
        if words.ends_in("?", n) and not any(mark in texts[n] for mark in "“”\"«»„")
    ]  # fmt: skip
    return _answered(words, plain, least=len(plain) / 2) if len(plain) >= QUESTIONS else []


def _is_bold_question(text):
    match = BOLD.fullmatch(text)
    said = match["said"].strip() if match else ""
    return said.endswith("?") or (said.endswith((".", "…")) and len(said.split()) > 3)


def _answered(words, questions, least):
    """The turns of questions and answers; none where too few speak to somebody, or of themselves."""
    ends = [*questions[1:], len(words.paragraphs)]
    answers = [_answer(words, q, end, least > 1) for q, end in zip(questions, ends, strict=True)]
    spoken_to = sum(_says(words, [q], ASKED) for q in questions)
    of_themselves = sum(_says(words, answer, ANSWERING) for answer in answers)
    if min(spoken_to, of_themselves) < least:
        return []
    outside = set(range(len(words.paragraphs))).difference(questions, *answers)
    roles = read_interview(words, people_in(words), outside)
    asks, answers_ = (range(*place) if place else () for place in roles)
    turns = []
    for question, answer in zip(questions, answers, strict=True):
        turns.append(_turn(words, INTERVIEW, asks, (), [words.paragraphs[question]]))
        spans = [words.paragraphs[n] for n in answer]
        turns += [_turn(words, INTERVIEW, answers_, (), spans)] if answer else []
    return turns


def _answer(words, question, end, strict):
    """The paragraphs that answer; where nothing but sense tells, those after the first are told by `I`."""
    strict = strict or end == len(words.paragraphs)
    answer = list(range(question + 1, min(question + 2, end)))
    for n in range(question + 2, end):
        if strict and not _says(words, [n], ANSWERING):
            break
        answer.append(n)
    return answer


def _says(words, paragraphs, any_of):
    """Whether one of some words stands in paragraphs."""
    spans = (words.paragraphs[n] for n in paragraphs)
    return any(words.lower[i] in any_of for i in words.tokens_in(spans))
