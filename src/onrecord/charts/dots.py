"""The shapes of charts of shares: dots in rows, and panels of them beside one another."""

from math import ceil

from onrecord.charts import shapes
from onrecord.charts.picture import GREY, INK, QUIET, SMALL_TEXT, drawing, fit, text_width

SCALE = ((0, "0"), (0.5, ".5"), (1, "1"))
# Of the first and second value of a row: how far above its middle it stands, marker, and fill.
LOOKS = ((-0.16, "D", INK), (0.16, "o", "white"))
ACROSS = 3  # panels in a band
HEAD, FOOT, PANEL_ROW = 2, 1, 0.29  # rows over and under those of a panel; inches a row
GAP = 0.1  # inches between panels


@drawing()
def draw_dots(names, values, ends, titles, *, most=1.0, scale=SCALE):
    """Two dots a row, each with a line, on a scale from 0 to `most`.

    Args:
        values: name in the legend → for each row value, and the ends of its line.
        ends: the text at the end of each row.
        scale: as for `shapes.mark_below`.
    """
    room = {"right": shapes.room_for(ends), "above": shapes.ROOM_ABOVE, "below": shapes.ROOM_BELOW}
    ax, inch = shapes.row_sheet(names, titles, (0, most), **room)
    ax.hlines(range(len(ends)), 0, most, color=GREY, linewidth=0.4, zorder=1)
    for (name, rows), (off, marker, face) in zip(values.items(), LOOKS, strict=True):
        for row, (_, low, high) in enumerate(rows):
            ax.plot([low, high], [row + off] * 2, color=INK, linewidth=1.2, clip_on=False)
        look = {"marker": marker, "markerfacecolor": face, "markeredgecolor": INK, "markersize": 6}
        places = [row + off for row in range(len(rows))]
        dots = [value for value, *_ in rows]
        ax.plot(dots, places, linestyle="none", label=name, clip_on=False, **look)
    shapes.write_ends(ax, ends, [most] * len(ends), inch)
    shapes.mark_below(ax, most, scale)
    shapes.draw_legend(ax, 2)
    return ax


@drawing()
def draw_panels(panels, names, titles):
    """Small multiples (Tufte 1983): panels of the same rows on one scale, three beside one another.

    Args:
        panels: head → for each row a share, and the lower and upper end of its interval (NaN where
            that is not known), from 0 to 1.
        names: of the rows.
    """
    tall, bands = HEAD + len(names) + FOOT, -(-len(panels) // ACROSS)
    rows = [*[""] * HEAD, *names, *[""] * FOOT] * bands
    ax, inch = shapes.row_sheet(rows, titles, (0, ACROSS), right=0.02, row=PANEL_ROW)
    ax.spines["left"].set_visible(False)
    found = [value for values in panels.values() for row in values for value in row]
    most = max(ceil(10 * max(value for value in found if value == value)), 1) / 10  # none is NaN
    across = 1 - (text_width("100%", SMALL_TEXT) + GAP + shapes.AFTER_BAR) * inch
    for n, (head, values) in enumerate(panels.items()):
        left, top = n % ACROSS, n // ACROSS * tall
        look = {"size": SMALL_TEXT}
        lines = fit(head, 1 / inch - GAP, SMALL_TEXT, lines=2, bold=True).split("\n")
        for up, line in enumerate(reversed(lines)):
            ax.text(left, top + HEAD - 0.75 - 0.55 * up, line, weight="bold", **look)
        edge = [top + HEAD - 0.5, top + tall - FOOT - 0.5]
        ax.vlines(left, *edge, color=GREY, linewidth=0.8)
        for place, text, side in ((0, "0", "left"), (across, f"{most:.0%}", "right")):
            ax.text(left + place, edge[1] + 0.1, text, va="top", ha=side, color=QUIET, **look)
        for row, (value, low, high) in enumerate(values, top + HEAD):
            x = [left + across * end / most for end in (low, high)]
            ax.hlines(row, left, left + across, color=GREY, linewidth=0.4, zorder=1)
            ax.plot(x, [row] * 2, color=INK, linewidth=1.4, clip_on=False)
            dot = {"marker": "o", "color": shapes.DARK, "markersize": 5.5, "clip_on": False}
            ax.plot([left + across * value / most], [row], **dot)
            where = left + 1 - GAP * inch, row
            ax.text(*where, _percent(value), ha="right", va="center_baseline", size=SMALL_TEXT)
    return ax


def _percent(share):
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"
