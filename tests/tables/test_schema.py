"""The schema: the columns that other tools rely on, and the dictionary made from it."""

import subprocess
import sys

import pytest
from project import ROOT

from onrecord.tables.schema import ACTS, COMMITMENTS, MANNERS, TABLES, TYPES, data_dictionary

PAGE = ROOT / "docs" / "tables.md"
START, END = "<!-- data dictionary -->\n", "<!-- /data dictionary -->"

COLUMNS = {
    "articles": """
        article_id path title outlet author url language section page database published text sha256 words
        status duplicate_of message""",
    "attributions": """
        attribution_id article_id kind manner source_spans cue_spans content_spans source_text cue_text
        content_text source_entity source_name source_class source_role source_role_spans
        source_role_kind source_affiliation source_plural source_confidence
        parent_id depth confidence evidence status""",
    "mentions": """
        mention_id article_id entity_id start end text form label metonym paragraph evidence""",
    "entities": "entity_id name label named aliases mentions articles",
    "claims": """
        claim_id article_id source_entity source_name act commitment act_evidence claim_text about
        chain disputes may_dispute echoes link_evidence""",
}
NULLABLE = {
    "articles": """
        title outlet author url language section page database published text sha256 duplicate_of message""",
    "attributions": """
        source_text cue_text source_entity source_name source_role source_role_kind
        source_affiliation source_confidence parent_id""",
    "mentions": "",
    "entities": "",
    "claims": "source_entity source_name link_evidence",
}
NAMES = {type_: name for name, type_ in TYPES.items()}
EVERY_COLUMN = [(table, column) for table in TABLES.values() for column in table.columns]


def test_there_are_five_tables_in_the_order_of_the_steps():
    assert list(TABLES) == ["articles", "attributions", "mentions", "entities", "claims"]


@pytest.mark.parametrize("name", TABLES)
def test_columns_have_the_names_and_the_order_that_were_promised(name):
    assert [c.name for c in TABLES[name].columns] == COLUMNS[name].split()


@pytest.mark.parametrize("name", TABLES)
def test_only_columns_that_may_be_unknown_take_null(name):
    assert [c.name for c in TABLES[name].columns if c.nullable] == NULLABLE[name].split()


def test_spans_are_lists_of_integers_and_depth_is_small():
    types = {
        f"{table.name}.{c.name}": NAMES[table.arrow.field(c.name).type] for table, c in EVERY_COLUMN
    }
    assert types["attributions.content_spans"] == "list of [start, end]"
    assert types["attributions.depth"] == "int8"
    assert types["attributions.confidence"] == "float32"
    assert types["articles.published"] == "date"
    assert types["claims.chain"] == "list of string"


def test_closed_lists_of_values_are_those_of_the_field():
    assert len(ACTS) == 15
    assert COMMITMENTS == ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu")
    allowed = {f"{table.name}.{c.name}": c.allowed for table, c in EVERY_COLUMN if c.allowed}
    assert allowed == {
        "articles.status": (
            "ok", "empty", "undecodable", "unsupported", "too_long", "too_costly", "not_english", "duplicate",
            "failed",
        ),
        "attributions.kind": ("direct", "indirect", "mixed"),
        "attributions.manner": MANNERS,
        "attributions.source_class": (
            "named_person", "named_organization", "named_other", "unnamed_of_organization",
            "document", "unnamed", "none",
        ),
        "attributions.source_role_kind": (
            "official", "politician", "spokesperson", "expert", "business", "witness",
            "police_courts", "media", "document", "other",
        ),
        "attributions.status": ("ok", "unclosed_quote"),
        "mentions.form": ("proper", "common", "pronoun"),
        "claims.act": tuple(ACTS),
        "claims.commitment": COMMITMENTS,
    }  # fmt: skip


def test_data_dictionary_has_a_row_for_every_column():
    lines = data_dictionary().splitlines()
    for table, column in EVERY_COLUMN:
        kind = NAMES[column.type] + ("?" if column.nullable else "")
        start = f"| `{column.name}` | {kind} | {column.meaning}"
        assert any(line.startswith(start) for line in lines), f"{table.name}.{column.name}"
    assert sum(line.startswith("| `") for line in lines) == len(EVERY_COLUMN)


def test_data_dictionary_names_every_value_of_a_closed_list():
    text = data_dictionary()
    for _, column in EVERY_COLUMN:
        assert all(f"`{value}`" in text for value in column.allowed)


def test_meanings_travel_with_the_arrow_schemas():
    for table, column in EVERY_COLUMN:
        assert table.arrow.field(column.name).metadata == {b"meaning": column.meaning.encode()}
        assert table.arrow.field(column.name).nullable == column.nullable
    assert all(t.arrow.metadata == {b"row": t.row.encode()} for t in TABLES.values())


def test_page_on_tables_holds_the_data_dictionary_as_it_is():
    _, _, rest = PAGE.read_text("utf-8").partition(START)
    between, end, _ = rest.partition(END)
    assert end, f"docs/tables.md needs {START.strip()} and {END}"
    assert between.strip() == data_dictionary().strip(), (
        "docs/tables.md is out of date: put what `python -m onrecord.tables.schema` prints between "
        "its markers"
    )


def test_module_prints_the_data_dictionary():
    command = [sys.executable, "-m", "onrecord.tables.schema"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.strip() == data_dictionary().strip()
