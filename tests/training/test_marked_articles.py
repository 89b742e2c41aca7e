"""Our own marked articles: what their reader makes of them, and what it refuses."""

import pytest
from project import TRAINING

from training.marked_articles import (
    UNNUMBERED,
    MarkedFileError,
    OwnEntity,
    OwnMention,
    read_own_article,
    read_own_articles,
)

GOOD = """{1:Mayor} quits

{1:Ida Holt} resigned, {2:{1:her} lawyer} said. “{1:She} told {0:reporters} so.”

---
1 person f Ida Holt
2 person - unnamed
"""
ARTICLES = TRAINING / "articles"
GROUPS = ("we", "us", "our", "ours", "ourselves", "its")
ONE_ONLY = {
    "f": ("she", "her", "hers", "herself"),
    "m": ("he", "him", "his", "himself"),
}


@pytest.fixture
def read(tmp_path):
    """Reads an article from what its file holds."""

    def read(content):
        path = tmp_path / "a.txt"
        path.write_bytes(content.encode())
        return read_own_article(path)

    return read


def words(article):
    return [(article.text[m.start : m.end], m.number) for m in article.mentions]


def test_the_text_has_no_marks_and_the_mentions_point_into_it(read):
    article = read(GOOD)
    assert article.text == (
        "Mayor quits\n\nIda Holt resigned, her lawyer said. “She told reporters so.”\n"
    )
    assert words(article) == [
        ("Mayor", 1),
        ("Ida Holt", 1),
        ("her lawyer", 2),
        ("her", 1),
        ("She", 1),
        ("reporters", UNNUMBERED),
    ]
    assert article.mentions[0] == OwnMention(0, 5, 1)
    assert article.table == {
        1: OwnEntity("person", "f", "Ida Holt"),
        2: OwnEntity("person", "-", "unnamed"),
    }


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("{1:Mayor}", "{1:Mayor", 1, "without }"),
        ("{1:Mayor}", "1:Mayor}", 1, "without {"),
        ("{1:Mayor}", "{x:Mayor}", 1, "without number and colon"),
        ("{2:{1:her} lawyer}", "{2:{1:her}} lawyer", 3, "marked twice"),
        ("{1:her}", "{1:her }", 3, "space at an end"),
        ("{1:her}", "her{1:}", 3, "no words"),
        ("{0:reporters}", "{3:reporters}", 3, "number 3 has no row"),
        ("{2:{1:her} lawyer}", "{1:her} lawyer", 5, "nothing is marked with number 2"),
        ("1 person f", "1 woman f", 6, "is not"),
        ("2 person - unnamed", "2 person unnamed", 7, "is not"),
        ("2 person - unnamed", "1 person f Ida", 7, "number 1 has two rows"),
        ("2 person - unnamed", "0 person - unnamed", 7, "is not"),
        ("---\n", "", 7, "no empty line and ---"),
    ],
)
def test_a_broken_file_is_refused_with_its_name_and_line(read, old, new, line, problem):
    assert GOOD.count(old) == 1
    with pytest.raises(MarkedFileError) as error:
        read(GOOD.replace(old, new))
    assert f"a.txt:{line}: " in str(error.value)
    assert problem in str(error.value)


def test_articles_come_in_the_order_of_their_names(tmp_path):
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(GOOD, "utf-8")
    assert [a.name for a in read_own_articles(tmp_path)] == ["a", "b"]


@pytest.mark.parametrize("part", ["train", "held_out"])
def test_our_articles_keep_to_the_form_and_pronouns_fit_whom_they_mean(part):
    articles = read_own_articles(ARTICLES / part)
    assert len(articles) == 40
    for article in articles:
        for word, number in words(article):
            meant = article.table.get(number)
            for gender, pronouns in ONE_ONLY.items():
                if meant and word.lower() in pronouns:
                    assert (meant.kind, meant.gender) == ("person", gender), (article.name, word)
            if meant and word.lower() in GROUPS:
                assert meant.kind != "person", (article.name, word)
