"""Titles: what stands before a person's name and is no part of it (`Mr`, `Major general`)."""

from collections.abc import Sequence

from onrecord.word_lists import word_list, word_table

# Title in lower case → `m` or `f` where it tells.
TITLES = word_table("titles")
# Words that stand before a title and belong to it: `Prime Minister`, `Vice President`.
BEFORE_TITLES = word_list("before_titles")
CIVIL = word_list("civil_titles")  # never said of anything but a person
LONGEST_TITLE = 3  # words of a title


def is_title(word: str) -> bool:
    """Whether a word is a title, in any case, with or without full stop."""
    return _bare(word) in TITLES


def is_titled(name: str) -> bool:
    """Whether a name begins with a title (`Mr Strake`)."""
    return is_title(name.split(" ")[0])


def is_civil(title: str) -> bool:
    """Whether a title is said of people only (`Ms`), while there is a `General Motors`."""
    return _bare(title) in CIVIL


def gender_of_title(title: str) -> str:
    """`m`, `f`, or an empty string where the title does not tell."""
    return TITLES.get(_bare(title), "")


def start_of_title(words: Sequence[str], first: int) -> int:
    """Index of the first word of the title that ends before `words[first]`; `first` if there is none.

    It begins with a capital: `Major general`, but not `the president` before a name.
    """
    start = at = first
    while at > 0 and first - at < LONGEST_TITLE:
        word = _bare(words[at - 1])
        if word not in TITLES and (at == first or word not in BEFORE_TITLES):
            break
        at -= 1
        if words[at][0].isupper():
            start = at
    return start


def end_of_title(words: Sequence[str], first: int, last: int) -> int:
    """Index of the first word after the title that begins a name `[first, last)`: it keeps one word."""
    end = first
    for at in range(first, last - 1):
        if is_title(words[at]):
            end = at + 1
        elif _bare(words[at]) not in BEFORE_TITLES:
            break
    return end


def untitled(name: str, *, shorten: bool = False) -> str:
    """A person's name without the title that begins it.

    A surname keeps a title that tells a gender (`Mr Smith`), unless told to `shorten`.
    """
    words = name.split()
    end = end_of_title(words, 0, len(words))
    tells = end == len(words) - 1 and any(map(gender_of_title, words[:end]))
    return name if tells and not shorten else " ".join(words[end:])


def _bare(word):
    return word.lower().rstrip(".")
