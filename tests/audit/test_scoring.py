"""What comes of filled sheets: accuracy, agreement, calibration, corrections, the file they go into."""

import json
import shutil

import pytest
from audited import fill, lines, sampled, town
from click.testing import CliRunner
from tables_by_hand import write_tables

import onrecord
from onrecord.audit.agreement import alpha
from onrecord.audit.score import as_corrections, score
from onrecord.cli import main
from onrecord.corrections import read_corrections


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    """A folder with tables that were audited by one coder, and what came of it."""
    folder = tmp_path_factory.mktemp("scored")
    tables, [path] = sampled(folder)
    result, *_ = score([fill(path)], tables)
    return tables, result


def row(result, by="all", value="all", right="content"):
    wanted = {"by": by, "value": value, "right": right}
    return next(r for r in result["accuracy"] if wanted.items() <= r.items())


def test_rows_that_are_right_are_counted_beside_those_that_are_found_and_that_are_there(scored):
    """Of 24 that were found, 24 have the right content and 16 the right name; 8 more are there."""
    _, result = scored
    content, who = row(result), row(result, right="with who is meant")
    assert (content["found"], content["true"], content["articles"]) == (24, 32, 8)
    assert (content["precision"], content["recall"], content["f1"]) == (1, 0.75, 0.8571)
    assert (who["precision"], who["recall"], who["f1"]) == (0.6667, 0.5, 0.5714)


def test_groups_are_those_of_the_kit_where_it_found_and_of_the_coder_where_it_missed(scored):
    _, result = scored
    assert row(result, "kind", "direct")["true"] == 8
    assert row(result, "kind", "indirect")["recall"] == 0.6667
    assert row(result, "form", "name", "with who is meant")["precision"] == 0.5
    assert row(result, "form", "description")["recall"] == 0.5
    assert row(result, "act", "denies")["found"] == 8
    assert row(result, "outlet", "Tide")["articles"] == 4
    few = row(result, "outlet", "Tide")
    assert few["precision"] == 1 and few["precision_low"] is None, "four articles tell too little"


def test_articles_are_listed_with_what_was_found_and_missed_in_them(scored):
    articles = onrecord.load(scored[0]).audit.table("articles")
    assert len(articles) == 8 and set(articles["outlet"]) == {"Gazette", "Tide"}
    columns = articles[["readers", "found", "right", "missed"]]
    assert columns.to_numpy().tolist() == [[1, 3, 3, 1]] * 8


def test_interval_of_what_is_always_right_is_exact(scored):
    assert row(scored[1])["precision_high"] == 1
    assert row(scored[1])["precision_low"] == round(0.025 ** (1 / 24), 4)


def test_calibration_compares_how_sure_with_how_often_right(scored):
    _, result = scored
    table = {
        (r["of"], r["least"]): (r["rows"], r["sure"], r["right"]) for r in result["calibration"]
    }
    assert table["confidence", 0.9] == (16, 0.9, 1) and table["confidence", 0.5] == (8, 0.5, 1)
    assert table["source_confidence", 0.9] == (24, 0.95, 0.6667)
    assert {r["of"]: r["ece"] for r in result["calibration"]} == {
        "confidence": round((16 * 0.1 + 8 * 0.5) / 24, 4),
        "source_confidence": 0.2833,
    }


def test_worst_errors_come_first_and_lead_to_their_sentence(scored):
    record = onrecord.load(scored[0])
    errors = record.audit.errors()
    assert list(errors["error"]) == ["somebody else is meant"] * 8 + ["missed"] * 8
    assert errors["sure"][0] == 0.95 and errors["ids"][0][0].endswith(":a2")
    assert "that it was shut" in str(record.sentences(errors["ids"][0])[0])


def test_alpha_is_what_ten_rows_give_by_hand():
    """Krippendorff (2019), chapter 12, of two coders and two values.

    Nine of ten pairs agree. The twenty values are 15 × right and 5 × wrong, so by chance
    2·15·5 / (20·19) = 150/380 of pairs differ; observed are 1/10. Alpha is 1 - (1/10) / (150/380).
    """
    pairs = [("r", "r")] * 7 + [("w", "w")] * 2 + [("r", "w")]
    assert alpha(pairs) == round(1 - (1 / 10) / (150 / 380), 4) == 0.7467
    assert alpha([("r", "r")] * 10) is None, "nothing could be told apart"


def test_agreement_is_of_the_articles_that_all_read(tmp_path):
    tables, [one, two] = sampled(tmp_path, coders=2, shared=4)

    result, *_ = score([fill(one), fill(two, empty_first_missed)], tables)
    table = {r["of"]: (r["units"], r["same"], r["alpha"]) for r in result["agreement"]}
    assert table["content"] == (12, 1, None) and table["who"] == (12, 1, 1)
    assert table["missed"] == (4, 0.75, None)
    assert row(result)["true"] == 24 + 8 - 0.5, "an article that two read counts half for each"
    assert result["sample"]["read"] == 8


def empty_first_missed(book):
    for cell in lines(book["missed"])[0].values():
        cell.value = None


def test_wrong_words_are_one_too_much_and_one_too_little(tmp_path):
    tables, [path] = sampled(tmp_path)

    def cut(book):
        found = next(r for r in lines(book["read"]) if r["row"].value == "a1")
        n = found["words"].value.split()[1]
        found["content is"].value, found["right words"].value = "wrong", f"port {n}"

    result, *_ = score([fill(path, cut)], tables)
    content = row(result)
    assert (content["found"], content["true"], content["precision"]) == (24, 32, round(23 / 24, 4))


