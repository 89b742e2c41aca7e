"""A corpus to its articles: one for each input, judged, in order, and none lost."""

import datetime
import inspect
import json
import os
import re
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.corpus import article
from onrecord.corpus import reader as corpus
from onrecord.corpus.reader import MAX_CHARACTERS, MOST_TOKENS, read_articles
from onrecord.errors import OnrecordError
from onrecord.tables.schema import ARTICLE_STATUSES

SENTENCE = "“The bridge is shut,” the mayor said on Tuesday."
FRENCH = (
    "Le président a déclaré mardi que le pont resterait fermé jusqu'en juin, et les responsables "
    "de la ville ont ajouté que les travaux seraient plus longs que prévu cette année."
)


def read(*paths, **options):
    return list(read_articles(*paths, **options))


def read_one(*paths, **options):
    [found] = read(*paths, **options)
    return found


def make_jsonl(*lines):
    return "".join(json.dumps(line) + "\n" for line in lines)


# statuses


@pytest.mark.parametrize("text", ["Yes", "5", SENTENCE, "é"])
def test_text_with_a_word_is_ok(write, text):
    found = read_one(write("a.txt", text))
    assert (found.status, found.text, found.message) == ("ok", text, None)


@pytest.mark.parametrize("text", ["", "“”", '"" \n ...', " \r\n\t", "\ufeff", "—"])
def test_text_without_a_word_is_empty_and_kept(write, text):
    found = read_one(write("a.txt", text))
    assert (found.status, found.text) == ("empty", text.lstrip("\ufeff"))
    assert found.message


@pytest.mark.parametrize(
    "data", [b"\0" * 50, b"\x89PNG\r\n\x1a\n\0", b"\x01\x02\x03ab", b"a\xffb\0", b"\xff\xfe\0"]
)
def test_binary_file_named_txt_is_undecodable(write, data):
    found = read_one(write("a.txt", data))
    assert (found.status, found.text) == ("undecodable", None)
    assert found.message.endswith(".")


@pytest.mark.parametrize("text", ["half \ud83d of a pair", "word\0word"])
def test_characters_that_cannot_be_stored_are_undecodable(write, text):
    bad, good = read(write("a.jsonl", make_jsonl({"text": text}, {"text": SENTENCE})))
    assert (bad.status, bad.text) == ("undecodable", None)
    assert good.status == "ok"


def test_half_a_pair_in_a_field_is_replaced(write):
    found = read_one(write("a.jsonl", make_jsonl({"text": SENTENCE, "title": "a\ud83d"})))
    assert (found.status, found.title) == ("ok", "a\ufffd")


def test_unsupported_file_in_a_folder_is_a_row(write, tmp_path):
    write("a.txt", SENTENCE)
    write("b.jpg", b"\xff\xd8")
    assert [(one.path, one.status) for one in read(tmp_path)] == [
        ("a.txt", "ok"),
        ("b.jpg", "unsupported"),
    ]


