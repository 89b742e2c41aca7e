"""The three shapes that charts are drawn in: stacked bars, strips and a matrix.

Rows go from top to bottom in the order given, names stand left of them and numbers at them, and
the legend stands above the data. Shades go from dark to light in the order of the legend, one of
them hatched, so that they differ without colour too.
"""

from onrecord.charts.picture import INK, LINE, SMALL, TEXT, WIDTH, fit, sheet, text_width

DARK, MIDDLE, LIGHT = "#0b4a7f", "#8fc1e3", "#eef4f9"
SHADES = ((DARK, "", "white"), (MIDDLE, "////", INK), (LIGHT, "", INK))  # face, hatch, text
PALE, FULL = "#f1f4f7", "#7fb3da"  # of matrix cells; dark text is legible on both
ROW, BAR = 0.36, 0.66  # inches a row; the share of it that a bar fills
NAMES, HEADS, CELL = 1.75, 1.5, 0.62  # the most inches for a name, a column's head, a cell's width
GAP = 0.06  # inches between a bar and its number


def draw_bars(parts, ends, title, subtitle):
    """Stacked horizontal bars.

    Args:
        parts: a row a bar, with its name as index; a column a part, in the order of the legend.
        ends: the text at the end of each bar.
        title, subtitle: of the sheet.
    """
    labels = _labels(parts.index)
    left, right = _margin(labels), max(text_width(end, SMALL) for end in ends) + GAP + 0.02
    stacked = len(parts.columns) > 1
    ax = sheet(
        title,
        subtitle,
        height=ROW * len(parts),
        left=left,
        right=right,
        above=0.3 if stacked else 0,
    )
    longest, starts = max(parts.sum(axis=1).max(), 1), [0] * len(parts)
    inch = longest / (WIDTH - left - right)
    for part, (face, hatch, ink) in zip(parts, SHADES, strict=False):
        look = {
            "color": face,
            "hatch": hatch,
            "edgecolor": DARK,
            "linewidth": 0.8,
            "clip_on": False,
        }
        bars = ax.barh(range(len(parts)), parts[part], BAR, starts, label=part, **look)
        if stacked:
            _number(ax, bars, parts[part], inch, face, ink)
        starts = [start + value for start, value in zip(starts, parts[part], strict=True)]
    for row, (end, start) in enumerate(zip(ends, starts, strict=True)):
        ax.text(start + GAP * inch, row, end, va="center_baseline", size=SMALL)
    _rows(ax, labels, longest)
    if stacked:
        _legend(ax, len(parts.columns))
    return ax


def draw_strips(strips, bins, ends, title, subtitle):
    """One strip a row: a column for each bin, as high as its count, on one scale.

    Args:
        strips: name → counts, with the number of the bin as index.
        bins: how many bins a strip has.
        ends: the text at the end of each strip.
        title, subtitle: of the sheet.
    """
    labels, highest = _labels(strips), max(strip.max() for strip in strips.values())
    left, right = _margin(labels), max(text_width(end, SMALL) for end in ends) + GAP + 0.02
    ax = sheet(title, subtitle, height=ROW * len(labels), left=left, right=right, below=0.36)
    for row, (strip, end) in enumerate(zip(strips.values(), ends, strict=True)):
        ax.bar(strip.index, strip * (-0.8 / highest), 0.8, row + 0.4, align="edge", color=DARK)
        ax.text(
            bins * (1 + GAP / (WIDTH - left - right)), row, end, va="center_baseline", size=SMALL
        )
    ax.hlines([row + 0.4 for row in range(len(labels))], 0, bins, color=LINE, linewidth=0.6)
    _rows(ax, labels, bins)
    ax.spines["left"].set_visible(False)
    ax.set_xticks(
        [bins * quarter / 4 for quarter in range(5)], ["start", "25%", "50%", "75%", "end"]
    )
    start, *_, end = ax.get_xticklabels()
    start.set_horizontalalignment("left")
    end.set_horizontalalignment("right")
    return ax


def draw_matrix(grid, title, subtitle):
    """Cells with their numbers in them, the darker the larger; nothing stands in a cell of 0."""
    labels, heads = _labels(grid.index), [fit(name, HEADS, SMALL) for name in grid.columns]
    left, slant = _margin(labels), 0.72  # heads stand at 45 degrees
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
    _rows(ax, labels)
    ax.spines[:].set_visible(False)
    return ax


def _cells(ax, grid, width):
    from matplotlib.colors import LinearSegmentedColormap

    shades = LinearSegmentedColormap.from_list("cells", [PALE, FULL])
    columns, rows = ([i - 0.5 for i in range(n + 1)] for n in (grid.shape[1], grid.shape[0]))
    look = {"edgecolors": "white", "linewidth": 1.5}
    ax.pcolormesh(
        columns, rows, grid, cmap=shades, vmin=0, vmax=max(grid.to_numpy().max(), 1), **look
    )
    numbers = [[_short(value) for value in values] for values in grid.to_numpy().tolist()]
    widest = max(text_width(number, SMALL) for values in numbers for number in values)
    size = SMALL * min(1, (width - 0.05) / max(widest, 0.01))
    for row, values in enumerate(numbers):
        for column, number in enumerate(values):
            ax.text(column, row, number, ha="center", va="center_baseline", size=size)


def _number(ax, bars, values, inch, face, ink):
    """Write its number into each part of a bar that has room for it."""
    for bar, value in zip(bars, values, strict=True):
        if value and text_width(f"{value:,}", SMALL) + 0.12 < value / inch:
            x, y = bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2
            box = {"facecolor": face, "edgecolor": "none", "pad": 1.5}  # keeps the hatch off it
            where = {"ha": "center", "va": "center_baseline", "size": SMALL}
            ax.text(x, y, f"{value:,}", color=ink, bbox=box, **where)


def _legend(ax, columns):
    height = ax.figure.get_figheight()
    ax.figure.legend(
        *ax.get_legend_handles_labels(),
        loc="lower left",
        bbox_to_anchor=(0.003, ax.get_position().y1 + 0.07 / height),
        ncols=columns,
        frameon=False,
        borderpad=0,
        borderaxespad=0,
        handlelength=1.6,
        handleheight=0.9,
        columnspacing=1.8,
    )


def _rows(ax, labels, end=None):
    """Names beside the rows, the first on top; with `end`, the x axis goes there, unmarked."""
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.set_yticks(range(len(labels)), labels, linespacing=0.95)
    ax.tick_params(axis="y", pad=5)
    if end is not None:
        ax.set_xlim(0, end)
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)


def _short(number):
    """At most four characters for what is below a million; nothing for 0."""
    if number < 1000:
        return str(number or "")
    return f"{number / 1000:.1f}k" if number < 9950 else f"{number / 1000:.0f}k"


def _labels(names):
    return [fit(name, NAMES, TEXT, lines=2) for name in names]


def _margin(labels):
    return max(text_width(line, TEXT) for label in labels for line in label.split("\n")) + 0.12
