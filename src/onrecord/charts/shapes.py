"""The shapes that charts are drawn in: stacked bars, strips, ticks and a matrix.

Rows go from top to bottom in the order given, names stand left of them and numbers at them, and
the legend stands above the data. Shades go from dark to light in the order of the legend, one of
them hatched, so that they differ without colour too.

`titles` are the title and the subtitle of the sheet.
"""

from onrecord.charts.picture import (
    GREY,
    INK,
    QUIET,
    SMALL_TEXT,
    TEXT,
    WIDTH,
    drawing,
    fit,
    sheet,
    text_width,
)

ROW, BAR = 0.36, 0.66  # inches a row; the share of it that a bar fills
WIDEST_NAME, WIDEST_HEAD = 1.75, 2.0  # inches for a name beside its row, for a column's head
WIDEST_CELL = 0.62  # inches
AFTER_BAR = 0.06  # inches between a bar and its number
ROOM_ABOVE, ROOM_BELOW = 0.3, 0.36  # inches: a legend of one line, marks below the x axis
DARK, MIDDLE, LIGHT = "#0b4a7f", "#8fc1e3", "#eef4f9"
# Face, hatch, ink of numbers, color of hatch and edge.
SHADES = ((DARK, "", "white", DARK), (MIDDLE, "////", INK, DARK), (LIGHT, "", INK, DARK))
FOUR_SHADES = (*SHADES, ("white", "++", INK, QUIET))
TICKS = ((DARK, 0.36), ("#c8641e", 0.22), (QUIET, 0.12))  # color; half of the length, in rows
CELL_SHADES = ("#f1f4f7", "#7fb3da")  # from pale to full; dark text is legible on both
MOST_COLUMNS = 10  # of a matrix
QUARTERS = ((0, "start"), (0.25, "25%"), (0.5, "50%"), (0.75, "75%"), (1, "end"))  # of an article


@drawing()
def draw_bars(parts, ends, titles, looks=SHADES, marks=()):
    """Stacked horizontal bars.

    Args:
        parts: a row a bar, with its name as index; a column a part, in the order of the legend.
        ends: the text at the end of each bar.
        looks: of each part.
        marks: as for `draw_marks`, on the scale of the bars.
    """
    sums, stacked = parts.sum(axis=1), len(parts.columns) > 1
    room = {"right": room_for(ends), "above": ROOM_ABOVE if stacked else 0}
    reach = sums.to_list()
    for row, _, _, high in marks:
        reach[row] = max(reach[row], high)
    ax, inch = row_sheet(parts.index, titles, (0, max(*reach, 1)), **room)
    stack(ax, parts, looks, inch, numbers=parts if stacked else None)
    write_ends(ax, ends, reach, inch)
    draw_marks(ax, marks)
    if stacked:
        draw_legend(ax, len(parts.columns))
    return ax


@drawing()
def draw_strips(strips, bins, titles, marks=QUARTERS):
    """One strip a row, with its sum at its end: a column for each bin, as high as its count.

    All are on one scale.

    Args:
        strips: name → counts, with the number of the bin as index.
        bins: how many bins a strip has.
        marks: as for `mark_below`.
    """
    highest = max(strip.max() for strip in strips.values())
    ends = [f"{strip.sum():,}" for strip in strips.values()]
    ax, inch = row_sheet(strips, titles, (0, bins), right=room_for(ends), below=ROOM_BELOW)
    for row, strip in enumerate(strips.values()):
        own = strip[strip > 0]
        ax.bar(own.index, own * (-0.8 / highest), 0.8, row + 0.4, align="edge", color=DARK)
    ax.hlines([row + 0.4 for row in range(len(strips))], 0, bins, color=GREY, linewidth=0.6)
    write_ends(ax, ends, [bins] * len(ends), inch)
    mark_below(ax, bins, marks)
    return ax


