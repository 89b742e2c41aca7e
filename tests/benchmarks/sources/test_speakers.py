"""The benchmark of who speaks: when a name is right, and what is counted."""

import json

import pytest

from benchmarks.sources import demo, speakers
from benchmarks.sources.speaker_marks import is_right, read_speakers, source_form, speaker
from benchmarks.sources.speakers import Judged

PEOPLE = {("irma", "dowd"), ("paul", "dowd"), ("ida", "f", "lund")}


@pytest.mark.parametrize(
    ("name", "who", "right"),
    [
        ("Irma Dowd", "Irma Dowd|Dowd", True),
        ("Mayor Irma Dowd", "Irma Dowd", True),
        ("I. Dowd", "Irma Dowd", True),
        ("Paul Dowd", "Irma Dowd", False),
        ("Dowd", "Irma Dowd", False),  # it may be Paul
        ("Lund", "Ida F. Lund|Lund", True),
        ("Ida Lund", "Ida F. Lund", True),
        ("Paul Dowd", "Irma Dowd & Paul Dowd", True),
        ("Irma Dowd Says", "Irma Dowd", False),
        ("", "Irma Dowd", False),
    ],
)
def test_person_is_right_by_first_and_last_name(name, who, right):
    assert is_right(name, speaker(who, "person"), PEOPLE) == right


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("the Harbour Board", True),
        ("HB", True),
        ("Board of the Harbour", False),
        ("Harbour", False),
    ],
)
def test_organisation_is_right_by_its_words_or_its_initials(name, right):
    assert is_right(name, speaker("Harbour Board", "org"), ()) == right


def test_form_is_that_of_the_words_in_the_text():
    meant = speaker("Irma Dowd", "person")
    sources = ("", "She", "Ms. Dowd", "the mayor", "the mayor, Irma Dowd")
    forms = [source_form(source, meant) for source in sources]
    assert forms == ["none", "pronoun", "name", "description", "name"]


def test_marks_are_read_and_a_folder_without_any_is_an_error(tmp_path):
    marks = {
        "doc": "a",
        "speakers": {
            "0": {"who": "Bo Lee|Lee", "type": "person"},
            "1": {"who": "", "type": "none"},
        },
        "people": {"Harbour Board": ["HB"]},
    }
    (tmp_path / "a.json").write_text(json.dumps(marks), encoding="utf-8")
    [mark] = read_speakers(tmp_path)
    assert [s.named for s in mark.speakers.values()] == [True, False]
    assert mark.people == {("bo", "lee"), ("harbour", "board")}
    with pytest.raises(FileNotFoundError, match="no marked articles"):
        read_speakers(tmp_path / "empty")


def judged(name="Bo Lee", right=True, confidence=0.95, meant=True, form="name"):
    return Judged(form, meant, 10, name, right, confidence)


def test_false_names_are_those_of_sources_that_the_article_does_not_name():
    rows = [judged(), judged(meant=False, right=False), judged(name="", meant=False, right=False)]
    assert "Found: 0.750 of 4" in speakers.found_sentence(rows, 4)
    assert "0.500 of 2" in speakers.found_sentence(rows, 4)


def test_confidence_that_says_what_is_right_has_no_calibration_error():
    half = [judged(confidence=0.5), judged(confidence=0.5, right=False)]
    assert speakers.calibration_error(half) == 0
    assert speakers.calibration_error([judged(confidence=0.9, right=False)]) == pytest.approx(0.9)
    nobody = judged(name="", confidence=0.9, right=False)
    assert speakers.calibration_error([*half, nobody]) == 0


def test_curve_names_fewer_at_a_higher_threshold():
    rows = [judged(confidence=0.3, right=False), judged(confidence=0.8)]
    table = [line.split("|")[1:4] for line in speakers.curve_table(rows).splitlines()[2:]]
    curve = {float(t): (float(named), float(right)) for t, named, right in table}
    assert curve[0.3] == (1, 0.5) and curve[0.35] == (0.5, 1)


def test_second_reading_agrees_by_name_not_by_spelling(tmp_path):
    file = tmp_path / "again.tsv"
    rows = ["article\tid\ttype\twho", "a\t0\tperson\tLee|Bo Lee", "a\t1\tperson\tIrma Dowd"]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    marks = {"doc": "a", "speakers": {n: {"who": "Bo Lee", "type": "person"} for n in "01"}}
    (tmp_path / "a.json").write_text(json.dumps(marks), encoding="utf-8")
    said = speakers.agreement(read_speakers(tmp_path), speakers.read_again(file))
    assert "1.000 the same; the name: 0.500 of 2" in said


def test_rows_of_the_demo_count_where_they_are_as_they_were_read():
    named = {"source_class": "named_person", "source_confidence": 0.95, "affiliation": None}
    unnamed = {"source_class": "unnamed_of_organization", "affiliation": "Mill Lane Ltd"}
    rows = [
        {"attribution_id": "a:a1", "source_name": "Bo Lee", **named},
        {"attribution_id": "a:a2", "source_name": "Irma\n Dowd", **named},
        {
            "attribution_id": "a:a3",
            "source_name": None,
            "source_class": "none",
            "affiliation": None,
        },
        {"attribution_id": "a:a4", "source_name": "Bo Lee", **named},
        {"attribution_id": "a:a5", "source_name": "the firm", **unnamed},
        {"attribution_id": "a:a6", "source_name": "it", **unnamed},
    ]
    judged = {
        demo.Row("a:a1", "Bo Lee"): True,
        demo.Row("a:a2", "Irma Dowd"): False,
        demo.Row("a:a3", demo.NOBODY): False,
        demo.Row("a:a4", "Irma Dowd"): False,
        demo.Row("a:a5", "the firm"): False,
        demo.Row("a:a6", "it"): False,
    }
    meant = {demo.Row("a:a5", "the firm"): "The Mill Lane Ltd", demo.Row("a:a6", "it"): "Tolvane"}
    said = demo.demo_sentence(rows, judged, meant)
    assert "6 rows, 5 of them as they were read. 1 give the words to somebody else (1 at" in said
    assert "and 3 name nobody" in said
    assert "for 1 of these it is told for whom" in said
