"""Reprints: what leads to what, what stays apart, and how much of it is said."""

import random
import subprocess
import sys
import tempfile

import numpy as np
import pytest

from onrecord.corpus import read_articles, reprints
from onrecord.corpus.article import Article
from onrecord.corpus.notes import Note
from onrecord.corpus.reprints import (
    LENGTH,
    WINDOW,
    Printing,
    choose_prints,
    find_reprints,
    hash_runs,
    printed,
)
from onrecord.tables import scratch
from onrecord.tables.scratch import open_scratch

VOCABULARY = [a + b for a in ("ba", "de", "fi", "go", "lu", "ne") for b in ("rn", "st", "ll", "x")]


def sentences(seed, count=30, words=18):
    """Sentences of words in no order; other seeds share no run of six words with them."""
    chance = random.Random(seed)
    pool = [f"{word}{seed}" for word in VOCABULARY]
    return [" ".join(chance.choices(pool, k=words)).capitalize() + "." for _ in range(count)]


def text(*parts):
    return "\n\n".join(sentence for part in parts for sentence in part)


STORY, OWN = sentences(1), sentences(2)


def find(articles):
    """What is said of each of some articles, with a database of their own."""
    with tempfile.TemporaryDirectory() as folder, open_scratch(folder) as database:
        return list(find_reprints(lambda: iter(articles), database))


def add(*articles):
    """What is said of each; an article is a text, or an outlet and a text. They are a, b, c, ..."""
    rows = [("", article) if isinstance(article, str) else article for article in articles]
    ids = map(chr, range(97, 97 + len(rows)))
    return find(
        [
            Article(article_id=name, path=name, outlet=outlet, text=text)
            for name, (outlet, text) in zip(ids, rows, strict=True)
        ]
    )


def originals(*articles):
    return [printing.duplicate_of for printing in add(*articles)]


# what is a reprint


@pytest.mark.parametrize(
    "again",
    [
        text(["A new headline stands here."], STORY[1:]),
        text(STORY[:20]),
        text(STORY[:10], OWN[:3], STORY[13:]),
        text(STORY[:10], STORY[15:]),
        text(STORY[:10], OWN[:5], STORY[10:]),
        text(OWN, STORY),
        text([s.upper().replace(" ", "  ") for s in STORY]),
        text(STORY[:4]),
    ],
    ids=[
        *("headline", "cut end", "sentences replaced", "sentences left out", "sentences added"),
        *("held in a longer one", "typography", "a short part"),
    ],
)
def test_edited_story_is_read_and_leads_to_the_first(again):
    first, second = add(text(STORY), again)
    assert first == Printing()
    assert (second.status, second.duplicate_of) == ("ok", "a")
    [_, longer] = add(again, text(STORY))
    assert (longer.status, longer.duplicate_of) == ("ok", "a")


@pytest.mark.parametrize(
    "other",
    [
        text(OWN),
        text(STORY[:10], OWN),
        text(OWN[:15], STORY[:12], OWN[15:]),
        text(OWN[:3], STORY[:3]),
        text(STORY[:2]),
        "",
        "word",
    ],
    ids=["other", "lead", "quotations", "short, half of it quoted", "too short", "empty", "word"],
)
def test_text_that_shares_less_stays_apart(other):
    assert originals(text(STORY), other) == [None, None]
    assert originals(other, text(STORY)) == [None, None]


def test_template_with_other_facts_stays_apart():
    form = (
        "{} will be {} on {} with a high of {} degrees, and winds from the {} will reach {} miles "
        "an hour by noon. There is a {} percent chance of rain in {} and the next forecast will be "
        "issued at {} in the morning by {} of the weather service, who said that {} is likely."
    )
    one, two = (form.format(*(f"{side}{n}" for n in range(11))) for side in "xy")
    assert originals(one, two) == [None, None]
    assert originals(one, one.replace("x1", "z")) == [None, "a"]


def test_few_words_again_and_again_are_not_compared():
    assert originals("The bridge is shut. " * 50, "The bridge is shut. " * 60) == [None, None]


# what leads to what


def test_chain_of_reprints_leads_to_the_first():
    second = text(STORY[5:], OWN[:4])
    third = text(STORY[9:], OWN[:10])
    assert originals(text(STORY), third) == [None, "a"]
    fourth = text(STORY[20:], OWN[:10])
    found = add(text(STORY), second, third, fourth)
    assert [printing.duplicate_of for printing in found] == [None, "a", "a", "a"]
    assert "'c'" in found[3].message and found[3].message.endswith("; that repeats 'a'.")


