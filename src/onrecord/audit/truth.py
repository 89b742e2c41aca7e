"""What an audit says is true: for each coder, what was found in the articles they read, and what should be.

Both are frames as `Record.attributions`, with the act of the claim and the form of the source, so that whatever
counts the one counts the other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.audit.sheet import NAMELESS
from onrecord.corrections.editing import manner_of
from onrecord.extraction.rows import NAMED
from onrecord.reading.names.spelling import plain_name
from onrecord.tables.folder import Tables, read_columns
from onrecord.tables.frames import to_frame, with_affiliation
from onrecord.word_lists import word_list

NAME, DESCRIPTION, PRONOUN, NO_SOURCE = FORMS = ("name", "description", "pronoun", "no source")
OF_MENTION = {"proper": NAME, "common": DESCRIPTION, "pronoun": PRONOUN}
WHO = (
    "source_entity",
    "source_name",
    "source_class",
    "source_role_kind",
    "source_affiliation",
    "affiliation",
)
NOT_GIVEN = "(not given)"  # outlet


@dataclass(frozen=True)
class Reading:
    """One coder's reading as two frames, each with `weight`: 1, or less where several read an article.

    Attributes:
        found: what the kit has, with the marks `content`, `source`, `who`, `act_right`.
        true: the rows of it with right words, and who and act as they should be; then what was missed.
    """

    coder: int
    articles: list[str]
    found: Any
    true: Any


def readings(marked: Iterable[Mapping], tables: Tables) -> list[Reading]:
    """The readings of all coders, from their marks as `audit.json` has them."""
    marked = list(marked)
    read = Counter(article for each in marked for article in each["articles"])
    known = _Known(tables, list(read))
    return [known.reading(each, read) for each in marked]


class _Known:
    """What the tables know that a reading needs."""

    def __init__(self, tables: Tables, articles: list[str]):
        import pandas as pd

        acts = dict(read_columns(tables.claims, "claim_id", "act"))
        rows = with_affiliation(tables)
        every = to_frame(rows.filter(pc.is_in(rows["article_id"], pa.array(articles, pa.string()))))
        outlets = dict(read_columns(tables.articles, "article_id", "outlet"))
        self._outlets = {article: outlet or NOT_GIVEN for article, outlet in outlets.items()}
        self._texts = {}
        for article, text in read_columns(tables.articles, "article_id", "text"):
            if article in set(articles):
                self._texts[article] = text
        self._mentions = defaultdict[str, list](list)
        mentioned = set()
        columns = "article_id", "start", "end", "form", "entity_id"
        for article, *mention, entity in read_columns(tables.mentions, *columns):
            if article in self._texts:
                self._mentions[article].append(mention)
                mentioned.add(entity)
        self._by_name = defaultdict[str, list](list)
        columns = "entity_id", "name", "label", "named", "aliases"
        for entity, name, label, named, aliases in read_columns(tables.entities, *columns):
            if named:
                near = entity not in mentioned
                self._by_name[plain_name(name)].append((near, 0, entity, name, label))
                for alias in aliases:
                    self._by_name[plain_name(alias)].append((near, 1, entity, name, label))
        roles = defaultdict[str, Counter](Counter)
        columns = "source_entity", "source_role_kind", "source_affiliation"
        for entity, *role in read_columns(tables.attributions, *columns):
            roles[entity][tuple(role)] += 1
        self._roles = {entity: counts.most_common(1)[0][0] for entity, counts in roles.items()}
        self._names = dict(read_columns(tables.entities, "entity_id", "name"))
        self._pronouns = word_list("source_pronouns")
        every["act"] = every["attribution_id"].map(acts).astype(object)
        every["outlet"] = every["article_id"].map(self._outlets).astype(object)
        every["claim_id"] = every["attribution_id"]
        spans = zip(every["article_id"], every["source_spans"], every["source_class"], strict=True)
        every["form"] = pd.Series([self.form(*each) for each in spans], every.index, dtype=object)
        self._every = every.set_index("attribution_id", drop=False)

    def reading(self, marked: Mapping, read: Counter) -> Reading:
        """One coder's; `read` says how many read each article."""
        import pandas as pd

        marks = pd.DataFrame(marked["rows"], columns=["id", "content", "source", "who", "act"])
        marks = marks.rename(columns={"act": "act_right"}).set_index("id")
        found = self._every[self._every["article_id"].isin(marked["articles"])]
        found = found.join(marks.fillna(False).astype(bool))
        rows = [self._right(row) for row in marked["rows"] if row["content"]]
        rows += [self._missed(n, row) for n, row in enumerate(marked["missed"])]
        true = pd.DataFrame(rows, columns=self._every.columns).astype(self._every.dtypes)
        true["depth"] = self._depths(true)
        weights = {article: 1 / number for article, number in read.items()}
        found, true = (
            f.assign(weight=f["article_id"].map(weights).astype(float)) for f in (found, true)
        )
        return Reading(marked["coder"], marked["articles"], found.reset_index(drop=True), true)

    def form(self, article, spans, source_class) -> str:
        """What form the words that name a source have."""
        if not len(spans):
            return NO_SOURCE
        start, end = spans[0][0], spans[-1][1]
        if self._texts[article][start:end].casefold() in self._pronouns:
            return PRONOUN
        inside = [m for m in self._mentions[article] if start <= m[0] and m[1] <= end]
        if whole := [form for s, e, form in inside if (s, e) == (start, end)]:
            return OF_MENTION[whole[0]]
        named = source_class.startswith("named") and any(form == "proper" for *_, form in inside)
        return NAME if named else DESCRIPTION

    def _right(self, row):
        known = dict(self._every.loc[row["id"]])
        known["evidence"] = "audit"
        if row["right_who"]:
            known |= self._who(row["right_who"], known["source_text"])
        return known | ({"act": row["right_act"]} if row["right_act"] else {})

    def _missed(self, number, row):
        article, name = row["article"], f"{row['article']}:missed{number}"
        known = {
            "attribution_id": name,
            "claim_id": name,
            "article_id": article,
            "evidence": "audit",
        }
        known |= {
            "kind": manner_of(self._texts[article], row["spans"]),
            "content_spans": row["spans"],
        }
        known |= {
            "content_text": row["words"],
            "source_text": row["source"] or None,
            "act": row["act"],
        }
        known |= {
            "source_plural": False,
            "confidence": 0.0,
            "depth": 0,
            "status": "ok",
            "outlet": self._outlets[article],
        }
        known |= self._who(row["who"], known["source_text"])
        return known | {"form": self.form(article, row["source_spans"], known["source_class"])}

    def _who(self, who, words):
        """The columns that say who a source is, of what a coder wrote."""
        if who in NAMELESS:
            role = "document" if who == "document" else None
            return dict(
                zip(
                    WHO,
                    (None, None if who == "none" else words or who, who, role, None, None),
                    strict=True,
                )
            )
        found = sorted(self._by_name.get(plain_name(who), ()))
        _, _, entity, name, label = found[0] if found else (0, 0, None, who, "PERSON")
        role, whom = self._roles.get(entity, (None, None))
        kind = NAMED.get(label, "named_other")
        return dict(zip(WHO, (entity, name, kind, role, whom, self._names.get(whom)), strict=True))

    def _depths(self, true):
        """1 for what stands inside the words of another, as far as that is told."""
        by_article, depths = defaultdict[str, list](list), []
        for row in true.itertuples():
            by_article[row.article_id].append((row.content_spans[0][0], row.content_spans[-1][1]))
        for row in true.itertuples():
            start, end = row.content_spans[0][0], row.content_spans[-1][1]
            around = [o for o in by_article[row.article_id] if o[0] <= start and end <= o[1]]
            depths.append(sum((s, e) != (start, end) for s, e in around))
        return depths
