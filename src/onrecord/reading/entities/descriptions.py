"""What a corpus calls people beside their names: `Ohio Gov. Ann Reed`, `Ann Reed, the mayor of Tolvane`.

It tells who speaks where an article says `the Ohio governor` and no more. That is the one person
named in the article whom the corpus calls so; or where it names none of them, the one whom other
articles call so and nobody else, if it is an office that one person has at a time. Where articles
have dates, those of about the same time count.

A description must tell something beside its noun: a name, a nation or a party, or two words.
"""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.corpus.article import Article
from onrecord.reading.entities.mentions import Mention
from onrecord.reading.names.labels import most
from onrecord.reading.names.titles import untitled
from onrecord.word_lists import word_list, word_table

APPOSITION = "apposition: "  # how the evidence of such a mention begins
ELSEWHERE, HERE = "called so in another article: ", "called so in this article"
SAME_WORDS = {**word_table("demonyms"), **word_table("parties"), **word_table("same_offices")}
ONE_AT_A_TIME = word_list("one_at_a_time")
OF_MANY = word_list("of_many")  # nouns that never tell who is meant: `the Ohio voter`
LINKS = {"of", "for", "in", "at", "from", "on", "to"}
EMPTY = {"the", "and", *LINKS}
WORD = re.compile(r"[\w.]+(?:-[\w.]+)*")
# What may stand beside a title and a name: `New York Mayor X`, `Governor X of Ohio`.
PLACE_BEFORE = re.compile(r"((?:[A-Z][\w.’'-]*[ ]){1,2})$")
PLACE_AFTER = re.compile(r",? (?:of|from) (?:the )?([A-Z][\w.]*(?: [A-Z]\w+)?)")
DEFINITE = re.compile(
    r"[Tt]he |[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}(?:[’']s|s[’']) "
)  # `Tolvane’s mayor`
NEAR = 40  # characters before a name, where its place may stand
YEAR = datetime.timedelta(days=365)  # further apart in time, an office may be somebody else's


class Description(NamedTuple):
    """The noun that heads a description, and its other words but for articles and prepositions."""

    head: str
    words: frozenset[str]


@dataclass(frozen=True)
class Holder:
    """One article that calls somebody so; `key` is who that is in the corpus."""

    key: Hashable
    article: Article


class Descriptions:
    """What each named person of a corpus is called. Tell it of all with `add`, then ask."""

    def __init__(self):
        self._holders: dict[Description, list[Holder]] = defaultdict(list)
        self._genders: dict[Hashable, Counter] = defaultdict(Counter)

    def add(
        self, key: Hashable, article: Article, gender: str, mentions: Iterable[Mention]
    ) -> None:
        """Take note of the gender of somebody with a name in an article, and what it calls that person."""
        self._genders[key].update([gender] * bool(gender))
        for said in (
            said for mention in mentions for said in _said_of(article.text or "", mention)
        ):
            if description := _read(said):
                self._holders[description].append(Holder(key, article))

    def meant(
        self, said: str, article: Article, gender: str, named: Collection[Hashable]
    ) -> tuple[Hashable, str] | None:
        """Who is meant by a description in an article, and why; None where that is not sure.

        Args:
            gender: of who is described, or empty; nobody of another is meant.
            named: the keys of the people whom the article names.
        """
        description = _read(said.removeprefix("the ").removeprefix("The "))
        if description is None or not DEFINITE.match(said) or not _tells(said, description):
            return None
        articles = defaultdict(list)
        for holder in self._holders.get(description, ()):
            told = self._genders[holder.key]
            agrees = not (gender and told) or gender == most(told)
            if agrees and _are_near(article, holder.article):
                articles[holder.key].append(holder.article)
        keys = [key for key in articles if key in named]
        if not keys and description.head in ONE_AT_A_TIME:
            keys = list(articles)
        if len(keys) != 1 or len(articles[keys[0]]) < max(map(len, articles.values())):
            return None
        others = [a for a in articles[keys[0]] if a.article_id != article.article_id]
        if not others:
            return keys[0], HERE
        nearest = min(others, key=lambda other: _days_between(article, other))
        return keys[0], f"{ELSEWHERE}{nearest.article_id}"


def _said_of(text, mention) -> Iterator[str]:
    """What a mention of somebody with a name says that this is, beside the name."""
    if mention.form == "common" and mention.evidence.startswith(APPOSITION):
        yield mention.aliases[0]
    if mention.form != "proper":
        return
    yield from mention.aliases[1:]
    name = mention.aliases[0]
    title = name[: len(name) - len(untitled(name, shorten=True))].strip()
    if not title:
        return
    if before := PLACE_BEFORE.search(text, max(0, mention.start - NEAR), mention.start):
        places = before[1].split()
        yield from (" ".join([*places[n:], title]) for n in range(len(places)))
    if after := PLACE_AFTER.match(text, mention.end):
        yield f"{title} of {after[1]}"


def _read(said) -> Description | None:
    """A description taken apart; None where nothing but a noun is left of it, or one of many."""
    words = [w.rstrip(".") for w in WORD.findall(said.casefold().replace("vice-", "vice "))]
    words = [w for w in words if w not in ("a", "an", "s")]
    end = next((n for n, word in enumerate(words) if word in LINKS), len(words))
    if not end:
        return None
    head, others = words[end - 1], words[: end - 1] + words[end:]
    telling = frozenset(_same(w) for w in others if w not in EMPTY)
    return Description(_same(head), telling) if telling and head not in OF_MANY else None


def _same(word):
    return SAME_WORDS.get(word, word)


def _tells(said, description):
    """Whether a description has two words beside its noun, or a name, nation or party."""
    return len(description.words) > 1 or any(w[0].isupper() for w in WORD.findall(said)[1:])


def _are_near(one, other):
    """Whether two articles are of about the same time, as far as both have a date."""
    dated = one.published and other.published
    return not dated or abs(one.published - other.published) <= YEAR


def _days_between(one, other):
    dated = one.published and other.published
    return abs(one.published - other.published) if dated else YEAR
