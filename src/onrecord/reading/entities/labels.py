"""Speakers' labels: whoever a transcript calls so is one for the whole article, and nobody it speaks to.

A label that is a name (`SEN. DOWD:`) is that person's. One that says a role or gives initials
(`MODERATOR:`, `JA:`, `A:`) is the one person who is introduced so (`the moderator, Joel Armitt`), or else
somebody without a name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.reading.attribution import Attribution
from onrecord.reading.attribution.interview import read_interview
from onrecord.reading.attribution.turns import LABELLED, ROLES
from onrecord.reading.doc.words import Words
from onrecord.reading.entities.phrases import Phrase
from onrecord.reading.names import Name
from onrecord.reading.names.lexicon import gender_of_first_name, look_up_noun
from onrecord.reading.names.spelling import plain_name
from onrecord.reading.names.titles import end_of_title, is_civil, is_title

EVIDENCE = "speaker's label"
INITIALS = range(2, 5)  # letters
AGENT = ("or", "er", "man", "woman", "person", "")  # `moderator`, by whom it was moderated
NEARBY = 60  # characters before a name or after it where its role may stand


@dataclass(frozen=True)
class Labels:
    """The labels of one article.

    Attributes:
        names: of each label that is a name, its name; they take the place of others there.
        roles: of each other one its tokens `[first, last)` and what it says, in lower case.
        spoken: tokens of the labels and of all that is said under them.
    """

    names: tuple[Name, ...] = ()
    roles: tuple[tuple[int, int, str], ...] = ()
    spoken: frozenset[int] = frozenset()


def read_labels(words: Words, attributions: Sequence[Attribution], names: Sequence[Name]) -> Labels:
    """The labels of an article; `names` are its names."""
    turns = [a for a in attributions if a.evidence.split(", ")[0] == LABELLED]
    if not turns:
        return Labels()
    labels = sorted({(i[0], i[-1] + 1) for a in turns if (i := words.tokens_in(a.source))})
    inside = {i for first, last in labels for i in range(first, last)}
    elsewhere = [n for n in names if inside.isdisjoint(range(n.first, n.last))]
    known = {plain_name(n.core, n.label): n.label for n in elsewhere}
    surnames = {n.core.split()[-1].casefold() for n in elsewhere if n.label == "PERSON"}
    full = (words.texts[first:last] for first, last in labels)
    surnames |= {
        name[-1].casefold() for name in full if len(name) > 1 and gender_of_first_name(name[0])
    }
    named, roles = [], []
    for first, last in labels:
        start = _end_of_title(words, first, last)
        core = words.said(start, last)
        said = words.said(first, last).strip(".:").lower().removeprefix("the ")
        if _is_name(words, first, start, last, surnames):
            title = " ".join(t for t in words.texts[first:start] if t != ".")
            label = known.get(plain_name(core), "PERSON")
            named.append(Name(first, last, core, title, label, EVIDENCE))
        else:
            roles.append((first, last, said))
    spoken = inside.union(*(words.tokens_in(a.content) for a in turns))
    return Labels(tuple(named), tuple(roles), frozenset(spoken))


def _end_of_title(words, first, last):
    """The first token after the title of a label: a full stop may be a token of its own (`SEN.`)."""
    kept = [i for i in range(first, last) if words.texts[i] != "."]
    return kept[end_of_title([words.texts[i] for i in kept], 0, len(kept))]


def _is_name(words, first, start, last, surnames):
    """Whether a label is a name: of a person who is named elsewhere, or nothing else that is known."""
    said, noun = words.texts[start:last], words.lower[last - 1]
    if noun in surnames or is_civil(words.texts[first]):
        return True
    if len("".join(said).replace(".", "")) < 3 or said[-1].isdigit():
        return False
    if noun in ROLES or words.lower[start] in (*ROLES, "the", "a", "an"):
        return False
    if len(said) > 1 and gender_of_first_name(said[0]):
        return True
    return not (is_title(noun) or look_up_noun(noun).classes or noun.rstrip("s") in ROLES)


def with_label_names(labels: Labels, names: Sequence[Name]) -> list[Name]:
    """The names of an article, with those of its labels in place of what else was found there."""
    taken = {i for n in labels.names for i in range(n.first, n.last)}
    taken.update(i for first, last, _ in labels.roles for i in range(first, last))
    kept = [n for n in names if taken.isdisjoint(range(n.first, n.last))]
    return sorted([*kept, *labels.names], key=lambda n: n.first)


def with_roles(labels: Labels, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases of an article, one of its own for each label that is no name."""
    taken = {i for first, last, _ in labels.roles for i in range(first, last)}
    kept = [p for p in phrases if p.head not in taken]
    kept = [p if taken.isdisjoint(range(p.first, p.last)) else _beside(p, taken) for p in kept]
    roles = [Phrase(first, last, last - 1, "the", said) for first, last, said in labels.roles]
    return sorted([*kept, *roles], key=lambda p: (p.first, -p.last))


