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
    "ok", "empty", "undecodable", "unsupported", "too_long", "too_costly", "not_english", "duplicate",
    "failed",
)  # fmt: skip
ROLES = ("source", "cue", "content")  # of the spans of an attribution
PERHAPS = "; the source is perhaps "  # in the evidence of an attribution, before who it may be
CORRECTED = "the corrections"  # in the evidence of what a user has set right, before the row
KINDS = ("direct", "indirect", "mixed")
MANNERS = SPEECH, STANCE, ACT = "speech", "stance", "act"  # in words, in mind, by a deed
SOURCE_CLASSES = (
    "named_person", "named_organization", "named_other", "unnamed_of_organization", "document",
    "unnamed", "none",
)  # fmt: skip
ROLE_KINDS = {
    "official": "holds an office of state, or works for the government",
    "politician": "is elected, wants to be, or works in politics",
    "spokesperson": "speaks for somebody else, as a job or as a lawyer",
    "expert": "knows the matter by study or profession",
    "business": "owns, runs or works for a company",
    "witness": "saw it, or lives through it",
    "police_courts": "works for the police, the courts or a prosecutor",
    "media": "writes, films or publishes news",
    "document": "is no person: a report, a poll, a statement, a lawsuit",
    "other": "has a role that is none of these",
}
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

