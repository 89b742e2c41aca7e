"""What a review proposes of entities: rows of corrections, each with its reason and a sentence for each side.

And whom it asks about: the people without a value in a column, with what the articles tell.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from onrecord.corpus.article import WORD
from onrecord.corpus.inputs import counted
from onrecord.corrections.facts import Facts, read_facts
from onrecord.corrections.near_names import near_pairs
from onrecord.corrections.row import Row
from onrecord.reading.doc.sentences import excerpt
from onrecord.reading.names.corpus_names import CALLED_SO_ELSEWHERE, ONE_FULL_NAME
from onrecord.reading.names.people import parse_name
from onrecord.reading.names.spelling import plain_name
from onrecord.reading.union import grouped
from onrecord.tables.folder import Tables, read_columns
from onrecord.tables.schema import ENTITIES, FORMS, added_columns

FEW_MENTIONS = 2  # mentions; an entity with more has a row of its own
LONGEST_EXAMPLE = 300  # characters of an example
ONLY_IN_CORPUS = (ONE_FULL_NAME, CALLED_SO_ELSEWHERE)
GENDER = "gender"  # the column that pronouns are evidence for
HE_OR_SHE = {"m": "he", "f": "she"}


def propose(tables: Tables, on_pair: Callable[[], object] = lambda: None) -> Iterator[Row]:
    """The proposals for some tables: merges, splits, then a row for each entity with a name.

    Each kind comes with the most mentioned first.

    Args:
        on_pair: called for each pair of near names that is found, for a progress bar.
    """
    facts, pairs = read_facts(tables), []
    for pair in near_pairs(facts):
        pairs.append(pair)
        on_pair()
    write = _Proposer(tables, facts)
    pairs.sort(key=lambda pair: -min(len(each.mentions) for each in pair[:2]))
    for one, other, reason in pairs:
        yield write.merge(one, other, reason)
    largest = sorted(facts, key=lambda each: -len(each.mentions))
    for each in largest:
        for articles, reason in _splits(each):
            yield write.split(each, articles, reason)
    for each in largest:
        if each.named and len(each.mentions) > FEW_MENTIONS:
            yield write.entity(each)


def people_without(tables: Tables, column: str) -> Iterator[Row]:
    """A row for each named person who speaks and has no value in a column, most words first.

    The words are those that the articles themselves report, as in `counts`: what is quoted inside
    a quotation is the outer source's. No value is ever proposed.
    """
    facts = read_facts(tables)
    people = {each.entity_id: each for each in facts if each.named and each.label == "PERSON"}
    words, articles = Counter[str](), defaultdict(set)
    columns = ("source_entity", "article_id", "content_text", "depth")
    for entity_id, article_id, content, depth in read_columns(tables.attributions, *columns):
        if depth == 0 and entity_id in people:
            words[entity_id] += len(WORD.findall(content))
            articles[entity_id].add(article_id)
    write = _Proposer(tables, facts)
    for entity_id, number in words.most_common():
        told = f"{number:,} words in {counted(len(articles[entity_id]), 'article')}"
        if column.casefold() == GENDER:
            pronouns = people[entity_id].pronouns.items()
            told += f"; {', '.join(f'{pronoun} {n}' for pronoun, n in pronouns)}"
        row = write.entity(people[entity_id])
        if column not in row.attributes:
            yield replace(row, reason=told)


def _splits(each: Facts) -> Iterator[tuple[list[str], str]]:
    """Articles in which an entity may be somebody else, and why."""
    if each.label != "PERSON" or not each.named:
        return
    for find in (_of_other_gender, _of_other_name, _of_surname_alone):
        articles, reason = find(each)
        if articles and len(articles) < len(each.articles):
            yield articles, reason
            return


def _of_other_gender(each):
    counts = Counter(each.genders.values())
    if len(counts) < 2:
        return [], ""
    fewer, more = sorted(counts, key=lambda gender: (counts[gender], gender))
    articles = [a for a, gender in each.genders.items() if gender == fewer]
    told = (f"“{HE_OR_SHE[g]}” in {counted(counts[g], 'article')}" for g in (fewer, more))
    return articles, " and ".join(told)


def _of_other_name(each):
    """Articles that call it by a full name which its own cannot be short for, nor long."""
    names = {(m.article_id, m.text): None for m in each.mentions if m.form == "proper"}
    by_article, own, other = grouped(names), each.parts, dict[str, bool]()
    for name in dict.fromkeys(name for names in by_article.values() for name in sorted(names)):
        parts = parse_name(name)
        if parts.given and own.given and parts.surname == own.surname:
            other[name] = not (parts.is_short_for(own) or own.is_short_for(parts))
    articles = [a for a, names in by_article.items() if any(other.get(name) for name in names)]
    called = sorted({name for a in articles for name in by_article[a] if other.get(name)})
    return articles, f"called {', '.join(called)} there"


def _of_surname_alone(each):
    """Articles that have only the surname, where the full name of the corpus was taken for it."""
    alone = dict.fromkeys(m.article_id for m in each.mentions if m.evidence in ONLY_IN_CORPUS)
    return list(alone), "only the surname stands there"


class _Proposer:
    """Makes the rows; it knows the texts, and which names several entities have."""

    def __init__(self, tables: Tables, facts: Iterable[Facts]):
        self._texts = dict(read_columns(tables.articles, "article_id", "text"))
        self._namesakes = grouped(((plain_name(each.name), each.label), each) for each in facts)
        added = added_columns(ENTITIES, tables.entities.column_names)
        columns = tables.entities.select(["entity_id", *added]).to_pylist()
        self._attributes = {row.pop("entity_id"): row for row in columns}

    def merge(self, one: Facts, other: Facts, reason: str) -> Row:
        both = len(set(one.articles) & set(other.articles))
        if both:
            reason += f"; {counted(both, 'article')} {'mentions' if both == 1 else 'mention'} both"
        return Row(
            kind="merge",
            **self._side(one),
            **{f"other_{name}": value for name, value in self._side(other).items()},
            reason=reason,
            example=self._example(one),
            other_example=self._example(other),
        )

    def split(self, each: Facts, articles: list[str], reason: str) -> Row:
        rest = [a for a in each.articles if a not in set(articles)]
        return Row(
            kind="split",
            **self._side(each),
            other_articles="; ".join(articles),
            reason=reason,
            example=self._example(each, rest),
            other_example=self._example(each, articles),
        )

    def entity(self, each: Facts) -> Row:
        known = self._attributes[each.entity_id]
        return Row(
            kind="entity",
            **self._side(each),
            reason=f"{counted(len(each.mentions), 'mention')} in {counted(len(each.articles), 'article')}",
            example=self._example(each),
            attributes={name: value for name, value in known.items() if value},
        )

    def _side(self, each):
        """What tells which entity is meant, as columns of a row."""
        namesakes = self._namesakes[plain_name(each.name), each.label]
        elsewhere = {a for other in namesakes if other is not each for a in other.articles}
        own = [a for a in each.articles if a not in elsewhere] or each.articles
        return {
            "name": each.name,
            "label": each.label,
            # of a description, too: another article may call somebody else so
            "articles": own[0] if own and (len(namesakes) > 1 or not each.named) else "",
            "entity_id": each.entity_id,
        }

    def _example(self, each, articles=None):
        """The sentence of its first name, else description, in some of its articles."""
        inside = [m for m in each.mentions if articles is None or m.article_id in articles]
        mention = min(inside, key=lambda m: FORMS.index(m.form))
        text, place = self._texts[mention.article_id], mention.start
        sentence = excerpt(text, place, mention.end, focus=place, longest=len(text))
        if len(sentence) > LONGEST_EXAMPLE:
            sentence = sentence[: LONGEST_EXAMPLE - 1] + "…"
        return f"{mention.article_id}: {sentence}"