@drawing()
def draw_ticks(rows, titles):
    """A line a row with a tick for each place on it and their number at its end.

    It is known as a lexical dispersion plot.

    Args:
        rows: (name, part → places from 0 to 100), at most three parts: from the first to the last
            their ticks are shorter and lighter, so that one does not hide another.
    """
    names = [name for name, _ in rows]
    ends = [f"{sum(map(len, places.values())):,}" for _, places in rows]
    room = {"right": room_for(ends), "above": ROOM_ABOVE, "below": ROOM_BELOW}
    ax, inch = row_sheet(names, titles, (0, 100), **room)
    ax.hlines(range(len(rows)), 0, 100, color=GREY, linewidth=0.6, zorder=1)
    parts = dict.fromkeys(part for _, places in rows for part in places)
    for part, (color, length) in zip(parts, TICKS, strict=False):
        found = [(x, row) for row, (_, places) in enumerate(rows) for x in places.get(part, ())]
        x, y = [x for x, _ in found], [row for _, row in found]
        look = {"color": color, "linewidth": 1.7, "clip_on": False, "label": part}
        ax.vlines(x, [row - length for row in y], [row + length for row in y], **look)
    write_ends(ax, ends, [100] * len(ends), inch)
    mark_below(ax, 100, QUARTERS)
    draw_legend(ax, len(parts))
    return ax


@drawing()
def draw_matrix(grid, titles):
    """Cells with their numbers in them, the darker the larger; nothing stands in a cell of 0.

    A cell that is NaN is none: not even its ground is drawn.
    """
    heads = [fit(name, WIDEST_HEAD, SMALL_TEXT) for name in grid.columns]
    widths = [0.72 * text_width(head, SMALL_TEXT) for head in heads]  # they stand at 45 degrees
    # Every head must end on the sheet, wherever its column stands.
    across = WIDTH - _beside(grid.index)
    cell = min(WIDEST_CELL, *((across - wide - 0.1) / (i + 0.6) for i, wide in enumerate(widths)))
    room = {"right": across - cell * len(heads), "above": max(widths) + 0.15}
    ax, _ = row_sheet(grid.index, titles, (-0.5, len(heads) - 0.5), **room)
    _cells(ax, grid, cell)
    look = {"rotation": 45, "ha": "left", "rotation_mode": "anchor", "color": INK}
    ax.set_xticks(range(len(heads)), heads, **look)
    ax.tick_params("x", top=False, bottom=False, labeltop=True, labelbottom=False, pad=4)
    ax.spines[:].set_visible(False)
    return ax


def row_sheet(names, titles, x, *, right, left=0.0, row=ROW, **room):
    """An Axes with a row for each name, and the names beside them.

    Args:
        x: where the x axis begins and ends; it is not marked.
        right, left: inches kept free right of the rows, and between them and their names.
        row: inches a row.
        room: further room around the Axes, as for `sheet`.

    Returns:
        The Axes, and how much of the x axis an inch is.
    """
    beside = _beside(names) + left
    ax = sheet(*titles, height=row * len(names), left=beside, right=right, **room)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.set_yticks(range(len(names)), [_label(name) for name in names], linespacing=0.95)
    ax.tick_params(axis="y", pad=5 + 72 * left)
    ax.set_xlim(*x)
    ax.set_xticks([])
    return ax, (x[1] - x[0]) / (WIDTH - beside - right)


def steps_and_marks(table):
    """The bin of each row's period, from 0; and what `mark_below` takes: the first and last day.

    Args:
        table: with the columns `period` and `day`, as `counts.mentions_over_time` gives it.
    """
    first, days = table["period"].min(), table["day"]
    steps = (table["period"] - first).map(lambda step: step.n).astype(int)
    marks = [(0, f"{days.min():%Y-%m-%d}"), (1, f"{days.max():%Y-%m-%d}")]
    return steps, marks[: min(steps.max() + 1, 2)]


def room_for(ends, after=0.02):
    """Inches that the texts at the ends of rows take, with some free after them."""
    lines = (line for end in ends for line in end.split("\n"))
    return max(text_width(line, SMALL_TEXT) for line in lines) + AFTER_BAR + after


def write_ends(ax, ends, places, inch):
    """A text in each row, right of its place on the x axis."""
    for row, (end, place) in enumerate(zip(ends, places, strict=True)):
        look = {"va": "center" if "\n" in end else "center_baseline", "linespacing": 1.05}
        ax.text(place + AFTER_BAR * inch, row, end, size=SMALL_TEXT, **look)


def draw_marks(ax, marks):
    """A diamond for each value as it is corrected, with a line from end to end of its interval, at the foot
    of its bar.

    Args:
        marks: row, value, lower and upper end.
    """
    for row, value, low, high in marks:
        y = row + BAR / 2
        for color, width in (("white", 3.6), (INK, 1.4)):
            ax.plot([low, high], [y, y], color=color, linewidth=width, clip_on=False, zorder=4)
        look = {"marker": "D", "markersize": 5, "markeredgecolor": "white", "linestyle": "none"}
        ax.plot([value], [y], color=INK, clip_on=False, zorder=5, **look)


