"""The shapes that charts of claims are drawn in: bars and strips to both sides, and shares.

Parts are told apart by shade, by hatch and by their order, which is that of the legend: blue for
what is put forward, orange and never plain for what stands against it.
"""

import pandas as pd

from onrecord.charts.picture import INK, LINE, QUIET, SMALL, WIDTH, sheet, text_width
from onrecord.charts.rows import (
    BAR,
    GAP,
    ROW,
    draw_legend,
    margin,
    mark_below,
    name_rows,
    row_labels,
    write_numbers,
)
from onrecord.charts.shapes import DARK, LIGHT, MIDDLE

RUST, SAND, CREAM = "#7a3b10", "#eab98c", "#fbf0e6"
# Face, hatch, ink of numbers, color of hatch and edge.
FOR = ((DARK, "", "white", DARK), (MIDDLE, "////", INK, DARK), (LIGHT, "", INK, DARK))
AGAINST = ((SAND, "xxxx", INK, RUST), (CREAM, "..", INK, RUST))
SHARES = (
    *FOR,
    (CREAM, "--", INK, RUST),
    (SAND, "\\\\\\\\", INK, RUST),
    (RUST, "xx", "white", SAND),
    ("white", "..", INK, QUIET),
)
SOURCED = (FOR[0], AGAINST[0], SHARES[-1])
BOTH_WAYS = (FOR[0], *AGAINST)
LINE_OF_LEGEND, HEAD = 0.22, 0.24  # inches: a line of the legend, the heads of further numbers
TALL = 1.4  # of a strip that goes both ways, in rows


def draw_diverging(against, parts, ends, title, subtitle):
    """Stacked bars to both sides of a line: what stands against something goes to the left.

    Args:
        against: a row a bar, with its name as index; its two columns from the line to the left.
        parts: the same rows; columns from the line to the right, at most three.
        ends: (text at the left end, text at the right end) of each bar.
        title, subtitle: of the sheet.
    """
    labels, sums = row_labels(parts.index), (against.sum(axis=1), parts.sum(axis=1))
    sides = [max(text_width(end[side], SMALL) for end in ends) + GAP + 0.06 for side in (0, 1)]
    left, right = margin(labels) + sides[0], sides[1] + 0.02
    room = {"left": left, "right": right, "above": 2 * LINE_OF_LEGEND + 0.12}
    ax = sheet(title, subtitle, height=ROW * len(parts), **room)
    low, high = sums[0].max(), max(sums[1].max(), 1)
    inch = (low + high) / (WIDTH - left - right)
    _stack(ax, against, AGAINST, inch, -1)
    _stack(ax, parts, FOR, inch, 1)
    for row, (texts, less, more) in enumerate(zip(ends, *sums, strict=True)):
        look = {"va": "center_baseline", "size": SMALL}
        ax.text(-less - GAP * inch, row, texts[0], ha="right", **look)
        ax.text(more + GAP * inch, row, texts[1], **look)
    _around(ax, labels, -low, high, pad=5 + 72 * sides[0])
    draw_legend(ax, 3)
    return ax