TYPES = {
    "string": pa.string(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "int8": pa.int8(),
    "int32": pa.int32(),
    "float32": pa.float32(),
    "list of string": pa.list_(pa.string()),
    "list of [start, end]": pa.list_(pa.list_(pa.int32())),
}


@dataclass(frozen=True)
class Column:
    """One column: its name, its type, its meaning in a sentence, and the values it may take.

    `type_name` is the type as people read it: one of `TYPES`, with `?` where it may be null.
    """

    name: str
    type_name: str
    meaning: str
    allowed: tuple[str, ...] = ()

    @property
    def type(self) -> pa.DataType:
        return TYPES[self.type_name.removesuffix("?")]

    @property
    def nullable(self) -> bool:
        return self.type_name.endswith("?")


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


def _table(name, row, meanings, **allowed):
    """A table of `column: type` → meaning; of some columns, the only values that they take."""
    columns = []
    for column, meaning in meanings.items():
        column, type_name = column.split(": ")
        columns.append(Column(column, type_name, meaning, allowed.get(column, ())))
    return TableSchema(name, row, tuple(columns))


ARTICLES = _table(
    "articles",
    "one for each input, readable or not",
    {
        "article_id: string": "unique and stable: given by the input, else the file's stem (with "
        "`-<row>` for a row of a file of many), lengthened where two clash",
        "path: string": "where it was read from, relative to the corpus given, with `#<row>` for rows",
        "title: string?": "as given by the input",
        "outlet: string?": "who published it, as given by the input",
        "author: string?": "as given by the input",
        "url: string?": "as given by the input",
        "language: string?": "as given by the input",
        "section: string?": "of the paper, as given by the input",
        "page: string?": "as given by the input",
        "database: string?": "the news database that exported it",
        "published: date?": "as given by the input",
        "text: string?": "the body that all offsets point into, decoded and otherwise untouched; "
        "titles given apart are not in it",
        "sha256: string?": "of the text in UTF-8",
        "words: int32": "word tokens in the text",
        "status: string": "`ok`, or why it was not read",
        "duplicate_of: string?": "the article_id whose text it repeats: of a `duplicate` that it "
        "is a copy of; of one that is `ok` and prints the same story again, whole or in great "
        "part, the first that did",
        "message: string?": "the reason for the status or for `duplicate_of`, and how much is "
        "repeated, in a sentence",
    },
    status=ARTICLE_STATUSES,
)

ATTRIBUTIONS = _table(
    "attributions",
    "one relation of source, cue and content",
    {
        "attribution_id: string": "`<article_id>:a<n>`, in text order of the content",
        "article_id: string": "the article it stands in",
        "kind: string": "`direct`: all of the content stands in quote marks (or is a transcript "
        "turn); `indirect`: none does; `mixed`",
        "manner: string": "how the source puts it forward: `speech` in words (said, denied, promised, "
        "urged, asked), `stance` in its mind (believed, wanted, planned, supported), `act` by what it "
        "does (decided, ruled, found, signed)",
        "source_spans: list of [start, end]": "who speaks; empty where no source is given",
        "cue_spans: list of [start, end]": "the words that attribute; empty where there are none",
        "content_spans: list of [start, end]": "what is attributed; never empty",
        "source_text: string?": "the pieces of the source, joined by ` … `",
        "cue_text: string?": "the pieces of the cue, joined by ` … `",
        "content_text: string": "the pieces of the content, joined by ` … `",
        "source_entity: string?": "the entity_id of the source",
        "source_name: string?": "the entity's name; for an unnamed source the phrase itself; also of one "
        "that is left out (`Reed left but said`); null where the source is the article's `author`, not "
        "quoted, or nobody (`No one said`)",
        "source_class: string": "what kind of source it is; `unnamed_of_organization` has no name, but "
        "it is known for whom it speaks (`a Southwest spokesperson`), or it is one body that the article "
        "calls by what it is (`the council`); `unnamed` means that nobody knows",
        "source_role: string?": "the article's words for what the source is, beside it or earlier "
        "(`spokesman`, `economist at Fjord Bank`, `a mother of two`)",
        "source_role_spans: list of [start, end]": "where these words stand; empty where there are none",
        "source_role_kind: string?": "what kind of role these words tell; null where they are none",
        "source_affiliation: string?": "the entity_id of the organisation or person that the source "
        "speaks for, or that issued the document",
        "source_plural: bool": "several speak as one (`officials`, `critics`)",
        "source_confidence: float32?": "0 to 1: how likely `source_name` is right, calibrated on "
        "articles that the model did not see; null where no source is given",
        "parent_id: string?": "the attribution whose content holds this one",
        "depth: int8": "0 at the article's own level, 1 inside another's content, ...",
        "confidence: float32": "0 to 1: how likely its content is right, calibrated on articles "
        "that the model did not see",
        "evidence: string": "what found it, or brought content to it: `model`, or the names of rules; "
        "then the rows of corrections that set it right, and who the source may be, where that is not "
        "sure enough to name it",
        "status: string": "`unclosed_quote` where a quote mark opens and never closes",
    },
    kind=KINDS,
    manner=MANNERS,
    source_class=SOURCE_CLASSES,
    source_role_kind=tuple(ROLE_KINDS),
    status=ATTRIBUTION_STATUSES,
)

MENTIONS = _table(
    "mentions",
    "one span that refers to an entity",
    {
        "mention_id: string": "`<article_id>:m<n>`, in text order",
        "article_id: string": "the article it stands in",
        "entity_id: string": "the entity it refers to",
        "start: int32": "first character, in `articles.text`",
        "end: int32": "one past the last character",
        "text: string": "`articles.text[start:end]`",
        "form: string": "a name, a description or a pronoun",
        "label: string": "OntoNotes name type of its entity",
        "metonym: bool": "a place or building named for its government or institution",
        "paragraph: int32": "0-based paragraph of the article",
        "evidence: string": "what joined it to its entity",
    },
    form=FORMS,
)

ENTITIES = _table(
    "entities",
    "one person, organisation, place or other named thing, over the whole corpus",
    {
        "entity_id: string": "`e<n>`, in order of first mention",
        "name: string": "its most complete proper name in the corpus; if it has none, its first "
        "description",
        "label: string": "OntoNotes name type",
        "named: bool": "whether any article has a proper name for it, and not only descriptions",
        "aliases: list of string": "its other proper names and descriptions, no pronouns",
        "mentions: int32": "rows of `mentions` that refer to it",
        "articles: int32": "articles that mention it",
    },
)

CLAIMS = _table(
    "claims",
    "what one attribution's source is reported to put forward, true or not",
    {
        "claim_id: string": "the attribution_id",
        "article_id: string": "the article it stands in",
        "source_entity: string?": "as in `attributions`",
        "source_name: string?": "as in `attributions`",
        "act: string": "what the cue does",
        "commitment: string": "how sure the source is of it (FactBank)",
        "act_evidence: string": "the words that decided act and commitment",
        "claim_text: string": "the content without its quote marks",
        "about: list of string": "entity_ids mentioned in the content",
        "chain: list of string": "source names, outermost first, its own last; null where none is given",
        "disputes: list of string": "claim_ids that this one denies; it stands on the denier only",
        "may_dispute: list of string": "claim_ids that this one may deny, for a reader to decide",
        "echoes: list of string": "claim_ids that say the same, symmetric",
        "link_evidence: string?": "what decided each of these links",
    },
    act=tuple(ACTS),
    commitment=COMMITMENTS,
)

TABLES = {t.name: t for t in (ARTICLES, ATTRIBUTIONS, MENTIONS, ENTITIES, CLAIMS)}


def added_columns(table: TableSchema, names: Iterable[str]) -> list[str]:
    """Those of some columns that the table does not have by itself: corrections added them."""
    return [name for name in names if name not in table.arrow.names]


def with_attributes(table: TableSchema, names: Iterable[str]) -> TableSchema:
    """A table with all these columns; those that corrections add to `entities` are text, or null."""
    added = (
        Column(c, "string?", "as your corrections give it") for c in added_columns(table, names)
    )
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
            values = ", ".join(f"`{v}`" for v in c.allowed if c.name not in ("kind", "manner"))
            meaning = f"{c.meaning}: {values}" if values else c.meaning
            lines.append(f"| `{c.name}` | {c.type_name} | {meaning} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    print(data_dictionary())
