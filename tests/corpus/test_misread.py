"""Text that was stored in a wrong encoding, and that says so."""

import pytest

from onrecord.corpus import read_articles
from onrecord.corpus.misread import MISREAD, find_misread, meant_by


def mended(text):
    return MISREAD.sub(lambda match: meant_by(match.group()), text)


def misread(text, encoding):
    """As it looks after a detour; a byte that the encoding lacks becomes a control character."""
    return "".join(
        bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode("utf-8")
    )


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "text", ["“No,” he said – ‘now’…", "Zoë Brügger", "Öland, Århus, Łódź", "£5 or €5", "a\u200bb"]
)
def test_what_was_misread_is_taken_for_what_it_was(text, encoding):
    assert mended(misread(text, encoding)) == text


def test_a_lost_control_character_leaves_a_closing_mark():
    assert mended("â€œNo,â€ he said") == "“No,” he said"


@pytest.mark.parametrize(
    "text",
    ["“VOILÀ” – “AMANHÔ, he said…", "Âge d’or, Ærø, Århus, Ürümqi", "2‰ or 3€; ±5", "Ø‘s", "¬ √2"],
)
def test_letters_and_marks_that_stand_by_right_stay(text):
    assert mended(text) == text and find_misread(text) is None


def test_article_says_what_is_wrong_and_what_to_do(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("â€œThe weir is shut,â€\x9d said Orla Fenn.", "utf-8")
    [article] = read_articles(path)
    assert article.status == "ok" and article.text.startswith("â€œ")
    assert "'â€œ' stands in it for “" in article.message and "UTF-8" in article.message


def test_article_in_order_says_nothing(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("“The weir is shut,” said Zoë Fenn.", "utf-8")
    [article] = read_articles(path)
    assert article.message is None


def test_misread_text_is_mended_where_that_is_asked_for(tmp_path):
    text = "It will open, said Zoë.\r\nâ€œWe found â€˜stoneâ€™,â€\x9d he said to BrÃ¼gger &amp; co."
    (tmp_path / "a.txt").write_bytes(f"---\ntitle: BrÃ¼gger\n---\n{text}".encode())
    [found] = read_articles(tmp_path / "a.txt", mend=True)
    assert found.text == (
        "It will open, said Zoë.\r\n“We found ‘stone’,” he said to Brügger &amp; co."
    )
    assert found.title == "Brügger"
    assert [note.kind for note in found.notes] == ["mended"]
    assert "is mended" in found.message
    [found] = read_articles(tmp_path / "a.txt")
    assert found.text == text and "--mend" in found.message


def test_text_that_is_not_misread_is_not_mended(tmp_path):
    text = "“No,” said Zoë Brügger’s aunt… ﬁre &amp; AMANHÃ”\u2028x"
    (tmp_path / "a.txt").write_bytes(text.encode())
    [found] = read_articles(tmp_path / "a.txt", mend=True)
    assert (found.text, found.message) == (text, None)
