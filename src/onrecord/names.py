"""Proper names in a Doc: the recogniser's, cleaned, relabelled and joined within the article.

A name loses its article and possessive and takes in a title before it (`Mr Trump`). One that the
recogniser labels differently from line to line takes the label it has most often. Shorter forms
join the one longer name that they are part of: a surname a full name, `Tolvane` Tolvane Marine,
`DFWU` the Dock and Ferry Workers' Union. Where two longer names would do, the short form stays
apart: nothing here guesses.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "LAW")
TITLES = {
    "mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "lord": "m", "lady": "f", "dame": "f",
    "dr": "", "prof": "", "professor": "", "rev": "", "judge": "", "justice": "", "captain": "",
    "sgt": "", "sen": "", "rep": "", "gov": "", "gen": "", "col": "", "lt": "", "senator": "",
    "president": "", "mayor": "", "mp": "",
}  # fmt: skip
SMALL_WORDS = {"of", "the", "and", "for", "&", "in", "on", "at", "’", "'"}


@dataclass(frozen=True)
class Name:
    """One proper name: token indices `[first, last)`, what it is called without title and article."""

    first: int
    last: int
    core: str
    title: str
    label: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(w.casefold() for w in self.core.split())


def find_names(doc: "Doc") -> list[Name]:
    """The proper names of `doc` in text order, each with the label that the article gives it most often."""
    names = [name for name in (_clean(doc, ent) for ent in doc.ents) if name]
    labels = defaultdict(Counter)
    for name in names:
        labels[name.core.casefold()][name.label] += 1
    common = {core: max(c, key=lambda x: (c[x], -LABELS.index(x))) for core, c in labels.items()}
    return [
        Name(n.first, n.last, n.core, n.title, common[n.core.casefold()]) for n in names
    ]


def _clean(doc, ent):
    if ent.label_ not in LABELS:
        return None
    tokens = list(ent)
    while tokens and (tokens[-1].tag_ == "POS" or not tokens[-1].text[:1].isalnum()):
        tokens.pop()
    while tokens and (tokens[0].lower_ in ("the", "a", "an") or not tokens[0].text[:1].isalnum()):
        tokens.pop(0)
    if not tokens or "\n" in doc[tokens[0].i : tokens[-1].i + 1].text:
        return None
    title = ""
    while len(tokens) > 1 and _title(tokens[0]):
        title = tokens.pop(0).text
    first = tokens[0].i
    if not title and first > 0 and _title(doc[first - 1]) and doc[first - 1].text[0].isupper():
        title = doc[first - 1].text
    core = re.sub(r"\s+", " ", doc[first : tokens[-1].i + 1].text)
    if not any(c.isupper() for c in core):
        return None
    return Name(first - bool(title), tokens[-1].i + 1, core, title, ent.label_)


def _title(token):
    return token.lower_.rstrip(".") in TITLES


def gender_of_title(title: str) -> str:
    """`m`, `f`, or an empty string where the title does not tell."""
    return TITLES.get(title.lower().rstrip("."), "")


def join_names(names: list[Name]) -> dict[str, str]:
    """Map each name's core (case-folded) to the core, as written, of the entity that it belongs to."""
    written, labels = {}, {}
    for name in names:
        written.setdefault(name.core.casefold(), name.core)
        labels[name.core.casefold()] = name.label
    people = [c for c in written if labels[c] == "PERSON" and " " in c]
    others = [c for c in written if " " in c and c not in people]
    joined = {}
    for core in written:
        longer = _longer_forms(core, labels[core], people, others)
        joined[core] = written[longer[0]] if len(longer) == 1 else written[core]
    return {core: joined.get(target.casefold(), target) for core, target in joined.items()}


def _longer_forms(core, label, people, others):
    words = core.split()
    if len(words) == 1 and label in ("PERSON", "ORG", "GPE", "NORP", "FAC"):
        found = [p for p in people if words[0] in (p.split()[-1], p.split()[0])]
        surnames = [p for p in found if p.split()[-1] == words[0]]
        if found:
            return surnames or found
    if label == "PERSON" and len(words) > 1:
        return [p for p in people if p != core and words[-1] == p.split()[-1] and _within(words, p.split())]
    return [
        o for o in others if o != core and (_begins(words, o.split()) or core == _initials(o))
    ]


def _within(words, longer):
    """Whether all of `words` stand in `longer`, initials counting for names (J. Smith)."""
    return len(words) < len(longer) and all(
        any(w == other or (w.rstrip(".") == other[0]) for other in longer) for w in words
    )


def _begins(words, longer):
    return len(words) < len(longer) and longer[: len(words)] == words


def _initials(name):
    return "".join(w[0] for w in re.split(r"[\s-]+", name) if w not in SMALL_WORDS)
