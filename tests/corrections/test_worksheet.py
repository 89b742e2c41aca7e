"""The worksheet of people who have no value in a column of the corrections."""

import csv
import shutil
from pathlib import Path

import pytest
from joining import join
from small_record import article, attribution, entity, mention, record

from onrecord import charts, counts
from onrecord.corpus import read_articles
from onrecord.corrections import Revision, read_corrections
from onrecord.corrections.review import check_column, other_file, write_review, write_worksheet
from onrecord.errors import OnrecordError
from onrecord.extraction.extract import extract_tables
from onrecord.record import Record
from onrecord.tables.cells import restore


def speaking(*said, **known):
    """Tables of (name, number of words, pronouns): an article each, in which somebody speaks."""
    texts, rows, mentions, entities = [], [], [], {}
    for n, (name, words, *pronouns) in enumerate(said, 1):
        content = " ".join(["so"] * words)
        of = article(f"a{n}", f"{name} said {content}. {' '.join(pronouns)}")
        who = entities.setdefault(name, entity(f"e{len(entities) + 1}", name, **known))
        by = {"source_entity": who["entity_id"], "source_class": "named_person"}
        rows.append(attribution(of, 1, content, source=name, **by))
        mentions.append(mention(of, 1, name, who["entity_id"]))
        for k, word in enumerate(pronouns, 2):
            mentions.append(mention(of, k, word, who["entity_id"], form="pronoun"))
        texts.append(of)
    return record(texts, rows, mentions, entities.values()).tables