def test_story_that_joins_two_leads_to_the_earlier():
    assert originals(text(OWN), text(STORY), text(STORY, OWN)) == [None, None, "a"]
    assert originals(text(STORY), text(OWN), text(STORY, OWN)) == [None, None, "a"]


def test_copy_of_a_reprint_in_another_outlet_leads_to_the_first():
    cut = text(STORY[:20])
    found = add(("Post", text(STORY)), ("Daily", cut), ("Weekly", cut), ("Daily", cut))
    assert [p.status for p in found] == ["ok", "ok", "ok", "duplicate"]
    assert [p.duplicate_of for p in found] == [None, "a", "a", "b"]
    assert found[2].message == "Daily printed the same text, in 'b'; that repeats 'a'."
    assert found[3].message == "It has the same text as 'b'."


def test_copy_leads_where_the_article_itself_does():
    new = sentences(3)[:5]
    version, joined = text(STORY[9:], new), text(OWN, STORY[13:], new)
    found = add(("Post", text(STORY)), text(OWN), version, ("Daily", joined), ("Weekly", joined))
    assert [p.duplicate_of for p in found] == [None, None, "a", "b", "b"]


def test_near_duplicate_in_the_same_outlet_is_read():
    _, update = add(("Post", text(STORY)), ("Post", text(STORY, OWN[:5])))
    assert (update.status, update.duplicate_of) == ("ok", "a")


def test_prints_that_are_joined_a_part_at_a_time_find_the_same(monkeypatch):
    monkeypatch.setattr(reprints, "HOLDERS_AT_ONCE", 3)
    test_chain_of_reprints_leads_to_the_first()
    test_story_that_joins_two_leads_to_the_earlier()


def test_what_most_articles_share_hides_no_reprint(monkeypatch):
    monkeypatch.setattr(reprints, "MOST_HOLDERS", 2)
    boilerplate = sentences("end", 10)
    many = [text(sentences(f"s{n}"), boilerplate) for n in range(8)]
    again = text(["New."], sentences("s7")[1:], boilerplate)
    assert originals(*many, again) == [None] * 8 + ["h"]


# what is said


def test_message_says_how_much_is_shared_and_with_whom():
    part, whole = text(STORY[:15]), text(STORY)
    assert (
        add(("Post", whole), part)[1].message == "100% of it stands word for word in 'a', of Post."
    )
    assert add(part, whole)[1].message == "It holds 100% of 'a', word for word."
    nearly = add(whole, text(STORY[:27], OWN[:3]))[1].message
    assert nearly == "89% of it stands word for word in 'a'."


def test_hostile_name_of_an_outlet_is_told_as_it_is():
    [_, again] = add(("<b>=1+1", text(STORY)), text(STORY[:20]))
    assert "of <b>=1+1." in again.message


# copies


@pytest.mark.parametrize(
    ("outlets", "found"),
    [
        (("The Post", "the  post"), [None, "a"]),
        (("", ""), [None, "a"]),
        (("The Post", ""), [None, "a"]),
        (("", "The Post"), [None, "a"]),
        (("", "The Post", "The Post"), [None, "a", "a"]),
        (("The Post", "Daily", "", "Daily"), [None, "a", "a", "b"]),
    ],
)
def test_copy_in_one_outlet_or_with_one_unknown_is_a_duplicate(outlets, found):
    short = "It rained again."
    copies = add(*((outlet, short + " \r\n" * n) for n, outlet in enumerate(outlets)))
    assert [printing.duplicate_of for printing in copies] == found
    other = outlets[:2] == ("The Post", "Daily")
    assert [p.status for p in copies[1:]] == ["ok"] * other + ["duplicate"] * (
        len(found) - 1 - other
    )
    assert copies[-1].message == f"It has the same text as {found[-1]!r}."


def test_same_text_of_another_outlet_is_kept_as_a_reprint():
    outlets = ("The Post", "Daily", "Daily", "Weekly")
    found = add(*((outlet, "It rained again.") for outlet in outlets))
    assert [printing.status for printing in found] == ["ok", "ok", "duplicate", "ok"]
    assert [printing.duplicate_of for printing in found] == [None, "a", "b", "a"]
    assert found[1].message == "The Post printed the same text, in 'a'."


# in a corpus


