"""The sheet that a chart is drawn on, and the picture that is made from it.

Article text is hostile: nothing in it is read as a formula, and characters that no picture can
hold are left out. The user's own matplotlib settings are neither used nor changed.
"""

import base64
import contextlib
import io
import re
import sys
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from markupsafe import Markup

WIDTH = 5.2  # inches; legible at 370 and at 540 CSS pixels
NARROW_SHEET = 4.4  # of a chart that is read more than looked at: its text is larger on a telephone
WIDEST = 540 / (72 * WIDTH)  # CSS pixels a point: text is as large in pictures of any width
TEXT_SHARE = 0.97  # of a width that text may fill: browsers set it wider than we measure it
TITLE, TEXT, SMALL_TEXT = 13.5, 11, 10.5  # points
DOTS, COLOURS = 144, 64  # an inch, and how many, of a chart that is saved as PNG
TALLEST = 6000  # dots of its height
INK, QUIET, GREY = "#1a1a1a", "#4a4a4a", "#8c8c8c"
SIZE = re.compile(r'width="([\d.]+)pt" height="([\d.]+)pt" viewBox="[^"]*"')  # of an SVG
# A hatch of dots is thousands of numbers of six decimals, of which two are a hundredth of a point.
PATH, FINE = re.compile(r' d="[^"]*"'), re.compile(r"(?<=\.\d\d)\d+")
NO_GLYPH = "Glyph .* missing from font"  # the browser has other fonts
WORDS = ("alt", "title", "subtitle", "head")  # of a picture, beside its file
SENTENCES = re.compile(r"(?<=[\w)”]{3}\.) ")  # where one ends and another begins, but for `J. Reed`
CAPTION = Markup('<p class="chart-note">{}</p>')
MORE = Markup('<details class="chart-more"><summary>How it is counted</summary>{}</details>')
WORDS_OVER: WeakKeyDictionary = WeakKeyDictionary()  # figure → title, subtitle and their height
STYLE = Path(__file__).parents[1] / "style.mplstyle"  # plt.style.use("onrecord.style")


@contextlib.contextmanager
def drawing():
    """matplotlib's defaults and STYLE, for as long as it lasts; also a decorator."""
    import matplotlib

    with matplotlib.rc_context(), warnings.catch_warnings():
        dict.update(matplotlib.rcParams, _style())
        warnings.filterwarnings("ignore", message=NO_GLYPH)
        yield


def sheet(title, subtitle, *, height, left=0.0, right=0.0, above=0.0, below=0.1, width=WIDTH):
    """An Axes `height` inches high under a title and a subtitle, which are flush left.

    Args:
        title: what the chart shows, one sentence.
        subtitle: what is counted and what is left out.
        left, right, above, below: inches kept free around the Axes, for its labels.
        width: of the sheet, in inches.
    """
    from matplotlib.figure import Figure  # not pyplot: nothing is shown, and nothing global is kept

    room, spacing, words = TEXT_SHARE * width, 1.3, (plain(title), plain(subtitle))
    title = fit(title, room, TITLE, lines=4, bold=True)
    subtitle = fit(subtitle, room, SMALL_TEXT, lines=14)
    title_height, subtitle_height = (
        text.count("\n") * spacing * size / 72 + spacing * size / 72
        for text, size in ((title, TITLE), (subtitle, SMALL_TEXT))
    )
    total = 0.04 + title_height + 0.05 + subtitle_height + 0.12 + above + height + below
    figure = Figure(figsize=(width, total), facecolor="white")
    WORDS_OVER[figure] = (*words, 72 * (0.09 + title_height + subtitle_height))
    look: dict[str, Any] = {"va": "top", "linespacing": spacing}
    figure.text(0, 1 - 0.04 / total, title, size=TITLE, weight="bold", **look)
    below_title = 1 - (0.09 + title_height) / total
    figure.text(0, below_title, subtitle, size=SMALL_TEXT, color=QUIET, **look)
    across = (width - left - right) / width
    ax = figure.add_axes((left / width, below / total, across, height / total))
    ax.patch.set_visible(False)
    return ax


@drawing()
def note(title, message):
    """An Axes that says in a sentence why there is nothing to draw."""
    ax = sheet(title, message, height=0.1)
    ax.set_axis_off()
    ax.set_label(f"{title}. {message}")
    WORDS_OVER[ax.figure] = "", plain(message), 0  # nothing was found that could stand over it
    return ax


