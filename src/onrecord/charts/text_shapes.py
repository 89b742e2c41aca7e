"""The shapes of charts that are read: statements in lanes, and chains of boxes.

Everything is laid out from top to bottom in inches before the sheet is made, so that the sheet is
as high as its text. It is narrower than others: its text stays legible on a telephone.
"""

from dataclasses import dataclass, field

from onrecord.charts.picture import (
    GREY,
    NARROW_SHEET,
    QUIET,
    SMALL_TEXT,
    TEXT,
    TEXT_SHARE,
    drawing,
    fit,
    sheet,
    text_width,
)
from onrecord.charts.shapes import DARK, LIGHT
from onrecord.charts.two_sided import CREAM, RUST
from onrecord.counts.chains import SAYS

LANES = {"asserts": 0.09, "denies": 0.29}  # inches from the left
STANCE_MARKS = {
    "asserts": {"marker": "o", "markerfacecolor": DARK, "markeredgecolor": DARK},
    "denies": {"marker": "X", "markerfacecolor": RUST, "markeredgecolor": RUST},
}
BESIDE_LANES = 0.48  # inches from the left, where the texts beside the lanes begin
LEADING, DESCENT = 1.32, 0.32  # of a line, and what is below its baseline, in sizes of its text
LINE_HEIGHT, BASELINE = LEADING * SMALL_TEXT / 72, (LEADING - DESCENT) * SMALL_TEXT / 72  # inches
# Fill and line of a box: a name, who or what speaks for somebody known, a description, nobody. The
# words in it say it too.
BOXES = {
    "named": (LIGHT, "solid", DARK),
    "spoken for": (LIGHT, (0, (4, 2)), DARK),
    "unnamed": (CREAM, (0, (4, 2)), RUST),
    "none": ("white", (0, (1, 1.5)), QUIET),
}
LEGEND_OF_BOXES = (
    ("a name", "named"),
    ("for an organisation, or a document", "spoken for"),
    ("unnamed", "unnamed"),
    ("no source", "none"),
)
JOINT = SAYS.strip()  # between two boxes
# Inches: height of a box, between two boxes, from a box to its text, before what stands below.
BOX_HEIGHT, APART, PADDING, INDENT = 0.27, 0.3, 0.09, 0.16


@dataclass
class _Flow:
    """What is to be drawn, as (method of Axes, arguments, options), and how far down it reaches."""

    y: float = 0.0
    drawn: list = field(default_factory=list)

    def add(self, method, *where, **look):
        self.drawn.append((method, where, look))

    def write(self, text, x, *, size=SMALL_TEXT, lines=1, **look):
        """The text in at most so many lines, from x to the right edge."""
        bold = look.get("weight") == "bold"
        room = TEXT_SHARE * (NARROW_SHEET - x)
        for line in fit(text, room, size, lines=lines, bold=bold).split("\n"):
            self.y += LEADING * size / 72
            self.add("text", x, self.y - DESCENT * size / 72, line, size=size, **look)

    def sheet(self, titles):
        ax = sheet(*titles, height=max(self.y, 0.1), width=NARROW_SHEET)
        ax.set_xlim(0, NARROW_SHEET)
        ax.set_ylim(max(self.y, 0.1), 0)
        ax.set_axis_off()
        for method, where, look in self.drawn:
            getattr(ax, method)(*where, clip_on=False, **look)
        return ax