def draw_shares(parts, looks, columns, title, subtitle, *, lines):
    """Bars of one length, divided by share, with their numbers; further numbers stand right of them.

    Args:
        parts: a row a bar, with its name as index; a column a part, in the order of the legend.
        looks: of each part, some of SHARES.
        columns: head → the text at each bar.
        title, subtitle: of the sheet.
        lines: of the legend, which is filled from top to bottom.
    """
    labels = row_labels(parts.index)
    widths = [
        max(text_width(text, SMALL) for text in (head, *texts)) + 0.14
        for head, texts in columns.items()
    ]
    left, right = margin(labels), sum(widths) + 0.02
    above = LINE_OF_LEGEND * lines + 0.12 + HEAD
    ax = sheet(title, subtitle, height=ROW * len(parts), left=left, right=right, above=above)
    across = WIDTH - left - right
    totals = parts.sum(axis=1).clip(lower=1)
    _stack(ax, parts.div(totals, axis=0), looks, 1 / across, 1, numbers=parts)
    _columns_of_text(ax, columns, widths, 1 / across)
    name_rows(ax, labels, 1)
    ax.spines["left"].set_visible(False)
    draw_legend(ax, -(-len(parts.columns) // lines), above=HEAD)
    return ax


def draw_strips_both_ways(strips, ends, title, subtitle, marks):
    """One strip a row, with columns up and down from its line, on one scale.

    Args:
        strips: name → a frame with a row a bin; its first column goes up, the other two down.
        ends: the text at the end of each strip.
        title, subtitle: of the sheet.
        marks: as for `shapes.draw_strips`.
    """
    labels, bins = row_labels(strips), max(map(len, strips.values()))
    up = max(strip.iloc[:, 0].max() for strip in strips.values())
    down = max(strip.iloc[:, 1:].sum(axis=1).max() for strip in strips.values())
    left, right = margin(labels), max(text_width(end, SMALL) for end in ends) + GAP + 0.02
    room = {"left": left, "right": right, "above": LINE_OF_LEGEND + 0.12, "below": 0.36}
    ax = sheet(title, subtitle, height=TALL * ROW * len(labels), **room)
    unit = 0.84 / max(up + down, 1)
    levels = [row - 0.42 + unit * up for row in range(len(strips))]
    for level, strip in zip(levels, strips.values(), strict=True):
        _columns_both_ways(ax, strip, unit, level)
    for row, end in enumerate(ends):
        place = bins * (1 + GAP / (WIDTH - left - right))
        ax.text(place, row, end, va="center_baseline", size=SMALL)
    ax.hlines(levels, 0, bins, color=LINE, linewidth=0.6)
    name_rows(ax, labels, bins)
    mark_below(ax, bins, marks)
    names = next(iter(strips.values())).columns
    draw_legend(ax, 3, handles=_patches(names, BOTH_WAYS))
    return ax


def _stack(ax, parts, looks, inch, way, numbers=None):
    """Bars stacked part by part from 0 to the right, or with `way` -1 to the left."""
    numbers, starts = parts if numbers is None else numbers, [0.0] * len(parts)
    for part, (face, hatch, ink, edge) in zip(parts, looks, strict=False):
        look = {"color": face, "hatch": hatch, "edgecolor": edge, "linewidth": 0.8}
        lengths = [way * value for value in parts[part]]
        bars = ax.barh(range(len(parts)), lengths, BAR, starts, label=part, clip_on=False, **look)
        write_numbers(ax, bars, numbers[part], inch, face, ink)
        starts = [start + value for start, value in zip(starts, lengths, strict=True)]


def _columns_both_ways(ax, strip, unit, level):
    starts = pd.Series(level, strip.index)
    for part, way, (face, hatch, _, edge) in zip(strip, (-1, 1, 1), BOTH_WAYS, strict=True):
        heights = way * unit * strip[part]
        edges = [0.5 if height else 0 for height in heights]  # a column of nothing has none
        look = {"color": face, "hatch": hatch, "edgecolor": edge, "linewidth": edges}
        ax.bar(range(len(strip)), heights, 0.8, starts, align="edge", **look)
        starts = starts + heights if way > 0 else starts


def _patches(names, looks):
    """What a legend shows of parts that are drawn anew in each row."""
    from matplotlib.patches import Patch

    return [
        Patch(facecolor=face, hatch=hatch, edgecolor=edge, linewidth=0.8, label=name)
        for name, (face, hatch, _, edge) in zip(names, looks, strict=True)
    ]


def _columns_of_text(ax, columns, widths, inch):
    """Texts right of the bars, flush right under their heads."""
    place = 1.0
    for (head, texts), width in zip(columns.items(), widths, strict=True):
        place += width * inch
        look = {"ha": "right", "va": "center_baseline", "size": SMALL}
        ax.text(place, -0.5 - HEAD / 2 / ROW, head, color=QUIET, **look)
        for row, text in enumerate(texts):
            ax.text(place, row, text, **look)


def _around(ax, labels, low, high, pad):
    """Rows on both sides of a line at 0; the names stand left of the texts at the left ends."""
    name_rows(ax, labels, high)
    ax.set_xlim(low, high)
    ax.tick_params(axis="y", pad=pad)
    ax.spines["left"].set_visible(False)
    ax.axvline(0, color=INK, linewidth=1)