def stack(ax, parts, looks, inch, *, way=1, numbers=None):
    """Bars stacked part by part from 0 to the right, or with `way` -1 to the left.

    Args:
        parts: as for `draw_bars`.
        looks: of each part, such as SHADES.
        inch: how much of the x axis an inch is.
        numbers: what is written into each part that has room for it; None writes nothing.
    """
    starts = [0.0] * len(parts)
    for part, (face, hatch, ink, edge) in zip(parts, looks, strict=False):
        look = {"color": face, "hatch": hatch, "edgecolor": edge, "linewidth": 0.8}
        lengths = [way * value for value in parts[part]]
        drawn = [row for row, length in enumerate(lengths) if length] or [0]  # the legend needs one
        where = [lengths[row] for row in drawn], BAR, [starts[row] for row in drawn]
        bars = ax.barh(drawn, *where, label=part, clip_on=False, **look)
        if numbers is not None:
            _write_numbers(ax, bars, numbers[part].iloc[drawn], inch, face, ink)
        starts = [start + length for start, length in zip(starts, lengths, strict=True)]


def draw_legend(ax, columns, *, handles=None, above=0.0):
    """The parts by name, above the Axes.

    Args:
        columns: how many of them are filled, from top to bottom.
        handles: what it shows; None for all that has a label.
        above: inches kept free for what else stands right above the Axes.
    """
    height = ax.figure.get_figheight()
    ax.figure.legend(
        handles=handles or ax.get_legend_handles_labels()[0],
        bbox_to_anchor=(0.003, ax.get_position().y1 + (0.07 + above) / height),
        ncols=columns,
    )


def mark_below(ax, width, marks):
    """Texts below the x axis, which is `width` wide.

    Args:
        marks: (place from 0 to 1, text); the outer ones stay within the ends of the axis.
    """
    ax.spines["left"].set_visible(False)
    ax.set_xticks([width * place for place, _ in marks], [text for _, text in marks])
    if len(marks) > 1:
        ax.get_xticklabels()[-1].set_horizontalalignment("right")
    ax.get_xticklabels()[0].set_horizontalalignment("left")


def _label(name):
    return fit(name, WIDEST_NAME, TEXT, lines=2)


def _beside(names):
    """Inches that the names beside the rows take."""
    lines = [line for name in names for line in _label(name).split("\n")]
    return max(text_width(line, TEXT) for line in lines) + 0.12


def _write_numbers(ax, bars, values, inch, face, ink):
    """Write its number into each part of a bar that has room for it."""
    for bar, value in zip(bars, values, strict=True):
        if value and text_width(f"{value:,}", SMALL_TEXT) + 0.12 < abs(bar.get_width()) / inch:
            x, y = bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2
            box = {"facecolor": face, "edgecolor": "none", "pad": 1.5}  # keeps the hatch off it
            where = {"ha": "center", "va": "center_baseline", "size": SMALL_TEXT}
            ax.text(x, y, f"{value:,}", color=ink, bbox=box, **where)


def _cells(ax, grid, width):
    from matplotlib.colors import LinearSegmentedColormap

    shades = LinearSegmentedColormap.from_list("cells", CELL_SHADES)
    columns, rows = ([i - 0.5 for i in range(n + 1)] for n in (grid.shape[1], grid.shape[0]))
    look = {"edgecolors": "white", "linewidth": 1.5}
    ax.pcolormesh(columns, rows, grid, cmap=shades, vmin=0, vmax=max(grid.max().max(), 1), **look)
    numbers = [[_number(value) for value in row] for row in grid.fillna(0).to_numpy().tolist()]
    widest = max(text_width(number, SMALL_TEXT) for values in numbers for number in values)
    size = SMALL_TEXT * min(1, (width - 0.05) / max(widest, 0.01))
    for row, values in enumerate(numbers):
        for column, number in enumerate(values):
            ax.text(column, row, number, ha="center", va="center_baseline", size=size)


def _number(value):
    """At most four characters for what is below a million; nothing for 0."""
    if value < 1000:
        return f"{value:.0f}" if value else ""
    return f"{value / 1000:.1f}k" if value < 9950 else f"{value / 1000:.0f}k"