def test_marks_are_corrections_that_fit_the_tables(tmp_path):
    tables, [path] = sampled(tmp_path)
    _, marked, read = score([fill(path)], tables)
    rows = as_corrections(marked, read, "audit").rows
    kinds = [each.kind for each in rows]
    assert kinds.count("source") == 16 and kinds.count("attribution") == 8
    assert {r.answer for r in rows if r.kind == "source"} == {"Bob Hale", "unnamed"}
    out = tmp_path / "c.csv"
    run = CliRunner().invoke(main, ["audit", "score", str(path), "--corrections", str(out)])
    assert run.exit_code == 0, run.output
    assert len(read_corrections(out).rows) == len(rows)
    check = CliRunner().invoke(main, ["corrections", str(out), "--tables", str(tables)])
    assert check.exit_code == 0, check.output


def test_links_are_scored_and_are_corrections_though_an_id_has_spaces(tmp_path):
    def unlike(book):
        lines(book["links"])[0]["link is"].value = "wrong"

    tables, [path] = sampled(tmp_path, town(name="a day of rain"))
    result, marked, read = score([fill(path, unlike)], tables)
    assert [(r["link"], r["judged"], r["precision"]) for r in result["links"]] == [
        ("disputes", 1, 0)
    ]
    [link] = [r for r in as_corrections(marked, read, "audit").rows if r.kind == "link"]
    assert (link.decision, link.believed) == ("no", "disputes")
    assert link.text.startswith("that it was shut") and link.other_text.startswith("“port 0")


def test_only_what_all_readers_of_an_article_say_is_a_correction(tmp_path):
    tables, [one, two] = sampled(tmp_path, coders=2, shared=8)
    _, marked, read = score([fill(one), fill(two, empty_first_missed)], tables)
    rows = as_corrections(marked, read, "audit").rows
    assert [each.kind for each in rows].count("attribution") == 7


def test_commands_draw_and_score_and_say_what_is_known(tmp_path):
    write_tables(town().tables, tmp_path / "tables")
    out = tmp_path / "audit"
    command = ["audit", "sample", str(tmp_path / "tables"), "--articles", "8", "--out", str(out)]
    run = CliRunner().invoke(main, command)
    assert run.exit_code == 0 and "coder-1.xlsx: 25 rows to mark" in run.output
    assert CliRunner().invoke(main, command).exit_code == 2, "a sheet is never replaced unasked"
    run = CliRunner().invoke(main, ["audit", "score", str(fill(out / "coder-1.xlsx"))])
    assert run.exit_code == 0, run.output
    assert "with who is meant: precision .67" in run.output and "A. Reader" in run.output
    assert "fewer than 10 articles" in run.output
    assert (tmp_path / "tables" / "audit.json").is_file()


def test_sheet_that_was_moved_needs_its_tables(tmp_path):
    tables, [path] = sampled(tmp_path)
    moved = shutil.move(fill(path), tmp_path / "mail.xlsx")
    run = CliRunner().invoke(main, ["audit", "score", str(moved)])
    assert run.exit_code == 2 and "Name them with --tables" in run.output
    run = CliRunner().invoke(main, ["audit", "score", str(moved), "--tables", str(tables)])
    assert run.exit_code == 0, run.output


def test_same_sheets_give_the_same_bytes(tmp_path):
    tables, [path] = sampled(tmp_path)
    fill(path)
    written = []
    for _ in range(2):
        score([path], tables)
        written.append((tables / "audit.json").read_bytes())
    assert written[0] == written[1]


def test_audit_is_left_out_of_other_tables(scored, tmp_path):
    tables, _ = scored
    assert onrecord.load(tables).audit
    shutil.copytree(tables, tmp_path / "same")
    assert onrecord.load(tmp_path / "same").audit, "the folder may move"
    write_tables(town(9).tables, tmp_path / "other")
    shutil.copy(tables / "audit.json", tmp_path / "other")
    other = onrecord.load(tmp_path / "other").audit
    assert not other and "is of other tables than these" in other.line
    assert "onrecord audit sample" in other.line


def test_columns_of_ones_own_leave_an_audit_as_it_is(scored, tmp_path):
    """Who is a woman may be added after the audit: what was judged is the same."""
    from dataclasses import replace

    tables = town().tables
    gender = tables.entities.append_column("gender", [["woman", "man"]])
    write_tables(replace(tables, entities=gender), tmp_path / "t")
    shutil.copy(scored[0] / "audit.json", tmp_path / "t")
    assert onrecord.load(tmp_path / "t").audit


@pytest.mark.parametrize("text", ["{", "[]", '{"generator": "x"}', "null"])
def test_file_that_is_no_audit_is_left_out_and_said(scored, tmp_path, text):
    shutil.copytree(scored[0], tmp_path / "t")
    (tmp_path / "t" / "audit.json").write_text(text)
    audit = onrecord.load(tmp_path / "t").audit
    assert not audit and "cannot be read" in audit.line


def test_methods_say_who_read_and_how_right_it_is(scored):
    paragraph, csl, bibtex = onrecord.load(scored[0]).audit.methods.split("\n\n")
    assert "8 of 8 articles" in paragraph and "“A. Reader”" in paragraph
    assert "recall .75" in paragraph and "fewer than 10 articles" in paragraph
    assert json.loads(csl)[0]["type"] == "software" and bibtex.startswith("@software{onrecord,")


def test_extraction_goes_on_beside_an_audit(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("“It rained,” said Ann Reed.\n")
    command = ["extract", str(tmp_path / "news"), "--out", str(tmp_path / "t"), "--quiet"]
    assert CliRunner().invoke(main, command).exit_code == 0
    (tmp_path / "t" / "audit.json").write_text("{}")
    (tmp_path / "news" / "b.txt").write_text("“It snowed,” said Bob Hale.\n")
    assert CliRunner().invoke(main, command).exit_code == 0
    assert (tmp_path / "t" / "audit.json").read_text() == "{}"
