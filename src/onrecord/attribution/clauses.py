"""Reporting clauses in a dependency parse: a cue, its source, and the content that it governs.

The frames of a cue (see `cues`) are looked up among its children, its source by `speakers`.
Labels are those of spaCy's English models (ClearNLP style). Contents outside the sentence are not
found here, nor cues under more than 50 other tokens, which no prose has.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.attribution.cues import CLAUSE, INFINITIVE, OBJECT, QUOTE, SMALL, Cue, look_up
from onrecord.attribution.phrases import (
    NOMINAL,
    SUBJECTS,
    marked_by,
    noun_phrases,
    phrase,
    without_asides,
)
from onrecord.attribution.speakers import find_source, passive_subjects

if TYPE_CHECKING:
    from spacy.tokens import Doc

PARTS = {"V": "verb", "N": "noun", "J": "adjective"}
# A sentence adverbial that hangs on one of these belongs to the clause above it.
DEPENDENT = {"xcomp", "aux", "auxpass", "acl", "advcl", "pcomp", "relcl", "prep", "amod"}

DEEPEST = 50
LONGEST = 15  # tokens of a parenthesis that says who speaks


@dataclass(frozen=True)
class Clause:
    """One reporting clause, as sets of token indices.

    `content` is empty for a verb of speech whose content is a quotation to be found beside it.
    """

    head: int
    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]
    entry: Cue
    frame: str
    rule: str


def find_clauses(doc: "Doc") -> list[Clause]:
    """All reporting clauses of `doc`, in the order of their cues."""
    clauses, depths = [], _depths(doc)
    for token in doc:
        if depths[token.i] > DEEPEST:
            continue
        if token.lower_ == "according":
            clauses += _according_to(token)
            continue
        part = PARTS.get(token.tag_[:1])
        frames = _frames(token, part) if part else {}
        if frames and token.tag_ not in ("NNP", "NNPS"):
            clauses += _governed_by(token, part, frames)
    return clauses


def _depths(doc):
    """How many tokens each token depends on, directly or not."""
    offsets = doc.to_array("HEAD").astype("int64").tolist()  # from each token to its head
    depths = {}
    for i in range(len(doc)):
        path = []
        while i not in depths and offsets[i]:
            path.append(i)
            i += offsets[i]
        depth = depths.setdefault(i, 0)
        depths.update((k, depth + n) for n, k in enumerate(reversed(path), start=1))
    return depths


def _frames(token, part):
    """The frames of a word, or of a verb and its particle (`wrote off`) where the lexicon has both."""
    particles = (c.lower_ for c in token.rights if c.dep_ == "prt") if part == "verb" else ()
    particle = next(iter(particles), None)
    return (particle and look_up(token.text, part, particle)) or look_up(token.text, part)


def _governed_by(token, part, frames):
    """The clause that `token` heads, by the first of its frames that its company fits."""
    if token.dep_ in ("aux", "auxpass", "amod", "compound") or _is_set_phrase(token):
        return []
    if part == "verb" and QUOTE in frames and CLAUSE in frames:
        source, content = _parenthesis(token)
        if source:
            cue = frozenset(t.i for t in _cue_tokens(token, ()))
            return [
                Clause(token.i, cue, source, content, frames[CLAUSE], CLAUSE, rule_of(part, CLAUSE))
            ]
    for frame, content, extra in _contents(token, part, frames):
        content = content - _shadow(token, content)
        if content:
            return [_clause(token, part, frames[frame], frame, content, extra)]
    if QUOTE in frames and part == "verb":
        return [_clause(token, part, frames[QUOTE], QUOTE, frozenset(), ())]
    return []


def _parenthesis(token):
    """`The plan, said Smith, failed`: source and content of a cue that parts a subject from its verb.

    The parse often takes such a subject for the speaker.
    """
    doc = token.doc
    if token.i == 0 or doc[token.i - 1].text != ",":
        return frozenset(), frozenset()
    start, end = token.sent.start, token.sent.end
    close = next(
        (i for i in range(token.i + 1, min(end, token.i + LONGEST)) if doc[i].text == ","), 0
    )
    if token.i - 1 <= start or close <= token.i + 1 or doc[token.i + 1].tag_[:2] not in NOMINAL:
        return frozenset(), frozenset()
    cut = not _is_finite(doc[start : token.i]) and _is_finite(doc[close + 1 : end])
    if not cut or _is_finite(doc[token.i + 1 : close]) or doc[close + 1].tag_.startswith("W"):
        return frozenset(), frozenset()
    content = frozenset((*range(start, token.i - 1), *range(close + 1, end)))
    return frozenset(range(token.i + 1, close)), content


def _is_finite(tokens):
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens)


def _clause(token, part, entry, frame, content, extra):
    source = find_source(token, part) - content
    cue = frozenset(t.i for t in _cue_tokens(token, extra)) - source - content
    return Clause(token.i, cue | {token.i}, source, content, entry, frame, rule_of(part, frame))


def rule_of(part: str, frame: str) -> str:
    """The name of the rule by which a cue of some part of speech governs its content."""
    named = frame in (CLAUSE, INFINITIVE, OBJECT, SMALL, QUOTE)
    return f"{part}_{frame if named else 'preposition'}"


def _contents(token, part, frames):
    """Candidates for the content, best first: frame, token indices, further tokens of the cue."""
    children = list(token.children)
    if CLAUSE in frames:
        yield from _clausal(token, part, children, frames)
    if INFINITIVE in frames:
        yield from _infinitival(token, part, children)
    if SMALL in frames:
        yield from _small_clauses(children)
    yield from _prepositions(children, frames)
    objects = [c for c in children if c.dep_ == "dobj"]
    if OBJECT in frames and objects:
        yield OBJECT, without_asides(objects), ()


def _clausal(token, part, children, frames):
    """`said that ...`, `..., he said, ...`, `asked whether ...`; of a noun `the claim that ...`."""
    if part == "noun":
        clauses = [c for c in children if c.dep_ in ("acl", "ccomp") and _has_that(c)]
    else:
        clauses = [c for c in children if c.dep_ == "ccomp" or _is_that_clause(c)]
    if clauses:
        yield CLAUSE, without_asides(clauses), ()
    if part == "verb" and token.dep_ == "parataxis":
        yield CLAUSE, _host(token), ()
    asked = [c for c in children if c.dep_ == "advcl" and marked_by(c, ("whether", "if"))]
    if asked and frames[CLAUSE].act == "asks":
        yield CLAUSE, without_asides(asked), ()


def _infinitival(token, part, children):
    """`pledged to ...`, `urged him to ...`, `X is expected to ...`; of a noun `the offer to ...`."""
    labels = ("acl", "xcomp") if part == "noun" else ("xcomp", "ccomp")
    clauses = [c for c in children if c.dep_ in labels and c.tag_ in ("VB", "VBG", "VBN")]
    if part == "noun":
        clauses = [c for c in clauses if any(t.tag_ == "TO" for t in c.children)]
    if not clauses:
        return
    passive = passive_subjects(token)  # what is expected of X is X's doing
    if passive:
        yield INFINITIVE, without_asides(clauses) | noun_phrases(passive), ()
    else:
        objects = [c for c in children if c.dep_ == "dobj"]
        yield INFINITIVE, without_asides(clauses + objects), ()


def _small_clauses(children):
    """`called the plan a mistake`, `described it as ...`."""
    objects = [c for c in children if c.dep_ in ("dobj", "nsubjpass")]
    predicates = [c for c in children if c.dep_ == "oprd" or _is_as_phrase(c)]
    small = [c for c in children if c.dep_ == "ccomp" and not _has_that(c)]
    if objects and predicates:
        yield SMALL, without_asides(objects + predicates), ()
    elif predicates or small:
        yield SMALL, without_asides(predicates or small), ()


def _is_as_phrase(token):
    return (token.dep_ == "prep" and token.lower_ == "as") or (
        token.dep_ == "advcl" and marked_by(token, ("as",))
    )


def _prepositions(children, frames):
    """`complained about ...`; also `accused him of ...`, with the one who is accused."""
    for child in children:
        if child.dep_ == "prep" and child.lower_ in frames:
            objects = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if objects:
                content = without_asides(objects)
                if child.lower_ in ("of", "for", "as", "to"):
                    direct = [c for c in child.head.children if c.dep_ == "dobj"]
                    content |= without_asides(direct)
                yield child.lower_, content, (child,)


def _according_to(token):
    """`according to X`: X is the source, and the clause that it hangs on the content."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None:
        return []
    objects = [c for c in to.children if c.dep_ in ("pobj", "pcomp")]
    if not objects:
        return []
    source = noun_phrases(objects)
    content = frozenset(phrase(_clause_head(token))).difference(phrase(token))
    entry = look_up("say", "verb")[CLAUSE]
    cue = frozenset((token.i, to.i))
    return [Clause(token.i, cue, source, content, entry, CLAUSE, "according_to")] if content else []