def plain(text):
    """The text on one line, without what SVG cannot hold and what turns the writing round."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())


def text_width(text, size, bold=False):
    """Inches that a line takes in DejaVu Sans, the widest of the fonts it may be shown in.

    Its letters side by side: laying out each text that may fit would take longer than all else.
    """
    return size / 72 * sum(_letter_width(letter, bold) for letter in text)


def fit(text, width, size, *, lines=1, bold=False):
    """The text in at most `lines` lines of `width` inches, cut with `…` where it is longer."""
    words, made = plain(text).split(" "), list[str]()
    while words and len(made) < lines:
        line, count = words[0], 1
        while count < len(words) and text_width(f"{line} {words[count]}", size, bold) <= width:
            line, count = f"{line} {words[count]}", count + 1
        words = words[count:]
        last = len(made) == lines - 1
        if text_width(line, size, bold) > width or (last and words):
            line = _cut(f"{line} …" if words else line, width, size, bold)
        made.append(line)
    return "\n".join(made)


@dataclass(frozen=True)
class Picture:
    """An SVG with its alternative text, for JupyterLab and for the report.

    Attributes:
        title, subtitle: the words over it, which are in it too.
        head: points that these take of its height.
        png: the same picture in dots.
    """

    svg: str
    alt: str
    title: str = ""
    subtitle: str = ""
    head: float = 0
    png: bytes = b""

    def _repr_mimebundle_(self, include=None, exclude=None):
        # JupyterLab drops the alternative text of an SVG, so it gets the same as HTML.
        data = {"text/html": str(self.html), "image/svg+xml": self.svg, "text/plain": self.alt}
        data["image/png"] = base64.b64encode(self.png).decode("ascii")
        return data, {"image/svg+xml": {name: getattr(self, name) for name in WORDS}}

    @property
    def drawn(self) -> bool:
        """Whether it is a drawing, and no `note`."""
        return bool(self.title) or not self.subtitle

    @property
    def html(self) -> Markup:
        """An `<img>` that holds the picture itself; as an image nothing in it can run or load."""
        return self._image(self.svg)

    @property
    def bare(self) -> Markup:
        """The same without the words over it."""

        def below(found):
            width, height = map(float, found.groups())
            rest = height - self.head
            return f'width="{width:g}pt" height="{rest:g}pt" viewBox="0 {self.head:g} {width:g} {rest:g}"'

        return self._image(SIZE.sub(below, self.svg, 1))

    @property
    def figure(self) -> Markup:
        """The same for a page, whose own text the words over it are: legible at every width."""
        if not self.drawn:
            return CAPTION.format(self.alt)
        if not self.title:
            return self.html
        first, *more = SENTENCES.split(self.subtitle, maxsplit=1)
        words = Markup('<p class="chart-title">{}</p>').format(self.title) + CAPTION.format(first)
        return words + Markup().join(MORE.format(CAPTION.format(t)) for t in more) + self.bare

    @property
    def above(self) -> float:
        """The height that the words over it take, in percent of its width."""
        size = SIZE.search(self.svg)
        return round(100 * self.head / float(size[1]), 2) if size else 0

    def _image(self, svg):
        data = base64.b64encode(svg.encode()).decode()
        size = SIZE.search(svg)  # others' pictures may have none
        style = (
            f"width: 100%; max-width: {WIDEST * float(size[1]):.0f}px" if size else "width: 100%"
        )
        return Markup('<img src="data:image/svg+xml;base64,{}" alt="{}" style="{}">').format(
            data, self.alt, style
        )


def show_chart(ax, *, alt: str | None = None) -> Picture:
    """The picture of a chart, with `alt` or the alternative text that its chart function wrote.

    The same chart gives the same bytes. It may be any Axes, such as one of pyplot's, which pyplot then
    shows no second time.

    >>> words = counts.words_by_source(record.attributions)
    >>> charts.show_chart(charts.plot_words_by_source(words)).svg[:5]
    '<?xml'
    """
    figure = ax.figure
    while figure is not figure.figure:  # of a part of a figure
        figure = figure.figure
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(figure)
    alt = plain(alt or ax.get_label() or ax.get_title() or "chart")
    file = io.StringIO()
    with drawing():
        metadata = {"Date": None, "Creator": None, "Title": "Chart", "Description": alt}
        figure.savefig(file, format="svg", metadata=metadata)
        png = _png(figure)
    title, subtitle, head = WORDS_OVER.get(figure, ("", "", 0))
    svg = PATH.sub(lambda found: FINE.sub("", found[0]), file.getvalue())
    return Picture(svg, alt, title, subtitle, head, png)


def _png(figure):
    """The chart in dots, in as few colours as it needs: a third of the bytes."""
    from PIL import Image

    dots, file = io.BytesIO(), io.BytesIO()
    dpi = min(DOTS, int(TALLEST / figure.get_figheight()))
    figure.savefig(dots, format="rgba", dpi=dpi)
    width = int(figure.bbox.width * dpi / figure.dpi)
    size = width, dots.tell() // 4 // width
    picture = Image.frombytes("RGBA", size, dots.getvalue())
    picture = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
    picture.save(file, "png", dpi=(dpi, dpi))
    return file.getvalue()


def _cut(line, width, size, bold):
    if text_width(line, size, bold) <= width:
        return line
    body = line.rstrip(" …")
    while body and text_width(f"{body}…", size, bold) > width:
        body = body[:-1].rstrip()
    return f"{body}…"


@cache
def _style():
    """All settings of a chart, checked once; but for the backend, which is the user's."""
    import matplotlib

    settings = matplotlib.rc_params_from_file(STYLE)
    return {name: value for name, value in dict.items(settings) if "backend" not in name}


@cache
def _letter_width(letter, bold):
    """In sizes of the text; of a letter that no font of ours has, that of the box drawn for it."""
    from matplotlib.ft2font import LoadFlags

    font = _font(bold)
    if not (place := font.get_char_index(ord(letter))):
        return 1.2
    return font.load_glyph(place, flags=LoadFlags.NO_SCALE).horiAdvance / font.units_per_EM


@cache
def _font(bold):
    from matplotlib.font_manager import FontProperties, findfont, get_font

    weight = "bold" if bold else "normal"
    return get_font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))