@drawing()
def draw_statements(rows, titles):
    """A block for each contested claim: what it is, then who says what of it, each with its mark.

    Args:
        rows: (text of the claim, its statements, what is not shown of it) each; a statement is
            (one of LANES, what heads it, where it stands, its sentence).
        titles: title and subtitle of the sheet.
    """
    flow = _Flow()
    _write_legend(flow)
    for number, (claim, statements, hidden) in enumerate(rows, start=1):
        flow.y += 0.14
        flow.add("plot", [0, NARROW_SHEET], [flow.y] * 2, color=GREY, linewidth=0.8)
        flow.y += 0.05
        flow.write(f"{number}. {claim}", 0, size=TEXT, lines=5, weight="bold")
        top = flow.y + 0.08
        for stance, head, where, sentence in statements:
            flow.y += 0.09
            _mark(flow, stance, LANES[stance])
            flow.write(head, BESIDE_LANES, lines=3, weight="bold")
            flow.write(sentence, BESIDE_LANES, lines=14)
            if where:
                flow.write(where, BESIDE_LANES, lines=2, color=QUIET)
        for lane in LANES.values():
            ends = [top, flow.y]
            flow.add("plot", [lane] * 2, ends, color=GREY, linewidth=0.8, zorder=1)
        if hidden:
            flow.y += 0.06
            flow.write(hidden, BESIDE_LANES, lines=2, color=QUIET)
    return flow.sheet(titles)


@drawing()
def draw_chains(rows, titles):
    """Boxes from the outermost source to the innermost, as a sentence, and what the innermost claims.

    Args:
        rows: (boxes, text of the claim, a line about it or none) each; a box is (text, one of BOXES).
        titles: title and subtitle of the sheet.
    """
    flow = _Flow()
    _write_boxes(flow, LEGEND_OF_BOXES, joined=False)
    for boxes, claim, about in rows:
        flow.y += 0.2
        _write_boxes(flow, boxes)
        flow.y += 0.04
        flow.write(f"says “{claim}”", INDENT, lines=4)
        if about:
            flow.write(about, INDENT, color=QUIET)
    return flow.sheet(titles)


def _write_legend(flow):
    x = LANES["asserts"]
    for stance in STANCE_MARKS:
        _mark(flow, stance, x)
        flow.add("text", x + 0.13, flow.y + BASELINE, stance, size=SMALL_TEXT)
        x += 0.13 + text_width(stance, SMALL_TEXT) + 0.25
    flow.y += LINE_HEIGHT


def _mark(flow, stance, x):
    """A mark in the middle of the line that is written next."""
    look = STANCE_MARKS[stance] | {"markersize": 8, "markeredgewidth": 1.4, "zorder": 3}
    flow.add("plot", [x], [flow.y + BASELINE - 0.37 * SMALL_TEXT / 72], linestyle="none", **look)


def _write_boxes(flow, boxes, *, joined=True):
    """Boxes from left to right, joined by words; one that has no room begins a new line."""
    x, start = 0.01, 0.0  # half of a border lies outside its box
    apart = text_width(JOINT, SMALL_TEXT) / TEXT_SHARE + 2 * PADDING if joined else APART
    for text, kind in boxes:
        before = INDENT + apart if start and joined else 0
        text = fit(text, TEXT_SHARE * (NARROW_SHEET - before - 2 * PADDING) - 0.02, SMALL_TEXT)
        wide = text_width(text, SMALL_TEXT) / TEXT_SHARE + 2 * PADDING
        if start and x + start + wide > NARROW_SHEET:
            flow.y += BOX_HEIGHT + 0.08
            x = INDENT
        if start and joined:
            where = x + PADDING, flow.y + BOX_HEIGHT / 2, JOINT
            flow.add("text", *where, size=SMALL_TEXT, va="center_baseline")
        _box(flow, x + start, wide, text, kind)
        x, start = x + start + wide, apart
    flow.y += BOX_HEIGHT


def _box(flow, x, wide, text, kind):
    fill, line, color = BOXES[kind]
    left, right, top, low = x, x + wide, flow.y, flow.y + BOX_HEIGHT
    corners = [left, right, right, left, left], [top, top, low, low, top]
    flow.add("fill", *corners, facecolor=fill, edgecolor="none")
    flow.add("plot", *corners, linestyle=line, color=color, linewidth=1.3)
    middle, look = flow.y + BOX_HEIGHT / 2, {"ha": "center", "va": "center_baseline"}
    flow.add("text", x + wide / 2, middle, text, size=SMALL_TEXT, **look)
