"""Descriptions joined to names, only where the text itself says so.

`Bob Woodward, a journalist`; `chancellor Olaf Scholz`; and where the same words come back with
`the` (`the chancellor`), if they describe one entity only. So too `the ministry`, where one
ministry is named. Not found: descriptions that stand beside no name (`the tycoon`), plurals.
"""

from collections import defaultdict

from onrecord.entities.mentions import MentionsSoFar

DESCRIBED = ("PERSON", "ORG")
LONGEST = 3  # tokens of a description that is taken up again
# What an organisation is called for short, after the noun in its name.
ORGANISATION_NOUNS = {
    "administration", "agency", "association", "authority", "bank", "board", "bureau", "cabinet",
    "charity", "church", "club", "college", "commission", "committee", "company", "congress",
    "corporation", "council", "court", "department", "federation", "foundation", "government",
    "group", "hospital", "inspectorate", "institute", "league", "ministry", "museum", "office",
    "parliament", "party", "school", "senate", "society", "tribunal", "trust", "union",
    "university",
}  # fmt: skip


def add_descriptions(found: MentionsSoFar) -> None:
    """Add the descriptions beside the names that are found, and where they come back."""
    described, named = defaultdict(set), defaultdict(set)
    for name in list(found.mentions):
        if name.label not in DESCRIBED:
            continue
        if name.label == "ORG":
            named[_organisation_noun(name.entity)].add((name.entity, name.label))
        for first, last, noun, evidence in _beside(found, name):
            if all(found.at.get(i) is not name for i in range(first, last)):
                _add(found, first, last, name.entity, name.label, evidence)
                described[_words(found.doc, first, noun)].add((name.entity, name.label))
    _add_taken_up(found, described, named)


def _add_taken_up(found, described, named):
    """Add `the` and the words that describe one entity only, or the noun in only one's name."""
    for noun in found.doc:
        first = noun.left_edge.i
        definite = found.doc[first].lower_ in ("the", "this") and first < noun.i < first + LONGEST
        if noun.tag_ != "NN" or not definite or noun.i in found.at:
            continue
        words = _words(found.doc, first, noun)
        meant = set(described.get(words, ()))
        evidence = "described so" if meant else "noun of its name"
        if words in ORGANISATION_NOUNS:
            meant |= named.get(words, set())
        if len(meant) == 1:
            [(entity, label)] = meant
            _add(found, first, noun.i + 1, entity, label, evidence)


def _words(doc, first, noun):
    """What a phrase says, in lower case: `deputy mayor`, without article, owner and country."""
    words = []
    for token in doc[first : noun.i + 1]:
        if token.tag_ in ("POS", "PRP$"):
            words = []
        elif token.tag_ != "DT" and token.ent_type_ not in ("GPE", "NORP"):
            words.append(token.lower_)
    return " ".join(words)


def _organisation_noun(name):
    """`ministry` of the Ministry of Works, `union` of the Ferry Workers' Union."""
    words = name.lower().split()
    return words[words.index("of") - 1] if "of" in words else words[-1]


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
        if noun.tag_ in ("NN", "NNP") and noun.i not in found.at and noun.ent_type_ != "DATE":
            first, last = _phrase(noun, root)
            if first < last and found.doc[first].tag_ != "WP$":
                yield first, last, noun, "apposition"
    before = [c for c in root.lefts if c.dep_ in ("compound", "nmod") and c.i < span.start]
    nouns = [c for c in before if c.tag_ == "NN"]
    if nouns:
        yield root.left_edge.i, span.start, nouns[-1], "title before the name"


def _phrase(noun, name):
    """The phrase of a noun with its first preposition, without the name that it stands beside."""
    first, last = noun.left_edge.i, noun.i + 1
    while first < noun.i and noun.doc[first].tag_ == "RB":  # `then`, `now`
        first += 1
    preposition = next((c for c in noun.rights if c.dep_ == "prep" and c.i == last), None)
    if preposition is not None:
        last = preposition.right_edge.i + 1
    return first, min(last, name.left_edge.i) if name.i > noun.i else last