def _clause_head(token):
    """The verb of the clause that a sentence adverbial belongs to."""
    head = token.head
    while head.head != head and not head.tag_.startswith("V"):
        head = head.head
    if token.i < head.left_edge.i + 2 and token.i - token.sent.start <= 2:
        return token.sent.root
    while head.dep_ in DEPENDENT and head.head != head:
        head = head.head
    return head


def _host(token):
    """The clause that a parenthesis (`he said`) interrupts or follows, without the parenthesis."""
    return frozenset(phrase(token.head)).difference(phrase(token))


def _shadow(token, content):
    """Tokens of the cue's own clause that a content read off another clause must not hold."""
    shadow = {token.i}
    for child in token.children:
        if child.dep_ in ("aux", "auxpass", "neg", "punct") or child.dep_ in SUBJECTS:
            shadow.update(phrase(child))
    return shadow & content


def _cue_tokens(token, extra):
    """The trigger with its auxiliaries, negation, particle and the adverbs beside it."""
    yield token
    yield from extra
    for child in token.children:
        if child.dep_ in ("aux", "auxpass", "neg", "prt") or (
            child.dep_ == "advmod" and 0 < token.i - child.i <= 2 and child.n_lefts == 0
        ):
            yield child


def _is_set_phrase(token):
    """`in order to`, and what `let’s` introduces: nobody says or wants anything by them."""
    in_order = token.lower_ == "order" and token.i > 0 and token.nbor(-1).lower_ == "in"
    return in_order or (token.dep_ == "ccomp" and token.head.lower_ == "let")


def _has_that(token):
    return marked_by(token, ("that",)) or any(c.dep_ in SUBJECTS for c in token.children)


def _is_that_clause(token):
    """A clause with `that` which the parse takes for an adverbial (`hinted this week that ...`)."""
    return token.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ == "that" for c in token.children
    )