def unread(article_id, text, status="not_english"):
    return Article(article_id=article_id, path=article_id, text=text, status=status)


def test_each_article_has_its_printing_whatever_stands_between():
    story = text(STORY)
    articles = [
        unread("x", story),
        unread("y", None, "failed"),
        Article(article_id="a", path="a", text=story),
        unread("z", story),
        Article(article_id="b", path="b", text=text(STORY[1:])),
        unread("w", "", "empty"),
    ]
    found = find(articles)
    assert [printing.duplicate_of for printing in found] == [None, None, None, None, "a", None]
    assert find([]) == [] and find(articles[:2]) == [Printing()] * 2


def test_articles_beyond_one_batch_are_compared_with_the_first(monkeypatch):
    monkeypatch.setattr(scratch, "WRITTEN", 2)
    assert originals(text(STORY), *"wxyz", text(OWN), text(STORY[1:]), "w", text(OWN[2:])) == [
        *[None] * 6, "a", "b", "f",
    ]  # fmt: skip


def test_reprint_is_told_before_what_else_is_known_of_the_article(tmp_path):
    for name, outlet, body in (
        ("a", "The Post", text(STORY)),
        ("b", "Daily", text(OWN)),
        ("c", "Daily", text(STORY[:20])),
        ("d", "Daily", text(OWN)),
    ):
        (tmp_path / f"{name}.txt").write_text(f"---\noutlet: {outlet}\ndate: soon\n---\n{body}")
    articles = list(read_articles(tmp_path))
    assert {(a.status, a.duplicate_of) for a in articles} == {("ok", None)}
    found = [printed(*pair) for pair in zip(articles, find(articles), strict=True)]
    assert found[:2] == articles[:2]
    assert [a.status for a in found] == ["ok"] * 3 + ["duplicate"]
    assert [a.duplicate_of for a in found] == [None, None, "a", "b"]
    said = "100% of it stands word for word in 'a', of The Post."
    assert found[2].message.startswith(f"{said} The date 'soon'")
    assert found[2].notes == (Note("reprint", said), *articles[2].notes)
    assert found[3].message.startswith("It has the same text as 'b'. The date 'soon'")
    assert found[3].notes == articles[3].notes


# runs of words: what is the same wording, and which runs a text is looked up by

WORDS = [f"word{n}" for n in range(200)]
TEXT = " ".join(WORDS)


def test_every_run_of_words_is_one_number_in_order():
    runs = hash_runs(TEXT)
    assert (len(runs), runs.dtype) == (200 - LENGTH + 1, np.uint32)
    assert len(set(runs.tolist())) == len(runs)
    assert list(hash_runs(" ".join(WORDS[50:70]))) == list(runs[50 : 70 - LENGTH + 1])


@pytest.mark.parametrize("text", ["", "“”", "one two three four five", "— \n"])
def test_fewer_words_than_a_run_have_none(text):
    assert len(hash_runs(text)) == len(choose_prints(hash_runs(text))) == 0


@pytest.mark.parametrize(
    "other",
    [
        "“the mayor’s office won’t say – for now – who ﬁxed it”",
        "\"THE MAYOR'S OFFICE WON'T SAY -- FOR NOW -- WHO FIXED IT\"\r\n",
        "The mayor's\u00a0office won't  say\n\nfor n\u00adow, who fi\u200bxed it!",
    ],
)
def test_other_typography_is_the_same_wording(other):
    plain = hash_runs("The mayor's office won't say, for now, who fixed it.")
    assert list(hash_runs(other)) == list(plain)


def test_order_of_words_is_wording():
    assert hash_runs("a b c d e f") != hash_runs("b a c d e f")
    assert hash_runs("a a a a a a") != hash_runs("b b b b b b")


def test_texts_that_share_enough_words_in_a_row_share_a_print():
    prints = set(choose_prints(hash_runs(TEXT)).tolist())
    assert len(prints) < len(WORDS) / 4
    enough = WINDOW + LENGTH - 1
    for start in range(0, 200 - enough):
        text = " ".join(["x", "y", *WORDS[start : start + enough], "z"])
        assert prints & set(choose_prints(hash_runs(text)).tolist()), start


def test_hashes_do_not_depend_on_the_seed_of_python():
    code = "from onrecord.corpus.reprints import hash_runs; print(hash_runs('a b c d é ’s g'))"
    found = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "12"
    ]
    assert found[0] == found[1] and found[0].strip()
