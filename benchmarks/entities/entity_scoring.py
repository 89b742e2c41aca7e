"""Entities found beside entities marked by hand: are their mentions counted right, and joined right?

Counted are the marked persons, organisations and places that have a proper name in the article, and
of those found the ones whose proper names are mostly labelled as such. A found mention is the
marked one whose head it covers: the closest pairs first, one to one, over all marked mentions.
The twin of a marked entity is the found one that most of its proper names were found in.

- **total count error**: the differences between the mentions of each marked entity and of its twin,
  added up, over all mentions of marked entities: the share of all that is miscounted.
- **mean count error**: the mean of these differences, in mentions.
- **within one**: share of marked entities for which that difference is at most one.
- **top-3**: share of articles in which the three found entities with the most mentions are all
  among the three most mentioned marked ones; entities that tie with the third count as such.
- **B-cubed** (Bagga and Baldwin 1998): recall is the mean, over the mentions of marked entities, of
  the share of the entity's mentions that stand together with this one; precision the same over
  the mentions of those found. Mentions that are missed, or found in excess, count as 0.

By form, of the marked mentions of these entities: **found**, whoever they were taken for; **right
entity**, found in the twin; and **extra**, mentions of a twin that are none of its marked entity. So
the mentions of a twin are those in the right entity and the extra ones.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from benchmarks.common.gum import GoldArticle, GoldMention

TYPES = {"person", "organization", "place"}
LABELS = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"}
FORMS = ("proper", "common", "pronoun")


class MentionLike(Protocol):
    """Found: half-open characters, the entity it belongs to, its form and OntoNotes label."""

    entity: str
    start: int
    end: int
    form: str
    label: str


@dataclass
class Tally:
    """What is counted in articles.

    Attributes:
        sizes: (marked, found) mentions of each marked entity.
        precisions, recalls: of each mention, for B-cubed.
        tops: for each article with three marked entities or more, whether its top three are right.
        forms: (form, `marked`, `found`, `right` or `extra`) → mentions.
    """

    sizes: list[tuple[int, int]] = field(default_factory=list)
    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)
    tops: list[bool] = field(default_factory=list)
    forms: Counter = field(default_factory=Counter)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.sizes + other.sizes,
            self.precisions + other.precisions,
            self.recalls + other.recalls,
            self.tops + other.tops,
            self.forms + other.forms,
        )

    def measures(self) -> dict[str, float]:
        """The figures described above but those by form, by name."""
        errors = [abs(marked - found) for marked, found in self.sizes]
        precision, recall = mean(self.precisions), mean(self.recalls)
        both = precision + recall
        return {
            "total count error": sum(errors) / max(sum(marked for marked, _ in self.sizes), 1),
            "mean count error": mean(errors),
            "within one": mean([error <= 1 for error in errors]),
            "top-3": mean(self.tops),
            "B3 P": precision,
            "B3 R": recall,
            "B3 F1": 2 * precision * recall / both if both else 0.0,
        }


def mean(values: Sequence[float]) -> float:
    """0 where there are none."""
    return sum(values) / len(values) if values else 0.0


def tally(article: GoldArticle, found: Sequence[MentionLike]) -> Tally:
    """Count one article."""
    gold = article.mentions
    to_gold, to_found = align(found, gold)
    named = _named(found)
    proper = {m.entity for m in gold if m.form == "proper"}
    counted = [e for e, kind in article.types.items() if kind in TYPES and e in proper]
    gold_size, found_size = (Counter(m.entity for m in side) for side in (gold, found))
    twins = _twins(gold, found, to_found, counted)
    return Tally(
        sizes=[(gold_size[e], found_size.get(twins.get(e), 0)) for e in counted],
        precisions=_together(found, gold, to_gold, named),
        recalls=_together(gold, found, to_found, counted),
        tops=_top_three(counted, gold_size, [e for e, _ in found_size.most_common() if e in named], twins),
        forms=_by_form(found, gold, to_gold, to_found, {e: twins.get(e) for e in counted}),
    )  # fmt: skip


def align(
    found: Sequence[MentionLike], gold: Sequence[GoldMention]
) -> tuple[dict[int, int], dict[int, int]]:
    """Index of a found mention → index of the marked one that it is, and the other way round."""
    pairs = sorted(
        (abs(f.start - g.start) + abs(f.end - g.end), i, k)
        for i, f in enumerate(found)
        for k, g in enumerate(gold)
        if _touch((f.start, f.end), g.head) and _touch((f.start, f.end), (g.start, g.end))
    )
    to_gold, to_found = {}, {}
    for _, i, k in pairs:
        if i not in to_gold and k not in to_found:
            to_gold[i], to_found[k] = k, i
    return to_gold, to_found


def _touch(a, b):
    return a[0] < b[1] and b[0] < a[1]


def _named(found):
    """The found entities whose proper names are mostly those of persons, organisations and places."""
    labels = defaultdict(Counter)
    for mention in found:
        if mention.form == "proper":
            labels[mention.entity][mention.label] += 1
    return {entity for entity, c in labels.items() if c.most_common(1)[0][0] in LABELS}


def _twins(gold, found, to_found, counted):
    votes = {}
    for k, mention in enumerate(gold):
        if mention.entity in counted and mention.form == "proper" and k in to_found:
            votes.setdefault(mention.entity, Counter())[found[to_found[k]].entity] += 1
    return {entity: c.most_common(1)[0][0] for entity, c in votes.items()}


def _together(ours, theirs, twin_of, counted: Iterable[str]) -> list[float]:
    """For each of our mentions of a counted entity: the share of that entity's mentions that the
    other side puts together with this one."""
    members, others = defaultdict(list), defaultdict(set)
    for i, mention in enumerate(ours):
        members[mention.entity].append(i)
    for k, mention in enumerate(theirs):
        others[mention.entity].add(k)
    shares = []
    for i, mention in enumerate(ours):
        if mention.entity in counted:
            same = others[theirs[twin_of[i]].entity] if i in twin_of else set()
            mine = members[mention.entity]
            shares.append(sum(twin_of.get(j) in same for j in mine) / len(mine))
    return shares


def _top_three(counted, gold_size, found_order, twins) -> list[bool]:
    """Whether the three most mentioned are right; an empty list for an article with fewer."""
    if len(counted) < 3:
        return []
    least = sorted((gold_size[e] for e in counted), reverse=True)[2]
    wanted = {twins[e] for e in counted if gold_size[e] >= least and e in twins}
    first = found_order[:3]
    return [len(first) == 3 and set(first) <= wanted]


def _by_form(found, gold, to_gold, to_found, twins) -> Counter:
    """Counts by form; `twins` has every counted entity, with None where nothing was found of it."""
    forms, members = Counter(), defaultdict(list)
    for k, mention in enumerate(gold):
        if mention.entity in twins:
            met = found[to_found[k]].entity if k in to_found else None
            forms[mention.form, "marked"] += 1
            forms[mention.form, "found"] += k in to_found
            forms[mention.form, "right"] += k in to_found and met == twins[mention.entity]
    for i, mention in enumerate(found):
        members[mention.entity].append(i)
    for entity, twin in twins.items():
        for i in members.get(twin, ()):
            forms[found[i].form, "extra"] += i not in to_gold or gold[to_gold[i]].entity != entity
    return forms
