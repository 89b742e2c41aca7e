"""Mails and pages saved as mail: what of them is the article."""

from email.message import EmailMessage

import pytest

from onrecord.corpus.formats import read_inputs

SENTENCE = "“The bridge is shut,” the mayor said on Tuesday. It’s a long wait."
PAGE = f"<html><head><title>Bridge shut</title></head><body><p>{SENTENCE}</p></body></html>"
HEADERS = {
    "Subject": "Brücke zu: “no way over”",
    "From": "Zoë Brügger <zoe@paper.example>",
    "Date": "Tue, 11 Mar 2025 23:30:00 -0500",
}


@pytest.fixture
def read(tmp_path):
    def read_file(data, name="a.eml"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.as_bytes())
        [found] = read_inputs(path, {})
        return found

    return read_file


def make_mail(text=SENTENCE, page=None, headers=HEADERS):
    mail = EmailMessage()
    for name, value in headers.items():
        mail[name] = value
    if text is not None:
        mail.set_content(text)
    if page is not None:
        (mail.add_alternative if text is not None else mail.set_content)(page, subtype="html")
    return mail


def test_mail_gives_its_plain_text_and_its_headers(read):
    found = read(make_mail(page="<p>Open in a browser.</p>"))
    assert found.text == SENTENCE
    assert found.fields == {
        "title": "Brücke zu: “no way over”",
        "published": "Tue, 11 Mar 2025 23:30:00 -0500",
        "author": "Zoë Brügger",
    }


def test_mail_of_a_page_alone_is_read_as_a_page(read):
    assert read(make_mail(text=None, page=PAGE)).text == SENTENCE
    assert read(make_mail(text=" \n", page=PAGE)).text == SENTENCE


def test_attachments_are_named_and_not_read(read):
    mail = make_mail()
    mail.add_attachment("Secret.", filename="brücke.txt")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="b.pdf")
    found = read(mail)
    assert found.text == SENTENCE
    [note] = found.notes
    assert "(2)" in note.text and "'brücke.txt'" in note.text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("said", ["{}", "no-such-thing", "utf-8"])
def test_text_is_decoded_as_it_says_or_as_it_is(read, encoding, said):
    head = f"Subject: x\nContent-Type: text/plain; charset={said.format(encoding)}\n\n"
    assert read(head.encode() + SENTENCE.encode(encoding)).text == SENTENCE


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?no-such-thing?q?a?=", "=?no-such-thing?q?a?="),
        ("=?utf-8?b?w?= b", "=?utf-8?b?w?= b"),
        ("Brücke =?utf-8?q?zu?=", "Brücke zu"),
        ("a\n b", "a b"),
        ("x" * 5_000_000, "x" * 2_000),
    ],
)
def test_odd_subjects_are_read(read, subject, title):
    found = read(f"Subject: {subject}\n\n{SENTENCE}".encode())
    assert found.text == SENTENCE
    assert found.fields["title"] == title


def test_mail_without_text_is_empty(read):
    found = read(make_mail(text=None, page="<html></html>"))
    assert (found.status, found.message) == ("empty", "The mail holds no text.")


def test_thousand_parts_are_read_and_parts_in_a_thousand_parts_are_not(read):
    part = f"--b\nContent-Type: text/plain; charset=utf-8\n\n{SENTENCE}\n"
    flat = f"Content-Type: multipart/mixed; boundary=b\n\n{part * 1000}--b--\n"
    assert read(flat.encode()).text.count(SENTENCE) == 1000
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1000))
    found = read((deep + "x\n" * 100_000).encode())
    assert (found.status, "100 parts" in found.message) == ("failed", True)


def test_saved_page_in_one_file_is_a_page(read):
    head = "From: <Saved by Blink>\nSubject: X\nDate: Mon, 3 Mar 2025 10:00:00 -0000\n"
    head += "Snapshot-Content-Location: https://paper.example/bridge\n"
    head += 'Content-Type: multipart/related; boundary="b"\n\n--b\n'
    page = f"Content-Type: text/html; charset=utf-8\nContent-Location: x\n\n{PAGE}\n"
    data = f"{head}{page}--b\nContent-Type: text/html\n\n<p>An advertisement.</p>\n--b--\n"
    for name in ("a.mhtml", "a.mht"):
        found = read(data.encode(), name)
        assert found.text == SENTENCE
        assert (found.fields["title"], found.fields["url"]) == (
            "Bridge shut",
            "https://paper.example/bridge",
        )
        assert found.fields["published"] is None  # the day on which it was saved is another
    assert read(b"words", "b.mhtml").status == "empty"


def test_charset_that_may_take_any_time_is_not_decoded(read):
    head = b"Content-Type: text/plain; charset=punycode\n\n"
    assert read(head + b"The b-bridge-kva is shut.").text == "The b-bridge-kva is shut."
    latin = "The café is shut, “she” said.".encode("cp1252")
    found = read(b"Content-Type: text/plain; charset=iso-8859-1\n\n" + latin)
    assert found.text == "The café is shut, “she” said."
