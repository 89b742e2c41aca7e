"""An executed notebook as one HTML page that needs nothing else."""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from onrecord.charts.picture import WORDS, Picture
from onrecord.pages.marking import TEMPLATES, browsing_script, render, style_sheet
from onrecord.pages.saving import Saved
from onrecord.report.sections import Block, Section, sections_of

ANSI = re.compile(r"\x1b\[[0-9;]*m")
SHOWN_ELSEWHERE = {"parameters", "injected-parameters"}  # tags of cells; the page's head has them


@dataclass(frozen=True)
class Page:
    """A notebook's title, its opening text, its sections, and the first picture among them.

    `browses` says that it holds a table of claims, which a script makes searchable.
    """

    name: str
    title: str
    opening: Markup
    sections: tuple[Section, ...]
    picture: Picture | None = None
    browses: bool = False

    @property
    def tables(self) -> int:
        """How many tables it has."""
        blocks = (block for each in self.sections for part in each.parts for block in part.blocks)
        return sum(block.html.count("<table") for block in blocks)


def notebook_title(notebook) -> str:
    """The heading of the first cell, without marks."""
    first = notebook.cells[0].source.partition("\n")[0]
    return first.removeprefix("# ").strip()


def read_page(name: str, notebook) -> Page:
    """Read an executed notebook; execution counts, times and random ids do not reach the page."""
    first, *cells = notebook.cells
    cells = [c for c in cells if not SHOWN_ELSEWHERE & set(c.metadata.get("tags", ()))]
    outputs = [output for c in cells for output in c.get("outputs", ())]
    pictures = [p for output in outputs if (p := _picture(output))]
    return Page(
        name=name,
        title=notebook_title(notebook),
        opening=write_markdown(first.source.partition("\n")[2]),
        sections=sections_of(map(_block, cells)),
        picture=next((p for p in pictures if p.drawn), None),
        browses=any(_script() in o.get("data", {}).get("text/html", "") for o in outputs),
    )


def write_page(template: str, *, browses: bool = False, **values) -> str:
    """Fill a template of a whole page, with one style sheet for all that it shows.

    No script runs in it but, where it `browses`, our own: the page's policy names it by its hash.
    """
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    script = browsing_script() if browses else ""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return str(
        render(
            template,
            page_css=Markup(re.sub(r"/\*.*?\*/\n?", "", css, flags=re.DOTALL)),
            script=script,
            script_hash=f"sha256-{base64.b64encode(digest).decode('ascii')}",
            **values,
        )
    )


def executed_copy(notebook) -> str:
    """An executed notebook as the text of a file, without times and places: to look at what failed."""
    from onrecord.report.nodes import nbformat

    for part in (notebook, *notebook.cells):
        for name in ("papermill", "execution"):
            part.metadata.pop(name, None)
    return nbformat.writes(notebook) + "\n"


@lru_cache(maxsize=1024)
def write_markdown(text: str) -> Markup:
    """Markdown as HTML; HTML within it is escaped."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    renderer = IPythonRenderer(escape=True, exclude_anchor_links=True)
    return Markup(MarkdownWithMath(renderer=renderer).render(text))


def _block(cell):
    if cell.cell_type == "markdown":
        return Block(write_markdown(cell.source))
    shown = Markup("\n").join(map(_output, cell.outputs))
    kinds = {kind for output in cell.outputs for kind in output.get("data", ())}
    return Block(shown, _code(cell.source), not kinds.isdisjoint(("image/svg+xml", "image/png")))


@lru_cache(maxsize=1024)
def _code(source):
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return Markup(highlight(source, PythonLexer(), HtmlFormatter(nowrap=True)) if source else "")


def _output(output):
    """The richest form of an output. HTML is ours, escaped where it was made."""
    data = output.get("data", {})
    if picture := _picture(output):
        if not picture.drawn:
            return picture.figure
        links = Markup(" ").join(saved.link for saved in _saved(picture))
        figure = '<figure class="chart">{}<figcaption>Save this chart: {}</figcaption></figure>'
        return Markup(figure).format(picture.figure, links)
    if "image/png" in data:
        html = '<figure class="chart"><img src="data:image/png;base64,{}" alt="chart"></figure>'
        return Markup(html).format("".join(data["image/png"].split()))
    if "text/markdown" in data:
        return write_markdown(data["text/markdown"])
    if "text/html" in data:
        repeated = f"<style>{style_sheet()}</style>"  # the page has it once, and the script too
        return Markup(data["text/html"].replace(repeated, "").replace(_script(), ""))
    text = output.get("text") or data.get("text/plain") or "\n".join(output.get("traceback", ()))
    return Markup('<pre class="text" tabindex="0">{}</pre>').format(ANSI.sub("", text))


def _script():
    return f"<script>{browsing_script()}</script>"


def _picture(output):
    svg = output.get("data", {}).get("image/svg+xml")
    if svg is None:
        return None
    told = {"alt": "chart"} | output.metadata.get("image/svg+xml", {})
    words = {name: told[name] for name in WORDS if name in told}
    return Picture(svg, **words, png=base64.b64decode(output.data.get("image/png", "")))


def _saved(picture):
    """The files of a chart, as far as it has them."""
    data = {"svg": picture.svg.encode(), "png": picture.png}
    named = picture.title or picture.alt
    return [Saved.named(named, ending, each) for ending, each in data.items() if each]
