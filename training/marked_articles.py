"""Our own marked articles: who is meant by each name, description and pronoun of a text.

`training/articles/README.md` says what is marked and how it is written.
"""

import re
from dataclasses import dataclass
from pathlib import Path

UNNUMBERED = 0  # marks whoever the article never names and speaks of once; has no row
_BRACE = re.compile(r"\{(\d+):|[{}]")
_ROW = re.compile(r"([1-9]\d*) (person|group|place) ([fmn-]) (\S(?:.*\S)?)")
_END = "\n\n---\n"


@dataclass(frozen=True)
class OwnMention:
    """The characters `start` to `end` of the text mean whoever has this `number` in the table."""

    start: int
    end: int
    number: int


@dataclass(frozen=True)
class OwnEntity:
    """A row of the table: `kind` is person, group or place; `gender` f, m, n or -."""

    kind: str
    gender: str
    name: str


@dataclass(frozen=True)
class OwnArticle:
    """A text without marks; its mentions by start, outer before inner; whom their numbers mean."""

    name: str
    text: str
    mentions: tuple[OwnMention, ...]
    table: dict[int, OwnEntity]


class MarkedFileError(ValueError):
    """A file of marked text that does not keep to the form; the message begins with FILE:LINE."""

    def __init__(self, path: Path, line: int, problem: str):
        super().__init__(f"{path}:{line}: {problem}")


def read_own_articles(folder: Path) -> list[OwnArticle]:
    """The articles `folder/*.txt` in the order of their names.

    Raises:
        MarkedFileError: See `read_own_article`.
    """
    return [read_own_article(path) for path in sorted(folder.glob("*.txt"))]


def read_own_article(path: Path) -> OwnArticle:
    """Read one article.

    Raises:
        MarkedFileError: Marks that do not balance, mark nothing, cross lines or mark the same words
            twice; a number without a row, a row without a mark; a row that cannot be read.
    """
    marked, end, rows = path.read_bytes().decode("utf-8").partition(_END)
    last = marked.count("\n") + 1
    if not end:
        raise MarkedFileError(path, last, "no empty line and --- between the text and its table")
    table = _read_table(path, rows, last + 3)
    text, mentions = "", []
    for n, line in enumerate(marked.split("\n"), 1):
        plain, found = _read_line(path, n, line)
        for m in found:
            if m.number != UNNUMBERED and m.number not in table:
                raise MarkedFileError(path, n, f"number {m.number} has no row in the table")
            mentions.append(OwnMention(len(text) + m.start, len(text) + m.end, m.number))
        text += plain + "\n"
    idle = table.keys() - {m.number for m in mentions}
    if idle:
        raise MarkedFileError(path, last + 2, f"nothing is marked with number {min(idle)}")
    return OwnArticle(path.stem, text, tuple(mentions), table)


def _read_line(path: Path, n: int, line: str) -> tuple[str, list[OwnMention]]:
    """Line `n` without its marks, and the mentions by their places in it."""
    plain, done = "", 0
    begun: list[tuple[int, int]] = []
    mentions: list[OwnMention] = []
    for brace in _BRACE.finditer(line):
        plain += line[done : brace.start()]
        done = brace.end()
        if brace[1]:
            begun.append((len(plain), int(brace[1])))
            continue
        if brace[0] == "{" or not begun:
            problem = "{ without number and colon" if brace[0] == "{" else "} without {"
            raise MarkedFileError(path, n, f"{problem} after {plain[-20:]!r}")
        start, number = begun.pop()
        mentions.append(OwnMention(start, len(plain), number))
        words = plain[start:]
        if not words or words != words.strip():
            raise MarkedFileError(path, n, f"a mark holds {words!r}: no words, or space at an end")
    if begun:
        raise MarkedFileError(
            path, n, f"{{ without }} before {(plain + line[done:])[begun[-1][0] :][:20]!r}"
        )
    if len({(m.start, m.end) for m in mentions}) < len(mentions):
        raise MarkedFileError(path, n, "the same words are marked twice")
    return plain + line[done:], sorted(mentions, key=lambda m: (m.start, -m.end))


def _read_table(path: Path, rows: str, first: int) -> dict[int, OwnEntity]:
    """The table, which begins in line `first` of the file: number → whom it means."""
    table: dict[int, OwnEntity] = {}
    for n, row in enumerate(rows.removesuffix("\n").split("\n"), first):
        parts = _ROW.fullmatch(row)
        if not parts:
            raise MarkedFileError(
                path, n, f"{row!r} is not `NUMBER person|group|place f|m|n|- NAME`"
            )
        if int(parts[1]) in table:
            raise MarkedFileError(path, n, f"number {parts[1]} has two rows")
        table[int(parts[1])] = OwnEntity(parts[2], parts[3], parts[4])
    return table