def test_text_of_the_most_characters_is_ok_and_one_more_is_too_long(write):
    most = ("The bridge is shut. " * (MAX_CHARACTERS // 20))[:MAX_CHARACTERS]
    assert read_one(write("a.txt", most)).status == "ok"
    found = read_one(write("b.txt", most + "s"))
    assert (found.status, found.text) == ("too_long", None)
    assert "1,000,001" in found.message and "1,000,000" in found.message


def test_text_of_too_many_words_and_marks_is_too_costly_and_not_kept(write):
    at_most = "a " * (MOST_TOKENS // 2) + "“" * (MOST_TOKENS - MOST_TOKENS // 2)
    assert read_one(write("a.txt", f"---\nlanguage: en\n---\n{at_most}")).status == "ok"
    found = read_one(write("b.txt", f"---\nlanguage: en\n---\n{at_most}“"))
    assert (found.status, found.text) == ("too_costly", None)
    assert "250,001 words and marks" in found.message


def test_a_long_text_without_a_word_is_empty_and_not_kept(write):
    found = read_one(write("a.txt", "“" * 1_001))
    assert (found.status, found.text) == ("empty", None)


@pytest.mark.parametrize("said", ["fr", "fr-CA", "French", "de_DE"])
def test_language_that_the_input_gives_decides(write, said):
    found = read_one(write("a.txt", f"---\nlanguage: {said}\n---\n{SENTENCE}"))
    assert (found.status, found.language, found.text) == ("not_english", said, None)
    assert repr(said) in found.message


@pytest.mark.parametrize("said", ["en", "EN-us", "en_GB", "eng", "English"])
def test_text_that_the_input_calls_english_is_read(write, said):
    found = read_one(write("a.txt", f"---\nlanguage: {said}\n---\n{FRENCH}"))
    assert (found.status, found.language) == ("ok", said)


@pytest.mark.parametrize("head", ["", "---\nlanguage: und\n---\n", "---\nlanguage:\n---\n"])
def test_text_that_is_surely_not_english_is_not_read_and_not_kept(write, head):
    found = read_one(write("a.txt", head + FRENCH))
    assert (found.status, found.text) == ("not_english", None)
    assert "'fr'" in found.message
    assert found.language == ("und" if "und" in head else None)


def test_few_foreign_words_are_too_few_to_tell(write):
    assert read_one(write("a.txt", " ".join(FRENCH.split()[:15]))).status == "ok"


def test_dangling_link_fails(tmp_path, write):
    write("a.txt", SENTENCE)
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    found = read(tmp_path)[1]
    assert (found.article_id, found.status) == ("b", "failed")
    assert found.message == "It is a link to a file that is not there."


def test_folder_that_cannot_be_listed_is_a_row(tmp_path, write, monkeypatch):
    write("a.txt", SENTENCE)
    write("shut/b.txt", SENTENCE)
    scan = os.scandir

    def refuse(path):
        if os.path.basename(path) == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert [(one.path, one.status) for one in read(tmp_path)] == [
        ("a.txt", "ok"),
        ("shut", "failed"),
    ]


def test_broken_files_do_not_stop_the_others(tmp_path, write):
    for name in ("a.docx", "b.pdf", "c.parquet", "d.txt.gz", "e.jsonl", "f.html"):
        write(name, b"\x1f\x8b broken")
    write("z.txt", SENTENCE)
    found = read(tmp_path)
    assert len(found) == 7
    assert all(one.status in ARTICLE_STATUSES and one.message for one in found[:-1])
    assert found[-1].status == "ok"


def test_copies_are_read_each_for_itself(tmp_path, write):
    for name in "ab":
        write(f"{name}.txt", SENTENCE)
    assert {(a.status, a.duplicate_of, a.message) for a in read(tmp_path)} == {("ok", None, None)}


# fields


def test_fields_come_from_every_place_in_one_shape(tmp_path, write):
    write(
        "a.txt", f"---\ntitle: T\nsource: O\nbyline: A\nurl: U\ndate: 2025-03-11\n---\n{SENTENCE}"
    )
    row = {"TEXT": SENTENCE + " So.", "Headline": "T", "Paper": "O", "Byline": "A", "Link": "U"}
    write("b.jsonl", make_jsonl(row | {"Pub Date": "March 11, 2025"}))
    for found in read(tmp_path, columns={"outlet": "paper"}):
        assert (found.title, found.outlet, found.author, found.url) == ("T", "O", "A", "U")
        assert found.published == datetime.date(2025, 3, 11)


def test_empty_fields_are_none(write):
    found = read_one(write("a.csv", f'text,title,outlet,author,url,date\n"{SENTENCE}",,  ,,,\n'))
    fields = (found.title, found.outlet, found.author, found.url, found.published, found.message)
    assert fields == (None,) * 6


def test_date_that_is_left_out_is_said_and_the_article_is_ok(write):
    found = read_one(write("a.txt", f"---\ndate: 03/04/2025\n---\n{SENTENCE}"))
    assert (found.status, found.published) == ("ok", None)
    assert "'03/04/2025' is ambiguous" in found.message


def test_value_that_is_no_string_is_joined_or_left_out_with_a_note(write):
    line = {"text": SENTENCE, "source": {"name": "X"}, "author": ["A", None, "B"], "id": 7.0}
    found = read_one(write("a.jsonl", make_jsonl(line)))
    assert (found.outlet, found.author, found.article_id) == (None, "A, B", "7")
    assert found.message == "Its outlet is of type dict, so it is left out."


# ids, paths, order


def test_rows_carry_their_number_in_path_and_id(tmp_path, write):
    write("s/a.csv", "text,id\none,\ntwo,x\nthree,x\n")
    write("s/b.jsonl", "\n" + make_jsonl({"text": "four", "id": "x"}) + "\n{")
    found = read(tmp_path)
    assert [one.path for one in found] == [
        *("s/a.csv#1", "s/a.csv#2", "s/a.csv#3", "s/b.jsonl#2", "s/b.jsonl#4"),
    ]
    assert [one.article_id for one in found] == ["a-1", "x", "x-2", "b/x", "b-4"]


def test_hostile_id_is_one_line(write):
    found = read_one(write("a.jsonl", make_jsonl({"text": SENTENCE, "id": "a\n\x1b[31m\u2028b"})))
    assert found.article_id == "a__[31m_b"


def test_articles_are_the_same_in_every_run_and_place(tmp_path, write):
    for root in ("here", "there/too"):
        write(f"{root}/a/x.txt", SENTENCE)
        write(f"{root}/b/x.html", f"<p>{SENTENCE} Yes.</p>")
        write(f"{root}/c.csv", f'id,text\n1,"{FRENCH}"\n1,b\n')
        write(f"{root}/broken.docx", b"PK")
        write(f"{root}/broken.parquet", b"PAR1")
    assert read(tmp_path / "here") == read(tmp_path / "there" / "too")
    assert [one.article_id for one in read(tmp_path / "here")][:2] == ["a/x", "b/x"]


def test_articles_come_one_at_a_time_and_progress_is_told(tmp_path, write):
    for name in "abc":
        write(f"{name}.txt", f"{SENTENCE} {name}")
    told = []
    articles = read_articles(tmp_path, on_progress=lambda *numbers: told.append(numbers))
    assert inspect.isgenerator(articles)
    next(articles)
    (tmp_path / "c.txt").unlink()
    assert [one.status for one in articles] == ["ok", "failed"]
    assert told == [(1, 3), (2, 3), (3, 3)]


# wrong usage


def test_wrong_paths_raise_before_anything_is_read(write, monkeypatch):
    path = write("a.txt", SENTENCE)
    monkeypatch.setattr(corpus, "read_inputs", None)
    with pytest.raises(OnrecordError, match=r"no-such"):
        read(path, "no-such")
    with pytest.raises(OnrecordError):
        read()


def test_mapped_column_that_no_file_has_names_file_column_and_columns(tmp_path, write):
    write("a.csv", "id,Words\n1,word\n")
    write("b.txt", SENTENCE)
    with pytest.raises(OnrecordError) as error:
        read(tmp_path, columns={"text": "Body", "id": "id"})
    assert str(error.value).startswith("columns names 'Body', which no file has")
    assert "a.csv has 'id', 'Words'" in str(error.value)


def test_mapped_column_that_one_file_has_is_enough(tmp_path, write):
    write("a.csv", f'text\n"{SENTENCE}"\n')
    write("b.csv", "Body\nYes.\n")
    assert [one.text for one in read(tmp_path, columns={"text": "Body"})][1] == "Yes."


def test_broken_table_is_a_row_also_where_columns_are_mapped(write):
    found = read_one(write("a.parquet", b"PAR1"), columns={"text": "Body"})
    assert found.status == "failed"


@pytest.mark.parametrize("columns", [{"body": "text"}, {"text": ""}, {"text": None}])
def test_mapping_that_makes_no_sense_is_refused(write, columns):
    with pytest.raises(OnrecordError, match="columns maps"):
        read(write("a.csv", "text\nword\n"), columns=columns)


def test_mapping_without_a_table_is_refused(write):
    with pytest.raises(OnrecordError, match="no file with columns"):
        read(write("a.txt", SENTENCE), columns={"text": "Body"})


# the whole way round

# C0 controls but white space are what binary files are made of, and are judged apart
CHARACTERS = st.characters(exclude_categories=["Cs"]).filter(
    lambda c: (c >= " " and c != "\x7f") or c in "\t\n\v\f\r"
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(CHARACTERS), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_any_text_in_utf_8_comes_back_untouched(tmp_path, text, mark):
    path = tmp_path / "a.txt"
    text = text.lstrip("\ufeff") + " word"  # a second mark would be read as the first
    path.write_bytes(mark + text.encode("utf-8"))
    assert read_one(path).text == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(CHARACTERS), min_size=1, max_size=5))
def test_any_text_in_rows_comes_back_untouched(tmp_path, texts):
    path = tmp_path / "a.jsonl"
    path.write_text(make_jsonl(*({"text": text} for text in texts)), "utf-8")
    assert [one.text for one in read(path)] == texts


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=200), st.sampled_from([".txt", ".csv", ".jsonl", ".html"]))
def test_any_bytes_are_rows_with_a_status(tmp_path, data, ending):
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    found = read(path)
    path.unlink()
    assert found
    for one in found:
        assert one.status in ARTICLE_STATUSES
        assert one.status == "ok" or one.message
        assert one.status != "ok" or article.WORD.search(one.text)
        assert "\n" not in (one.message or "")
        (one.text or "").encode("utf-8")


def test_import_brings_no_parser():
    code = "import sys, onrecord.corpus; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = r"\b(trafilatura|docx|pypdf|pyarrow|pandas|py3langid|yaml|charset_normalizer|numpy)\b"
    assert not re.search(heavy, done.stdout)
