"""Files whose names say something else than their bytes."""

import pytest
from article_files import FEED, PAGE, SENTENCE, make_every_kind

from onrecord.corpus.formats import read_inputs
from onrecord.corpus.kinds import find_kind

KINDS = make_every_kind()
OTHER_NAMES = (".txt", ".md", ".html", ".xml", ".docx", ".doc", ".rtf", ".odt", ".pdf")


def as_bytes(data):
    return data.encode() if isinstance(data, str) else data


@pytest.mark.parametrize("kind", [".html", ".docx", ".rtf", ".odt", ".pdf"])
@pytest.mark.parametrize("ending", OTHER_NAMES)
def test_a_file_is_read_as_what_it_is_whatever_it_is_called(tmp_path, kind, ending):
    path = tmp_path / f"a{ending}"
    path.write_bytes(as_bytes(KINDS[kind]))
    [found] = read_inputs(path, {})
    assert (found.status, SENTENCE in (found.text or "")) == ("ok", True), found.message


@pytest.mark.parametrize(
    ("ending", "data", "kind"),
    [
        (".txt", b"\xef\xbb\xbf<!DOCTYPE html>\n<html>", ".html"),
        (".txt", "<!doctype HTML><html>".encode("utf-16"), ".html"),
        (".txt", b"<?xml version='1.0'?>\n<!-- saved from -->\n<HTML lang='en'>", ".html"),
        (".htm", b"<html>", ".htm"),
        (".txt", b"\n" * 900 + b"<html>", ".html"),
        (".txt", b"<!-- x -->" * 4000, ".txt"),
        (".html", b"<?xml version='1.0'?><feed/>", ".html"),
        (".html", b"<?xml version='1.0'?><PPSResponse/>", ".xml"),
        (".xml", b"<html>", ".html"),
        (".txt", b"An <html> element opens a page.", ".txt"),
        (".md", b"---\ntitle: T\n---\nText", ".md"),
        (".docx", b"PK\x03\x04 and no archive", ".docx"),
        (".txt", b"", ".txt"),
        (".eml", b"{\\rtf", ".eml"),
    ],
)
def test_the_first_bytes_decide_where_they_tell_a_kind(ending, data, kind):
    assert find_kind(ending, data) == kind


def test_an_older_word_file_says_what_to_do(tmp_path):
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    [found] = read_inputs(tmp_path / "a.doc", {})
    assert (found.status, ".docx" in found.message) == ("unsupported", True)


def test_an_export_in_a_file_of_another_name_gives_its_articles(tmp_path):
    feed = "<?xml version='1.0'?>" + FEED.format("It rained.")
    (tmp_path / "a.txt").write_text(feed)
    found, note = read_inputs(tmp_path / "a.txt", {})
    assert (found.text, note.text) == ("It rained.", "Factiva: 1 read.")


def test_an_export_in_a_page_saved_as_one_file_gives_its_articles(tmp_path):
    row = "<tr><td>{}</td><td>{}</td></tr>".format
    number = "HALV000020171113edbd0000{}"
    articles = "".join(
        f"<div class='article enArticle'><table>{row('HD', f'Gate {n}')}{row('LP', 'It failed.')}"
        f"{row('AN', f'Document {number.format(n)}')}</table></div>"
        for n in (1, 2)
    )
    page = PAGE.replace("{}", "x").replace("<title>Bridge shut</title>", "<title>Factiva</title>")
    page = page.replace("</body>", f"{articles}</body>")
    (tmp_path / "a.mhtml").write_text(f"Content-Type: text/html; charset=utf-8\n\n{page}")
    *found, note = read_inputs(tmp_path / "a.mhtml", {})
    assert [one.fields["title"] for one in found] == ["Gate 1", "Gate 2"]
    assert note.text == "Factiva: 2 read."


@pytest.mark.parametrize("data", [b"", b"Please sign in again.", b"PK\x05\x06"])
def test_a_word_file_that_is_none_says_what_to_do(tmp_path, data):
    (tmp_path / "a.docx").write_bytes(data)
    [found] = read_inputs(tmp_path / "a.docx", {})
    assert (found.status, "download" in found.message) == ("failed", True)