def _beside(phrase, taken):
    """A phrase without the label that it was read into."""
    first = max((i + 1 for i in taken if phrase.first <= i < phrase.head), default=phrase.first)
    last = min((i for i in taken if phrase.head < i < phrase.last), default=phrase.last)
    return replace(phrase, first=first, last=last)


def bearers(
    words: Words,
    labels: Labels,
    phrases: Sequence[Phrase],
    names: Sequence[Name],
    groups: Sequence[int],
) -> dict[int, int]:
    """Each phrase that is a label without a name → one that means the same, or itself.

    Args:
        groups: for each phrase the number of its name's referent, or -1.
    """
    at = {p.first: n for n, p in enumerate(phrases)}
    people = [
        n for n, p in enumerate(phrases)
        if p.name >= 0 and names[p.name].label == "PERSON" and p.head not in labels.spoken
    ]  # fmt: skip
    first_of: dict[str, int] = {}
    for first, _, said in labels.roles:
        if said not in first_of:
            found = _introduced(words, labels, said, phrases, names, people)
            one = len({groups[m] for m in found}) == 1
            first_of[said] = found[0] if one else at[first]
    return {at[first]: first_of[said] for first, _, said in labels.roles}


def _introduced(words, labels, said, phrases, names, people):
    """The phrases of people who are introduced by what a label says."""
    role = ROLES.get(said)
    if role == "anybody" or ROLES.get(said.split()[-1]) == "anybody":
        return []
    if role:
        return _in_interview(words, labels, role, phrases, names, people)
    every = [n for n, p in enumerate(phrases) if p.name >= 0 and names[p.name].label == "PERSON"]
    letters = said.replace(".", "").replace(" ", "")
    if len(letters) in INITIALS and not look_up_noun(said).classes:
        return [n for n in every if letters in _initials(names[phrases[n].name])]
    return [n for n in people if _has_role(words, names[phrases[n].name], said)]


def _initials(name):
    parts = [part for part in name.core.casefold().replace("-", " ").split() if part[0].isalpha()]
    return {"".join(p[0] for p in parts), parts[0][0] + parts[-1][0]} if len(parts) > 1 else ()


def _in_interview(words, labels, role, phrases, names, people):
    """The phrases of whoever asks or answers, as the paragraphs outside of turns tell."""
    spans = [(names[phrases[n].name].first, names[phrases[n].name].last) for n in people]
    outside = {words.paragraph[i] for i in range(len(words))}
    interview = read_interview(words, spans, outside - {words.paragraph[i] for i in labels.spoken})
    who = interview.interviewer if role == "asks" else interview.interviewee
    return [people[spans.index(who)]] if who else []


def _has_role(words, name, said):
    """Whether a name stands with a role: `the chair of the board, Jo Bloggs`, `chaired by Jo Bloggs`."""
    start, end = words.span(name.first, name.last)
    before, after = words.text[max(start - NEARBY, 0) : start], words.text[end : end + NEARBY]
    titled, said = f" {name.title.lower()}".endswith(f" {said}"), re.escape(said)
    does = said[: -len(next(e for e in AGENT if said.endswith(e))) or None]
    return titled or bool(
        re.search(rf"(?i)\b{said}(?: (?:of|at|for|in) [^,.;:\n]+)?(?:,| was| is|:)? $", before)
        or re.match(
            rf"(?i)(?:,| \(|,? (?:is|was|as)) ?(?:who (?:is|was) )?(?:[\w-]+ ){{0,3}}{said}\b",
            after,
        )
        or re.search(rf"(?i)\b{does}\w{{0,3}}ed (?:\w+ ){{0,3}}by $", before)
        or re.match(rf"(?i) {does}\w{{0,3}}(?:ed|es|s)\b", after)
    )
