"""The five tables: every column with its type, whether it may be null, and what it means.

This is the one source of the Arrow schemas that are written and validated, of the column
descriptions stored inside the Parquet files, and of the data dictionary in the README
(`python -m onrecord.tables.schema` prints it).

Spans are lists of `[start, end]`, half-open, in characters of `articles.text`.
A missing value is null, never an empty string.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

ARTICLE_STATUSES = (
    "ok",
    "empty",
    "undecodable",
    "unsupported",
    "too_long",
    "not_english",
    "duplicate",
    "failed",
)
KINDS = ("direct", "indirect", "mixed")
SOURCE_CLASSES = ("named_person", "named_organization", "named_other", "unnamed", "none")
ATTRIBUTION_STATUSES = ("ok", "unclosed_quote")
FORMS = ("proper", "common", "pronoun")
ACTS = {
    "asserts": "says that it is so",
    "denies": "says that it is not so, or rejects what others say",
    "withholds": "does not say, or declines to",
    "promises": "commits itself",
    "intends": "wants, plans, hopes",
    "urges": "wants others to act",
    "warns": "says that harm may come",
    "predicts": "says what will come",
    "evaluates": "praises, blames, supports, opposes",
    "believes": "thinks, knows, fears",
    "finds": "learned it by looking",
    "decides": "makes it so by authority",
    "hints": "lets it be understood",
    "asks": "asks it",
    "reports": "passes on what others say",
}
COMMITMENTS = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu")
CERTAINTIES = {  # the same in words, from one side to the other
    "CT+": "certainly so",
    "PR+": "probably so",
    "PS+": "possibly so",
    "PS-": "possibly not so",
    "PR-": "probably not so",
    "CT-": "certainly not so",
    "Uu": "takes no stand",
}

STRING, BOOL, DATE = pa.string(), pa.bool_(), pa.date32()
SPANS = pa.list_(pa.list_(pa.int32()))
STRINGS = pa.list_(pa.string())
TYPE_NAMES = {
    STRING: "string",
    BOOL: "bool",
    DATE: "date",
    SPANS: "list of [start, end]",
    STRINGS: "list of string",
    pa.int8(): "int8",
    pa.int32(): "int32",
    pa.float32(): "float32",
}


@dataclass(frozen=True)
class Column:
    """One column: its Arrow type, its meaning in a sentence, and the values it may take."""

    name: str
    type: pa.DataType
    meaning: str
    nullable: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableSchema:
    """One table: what a row is, and its columns in the order in which they are written."""

    name: str
    row: str
    columns: tuple[Column, ...]
    arrow: pa.Schema = field(init=False)

    def __post_init__(self):
        fields = [
            pa.field(c.name, c.type, nullable=c.nullable, metadata={"meaning": c.meaning})
            for c in self.columns
        ]
        object.__setattr__(self, "arrow", pa.schema(fields, metadata={"row": self.row}))


def _optional(name, type_, meaning, allowed=()):
    return Column(name, type_, meaning, nullable=True, allowed=allowed)


_ARTICLE_ID = Column("article_id", STRING, "the article it stands in")

ARTICLES = TableSchema(
    "articles",
    "one for each input, readable or not",
    (
        Column(
            "article_id",
            STRING,
            "unique and stable: given by the input, else the file's stem (with `-<row>` for a row of "
            "a file of many), lengthened where two clash",
        ),
        Column(
            "path",
            STRING,
            "where it was read from, relative to the corpus given, with `#<row>` for rows",
        ),
        _optional("title", STRING, "as given by the input"),
        _optional("outlet", STRING, "who published it, as given by the input"),
        _optional("author", STRING, "as given by the input"),
        _optional("url", STRING, "as given by the input"),
        _optional("language", STRING, "as given by the input"),
        _optional("published", DATE, "as given by the input"),
        _optional(
            "text",
            STRING,
            "the body that all offsets point into, decoded and otherwise untouched; "
            "titles given apart are not in it",
        ),
        _optional("sha256", STRING, "of the text in UTF-8"),
        Column("words", pa.int32(), "word tokens in the text"),
        Column("status", STRING, "`ok`, or why it was not read", allowed=ARTICLE_STATUSES),
        _optional(
            "duplicate_of",
            STRING,
            "the article_id whose text it repeats: of a `duplicate` that it is a copy of; of one that "
            "is `ok` and prints the same story again, whole or in great part, the first that did",
        ),
        _optional(
            "message",
            STRING,
            "the reason for the status or for `duplicate_of`, and how much is repeated, in a sentence",
        ),
    ),
)

ATTRIBUTIONS = TableSchema(
    "attributions",
    "one relation of source, cue and content",
    (
        Column("attribution_id", STRING, "`<article_id>:a<n>`, in text order of the content"),
        _ARTICLE_ID,
        Column(
            "kind",
            STRING,
            "`direct`: all of the content stands in quote marks (or is a transcript turn); "
            "`indirect`: none does; `mixed`",
            allowed=KINDS,
        ),
        Column("source_spans", SPANS, "who speaks; empty where no source is given"),
        Column("cue_spans", SPANS, "the words that attribute; empty where there are none"),
        Column("content_spans", SPANS, "what is attributed; never empty"),
        _optional("source_text", STRING, "the pieces of the source, joined by ` … `"),
        _optional("cue_text", STRING, "the pieces of the cue, joined by ` … `"),
        Column("content_text", STRING, "the pieces of the content, joined by ` … `"),
        _optional("source_entity", STRING, "the entity_id of the source"),
        _optional(
            "source_name", STRING, "the entity's name; for an unnamed source the phrase itself"
        ),
        Column("source_class", STRING, "what kind of source it is", allowed=SOURCE_CLASSES),
        Column("source_plural", BOOL, "several speak as one (`officials`, `critics`)"),
        _optional("parent_id", STRING, "the attribution whose content holds this one"),
        Column("depth", pa.int8(), "0 at the article's own level, 1 inside another's content, ..."),
        Column(
            "confidence",
            pa.float32(),
            "0 to 1: how likely its content is right, calibrated on articles that the model did not see",
        ),
        Column(
            "evidence",
            STRING,
            "what found it, or brought content to it: `model`, or the names of rules",
        ),
        Column(
            "status",
            STRING,
            "`unclosed_quote` where a quote mark opens and never closes",
            allowed=ATTRIBUTION_STATUSES,
        ),
    ),
)

MENTIONS = TableSchema(
    "mentions",
    "one span that refers to an entity",
    (
        Column("mention_id", STRING, "`<article_id>:m<n>`, in text order"),
        _ARTICLE_ID,
        Column("entity_id", STRING, "the entity it refers to"),
        Column("start", pa.int32(), "first character, in `articles.text`"),
        Column("end", pa.int32(), "one past the last character"),
        Column("text", STRING, "`articles.text[start:end]`"),
        Column("form", STRING, "a name, a description or a pronoun", allowed=FORMS),
        Column("label", STRING, "OntoNotes name type of its entity"),
        Column("metonym", BOOL, "a place or building named for its government or institution"),
        Column("paragraph", pa.int32(), "0-based paragraph of the article"),
        Column("evidence", STRING, "what joined it to its entity"),
    ),
)

ENTITIES = TableSchema(
    "entities",
    "one person, organisation, place or other named thing, over the whole corpus",
    (
        Column("entity_id", STRING, "`e<n>`, in order of first mention"),
        Column(
            "name",
            STRING,
            "its most complete proper name in the corpus; if it has none, its first description",
        ),
        Column("label", STRING, "OntoNotes name type"),
        Column(
            "named", BOOL, "whether any article has a proper name for it, and not only descriptions"
        ),
        Column("aliases", STRINGS, "its other proper names and descriptions, no pronouns"),
        Column("mentions", pa.int32(), "rows of `mentions` that refer to it"),
        Column("articles", pa.int32(), "articles that mention it"),
    ),
)

CLAIMS = TableSchema(
    "claims",
    "what one attribution's source is reported to put forward, true or not",
    (
        Column("claim_id", STRING, "the attribution_id"),
        _ARTICLE_ID,
        _optional("source_entity", STRING, "as in `attributions`"),
        _optional("source_name", STRING, "as in `attributions`"),
        Column("act", STRING, "what the cue does", allowed=tuple(ACTS)),
        Column(
            "commitment", STRING, "how sure the source is of it (FactBank)", allowed=COMMITMENTS
        ),
        Column("act_evidence", STRING, "the words that decided act and commitment"),
        Column("claim_text", STRING, "the content without its quote marks"),
        Column("about", STRINGS, "entity_ids mentioned in the content"),
        Column(
            "chain",
            STRINGS,
            "source names, outermost first, its own last; null where none is given",
        ),
        Column("disputes", STRINGS, "claim_ids that this one denies; it stands on the denier only"),
        Column("echoes", STRINGS, "claim_ids that say the same, symmetric"),
        Column(
            "responds",
            STRINGS,
            "claim_ids that this one speaks to without confirming or denying them",
        ),
        _optional("link_evidence", STRING, "what decided disputes, echoes and responds"),
    ),
)

TABLES = {t.name: t for t in (ARTICLES, ATTRIBUTIONS, MENTIONS, ENTITIES, CLAIMS)}


def with_attributes(table: TableSchema, names: Sequence[str]) -> TableSchema:
    """A table with further columns, as a register adds them to `entities`: text, or null."""
    added = (_optional(name, STRING, "as the register gives it") for name in names)
    return TableSchema(table.name, table.row, (*table.columns, *added))


def data_dictionary():
    """The five tables as one Markdown text: a heading a table, a row a column."""
    lines = []
    for table in TABLES.values():
        lines += [
            f"**{table.name}**: {table.row}",
            "",
            "| column | type | meaning |",
            "| --- | --- | --- |",
        ]
        for c in table.columns:
            values = (
                ": " + ", ".join(f"`{v}`" for v in c.allowed)
                if c.allowed and c.name != "kind"
                else ""
            )
            kind = TYPE_NAMES[c.type] + ("?" if c.nullable else "")
            lines.append(f"| `{c.name}` | {kind} | {c.meaning}{values} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    print(data_dictionary())
