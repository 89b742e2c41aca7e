"""The five tables: every column with its type, whether it may be null, and what it means.

This is the one source of the Arrow schemas that are written and validated, of the column
descriptions stored inside the Parquet files, and of the data dictionary in docs/tables.md
(`python -m onrecord.tables.schema` prints it).

Spans are lists of `[start, end]`, half-open, in characters of `articles.text`.
A missing value is null, never an empty string.
"""

from collections.abc import Iterable
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
    """One column: its meaning in a sentence, its Arrow type, and the values it may take."""

    name: str
    meaning: str
    type: pa.DataType = STRING
    nullable: bool = False
    allowed: tuple[str, ...] = ()

    @property
    def type_name(self) -> str:
        """As people read it; with `?` where it may be null."""
        return TYPE_NAMES[self.type] + "?" * self.nullable


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


def _optional(name, meaning, type_=STRING, allowed=()):
    return Column(name, meaning, type_, nullable=True, allowed=allowed)


_ARTICLE_ID = Column("article_id", "the article it stands in")

ARTICLES = TableSchema(
    "articles",
    "one for each input, readable or not",
    (
        Column(
            "article_id",
            "unique and stable: given by the input, else the file's stem (with `-<row>` for a row of "
            "a file of many), lengthened where two clash",
        ),
        Column(
            "path", "where it was read from, relative to the corpus given, with `#<row>` for rows"
        ),
        _optional("title", "as given by the input"),
        _optional("outlet", "who published it, as given by the input"),
        _optional("author", "as given by the input"),
        _optional("url", "as given by the input"),
        _optional("language", "as given by the input"),
        _optional("published", "as given by the input", DATE),
        _optional(
            "text",
            "the body that all offsets point into, decoded and otherwise untouched; "
            "titles given apart are not in it",
        ),
        _optional("sha256", "of the text in UTF-8"),
        Column("words", "word tokens in the text", pa.int32()),
        Column("status", "`ok`, or why it was not read", allowed=ARTICLE_STATUSES),
        _optional(
            "duplicate_of",
            "the article_id whose text it repeats: of a `duplicate` that it is a copy of; of one that "
            "is `ok` and prints the same story again, whole or in great part, the first that did",
        ),
        _optional(
            "message",
            "the reason for the status or for `duplicate_of`, and how much is repeated, in a sentence",
        ),
    ),
)

ATTRIBUTIONS = TableSchema(
    "attributions",
    "one relation of source, cue and content",
    (
        Column("attribution_id", "`<article_id>:a<n>`, in text order of the content"),
        _ARTICLE_ID,
        Column(
            "kind",
            "`direct`: all of the content stands in quote marks (or is a transcript turn); "
            "`indirect`: none does; `mixed`",
            allowed=KINDS,
        ),
        Column("source_spans", "who speaks; empty where no source is given", SPANS),
        Column("cue_spans", "the words that attribute; empty where there are none", SPANS),
        Column("content_spans", "what is attributed; never empty", SPANS),
        _optional("source_text", "the pieces of the source, joined by ` … `"),
        _optional("cue_text", "the pieces of the cue, joined by ` … `"),
        Column("content_text", "the pieces of the content, joined by ` … `"),
        _optional("source_entity", "the entity_id of the source"),
        _optional("source_name", "the entity's name; for an unnamed source the phrase itself"),
        Column("source_class", "what kind of source it is", allowed=SOURCE_CLASSES),
        Column("source_plural", "several speak as one (`officials`, `critics`)", BOOL),
        _optional("parent_id", "the attribution whose content holds this one"),
        Column("depth", "0 at the article's own level, 1 inside another's content, ...", pa.int8()),
        Column(
            "confidence",
            "0 to 1: how likely its content is right, calibrated on articles that the model did not see",
            pa.float32(),
        ),
        Column(
            "evidence", "what found it, or brought content to it: `model`, or the names of rules"
        ),
        Column(
            "status",
            "`unclosed_quote` where a quote mark opens and never closes",
            allowed=ATTRIBUTION_STATUSES,
        ),
    ),
)

MENTIONS = TableSchema(
    "mentions",
    "one span that refers to an entity",
    (
        Column("mention_id", "`<article_id>:m<n>`, in text order"),
        _ARTICLE_ID,
        Column("entity_id", "the entity it refers to"),
        Column("start", "first character, in `articles.text`", pa.int32()),
        Column("end", "one past the last character", pa.int32()),
        Column("text", "`articles.text[start:end]`"),
        Column("form", "a name, a description or a pronoun", allowed=FORMS),
        Column("label", "OntoNotes name type of its entity"),
        Column("metonym", "a place or building named for its government or institution", BOOL),
        Column("paragraph", "0-based paragraph of the article", pa.int32()),
        Column("evidence", "what joined it to its entity"),
    ),
)

ENTITIES = TableSchema(
    "entities",
    "one person, organisation, place or other named thing, over the whole corpus",
    (
        Column("entity_id", "`e<n>`, in order of first mention"),
        Column(
            "name",
            "its most complete proper name in the corpus; if it has none, its first description",
        ),
        Column("label", "OntoNotes name type"),
        Column(
            "named", "whether any article has a proper name for it, and not only descriptions", BOOL
        ),
        Column("aliases", "its other proper names and descriptions, no pronouns", STRINGS),
        Column("mentions", "rows of `mentions` that refer to it", pa.int32()),
        Column("articles", "articles that mention it", pa.int32()),
    ),
)

CLAIMS = TableSchema(
    "claims",
    "what one attribution's source is reported to put forward, true or not",
    (
        Column("claim_id", "the attribution_id"),
        _ARTICLE_ID,
        _optional("source_entity", "as in `attributions`"),
        _optional("source_name", "as in `attributions`"),
        Column("act", "what the cue does", allowed=tuple(ACTS)),
        Column("commitment", "how sure the source is of it (FactBank)", allowed=COMMITMENTS),
        Column("act_evidence", "the words that decided act and commitment"),
        Column("claim_text", "the content without its quote marks"),
        Column("about", "entity_ids mentioned in the content", STRINGS),
        Column(
            "chain",
            "source names, outermost first, its own last; null where none is given",
            STRINGS,
        ),
        Column("disputes", "claim_ids that this one denies; it stands on the denier only", STRINGS),
        Column("echoes", "claim_ids that say the same, symmetric", STRINGS),
        Column(
            "responds",
            "claim_ids that this one speaks to without confirming or denying them",
            STRINGS,
        ),
        _optional("link_evidence", "what decided disputes, echoes and responds"),
    ),
)

TABLES = {t.name: t for t in (ARTICLES, ATTRIBUTIONS, MENTIONS, ENTITIES, CLAIMS)}


def added_columns(table: TableSchema, names: Iterable[str]) -> list[str]:
    """Those of some columns that the table does not have by itself: a register added them."""
    return [name for name in names if name not in table.arrow.names]


def with_attributes(table: TableSchema, names: Iterable[str]) -> TableSchema:
    """A table with all these columns; those that a register adds to `entities` are text, or null."""
    added = (_optional(c, "as the register gives it") for c in added_columns(table, names))
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
            values = ", ".join(f"`{v}`" for v in c.allowed if c.name != "kind")
            meaning = f"{c.meaning}: {values}" if values else c.meaning
            lines.append(f"| `{c.name}` | {c.type_name} | {meaning} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    print(data_dictionary())
