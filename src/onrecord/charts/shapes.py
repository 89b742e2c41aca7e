"""The shapes that charts are drawn in: stacked bars, strips, ticks and a matrix.

Rows go from top to bottom in the order given, names stand left of them and numbers at them, and
the legend stands above the data. Shades go from dark to light in the order of the legend, one of
them hatched, so that they differ without colour too.
"""

from onrecord.charts.picture import INK, LINE, QUIET, SMALL, WIDTH, fit, sheet, text_width
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

DARK, MIDDLE, LIGHT = "#0b4a7f", "#8fc1e3", "#eef4f9"
SHADES = ((DARK, "", "white"), (MIDDLE, "////", INK), (LIGHT, "", INK))  # face, hatch, text
TICKS = ((DARK, 0.36), ("#c8641e", 0.22), (QUIET, 0.12))  # color; half of the length, in rows
PALE, FULL = "#f1f4f7", "#7fb3da"  # of matrix cells; dark text is legible on both
HEADS, CELL = 1.5, 0.62  # the most inches for a column's head, a cell's width
COLUMNS = 10  # the most columns of a matrix
QUARTERS = ((0, "start"), (0.25, "25%"), (0.5, "50%"), (0.75, "75%"), (1, "end"))  # of an article


def draw_bars(parts, ends, title, subtitle):
    """Stacked horizontal bars.

    Args:
        parts: a row a bar, with its name as index; a column a part, in the order of the legend.
        ends: the text at the end of each bar.
        title, subtitle: of the sheet.
    """
    labels = row_labels(parts.index)
    left, right = margin(labels), max(text_width(end, SMALL) for end in ends) + GAP + 0.02
    stacked = len(parts.columns) > 1
    ax = sheet(
        title,
        subtitle,
        height=ROW * len(parts),
        left=left,
        right=right,
        above=0.3 if stacked else 0,
    )
    longest = max(parts.sum(axis=1).max(), 1)
    _stack(ax, parts, longest / (WIDTH - left - right), ends)
    name_rows(ax, labels, longest)
    if stacked:
        draw_legend(ax, len(parts.columns))
    return ax


def draw_strips(strips, bins, ends, title, subtitle, marks=QUARTERS):
    """One strip a row: a column for each bin, as high as its count, on one scale.

    Args:
        strips: name → counts, with the number of the bin as index.
        bins: how many bins a strip has.
        ends: the text at the end of each strip.
        title, subtitle: of the sheet.
        marks: (place from 0 to 1, text) of what stands below the strips, the first and last flush
            with their ends.
    """
    labels, highest = row_labels(strips), max(strip.max() for strip in strips.values())
    left, right = margin(labels), max(text_width(end, SMALL) for end in ends) + GAP + 0.02
    ax = sheet(title, subtitle, height=ROW * len(labels), left=left, right=right, below=0.36)
    for row, (strip, end) in enumerate(zip(strips.values(), ends, strict=True)):
        ax.bar(strip.index, strip * (-0.8 / highest), 0.8, row + 0.4, align="edge", color=DARK)
        ax.text(
            bins * (1 + GAP / (WIDTH - left - right)), row, end, va="center_baseline", size=SMALL
        )
    ax.hlines([row + 0.4 for row in range(len(labels))], 0, bins, color=LINE, linewidth=0.6)
    name_rows(ax, labels, bins)
    mark_below(ax, bins, marks)
    return ax


