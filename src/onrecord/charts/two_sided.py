"""The shapes that charts of claims are drawn in: bars and strips to both sides, and shares.

Parts are told apart by shade, by hatch and by their order, which is that of the legend: blue for
what is put forward, orange and never plain for what stands against it. `titles` are the title and the
subtitle of the sheet.
"""

import pandas as pd

from onrecord.charts import shapes
from onrecord.charts.picture import GREY, INK, QUIET, SMALL_TEXT, drawing, text_width

RUST, SAND, CREAM = "#7a3b10", "#eab98c", "#fbf0e6"
# As SHADES: of what stands against something, of commitment, of sourcing, and of strips.
AGAINST = ((SAND, "xxxx", INK, RUST), (CREAM, "++", INK, RUST))
COMMITMENT = (
    *shapes.SHADES,
    (CREAM, "--", INK, RUST),
    (SAND, "\\\\\\\\", INK, RUST),
    (RUST, "xx", "white", SAND),
    ("white", "++", INK, QUIET),
)
SOURCED = (*shapes.SHADES, AGAINST[0], COMMITMENT[-1])
BOTH_WAYS = (shapes.SHADES[0], *AGAINST)
LINE_OF_LEGEND, OVER_NUMBERS = 0.22, 0.24  # inches: a line of the legend, the heads of numbers
TALL = 1.4  # of a strip that goes both ways, in rows


@drawing()
def draw_diverging(against, parts, lefts, rights, titles):
    """Stacked bars to both sides of a line: what stands against something goes to the left.

    Args:
        against: a row a bar, with its name as index; its two columns from the line to the left.
        parts: the same rows; columns from the line to the right, at most three.
        lefts, rights: the texts at both ends of each bar.
    """
    less, more = against.sum(axis=1), parts.sum(axis=1)
    low, high = less.max(), max(more.max(), 1)
    room = {"left": shapes.room_for(lefts, 0.06), "right": shapes.room_for(rights, 0.06) + 0.02}
    above = 2 * LINE_OF_LEGEND + 0.12
    ax, inch = shapes.row_sheet(parts.index, titles, (-low, high), above=above, **room)
    shapes.stack(ax, against, AGAINST, inch, way=-1, numbers=against)
    shapes.stack(ax, parts, shapes.SHADES, inch, numbers=parts)
    look = {"va": "center_baseline", "size": SMALL_TEXT}
    for row, (left, right) in enumerate(zip(lefts, rights, strict=True)):
        ax.text(-less.iloc[row] - shapes.AFTER_BAR * inch, row, left, ha="right", **look)
        ax.text(more.iloc[row] + shapes.AFTER_BAR * inch, row, right, **look)
    ax.spines["left"].set_visible(False)
    ax.axvline(0, color=INK, linewidth=1)
    shapes.draw_legend(ax, 3)
    return ax


@drawing()
def draw_shares(parts, looks, columns, titles, *, lines, marks=()):
    """Bars of one length, divided by share, with their numbers; further numbers stand right of them.

    Args:
        parts: a row a bar, with its name as index; a column a part, in the order of the legend.
        looks: of each part, such as COMMITMENT.
        columns: head → the text at each bar.
        lines: of the legend, which is filled from top to bottom.
        marks: as for `shapes.draw_marks`, from 0 to 1.
    """
    widths = [
        max(text_width(text, SMALL_TEXT) for text in (head, *texts)) + 0.14
        for head, texts in columns.items()
    ]
    room = {"right": sum(widths) + 0.02, "above": LINE_OF_LEGEND * lines + 0.12 + OVER_NUMBERS}
    ax, inch = shapes.row_sheet(parts.index, titles, (0, 1), **room)
    shares = parts.div(parts.sum(axis=1).clip(lower=1), axis=0)
    shapes.stack(ax, shares, looks, inch, numbers=parts)
    shapes.draw_marks(ax, marks)
    place, look = 1.0, {"ha": "right", "va": "center_baseline", "size": SMALL_TEXT}
    for (head, texts), width in zip(columns.items(), widths, strict=True):
        place += width * inch
        ax.text(place, -0.5 - OVER_NUMBERS / 2 / shapes.ROW, head, color=QUIET, **look)
        for row, text in enumerate(texts):
            ax.text(place, row, text, **look)
    ax.spines["left"].set_visible(False)
    shapes.draw_legend(ax, -(-len(parts.columns) // lines), above=OVER_NUMBERS)
    return ax


@drawing()
def draw_strips_both_ways(strips, titles, marks):
    """One strip a row, with its sum at its end: columns up and down from its line, on one scale.

    Args:
        strips: name → a frame with a row a bin; its first column goes up, the other two down.
        marks: as for `shapes.mark_below`.
    """
    from matplotlib.patches import Patch

    bins = max(map(len, strips.values()))
    up = max(strip.iloc[:, 0].max() for strip in strips.values())
    down = max(strip.iloc[:, 1:].sum(axis=1).max() for strip in strips.values())
    ends = [f"{strip.to_numpy().sum():,}" for strip in strips.values()]
    room = {"right": shapes.room_for(ends), "below": shapes.ROOM_BELOW, "row": TALL * shapes.ROW}
    ax, inch = shapes.row_sheet(strips, titles, (0, bins), above=LINE_OF_LEGEND + 0.12, **room)
    unit = 0.84 / max(up + down, 1)
    levels = [row - 0.42 + unit * up for row in range(len(strips))]
    for level, strip in zip(levels, strips.values(), strict=True):
        _columns_both_ways(ax, strip, unit, level)
    shapes.write_ends(ax, ends, [bins] * len(ends), inch)
    ax.hlines(levels, 0, bins, color=GREY, linewidth=0.6)
    shapes.mark_below(ax, bins, marks)
    parts = zip(next(iter(strips.values())), BOTH_WAYS, strict=True)  # they are drawn in each row
    handles = [
        Patch(facecolor=face, hatch=hatch, edgecolor=edge, linewidth=0.8, label=name)
        for name, (face, hatch, _, edge) in parts
    ]
    shapes.draw_legend(ax, 3, handles=handles)
    return ax


def _columns_both_ways(ax, strip, unit, level):
    starts = pd.Series(level, strip.index)
    for part, way, (face, hatch, _, edge) in zip(strip, (-1, 1, 1), BOTH_WAYS, strict=True):
        heights = way * unit * strip[part]
        look = {"color": face, "hatch": hatch, "edgecolor": edge, "linewidth": 0.5}
        drawn = [n for n, height in enumerate(heights) if height]
        where = heights.iloc[drawn], 0.8, starts.iloc[drawn]
        ax.bar(drawn, *where, align="edge", **look)
        starts = starts + heights if way > 0 else starts
