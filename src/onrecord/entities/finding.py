"""The mentions of one article: names, then descriptions, then pronouns."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.attribution import Attribution
from onrecord.entities.descriptions import add_descriptions
from onrecord.entities.mentions import Mention, MentionsSoFar, head_of
from onrecord.entities.names import find_names, gender_of_title, join_names
from onrecord.entities.pronouns import add_pronouns

if TYPE_CHECKING:
    from spacy.tokens import Doc

SPEAKING_PLACES = ("GPE", "FAC", "LOC")


def find_mentions(doc: "Doc", attributions: Sequence[Attribution] = ()) -> list[Mention]:
    """Find the mentions of one article, in text order.

    Args:
        doc: as `pipeline.parse_articles` yields it; it is not changed.
        attributions: the article's own; they tell who `I` is and which places speak.
    """
    found = MentionsSoFar(doc)
    heads = (head_of(doc, a.source) for a in attributions)
    _add_names(found, {head.i for head in heads if head is not None})
    add_descriptions(found)
    add_pronouns(found, attributions)
    settled = _with_settled_titles(found)
    known = [replace(m, gender=found.gender.get(m.entity, "")) for m in settled]
    return sorted(known, key=lambda m: (m.start, m.end))


def _add_names(found, speakers):
    names = find_names(found.doc, speakers)
    entities = join_names(names)
    labels = {name.core: name.label for name in names}
    labels |= {e: "PERSON" for name, e in zip(names, entities, strict=True) if name.title}
    for name, entity in zip(names, entities, strict=True):
        if gender := gender_of_title(name.title):
            found.gender.setdefault(entity, gender)
        label = labels.get(entity, name.label)
        speaks = not speakers.isdisjoint(range(name.first, name.last))
        found.add(
            name.first, name.last, entity=entity, label=label, form="proper",
            evidence="name" if entity == name.core else "short for a longer name",
            metonym=speaks and label in SPEAKING_PLACES,
        )  # fmt: skip


def _with_settled_titles(found):
    """Join `Mr Strake` to the one Strake left when those who are known to be `she` are ruled out."""
    settled, namesakes = {}, _namesakes(found.mentions)
    for titled in dict.fromkeys(m.entity for m in found.mentions):
        title, _, surname = titled.partition(" ")
        gender = gender_of_title(title)
        rivals = namesakes.get(surname, ()) if gender else ()
        fitting = [n for n in rivals if found.gender.get(n, gender) == gender]
        if len(fitting) == 1 and len(rivals) > 1:
            settled[titled] = fitting[0]
    why = "title, and pronouns of the others of that surname"
    return [
        replace(m, entity=settled[m.entity], evidence=why) if m.entity in settled else m
        for m in found.mentions
    ]


def _namesakes(mentions):
    """What may follow a first name (`Strake`, `van der Berg`) → the untitled names that end in it."""
    namesakes = defaultdict(list)
    for name in dict.fromkeys(m.entity for m in mentions):
        first, *rest = name.split(" ")
        if not gender_of_title(first):
            for n in range(len(rest)):
                namesakes[" ".join(rest[n:])].append(name)
    return namesakes
