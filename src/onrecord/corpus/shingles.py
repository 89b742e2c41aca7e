"""The wording of a text as numbers: its runs of words, and a few of these to look it up by.

A run is `LENGTH` words in a row, in lower case and without marks, so that other typography is the
same wording. Runs are hashed by what they say alone: the same in every process and on every system.
"""

import re
import unicodedata
from zlib import crc32

import numpy as np

LENGTH = 6  # words in a run: short ones are common phrases, long ones break at every edit
WINDOW = 16  # of this many runs in a row, one at least is looked up
_PLAIN_WORD = re.compile(r"[^\W_]+")
_SOFT = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # soft hyphens and the like part no word


def hash_runs(text: str) -> np.ndarray:
    """The runs of a text as uint32, in its order; none where it has fewer than `LENGTH` words."""
    plain = unicodedata.normalize("NFKC", _SOFT.sub("", text)).casefold()
    words = np.fromiter((crc32(word.encode()) for word in _PLAIN_WORD.findall(plain)), np.uint64)
    if len(words) < LENGTH:
        return np.empty(0, np.uint32)
    words = _mix(words + np.uint64(1))
    runs = np.zeros(len(words) - LENGTH + 1, np.uint64)
    for place in range(LENGTH):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + words[place : place + len(runs)]
    return (_mix(runs) >> np.uint64(32)).astype(np.uint32)


def choose_prints(runs: np.ndarray) -> np.ndarray:
    """The least of each `WINDOW` runs in a row, each once, in ascending order.

    Two texts that share `WINDOW + LENGTH - 1` words in a row share one of these for sure: winnowing
    (Schleimer, Wilkerson and Aiken, SIGMOD 2003).
    """
    if len(runs) <= WINDOW:
        return np.unique(runs.min(keepdims=True)) if len(runs) else runs
    return np.unique(np.lib.stride_tricks.sliding_window_view(runs, WINDOW).min(axis=1))


def _mix(numbers):
    """Spread what differs over all bits (the last step of splitmix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))