def sheet(path):
    """The rows of corrections as a spreadsheet shows them, without the apostrophes of safe cells."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [{k: restore(v) for k, v in row.items()} for row in csv.DictReader(file)]


def fill(path, column, values):
    """Write values into a worksheet as its user would: name → value."""
    rows = sheet(path)
    for row in rows:
        row[column] = row[column] or values.get(row["name"], "")
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_who_speaks_without_a_value_is_asked_about_most_words_first(tmp_path):
    corpus = speaking(("Bo Vale", 2), ("Ann Reed", 3, "She", "hers"), ("Bo Vale", 4, "they", "I"))
    counted = write_worksheet(corpus, tmp_path / "p.csv", "gender")
    assert counted == {"people to fill in": 2, "rows kept": 0}
    first, second = sheet(tmp_path / "p.csv")
    assert (first["name"], first["reason"]) == (
        "Bo Vale", "6 words in 2 articles; she 0, he 0, they 1",
    )  # fmt: skip
    assert second["reason"] == "3 words in 1 article; she 2, he 0, they 0"
    assert second["example"] == "a2: Ann Reed said so so so."
    assert [row["gender"] for row in (first, second)] == ["", ""]
    assert list(first)[:5] == ["kind", "decision", "name", "label", "gender"]


def test_pronouns_are_no_evidence_for_another_column(tmp_path):
    write_worksheet(speaking(("Ann Reed", 3, "She")), tmp_path / "p.csv", "party")
    [row] = sheet(tmp_path / "p.csv")
    assert (row["reason"], row["party"]) == ("3 words in 1 article", "")


@pytest.mark.parametrize("known", [{"label": "ORG"}, {"named": False}])
def test_only_people_with_a_name_are_asked_about(known, tmp_path):
    write_worksheet(speaking(("Ann Reed", 3), **known), tmp_path / "p.csv", "gender")
    assert sheet(tmp_path / "p.csv") == []


def test_words_inside_a_quotation_are_not_the_inner_speakers(tmp_path):
    tables = speaking(("Ann Reed", 3))
    depth = tables.attributions.schema.get_field_index("depth")
    inner = tables.attributions.set_column(depth, "depth", [[1]])
    write_worksheet(record(attributions=inner.to_pylist()).tables, tmp_path / "p.csv", "gender")
    assert sheet(tmp_path / "p.csv") == []


def test_sheet_written_again_keeps_every_decision_and_asks_only_about_the_rest(tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_text(
        "kind,decision,name,label,other_name,gender,party\n"
        "merge,no,Ann Reed,PERSON,Anna Reed,,\n"
        "entity,,Ann Reed,PERSON,,woman,\n"
        "entity,,Bo Vale,PERSON,,,Lab\n"
        "entity,no,Cy Moss,PERSON,,,\n"
        "entity,,Gone Long,PERSON,,man,\n"
    )
    corpus = speaking(("Ann Reed", 5), ("Bo Vale", 2), ("Cy Moss", 3), ("Di Hale", 4))
    counted = write_worksheet(corpus, path, "gender")
    assert counted == {"people to fill in": 2, "rows kept": 4}
    columns = ("kind", "decision", "name", "gender", "party")
    assert [tuple(row[c] for c in columns) for row in sheet(path)] == [
        ("entity", "", "Di Hale", "", ""),
        ("entity", "", "Bo Vale", "", "Lab"),
        ("merge", "no", "Ann Reed", "", ""),
        ("entity", "", "Ann Reed", "woman", ""),
        ("entity", "no", "Cy Moss", "", ""),
        ("entity", "", "Gone Long", "man", ""),
    ]


def test_worksheet_are_corrections_that_changes_nothing_until_it_is_filled(tmp_path):
    hostile = ["=cmd|' /C calc'!A1", "@Ann\x1b[31m Reed", "<b>Bo</b> \u202eVale", "\x01+1"]
    write_worksheet(speaking(*((name, 2) for name in hostile)), tmp_path / "p.csv", "=col")
    text = (tmp_path / "p.csv").read_text("utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert not any(cell.lstrip("\x01 ").startswith(("=", "+", "-", "@")) for cell in cells)
    read = read_corrections(tmp_path / "p.csv")
    assert read.attributes == ("=col",)
    assert [row.name for row in read.rows] == hostile
    revision = Revision(read)
    assert join([], revision) == ([], []) and revision.warnings == []


def test_two_worksheets_are_the_same_bytes(tmp_path):
    corpus = speaking(("Ann Reed", 2), ("Bo Vale", 2))
    for name in ("a", "b"):
        write_worksheet(corpus, tmp_path / name, "gender")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("column", ["", "  ", "name", "aliases", "decision", "entity_id"])
def test_column_that_is_not_the_users_own_is_refused(column):
    with pytest.raises(OnrecordError, match=r"--missing .* is no column of your own"):
        check_column(column)
    assert check_column(" home  town ") == "home town"


# The demo corpus, with values by its articles; and two articles more.

DEMO = Path("seeds/demo")
BY_THE_ARTICLES = {
    **dict.fromkeys(("Helen Ardwick", "Rosalind Maddern", "Nadia Quennell"), "woman"),
    **dict.fromkeys(("Gideon Strake", "Colm Maddern", "Desmond Pellow"), "man"),
}
GROWN = {
    "2025-04-01-pumps": "Zora Venn said the pumps in Halvermouth were new and would run all night.",
    "2025-04-02-dykes": "“The dykes will hold,” said Helen Ardwick. The night was dry.",
}


def read(folder, **known):
    return Record(extract_tables(list(read_articles(folder)), **known))


def share_of(record, group):
    frames = record.attributions, record.mentions, record.entities
    return counts.speech_by_group(*frames, "gender").loc[group, ["words", "words_percent"]].tolist()


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """The demo with a worksheet filled; then with two articles more and the same worksheet."""
    folder = tmp_path_factory.mktemp("worksheet")
    path = folder / "people.csv"
    write_worksheet(read(DEMO).tables, path, "gender")
    asked = [row["name"] for row in sheet(path)]
    fill(path, "gender", BY_THE_ARTICLES)
    before = read(DEMO, corrections=read_corrections(path))
    shutil.copytree(DEMO, folder / "news")
    for name, text in GROWN.items():
        (folder / "news" / f"{name}.txt").write_text(
            f"---\npublished: {name[:10]}\n---\n\n{text}\n", "utf-8"
        )
    return asked, before, read(folder / "news", corrections=read_corrections(path)), path


def test_worksheet_of_the_demo_is_filled_and_applied(grown):
    asked, before, _, _ = grown
    assert set(BY_THE_ARTICLES) <= set(asked) and asked[0] == "Helen Ardwick"
    values = dict(zip(before.entities["name"], before.entities["gender"], strict=True))
    assert {name: values[name] for name in BY_THE_ARTICLES} == BY_THE_ARTICLES
    (women, _), (men, _) = share_of(before, "woman"), share_of(before, "man")
    unknown, percent = share_of(before, "unknown")
    assert percent == round(100 * unknown / (women + men + unknown)) and percent > 0


def test_values_are_kept_when_the_corpus_grows_and_only_the_new_are_unknown(grown, tmp_path):
    asked, before, after, path = grown
    assert share_of(after, "man")[0] == share_of(before, "man")[0]
    # Of the new articles: Ardwick says “The dykes will hold”, Venn all of her sentence's content.
    assert share_of(after, "woman")[0] == share_of(before, "woman")[0] + 4
    more = share_of(after, "unknown")[0] - share_of(before, "unknown")[0]
    venn = after.attributions[after.attributions["source_name"] == "Zora Venn"]
    assert more == sum(len(text.split()) for text in venn["content_text"]) > 5
    again = shutil.copy(path, tmp_path / "people.csv")
    write_worksheet(after.tables, again, "gender")
    missing = [row["name"] for row in sheet(again) if not row["gender"]]
    assert set(missing) == {*asked, "Zora Venn"} - set(BY_THE_ARTICLES)
    assert {r["name"]: r["gender"] for r in sheet(again) if r["gender"]} == BY_THE_ARTICLES


def test_charts_by_group_show_both_months_and_what_is_unknown(grown):
    _, _, after, _ = grown
    months = counts.speech_by_month(after.attributions, after.entities, after.articles, "gender")
    rows = months.set_index(["month", "gender"])
    assert rows.loc[("2025-04", "woman"), ["articles", "words", "first_quoted"]].tolist() == [
        2,
        4,
        1,
    ]
    assert rows.loc["2025-04", "words_percent"].sum() == 100
    assert rows.loc[("2025-04", "man"), "words"] == 0
    for measure in ("words", "sources", "first_quoted"):
        label = charts.plot_speech_by_month(months, measure).get_label()
        assert "2025-03: woman " in label and "2025-04: woman " in label and "unknown " in label


def test_review_that_follows_keeps_what_the_worksheet_holds(grown, tmp_path):
    _, _, after, path = grown
    again = shutil.copy(path, tmp_path / "people.csv")
    write_review(after.tables, again)
    kept = {
        row.name: row.attributes["gender"] for row in read_corrections(again).rows if row.attributes
    }
    assert kept == BY_THE_ARTICLES


def test_sheet_beside_the_corrections_that_tables_were_made_with_is_told(grown, tmp_path):
    _, before, _, _ = grown
    assert "'people.csv'" in other_file(before.tables, tmp_path / "other.csv")
    assert other_file(before.tables, tmp_path / "people.csv") == ""
    assert other_file(speaking(), tmp_path / "other.csv") == ""
