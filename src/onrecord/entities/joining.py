"""Entities over a corpus: the same name in many articles is one row."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from onrecord.entities.mentions import Mention
from onrecord.entities.names import gender_of_title, is_titled

ONE_FULL_NAME = "the one full name in the corpus"


@dataclass(frozen=True)
class Entity:
    """One entity of the corpus, numbered in order of its first mention."""

    entity_id: str
    name: str
    label: str
    aliases: tuple[str, ...]
    mentions: int
    articles: int


def join_entities(
    articles: Sequence[tuple[str, str | None, Sequence[Mention]]],
) -> tuple[list[Entity], list[list[str]]]:
    """Make one entity of each name in the corpus.

    The same name is the same entity, whatever its case and its apostrophes; a surname that stands
    alone in an article joins the one full name of the corpus that ends in it, where it has just one
    and nothing speaks against it: `Mrs Smith` is not John Smith who is `he`, nor Lee Smith of whom
    neither is told. A surname that is `she` in one article and `he` in another is two entities.

    Args:
        articles: (article_id, text, mentions), in corpus order.

    Returns:
        The entities in order of first mention, and for each article the entity_id of each mention.
    """
    corpus = _Corpus(articles)
    keys = [corpus.keys_of(text, mentions) for _, text, mentions in articles]
    grouped = defaultdict(list)
    for (article_id, text, mentions), key_of in zip(articles, keys, strict=True):
        for mention in mentions:
            grouped[key_of[mention.entity]].append((article_id, text, mention))
    ids = {key: f"e{n}" for n, key in enumerate(grouped, 1)}
    entities = [_entity(ids[key], key, group) for key, group in grouped.items()]
    joined = zip(articles, keys, strict=True)
    return entities, [[ids[key_of[m.entity]] for m in ms] for (_, _, ms), key_of in joined]


def evidence_of(mention: Mention, entity: Entity) -> str:
    """What joined a mention to an entity of the corpus: its article, or the one full name elsewhere."""
    if mention.form == "proper" and _plain(mention.entity) != _plain(entity.name):
        return ONE_FULL_NAME
    return mention.evidence


def _entity(entity_id, key, group):
    spelled = Counter(m.entity for _, _, m in group)
    name = max(spelled, key=lambda s: (_plain(s) == key[0], spelled[s], s))
    used = dict.fromkeys(text[m.start : m.end] for _, text, m in group if m.form != "pronoun")
    return Entity(
        entity_id=entity_id,
        name=name,
        label=_most(Counter(m.label for _, _, m in group)),
        aliases=tuple(alias for alias in used if alias != name),
        mentions=len(group),
        articles=len({article_id for article_id, _, _ in group}),
    )


class _Corpus:
    """What all articles together tell of each name: its label, its gender, its one full name.

    The key of an entity is its plain name and a gender, which is empty except where a surname alone
    is called `she` in some articles and `he` in most.
    """

    def __init__(self, articles: Sequence[tuple[str, str | None, Sequence[Mention]]]):
        labels, genders = defaultdict(Counter), defaultdict(Counter)
        for mention in chain.from_iterable(mentions for _, _, mentions in articles):
            name = _plain(mention.entity)
            labels[name][mention.label] += 1
            genders[name][mention.gender] += bool(mention.gender)
        self._people = {name for name, each in labels.items() if _most(each) == "PERSON"}
        self._gender = {name: _most(each) for name, each in genders.items()}
        self._full = defaultdict(list)
        for name in self._people:
            if " " in name and not is_titled(name):
                self._full[name.split()[-1]].append(name)

    def keys_of(self, text: str | None, mentions: Sequence[Mention]) -> dict[str, tuple[str, str]]:
        """Each entity of an article → the key of the entity of the corpus that it is."""
        proper = (m for m in mentions if m.form == "proper")
        titled = {m.entity for m in proper if gender_of_title(text[m.start : m.end].split()[0])}
        genders = {m.entity: m.gender for m in mentions}
        return {name: self._key(_plain(name), g, name in titled) for name, g in genders.items()}

    def _key(self, name, gender, titled):
        if name not in self._people or (" " in name and not is_titled(name)):
            return name, ""
        full = self._full.get(name, ())
        if len(full) == 1 and self._agree(gender, titled, self._gender[full[0]]):
            return full[0], ""
        return name, "" if gender in ("", self._gender[name]) else gender

    @staticmethod
    def _agree(gender, titled, gender_of_full):
        """Whether a surname may be the full name; what a title tells must be known of both."""
        return gender == gender_of_full or (not titled and "" in (gender, gender_of_full))


def _most(counts):
    return max(counts, key=lambda key: (counts[key], key))


def _plain(name):
    return name.casefold().replace("’", "'")
