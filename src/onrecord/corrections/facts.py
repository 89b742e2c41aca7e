"""What the tables tell of each entity, as far as proposals need it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from onrecord.reading.names.genders import GENDER_OF_PRONOUN, PRONOUN_OF_FORM
from onrecord.reading.names.people import PersonalName, parse_name
from onrecord.reading.names.spelling import core, plain_name
from onrecord.reading.names.titles import gender_of_title, untitled
from onrecord.tables.folder import Tables, read_columns

ENOUGH = 2  # pronouns that tell a gender: one may be joined in error


class Mentioned(NamedTuple):
    """One mention: where it stands and how."""

    article_id: str
    start: int
    end: int
    text: str
    form: str
    evidence: str


@dataclass
class Facts:
    """An entity with its mentions, in the order of the corpus."""

    entity_id: str
    name: str
    label: str
    named: bool
    aliases: Sequence[str]
    mentions: list[Mentioned] = field(default_factory=list)

    @cached_property
    def articles(self) -> list[str]:
        """The article_ids that it is mentioned in, in order."""
        return list(dict.fromkeys(m.article_id for m in self.mentions))

    @cached_property
    def core(self) -> str:
        """Its name as it is compared, a person's without any title."""
        return core(self.name, self.label, shorten=True)

    @cached_property
    def parts(self) -> PersonalName:
        """Its name in parts; asked of people only."""
        return parse_name(untitled(self.name, shorten=True))

    @cached_property
    def genders(self) -> dict[str, str]:
        """article_id → `m` or `f`, where a title or most of two or more pronouns in it tell."""
        told: dict[str, Counter] = defaultdict(Counter)
        for mention in self.mentions:
            gender = _gender(mention)
            if gender:
                told[mention.article_id][gender] += 1 if mention.form == "pronoun" else ENOUGH
        most = {article: max(sorted(each), key=each.__getitem__) for article, each in told.items()}
        return {article: g for article, g in most.items() if told[article][g] >= ENOUGH}

    @property
    def pronouns(self) -> dict[str, int]:
        """How many pronouns of the articles are joined to it, as `she`, `he` and `they`."""
        words = (plain_name(m.text) for m in self.mentions if m.form == "pronoun")
        counts = Counter(map(PRONOUN_OF_FORM.get, words))
        return {pronoun: counts[pronoun] for pronoun in ("she", "he", "they")}

    @property
    def gender(self) -> str:
        """`m` or `f` where all articles that tell agree, else empty."""
        told = set(self.genders.values())
        return told.pop() if len(told) == 1 else ""


def read_facts(tables: Tables) -> list[Facts]:
    """The entities of some tables, in their order."""
    columns = ("entity_id", "name", "label", "named", "aliases")
    facts = [Facts(**row) for row in tables.entities.select(columns).to_pylist()]
    by_id = {each.entity_id: each for each in facts}
    for entity_id, *rest in read_columns(tables.mentions, "entity_id", *Mentioned._fields):
        by_id[entity_id].mentions.append(Mentioned(*rest))
    return facts


def _gender(mention):
    if mention.form == "pronoun":
        return GENDER_OF_PRONOUN.get(PRONOUN_OF_FORM.get(plain_name(mention.text), ""), "")
    return gender_of_title(mention.text.split()[0]) if mention.form == "proper" else ""
