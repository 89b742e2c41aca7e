"""The chart of who speaks about whom: an arc diagram, in which every name can be read.

Names stand in a column. An arc right of it leads from who speaks down to who is spoken of, one left
of it leads up (Wattenberg 2002, Arc diagrams, InfoVis).
"""

from collections import Counter

import numpy as np
import pandas as pd

from onrecord.charts.picture import (
    INK,
    NARROW_SHEET,
    SMALL_TEXT,
    drawing,
    fit,
    note,
    sheet,
    text_width,
)
from onrecord.charts.shapes import DARK
from onrecord.charts.two_sided import RUST
from onrecord.charts.wording import described, plenty, short
from onrecord.counts.network import MOST_LINKS

ROW, WIDEST_NAME = 0.36, 1.6  # inches
LEAVES = 0.17  # rows between the middle of a name and where its arcs begin or end
THIN, THICK = 1.0, 4.0  # points of an arc
STEPS = np.linspace(0, np.pi, 61)


def plot_network_of_speakers(table: pd.DataFrame):
    """Arcs from who speaks to who is spoken of, from `counts.network_of_speakers`."""
    if table.empty:
        nothing = "No claims of anyone with a name about another in this selection."
        return note("Who speaks about whom", nothing)
    about, others = Counter(table["about"]).most_common(1)[0]
    verb = "speaks" if others == 1 else "speak"
    title = f"{plenty(others, 'other')} here {verb} about {short(about)}"
    subtitle = (
        "Claims that mention another: right of the names the upper one speaks about the lower, left of "
        "them the lower one about the upper. The number is that of the claims. Those of most claims are "
        f"shown, at most {MOST_LINKS} arcs. Left out: who has no name."
    )
    weights: Counter[str] = Counter()
    for row in table.itertuples():
        weights.update({row.source: row.claims, row.about: row.claims})
    names = [name for name, _ in weights.most_common()]
    ax = _draw(names, table, (title, subtitle))
    listed = [
        f"{plenty(row.claims, 'claim')} about {short(row.about)}" for row in table.itertuples()
    ]
    return described(ax, "Network of who speaks about whom", table["source"], listed)


@drawing()
def _draw(names, table, titles):
    """Names from top to bottom, and the arcs of the table between them."""
    labels = [fit(name, WIDEST_NAME, SMALL_TEXT, lines=2) for name in names]
    half = max(text_width(line, SMALL_TEXT) for n in labels for line in n.split("\n")) / 2 + 0.08
    ax = sheet(*titles, height=ROW * len(names), width=NARROW_SHEET)
    ax.set_xlim(-NARROW_SHEET / 2, NARROW_SHEET / 2)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.set_axis_off()
    for row, label in enumerate(labels):
        where = {"ha": "center", "va": "center", "linespacing": 0.95}
        ax.text(0, row, label, size=SMALL_TEXT, **where)
    numbers = max(text_width(f"{n:,}", SMALL_TEXT) for n in table["claims"])
    reach, rows = NARROW_SHEET / 2 - half - numbers / 2 - 0.05, {n: i for i, n in enumerate(names)}
    longest, most = max(len(names) - 1, 1), table["claims"].max()
    for source, about, claims in zip(
        *(table[c] for c in ("source", "about", "claims")), strict=True
    ):
        begins, ends = rows[source], rows[about]
        way = 1 if ends > begins else -1
        start, end = begins + way * LEAVES, ends - way * LEAVES
        x = way * (half + reach * (abs(ends - begins) / longest) ** 0.5 * np.sin(STEPS))
        y = (start + end) / 2 - (end - start) / 2 * np.cos(STEPS)
        width = THIN + (THICK - THIN) * claims / most
        look = {"color": DARK if way > 0 else RUST, "clip_on": False}
        ax.plot(x, y, linewidth=width, solid_capstyle="butt", **look)
        ax.plot(x[-1:], y[-1:], marker="<" if way > 0 else ">", markersize=4 + width, **look)
        box = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
        middle = {"ha": "center", "va": "center_baseline", "size": SMALL_TEXT, "color": INK}
        ax.text(x[len(x) // 2], (start + end) / 2, f"{claims:,}", bbox=box, zorder=3, **middle)
    return ax
