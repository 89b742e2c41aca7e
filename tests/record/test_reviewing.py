"""What is most worth a look, in a notebook without buttons and by what buttons send."""

import nbformat.v4 as v4
import pytest
from small_record import article, attribution, harbour, record

from onrecord.corrections import read_corrections
from onrecord.errors import OnrecordError
from onrecord.record import reviewing
from onrecord.report.page import read_page


def decided(path):
    return [(row.kind, row.decision, row.answer) for row in read_corrections(path).rows]


def test_it_is_a_plain_table_with_every_text_escaped(tmp_path, monkeypatch):
    known = article("a", "<script>alert(1)</script> said <b>so</b>.")
    said = attribution(known, 1, "<b>so</b>", source="<script>alert(1)</script>", cue="said")
    monkeypatch.setattr(reviewing.Review, "widget", None)
    review = record([known], [said]).review(tmp_path / "c.csv")
    shown = review._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}
    assert "<script>" not in shown["text/html"] and "&lt;script&gt;" in shown["text/html"]
    assert "⟦&lt;b&gt;so&lt;/b&gt;⟧" in shown["text/html"]
    assert "pip install" in shown["text/plain"] and not (tmp_path / "c.csv").exists()


def test_page_of_a_report_shows_the_plain_table_even_where_there_are_buttons(tmp_path):
    shown = harbour().review(tmp_path / "c.csv")._repr_html_()
    data = {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}, "text/html": shown}
    cell = v4.new_code_cell("review", outputs=[v4.new_output("execute_result", data)])
    page = read_page("01-quotes", v4.new_notebook(cells=[v4.new_markdown_cell("# All"), cell]))
    shown = page.sections[0].parts[0].blocks[0].html
    assert "Most worth a look" in shown and "model_id" not in shown


def test_answers_are_written_the_last_on_a_question_holds_and_undo_takes_it_back(tmp_path):
    path = tmp_path / "c.csv"
    review = harbour().review(path, most=3)
    kinds = [row.kind for row in review.rows]
    assert "2 decided here, 0 before" in review.decide(
        [(0, "yes", ""), (1, "no", ""), (0, "no", "")]
    )
    assert decided(path) == [(kinds[0], "no", ""), (kinds[1], "no", "")]
    review.decide([(0, "yes", "")])
    assert decided(path) == [(kinds[0], "yes", "")]
    review.decide([])
    assert decided(path) == []


def test_what_was_decided_before_is_kept_and_not_asked_again(tmp_path):
    path = tmp_path / "c.csv"
    first = harbour().review(path)
    first.decide([(0, "yes", "")])
    second = harbour().review(path)
    assert len(second.rows) == len(first.rows) - 1
    assert "1 decided here, 1 before" in second.decide([(0, "no", "")])
    assert len(decided(path)) == 2


def test_file_that_is_none_of_corrections_is_refused_and_one_that_cannot_be_written_is_told(
    tmp_path,
):
    (tmp_path / "c.csv").write_text("mine")
    with pytest.raises(OnrecordError, match="no column 'kind'"):
        harbour().review(tmp_path / "c.csv")
    review = harbour().review(tmp_path / "d.csv")
    (tmp_path / "d.csv").mkdir()
    (tmp_path / "d.csv" / "x").write_text("")
    assert isinstance(review.decide([(0, "yes", "")]), str)
