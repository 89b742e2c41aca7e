"""Runs of words: what is the same wording, and which runs a text is looked up by."""

import subprocess
import sys

import numpy as np
import pytest

from onrecord.corpus.shingles import LENGTH, WINDOW, choose_prints, hash_runs

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
    code = "from onrecord.corpus.shingles import hash_runs; print(hash_runs('a b c d é ’s g'))"
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
