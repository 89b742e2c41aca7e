"""The lists of words that ship with the package."""

import re
from pathlib import Path

import onrecord
from onrecord.word_lists import read_table, word_list, word_table

READ = re.compile(r'\bword_(?:list|table)\("(\w+)"\)')


def test_words_are_sorted_and_stand_once_in_their_list():
    words = [(row["list"], row["word"]) for row in read_table("words.tsv")]
    assert words == sorted(set(words))
    assert all(text == text.strip() != "" for row in words for text in row)


def test_every_list_is_read_somewhere_and_every_list_read_is_there():
    code = Path(onrecord.__file__).parent.rglob("*.py")
    read = {name for path in code for name in READ.findall(path.read_text(encoding="utf-8"))}
    assert read == {row["list"] for row in read_table("words.tsv")}


def test_list_is_a_set_and_a_table_has_a_value_for_each_word():
    assert {"may", "god"} <= word_list("not_in_runs")
    assert word_table("demonyms")["dutch"] == "netherlands"
    assert set(word_table("not_in_runs").values()) == {""}
