"""What an audit says is true: for each coder, what was found in the articles they read, and what should be.

Both are frames as `Record.attributions`, with the act of the claim and the form of the source: what counts
the one counts the other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.audit.sample import found_in, rows_of
from onrecord.audit.sheet import ASPECTS, NAMELESS
from onrecord.corrections.places import kind_of
from onrecord.extraction.rows import NAMED
from onrecord.reading.names.spelling import plain_name
from onrecord.tables.folder import Tables, read_columns
from onrecord.tables.frames import to_frame, with_affiliation
from onrecord.tables.schema import SPEECH
from onrecord.word_lists import word_list

NAME, DESCRIPTION, PRONOUN, NO_SOURCE = FORMS = ("name", "description", "pronoun", "no source")
OF_MENTION = {"proper": NAME, "common": DESCRIPTION, "pronoun": PRONOUN}
WHO = (
    "source_entity", "source_name", "source_class", "source_role_kind", "source_affiliation", "affiliation",
)  # fmt: skip
NOT_GIVEN = "(not given)"  # outlet


@dataclass(frozen=True)
class Coding:
    """One coder's reading as two frames, each with `weight`: 1, or less where several read an article.

    Attributes:
        found: what the kit has, with the marks `content`, `source`, `who`, `act_right`.
        true: the rows of it with right words, and who and act as they should be; then what was missed.
    """

    coder: int
    articles: list[str]
    found: Any
    true: Any


def readings(marked: Iterable[Mapping], tables: Tables) -> list[Coding]:
    """The readings of all coders, from their marks as `audit.json` has them."""
    marked = list(marked)
    read = Counter(article for each in marked for article in each["articles"])
    known = _Truths(tables, list(read))
    return [known.reading(each, read) for each in marked]


class _Truths:
    """What the tables know that a reading needs."""

    def __init__(self, tables: Tables, articles: list[str]):
        own = rows_of(tables.articles, "article_id", articles)
        self._texts = dict(read_columns(own, "article_id", "text"))
        outlets = read_columns(own, "article_id", "outlet")
        self._outlets = {article: outlet or NOT_GIVEN for article, outlet in outlets}
        self._names = dict(read_columns(tables.entities, "entity_id", "name"))
        self._pronouns = word_list("source_pronouns")
        self._mentions = defaultdict[str, list[tuple]](list)
        mentions = rows_of(tables.mentions, "article_id", articles)
        for article, *mention in read_columns(mentions, "article_id", "start", "end", "form"):
            self._mentions[article].append(tuple(mention))
        self._by_name = self._named(tables, set(mentions["entity_id"].to_pylist()))
        roles = defaultdict[str, Counter](Counter)
        columns = "source_entity", "source_role_kind", "source_affiliation"
        for entity, *role in read_columns(tables.attributions, *columns):
            roles[entity][tuple(role)] += 1
        self._roles = {entity: counts.most_common(1)[0][0] for entity, counts in roles.items()}
        self._every = self._rows(tables, articles).set_index("attribution_id", drop=False)

    def _named(self, tables, mentioned):
        """Each name → the entities that have it: those that are mentioned first, and by name before alias."""
        found = defaultdict[str, list[tuple]](list)
        columns = "entity_id", "name", "label", "named", "aliases"
        for entity, name, label, named, aliases in read_columns(tables.entities, *columns):
            for alias in [name, *aliases] if named else ():
                known = entity not in mentioned, alias != name, entity, name, label
                found[plain_name(alias)].append(known)
        return found

    def _rows(self, tables, articles):
        import pandas as pd

        rows = to_frame(rows_of(with_affiliation(tables), "article_id", articles))
        acts = {row["attribution_id"]: row["act"] for row in found_in(tables, articles)}
        spans = zip(rows["article_id"], rows["source_spans"], rows["source_class"], strict=True)
        added = {
            "act": map(acts.get, rows["attribution_id"]),
            "outlet": map(self._outlets.get, rows["article_id"]),
            "claim_id": rows["attribution_id"],
            "form": (self.form(*each) for each in spans),
        }
        known = {name: pd.Series(list(values), dtype=object) for name, values in added.items()}
        return rows.assign(**known)

    def reading(self, marked: Mapping, read: Counter) -> Coding:
        """One coder's; `read` says how many read each article."""
        import pandas as pd

        marks = pd.DataFrame(marked["rows"], columns=["id", *ASPECTS]).set_index("id")
        marks = marks.fillna(False).astype(bool).rename(columns={"act": "act_right"})
        found = self._every[self._every["article_id"].isin(marked["articles"])].join(marks)
        rows = [self._right(row) for row in marked["rows"] if row["content"]]
        rows += [self._missed(n, row) for n, row in enumerate(marked["missed"])]
        true = pd.DataFrame(rows, columns=self._every.columns).astype(self._every.dtypes)
        true["depth"] = self._depths(true)
        weights = {article: 1 / number for article, number in read.items()}
        sides = (f.assign(weight=f["article_id"].map(weights).astype(float)) for f in (found, true))
        found, true = (side.reset_index(drop=True) for side in sides)
        return Coding(marked["coder"], marked["articles"], found, true)

    def form(self, article, spans, source_class) -> str:
        """What form the words that name a source have."""
        if not len(spans):
            return NO_SOURCE
        start, end = spans[0][0], spans[-1][1]
        if self._texts[article][start:end].casefold() in self._pronouns:
            return PRONOUN
        inside = {m[:2]: m[2] for m in self._mentions[article] if start <= m[0] and m[1] <= end}
        if whole := inside.get((start, end)):
            return OF_MENTION[whole]
        named = source_class.startswith("named") and "proper" in inside.values()
        return NAME if named else DESCRIPTION

    def _right(self, row):
        known = dict(self._every.loc[row["id"]]) | {"evidence": "audit"}
        who = self._who(row["right_who"], known["source_text"]) if row["right_who"] else {}
        return known | who | ({"act": row["right_act"]} if row["right_act"] else {})

    def _missed(self, number, row):
        article, name = row["article"], f"{row['article']}:missed{number}"
        who = self._who(row["who"], row["source"])
        return who | {
            "attribution_id": name,
            "claim_id": name,
            "article_id": article,
            "outlet": self._outlets[article],
            "kind": kind_of(self._texts[article], row["spans"]),
            "manner": SPEECH,
            "content_spans": row["spans"],
            "content_text": row["words"],
            "source_text": row["source"] or None,
            "source_plural": False,
            "form": self.form(article, row["source_spans"], who["source_class"]),
            "act": row["act"],
            "depth": 0,
            "confidence": 0.0,
            "evidence": "audit",
            "status": "ok",
        }

    def _who(self, who, words):
        """The columns that say who a source is, of what a coder wrote."""
        if who in NAMELESS:
            name = None if who == "none" else words or who
            role = "document" if who == "document" else None
            values: tuple = None, name, who, role, None, None
        else:
            found = min(self._by_name.get(plain_name(who), ()), default=None)
            entity, name, label = found[2:] if found else ("", who, "PERSON")
            role, whom = self._roles.get(entity, (None, None))
            kind = NAMED.get(label, "named_other")
            values = entity or None, name, kind, role, whom, self._names.get(whom)
        return dict(zip(WHO, values, strict=True))

    def _depths(self, true):
        """In how many others the words of each stand, as far as the coder gives these."""
        places = [
            (row.article_id, row.content_spans[0][0], row.content_spans[-1][1])
            for row in true.itertuples()
        ]
        by_article = defaultdict[str, set](set)
        for article, *span in places:
            by_article[article].add(tuple(span))
        return [
            sum(s <= start and end <= e and (s, e) != (start, end) for s, e in by_article[article])
            for article, start, end in places
        ]
