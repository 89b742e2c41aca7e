"""Reporting clauses in a dependency parse: a cue, its source, and the content that it governs.

The frames of a cue (see `cues`) are looked up among its children; its source is its subject, the
agent of its passive, or the subject of the clause that it depends on. Labels are those of spaCy's
English models (ClearNLP style). Sources and contents outside the sentence are not found here.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.attribution.cues import CLAUSE, INFINITIVE, OBJECT, QUOTE, SMALL, Cue, look_up

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = {"nsubj", "csubj"}
PARTS = {"V": "verb", "N": "noun", "J": "adjective"}
RELATIVE = {"who", "which", "that", "whom", "whose"}
# Passives of these name the hearer, not the speaker, as their subject.
HEARER_IS_SUBJECT = {
    "tell", "ask", "inform", "remind", "warn", "assure", "notify", "advise", "convince", "urge",
    "question", "press", "invite", "instruct", "order", "persuade", "encourage",
}  # fmt: skip
# A sentence adverbial that hangs on one of these belongs to the clause above it.
DEPENDENT = {"xcomp", "aux", "auxpass", "acl", "advcl", "pcomp", "relcl", "prep", "amod"}


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
    clauses = []
    for token in doc:
        if token.lower_ == "according":
            clauses += _according_to(token)
            continue
        part = PARTS.get(token.tag_[:1])
        frames = _frames(token, part) if part else {}
        if frames and token.tag_ not in ("NNP", "NNPS"):
            clauses += _governed_by(token, part, frames)
    return clauses


def _frames(token, part):
    """The frames of a word, or of a verb and its particle (`wrote off`) where the lexicon has both."""
    particle = next((c for c in token.children if c.dep_ == "prt"), None)
    if particle is not None and part == "verb":
        frames = look_up(token.text, part, particle.lower_)
        if frames:
            return frames
    return look_up(token.text, part)


def _governed_by(token, part, frames):
    """The clause that `token` heads, by the first of its frames that its company fits."""
    if token.dep_ in ("aux", "auxpass", "amod", "compound") or _is_in_order(token):
        return []
    for frame, content, extra in _contents(token, part, frames):
        content = content - _shadow(token, content)
        if content:
            return [_clause(token, part, frames[frame], frame, content, extra)]
    if QUOTE in frames and part == "verb":
        return [_clause(token, part, frames[QUOTE], QUOTE, frozenset(), ())]
    return []


def _clause(token, part, entry, frame, content, extra):
    source = find_source(token, part) - content
    cue = frozenset(t.i for t in _cue_tokens(token, extra)) - source - content
    return Clause(token.i, cue | {token.i}, source, content, entry, frame, f"{part}_{_kind(frame)}")


def _kind(frame):
    return frame if frame in (CLAUSE, INFINITIVE, OBJECT, SMALL, QUOTE) else "preposition"


def _contents(token, part, frames):
    """Candidates for the content, best first: frame, token indices, further tokens of the cue."""
    children = list(token.children)
    if CLAUSE in frames:
        clauses = [c for c in children if c.dep_ == "ccomp" or _is_that_clause(c)]
        if part == "noun":
            clauses = [c for c in children if c.dep_ in ("acl", "ccomp") and _has_that(c)]
        if clauses:
            yield CLAUSE, _without_asides(clauses), ()
        if part == "verb" and token.dep_ == "parataxis":
            yield CLAUSE, _host(token), ()
        asked = [c for c in children if c.dep_ == "advcl" and _marked_by(c, ("whether", "if"))]
        if asked and frames[CLAUSE].act == "asks":
            yield CLAUSE, _without_asides(asked), ()
    if INFINITIVE in frames:
        labels = ("acl", "xcomp") if part == "noun" else ("xcomp", "ccomp")
        open_clauses = [c for c in children if c.dep_ in labels and c.tag_ in ("VB", "VBG", "VBN")]
        if part == "noun":
            open_clauses = [c for c in open_clauses if _has_to(c)]
        if open_clauses:
            content = _without_asides(open_clauses)
            if _is_impersonal_passive(token):
                content |= _noun_phrases(_passive_subjects(token))
            else:
                content |= _without_asides([c for c in children if c.dep_ == "dobj"])
            yield INFINITIVE, content, ()
    yield from _small_clauses(children, frames)
    yield from _prepositions(children, frames)
    if OBJECT in frames:
        objects = [c for c in children if c.dep_ == "dobj"]
        if objects:
            yield OBJECT, _without_asides(objects), ()


def _small_clauses(children, frames):
    if SMALL not in frames:
        return
    objects = [c for c in children if c.dep_ in ("dobj", "nsubjpass")]
    predicates = [c for c in children if c.dep_ == "oprd" or _is_as_phrase(c)]
    small = [c for c in children if c.dep_ == "ccomp" and not _has_that(c)]
    if objects and predicates:
        yield SMALL, _without_asides(objects + predicates), ()
    elif predicates:
        yield SMALL, _without_asides(predicates), ()
    elif small:
        yield SMALL, _without_asides(small), ()


def _is_as_phrase(token):
    return (token.dep_ == "prep" and token.lower_ == "as") or (
        token.dep_ == "advcl" and _marked_by(token, ("as",))
    )


def _prepositions(children, frames):
    for child in children:
        if child.dep_ in ("prep", "agent") and child.lower_ in frames and child.lower_ != "by":
            objects = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if objects:
                content = _without_asides(objects)
                if child.lower_ in ("of", "for", "as", "to"):
                    direct = [c for c in child.head.children if c.dep_ == "dobj"]
                    content |= _without_asides(direct)
                yield child.lower_, content, (child,)


def _according_to(token):
    """`according to X`: X is the source, and the clause that it hangs on the content."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None:
        return []
    objects = [c for c in to.children if c.dep_ in ("pobj", "pcomp")]
    if not objects:
        return []
    source = _noun_phrases(objects)
    phrase = frozenset(t.i for t in token.subtree)
    content = frozenset(t.i for t in _clause_head(token).subtree) - phrase
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
    inner = {t.i for t in token.subtree}
    return frozenset(t.i for t in token.head.subtree if t.i not in inner)


