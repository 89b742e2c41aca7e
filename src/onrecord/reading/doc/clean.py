"""What the models read of a text: the same words, without what no reader sees or reads.

Invisible characters, odd spaces and hyphens, letters in pieces, emoji, HTML and misread UTF-8 that
were left in, lines of buttons and boxes, and line ends of print stand in the way of taggers and
names. They go, and each character that stays knows where it stands in the untouched text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onrecord.corpus.markup import ENTITY, TAG, unescape
from onrecord.corpus.misread import MISREAD, meant_by
from onrecord.reading.doc.furniture import find_furniture
from onrecord.reading.doc.quotes import Span
from onrecord.reading.doc.sentences import LINE_END, paragraphs

# What may stand in the way: anything but ASCII and what print has beside it.
ODD = re.compile(r"[^\t\r\n -~“”‘’–—…£€é]|[&<]")
CONTROL = re.compile(r"[\x80-\x84\x86-\x9f]")  # Windows-1252 that was read as Latin-1
PICTURE = (
    "[\U0001f000-\U0001faff\u2600-\u275a\u2761-\u27bf\u2b00-\u2bff\u231a-\u23ff]"
    "[\ufe0f\u200d\u20e3\U000e0020-\U000e007f]*"
)
# each begins where white space does: from every space of a long gap it would be looked through anew
EMOJI = re.compile(rf"(?<![ \xa0])[ \xa0]*(?:{PICTURE}[ \xa0]*)+")
OPENING, CLOSING, QUOTES = "\n([{“‘„«", "\n.,;:!?)]}”’»", "\"'"
# A soft hyphen at the end of a line has broken a word.
INVISIBLE = re.compile(
    r"\xad(?:[ \t]*(?:\r\n|[\r\n])[ \t]*(?=\w))?|[\x00-\x08\x0e-\x1f\x7f\u034f\u061c\u180b-\u180e"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\u20e3"
    r"\U000e0000-\U000e01ef]"
)
ODD_SPACES = r"\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
SPACES = re.compile(rf"(?<! ) *[{ODD_SPACES}][ {ODD_SPACES}]*")
# Letters with their accents after them, and letters that a font has joined.
PIECES = re.compile(r"\w[\u0300-\u036f]+|[\u1100-\u11ff]{2,3}|[\ufb00-\ufb06]+")
SIGNS = {"\u2010": "-", "\u2011": "-", "\u02bc": "’"}
SIGN = re.compile(f"[{''.join(SIGNS)}]")
WRAP = re.compile(rf"(?:(?P<hyphen>(?<=[^\W\d_])-)|(?<![ \t]))[ \t]*(?:{LINE_END.pattern})[ \t]*")


@dataclass(frozen=True)
class CleanText:
    """A text as the models read it.

    `starts` and `ends` are the half-open offsets in the untouched text of each character of `text`;
    empty where the two texts are one.
    """

    text: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def untouched(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Half-open spans of `text`, none of them empty, as spans of the untouched text."""
        if not self.starts:
            return tuple(spans)
        return tuple((self.starts[start], self.ends[end - 1]) for start, end in spans)


def clean(text: str) -> CleanText:
    """The text as the models are to read it; most texts are so, and stay as they are."""
    cleaned = before = CleanText(text)
    for pattern, replacement in STEPS if ODD.search(text) else ():
        found = ((m.start(), m.end(), replacement(m)) for m in pattern.finditer(cleaned.text))
        cleaned = _edited(cleaned, found)
    without = _edited(cleaned, ((*line, "") for line in find_furniture(cleaned.text)))
    cleaned = without if without.text.strip() else cleaned
    wraps = (
        (m.start(), m.end(), _joined(m))
        for start, end in paragraphs(cleaned.text)
        for m in WRAP.finditer(cleaned.text, start, end)
    )
    cleaned = _edited(cleaned, wraps)
    return before if cleaned.text == text else cleaned


def _edited(cleaned, edits):
    """The text with other strings at half-open places, given in their order."""
    edits = list(edits)
    if not edits:
        return cleaned
    text, size = cleaned.text, len(cleaned.text)
    old_starts, old_ends = cleaned.starts or range(size), cleaned.ends or range(1, size + 1)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, new in (*edits, (size, size, "")):
        pieces += text[done:start], new
        starts += old_starts[done:start]
        ends += old_ends[done:start]
        starts += [old_starts[start] for _ in new]
        ends += [old_ends[end - 1] for _ in new]
        done = end
    return CleanText("".join(pieces), starts, ends)


def _around_picture(match):
    """Nothing at the edges of a sentence, one space between words."""
    text, found = match.string, match.group()
    before = text[match.start() - 1 : match.start()] or "\n"
    after = text[match.end() : match.end() + 1] or "\n"
    if before in OPENING or after in CLOSING:
        return ""
    inside = (before in QUOTES and found[0] != " ", after in QUOTES and found[-1] != " ")
    return "" if any(inside) else " "


def _joined(match):
    """What a line end in a paragraph stands for: nothing in a word, a hyphen in a name."""
    if not match["hyphen"]:
        return " "
    return "" if match.string[match.end() : match.end() + 1].islower() else "-"


Replacement = Callable[[re.Match[str]], str]
MEANT: tuple[re.Pattern[str], Replacement] = (MISREAD, lambda match: meant_by(match.group()))
STEPS: tuple[tuple[re.Pattern[str], Replacement], ...] = (
    (PIECES, lambda match: unicodedata.normalize("NFKC", match.group())),
    MEANT,
    (CONTROL, lambda match: match.group().encode("latin-1").decode("cp1252", "ignore")),
    *[MEANT] * 2,  # it may have happened twice
    (ENTITY, unescape),
    (TAG, lambda match: "\n" if match["block"] else ""),
    (EMOJI, _around_picture),
    (INVISIBLE, lambda match: ""),
    (SPACES, lambda match: " "),
    (SIGN, lambda match: SIGNS[match.group()]),
)
