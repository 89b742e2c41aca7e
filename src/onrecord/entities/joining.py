"""Entities over a corpus: the same name in many articles is one row."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.entities.mentions import Mention


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
    alone in an article joins the one full name of the corpus that ends in it, where it has just one.

    Args:
        articles: (article_id, text, mentions), in corpus order.

    Returns:
        The entities in order of first mention, and for each article the entity_id of each mention.
    """
    target = _corpus_names(articles)
    grouped = defaultdict(list)
    for article_id, text, mentions in articles:
        for mention in mentions:
            grouped[target[_plain(mention.entity)]].append((article_id, text, mention))
    ids = {key: f"e{n}" for n, key in enumerate(grouped, 1)}
    entities = [_entity(ids[key], key, group) for key, group in grouped.items()]
    return entities, [[ids[target[_plain(m.entity)]] for m in ms] for _, _, ms in articles]


def _entity(entity_id, key, group):
    spelled = Counter(m.entity for _, _, m in group)
    name = max(spelled, key=lambda s: (_plain(s) == key, spelled[s], s))
    labels = Counter(m.label for _, _, m in group)
    used = dict.fromkeys(text[m.start : m.end] for _, text, m in group if m.form != "pronoun")
    return Entity(
        entity_id=entity_id,
        name=name,
        label=max(labels, key=lambda label: (labels[label], label)),
        aliases=tuple(alias for alias in used if alias != name),
        mentions=len(group),
        articles=len({article_id for article_id, _, _ in group}),
    )


def _corpus_names(articles):
    """Plain name in an article → plain name of the entity of the corpus."""
    labels = {_plain(m.entity): m.label for _, _, mentions in articles for m in mentions}
    full = defaultdict(set)
    for name, label in labels.items():
        if label == "PERSON" and " " in name:
            full[name.split()[-1]].add(name)
    return {
        name: next(iter(full[name])) if label == "PERSON" and len(full.get(name, ())) == 1 else name
        for name, label in labels.items()
    }


def _plain(name):
    return name.casefold().replace("’", "'")
