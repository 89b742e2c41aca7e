"""What charts with a row for each name have in common: names beside, legend above, numbers in."""

from onrecord.charts.picture import SMALL, TEXT, fit, text_width

ROW, BAR = 0.36, 0.66  # inches a row; the share of it that a bar fills
NAMES = 1.75  # the most inches for a name
GAP = 0.06  # inches between a bar and its number


def row_labels(names):
    """Names in at most two lines each."""
    return [fit(name, NAMES, TEXT, lines=2) for name in names]


def margin(labels):
    """Inches that the names beside the rows take."""
    return max(text_width(line, TEXT) for label in labels for line in label.split("\n")) + 0.12


def name_rows(ax, labels, end=None):
    """Names beside the rows, the first on top; with `end`, the x axis goes there, unmarked."""
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.set_yticks(range(len(labels)), labels, linespacing=0.95)
    ax.tick_params(axis="y", pad=5)
    if end is not None:
        ax.set_xlim(0, end)
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)


def write_numbers(ax, bars, values, inch, face, ink):
    """Write its number into each part of a bar that has room for it."""
    for bar, value in zip(bars, values, strict=True):
        if value and text_width(f"{value:,}", SMALL) + 0.12 < abs(bar.get_width()) / inch:
            x, y = bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2
            box = {"facecolor": face, "edgecolor": "none", "pad": 1.5}  # keeps the hatch off it
            where = {"ha": "center", "va": "center_baseline", "size": SMALL}
            ax.text(x, y, f"{value:,}", color=ink, bbox=box, **where)


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
        loc="lower left",
        bbox_to_anchor=(0.003, ax.get_position().y1 + (0.07 + above) / height),
        ncols=columns,
        frameon=False,
        borderpad=0,
        borderaxespad=0,
        handlelength=1.6,
        handleheight=0.9,
        columnspacing=1.8,
    )


def mark_below(ax, width, marks):
    """Texts below the x axis, which is `width` wide; the outer ones stay within its ends."""
    ax.spines["left"].set_visible(False)
    ax.set_xticks([width * place for place, _ in marks], [text for _, text in marks])
    if len(marks) > 1:
        ax.get_xticklabels()[-1].set_horizontalalignment("right")
    ax.get_xticklabels()[0].set_horizontalalignment("left")
