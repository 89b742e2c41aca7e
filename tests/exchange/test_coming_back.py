"""What people change in brat comes back as rows of corrections; what they leave, as nothing."""

import pytest
from exchange_examples import IDS, many, wild
from small_record import harbour

from onrecord.corrections.row import check_row
from onrecord.errors import OnrecordError
from onrecord.exchange import export_tables
from onrecord.exchange.coming_back import read_any


def back(folder, tables):
    rows = read_any(folder, tables).rows
    for row in rows:
        check_row(row)
    return [(row.kind, row.decision, row.answer, row.other_text or row.text) for row in rows]


@pytest.fixture
def brat(tmp_path):
    export_tables(harbour().tables, tmp_path / "brat", "brat")
    return tmp_path / "brat"


def change(folder, old, new, name="gazette-1.ann"):
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("tables", [harbour().tables, wild(), many(IDS)])
def test_what_nobody_changed_comes_back_as_nothing(tables, tmp_path):
    export_tables(tables, tmp_path / "brat", "brat")
    assert back(tmp_path / "brat", tables) == []


def test_each_change_is_a_row(brat):
    change(brat, "Act E1 asserts", "Act E1 denies")
    change(brat, '"source_name": "Critics"', '"source_name": "Cy Moss"')
    change(brat, "Source 0 14\tMayor Ann Reed", "Source 6 14\tAnn Reed")
    with open(brat / "gazette-1.ann", "a", encoding="utf-8") as file:
        file.write("T90\tContent 44 47\tAnn\nT91\tAttribution-no-cue 44 47\tAnn\n")
        file.write("E90\tAttribution-no-cue:T91 Content:T90\n")
    (brat / "tide-1.ann").write_text("", "utf-8")
    assert back(brat, harbour().tables) == [
        ("source", "", "", "Ann Reed"),
        ("act", "", "denies", "the port “won’t close”"),
        ("source", "", "Cy Moss", "it will close"),
        ("attribution", "yes", "", "Ann"),
        ("attribution", "no", "", "that the port won't close"),
        ("attribution", "no", "", "strikes"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("Source 0 14", "Source 1 15", "line 1: its words are not those"),
        ("Source 0 14", "Source 0 9999", "line 1: its words are not those"),
        ("Source 0 14", "Source zero 14", "line 1: its words are not those"),
        ("Source:T1", "Source:T77", "T77 is not in the file"),
        ("Act E1 asserts", "Act E1 shouts", "'shouts' is no act"),
    ],
)
def test_torn_annotation_is_refused_with_its_line(old, new, named, brat):
    change(brat, old, new)
    with pytest.raises(OnrecordError, match="gazette-1") as error:
        read_any(brat, harbour().tables)
    assert named in str(error.value)


def test_folder_of_other_articles_is_refused_and_a_file_that_is_gone_says_nothing(brat):
    with pytest.raises(
        OnrecordError, match=r"gazette-1\.ann is of no article that the tables have"
    ):
        read_any(brat, wild())
    (brat / "gazette-1.ann").unlink()
    assert back(brat, harbour().tables) == []
    (brat / "tide-1.ann").write_bytes(b"\xff\xfe")
    with pytest.raises(OnrecordError, match="cannot be read"):
        read_any(brat, harbour().tables)
