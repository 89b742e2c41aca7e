"""Articles read: clean names, and offsets that point into the untouched text."""

import pytest
from made_rows import make_rows

from onrecord.corpus.article import Article
from onrecord.reading.reading import read_batch


def rows_of(text):
    return make_rows(read_batch([Article(article_id="a", path="a", text=text)]))


ODD = [
    "Firefighter Hanna\u00a0Keller said the barn was empty. “We checked it twice,” Keller said.",
    "Firefighter Hanna Kel\u00adler said the barn was empty. “We checked it twice,” Kel\u00adler said.",
    "Firefighter Han\u200bna Keller said the barn was empty. “We checked it twice,” Ke\u200bller said.",
    "\u202aFirefighter Hanna Keller\u202c said the barn was empty. “We checked it twice,” \u200eKeller said.",
    "🚒 Firefighter Hanna Keller said the barn was empty. “We checked it twice 😀,” Keller said.",
    "Firefighter Hanna Keller said the barn was empty. &#8220;We checked it twice,&rdquo; Keller said.",
    "Firefighter Hanna Keller said the barn was empty. â€œWe checked it twice,â€\x9d Keller said.",
    "Firefighter Hanna Kel-\nler said the barn was\nempty. “We checked it\ntwice,” Keller said.",
]


@pytest.mark.parametrize("text", ODD)
def test_names_are_clean_and_spans_untouched(text):
    rows = rows_of(text)
    first, second = rows["attributions"]
    assert first["source_name"] == second["source_name"] == "Hanna Keller"
    assert first["source_entity"] == second["source_entity"] is not None
    assert second["kind"] == "direct"
    for row in rows["attributions"]:
        for role in ("source", "cue", "content"):
            parts = [text[start:end] for start, end in row[f"{role}_spans"]]
            assert " … ".join(parts) == row[f"{role}_text"]
    assert [row["cue_text"] for row in rows["attributions"]] == ["said", "said"]
    assert rows["claims"][1]["claim_text"] == "We checked it twice,"
    for mention in rows["mentions"]:
        assert mention["text"] == text[mention["start"] : mention["end"]]
    [entity] = [e for e in rows["entities"] if e["name"] == "Hanna Keller"]
    assert all(alias.isascii() and "\n" not in alias for alias in entity["aliases"])


def test_letters_in_pieces_make_one_name():
    rows = rows_of("Zoe\u0308 Bru\u0308gger said the path was shut. “It is ice,” Brügger said.")
    assert {row["source_name"] for row in rows["attributions"]} == {"Zoë Brügger"}
    assert rows["attributions"][0]["source_text"] == "Zoe\u0308 Bru\u0308gger"


@pytest.mark.parametrize("text", ["&quot;", "x😀", "&shy;&shy;", "a\u00ad"])
def test_article_of_which_next_to_nothing_stays_is_read(text):
    assert rows_of(text)["attributions"] == []


@pytest.mark.parametrize(
    ("text", "content", "name"),
    [
        ("The jury heard that the boat was unsafe.", "the boat was unsafe", None),
        (
            "The inquest was told by Lena Strand that the boat was unsafe.",
            "the boat",
            "Lena Strand",
        ),
        ("Prosecutor Lena Strand told the tribunal that he lied.", "he lied", "Lena Strand"),
        (
            "Lena Strand was quoted by Tass as saying that the pass was shut.",
            "the pass",
            "Lena Strand",
        ),
        ("The pass was shut, Lena Strand was quoted by Tass as saying.", "The pass", "Lena Strand"),
        ("Lena Strand told Reuters that the bank would close.", "the bank", "Lena Strand"),
        ("Singer Lena Strand said through her agent that it was off.", "it was off", "Lena Strand"),
        ("The words “I would do it” were wrongly attributed to Lena Strand.", "I would", None),
        ("“The pool was never closed,” tweeted @lenastrand.", "The pool", "@lenastrand"),
    ],
)
def test_who_says_it_is_named_and_nobody_else(text, content, name):
    [row] = rows_of(text)["attributions"]
    assert content in row["content_text"]
    assert row["source_name"] == name
