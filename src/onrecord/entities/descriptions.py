"""Descriptions joined to names, only where the text itself says so.

`Bob Woodward, a journalist`; `chancellor Olaf Scholz`; and again where the same noun comes back
with `the` (`the chancellor`), if it has described one entity only.
"""

from collections import defaultdict

from onrecord.entities.mentions import MentionsSoFar

DESCRIBED = ("PERSON", "ORG")
LONGEST = 3  # tokens of a description that is taken up again


def add_descriptions(found: MentionsSoFar) -> None:
    """Add the descriptions beside the names that are found, and where they come back."""
    described = defaultdict(set)
    for name in list(found.mentions):
        if name.label not in DESCRIBED:
            continue
        for first, last, noun, evidence in _beside(found, name):
            if all(found.at.get(i) is not name for i in range(first, last)):
                _add(found, first, last, name.entity, name.label, evidence)
                described[noun.lower_].add((name.entity, name.label))
    for chunk in found.doc.noun_chunks:
        meant = described.get(chunk.root.lower_, ())
        definite = chunk[0].lower_ in ("the", "this") and len(chunk) <= LONGEST
        if len(meant) == 1 and definite and chunk.root.i not in found.at:
            entity, label = next(iter(meant))
            _add(found, chunk.start, chunk.end, entity, label, "described so before")


def _add(found, first, last, entity, label, evidence):
    found.add(first, last, entity=entity, label=label, form="common", evidence=evidence)


def _beside(found, name):
    """Phrases in apposition to a name and before it: first and last token, noun, evidence."""
    span = found.doc.char_span(name.start, name.end)
    if span is None:
        return
    root = span.root
    appositions = [c for c in root.children if c.dep_ == "appos"]
    if root.dep_ == "appos":
        appositions.append(root.head)
    for noun in appositions:
        if noun.tag_ in ("NN", "NNP") and noun.i not in found.at:
            first, last = _phrase(noun, root)
            if first < last:
                yield first, last, noun, "apposition"
    before = [c for c in root.lefts if c.dep_ in ("compound", "nmod") and c.i < span.start]
    nouns = [c for c in before if c.tag_ == "NN"]
    if nouns:
        yield root.left_edge.i, span.start, nouns[-1], "title before the name"


def _phrase(noun, name):
    """The phrase of a noun with its first preposition, without the name that it stands beside."""
    first, last = noun.left_edge.i, noun.i + 1
    preposition = next((c for c in noun.rights if c.dep_ == "prep" and c.i == last), None)
    if preposition is not None:
        last = preposition.right_edge.i + 1
    return first, min(last, name.left_edge.i) if name.i > noun.i else last
