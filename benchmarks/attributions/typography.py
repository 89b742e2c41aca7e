"""The same marked article in other typography: other marks, other line ends.

Each version is a list of replacements in the text; the marked spans are moved along.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from benchmarks.common.polnear import MarkedArticle

STRAIGHT = str.maketrans("“”‘’", "\"\"''")
# A pair of single marks inside a quotation; an apostrophe stands before a letter.
INNER = re.compile(r"‘([^‘’“”\n]*(?:’\w[^‘’“”\n]*)*)’(?!\w)")
BETWEEN = re.compile(r"(?<=\S)\s*\n\s*(?=\S)")
Change = tuple[int, int, str]


def straight(text: str) -> Iterator[Change]:
    """Straight marks for curly ones."""
    for match in re.finditer("[“”‘’]", text):
        yield *match.span(), match[0].translate(STRAIGHT)


def british(text: str) -> Iterator[Change]:
    """Curly single marks outside, double inside; a straight mark opens after a space or a bracket."""
    for match in INNER.finditer(text):
        yield match.start(), match.start() + 1, "“"
        yield match.end() - 1, match.end(), "”"
    for match in re.finditer('[“”"]', text):
        before = text[match.start() - 1 : match.start()]
        opens = match[0] == "“" or (match[0] == '"' and (not before or before in " \n\t\xa0([—–-‘"))
        yield *match.span(), "‘" if opens else "’"


def crlf(text: str) -> Iterator[Change]:
    """Line ends as Windows writes them."""
    for match in re.finditer(r"\r\n|\r|\n", text):
        yield *match.span(), "\r\n"


def one_line_end(text: str) -> Iterator[Change]:
    """Paragraphs parted by one line end."""
    for match in BETWEEN.finditer(text):
        yield *match.span(), "\n"


def two_line_ends(text: str) -> Iterator[Change]:
    """Paragraphs parted by two line ends."""
    for match in BETWEEN.finditer(text):
        yield *match.span(), "\n\n"


VERSIONS: dict[str, Callable[[str], Iterator[Change]]] = {
    "straight marks": straight,
    "single marks (British)": british,
    "line ends \\r\\n": crlf,
    "paragraphs parted by \\n": one_line_end,
    "paragraphs parted by \\n\\n": two_line_ends,
}


def retype(article: MarkedArticle, changes: Iterable[Change]) -> MarkedArticle:
    """The article with its text changed and its marked spans moved along.

    Args:
        changes: half-open character spans that do not overlap, and what stands there instead.
    """
    changes = sorted(changes)
    places = _places(article.text, changes)
    pieces, last = [], 0
    for start, end, new in changes:
        pieces += [article.text[last:start], new]
        last = end

    def move(spans):
        return tuple((places[s], places[e]) for s, e in spans)

    marked = (
        replace(a, source=move(a.source), cue=move(a.cue), content=move(a.content))
        for a in article.attributions
    )
    text = "".join([*pieces, article.text[last:]])
    return replace(article, text=text, attributions=tuple(marked))


def _places(text, changes):
    """Offset in the new text of each offset in the old one, its end included."""
    places, shift, last = [], 0, 0
    for start, end, new in changes:
        places += range(last + shift, start + shift)
        places += (start + shift + min(k, len(new)) for k in range(end - start))
        shift += len(new) - (end - start)
        last = end
    return [*places, *range(last + shift, len(text) + shift + 1)]