def draw_ticks(rows, ends, title, subtitle):
    """A line a row with a tick for each place on it: a lexical dispersion plot.

    Args:
        rows: (name, part → places from 0 to 100), at most three parts: from the first to the last
            their ticks are shorter and lighter, so that one does not hide another.
        ends: the text at the end of each line.
        title, subtitle: of the sheet.
    """
    labels = row_labels(name for name, _ in rows)
    left, right = margin(labels), max(text_width(end, SMALL) for end in ends) + GAP + 0.02
    room = {"left": left, "right": right, "above": 0.3, "below": 0.36}
    ax = sheet(title, subtitle, height=ROW * len(labels), **room)
    ax.hlines(range(len(labels)), 0, 100, color=LINE, linewidth=0.6, zorder=1)
    parts = dict.fromkeys(part for _, places in rows for part in places)
    for part, (color, length) in zip(parts, TICKS, strict=False):
        found = [(x, row) for row, (_, places) in enumerate(rows) for x in places.get(part, ())]
        x, y = [x for x, _ in found], [row for _, row in found]
        look = {"color": color, "linewidth": 1.7, "clip_on": False, "label": part}
        ax.vlines(x, [row - length for row in y], [row + length for row in y], **look)
    for row, end in enumerate(ends):
        ax.text(
            100 * (1 + GAP / (WIDTH - left - right)), row, end, va="center_baseline", size=SMALL
        )
    name_rows(ax, labels, 100)
    mark_below(ax, 100, QUARTERS)
    draw_legend(ax, len(parts))
    return ax


def draw_matrix(grid, title, subtitle):
    """Cells with their numbers in them, the darker the larger; nothing stands in a cell of 0.

    A cell that is NaN is none: not even its ground is drawn.
    """
    labels, heads = row_labels(grid.index), [fit(name, HEADS, SMALL) for name in grid.columns]
    left, slant = margin(labels), 0.72  # heads stand at 45 degrees
    widths = [slant * text_width(head, SMALL) for head in heads]
    # Every head must end on the sheet, wherever its column stands.
    cell = min(CELL, *((WIDTH - left - width - 0.1) / (i + 0.6) for i, width in enumerate(widths)))
    right = WIDTH - left - cell * len(heads)
    ax = sheet(
        title, subtitle, height=ROW * len(grid), left=left, right=right, above=max(widths) + 0.15
    )
    _cells(ax, grid, cell)
    ax.set_xlim(-0.5, len(heads) - 0.5)
    ax.set_xticks(
        range(len(heads)), heads, rotation=45, ha="left", rotation_mode="anchor", color=INK
    )
    ax.tick_params(top=False, bottom=False, labeltop=True, labelbottom=False, pad=4)
    name_rows(ax, labels)
    ax.spines[:].set_visible(False)
    return ax


def _cells(ax, grid, width):
    from matplotlib.colors import LinearSegmentedColormap

    shades = LinearSegmentedColormap.from_list("cells", [PALE, FULL])
    columns, rows = ([i - 0.5 for i in range(n + 1)] for n in (grid.shape[1], grid.shape[0]))
    look = {"edgecolors": "white", "linewidth": 1.5}
    ax.pcolormesh(columns, rows, grid, cmap=shades, vmin=0, vmax=max(grid.max().max(), 1), **look)
    numbers = [[_short(value) for value in values] for values in grid.fillna(0).to_numpy().tolist()]
    widest = max(text_width(number, SMALL) for values in numbers for number in values)
    size = SMALL * min(1, (width - 0.05) / max(widest, 0.01))
    for row, values in enumerate(numbers):
        for column, number in enumerate(values):
            ax.text(column, row, number, ha="center", va="center_baseline", size=size)


def _stack(ax, parts, inch, ends):
    """Bars stacked part by part, each with its text at its end."""
    rows, starts, stacked = range(len(parts)), [0] * len(parts), len(parts.columns) > 1
    for part, (face, hatch, ink) in zip(parts, SHADES, strict=False):
        look = {"color": face, "hatch": hatch, "edgecolor": DARK, "linewidth": 0.8}
        bars = ax.barh(rows, parts[part], BAR, starts, label=part, clip_on=False, **look)
        if stacked:
            write_numbers(ax, bars, parts[part], inch, face, ink)
        starts = [start + value for start, value in zip(starts, parts[part], strict=True)]
    for row, end, start in zip(rows, ends, starts, strict=True):
        ax.text(start + GAP * inch, row, end, va="center_baseline", size=SMALL)


def _short(number):
    """At most four characters for what is below a million; nothing for 0."""
    if number < 1000:
        return f"{number:.0f}" if number else ""
    return f"{number / 1000:.1f}k" if number < 9950 else f"{number / 1000:.0f}k"