def _shadow(token, content):
    """Tokens of the cue's own clause that a content read off another clause must not hold."""
    shadow = {token.i}
    for child in token.children:
        if child.dep_ in ("aux", "auxpass", "neg", "punct") or child.dep_ in SUBJECTS:
            shadow |= {t.i for t in child.subtree}
    return shadow & content


def find_source(token: "Token", part: str = "verb") -> frozenset[int]:
    """Token indices of the noun phrase that speaks, without its relative clauses; may be empty."""
    if part == "noun":
        return _owner(token)
    if part == "adjective" and token.dep_ in ("acomp", "oprd", "attr") and token.head != token:
        token = token.head
    return _subject_of(token, depth=0)


def _owner(noun):
    """`Smith's claim`, `a claim by Smith`, `made the claim`."""
    for child in noun.children:
        if child.dep_ == "poss":
            return _noun_phrases([child])
        if (child.dep_ == "prep" and child.lower_ in ("by", "from")) or child.dep_ == "agent":
            return _noun_phrases([c for c in child.children if c.dep_ == "pobj"])
    if noun.dep_ in ("dobj", "attr") and noun.head.tag_.startswith("V"):
        return _subject_of(noun.head, depth=0)
    return frozenset()


def _subject_of(verb, depth):
    if depth > 4:
        return frozenset()
    children = list(verb.children)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in children)
    agents = [c for c in children if c.dep_ == "agent"]
    if agents:
        pobj = [c for a in agents for c in a.children if c.dep_ == "pobj"]
        return _noun_phrases(pobj)
    subjects = [c for c in children if c.dep_ in SUBJECTS]
    if subjects:
        subject = subjects[0]
        if subject.lower_ in RELATIVE and verb.dep_ == "relcl":
            return _noun_phrases([verb.head])
        if subject.lower_ in ("it", "there") and passive:
            return frozenset()
        return _noun_phrases([subject])
    if passive or (verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl", "dep", "amod")):
        return frozenset()  # `Asked whether ..., a spokesman said`: nobody says who asked
    return _inherited_subject(verb, depth)


def _inherited_subject(verb, depth):
    """The subject of the clause that a verb without one depends on."""
    head = verb.head
    if head == verb:
        return frozenset()
    if verb.dep_ == "conj" and head.tag_[:1] in "VM":
        return _subject_of(head, depth + 1)
    if verb.dep_ == "acl":
        return _noun_phrases([head]) if verb.tag_ == "VBG" else frozenset()
    if verb.dep_ == "xcomp":
        objects = [c for c in head.children if c.dep_ == "dobj"]
        if objects and verb.tag_ == "VB":
            return _noun_phrases(objects)
        return _subject_of(head, depth + 1)
    if verb.dep_ in ("advcl", "ccomp", "dep"):
        return _subject_or_passive_subject(head, depth)
    if verb.dep_ in ("pcomp", "prep"):
        while head.dep_ in ("prep", "pcomp") and head.head != head:
            head = head.head
        return _subject_or_passive_subject(head, depth) if head.tag_[:1] == "V" else frozenset()
    return frozenset()


def _subject_or_passive_subject(verb, depth):
    """Who an adverbial clause is about: `Asked ..., he was told`: its head's subject, active or not."""
    if verb.tag_[:1] not in "VM":
        return frozenset()
    passive = _passive_subjects(verb)
    if passive:
        return _noun_phrases(passive)
    return _subject_of(verb, depth + 1)


def _passive_subjects(verb):
    return [c for c in verb.children if c.dep_ == "nsubjpass"]


def _is_impersonal_passive(token):
    """`X is expected to`: what is expected of X is X's doing."""
    return bool(_passive_subjects(token))


def _cue_tokens(token, extra):
    """The trigger with its auxiliaries, negation, particle and the adverbs beside it."""
    yield token
    yield from extra
    for child in token.children:
        if child.dep_ in ("aux", "auxpass", "neg", "prt") or (
            child.dep_ == "advmod" and 0 < token.i - child.i <= 2 and child.n_lefts == 0
        ):
            yield child


def _noun_phrases(tokens):
    """Token indices of noun phrases with their appositions, without the clauses that follow."""
    return _subtrees(tokens, lambda t: t.dep_ in ("relcl", "acl", "advcl"))


def _without_asides(tokens):
    """Token indices of contents without what the narrator adds: `, which ...`, `although ...`."""
    return _subtrees(tokens, _is_aside)


def _is_aside(token):
    if token.dep_ == "relcl":
        before = token.left_edge.i - 1
        return before >= 0 and token.doc[before].text == ","
    return token.dep_ == "advcl" and _marked_by(token, ("although", "though"))


def _subtrees(tokens, left_out):
    """Token indices of the subtrees of `tokens`, less those right of their head that are `left_out`."""
    found = set()
    for head in tokens:
        found |= {t.i for t in head.subtree}
        for inner in head.subtree:
            if inner.i > head.i and left_out(inner):
                found -= {t.i for t in inner.subtree}
    return frozenset(found)


def _is_in_order(token):
    return token.lower_ == "order" and token.i > 0 and token.nbor(-1).lower_ == "in"


def _has_that(token):
    return _marked_by(token, ("that",)) or any(c.dep_ in SUBJECTS for c in token.children)


def _has_to(token):
    return any(c.tag_ == "TO" for c in token.children)


def _marked_by(token, words):
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in words for c in token.children)


def _is_that_clause(token):
    """A clause with `that` which the parse takes for an adverbial (`hinted this week that ...`)."""
    return token.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ == "that" for c in token.children
    )
