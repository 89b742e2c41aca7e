"""The charts of pages as files, to print or to draw on: each as SVG and PNG, its table as CSV."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.pages.saving import saved_in
from onrecord.report.each import folder_names
from onrecord.report.page import Page
from onrecord.report.sections import Section

FIGURES = "figures"  # the folder beside the pages


@dataclass(frozen=True)
class Figure:
    """A chart of a page.

    Attributes:
        page: name of the page.
        anchor: of the section in which it stands.
        files: ending → its place in the folder of the report, and the bytes that the page saves.
    """

    page: str
    anchor: str
    files: dict[str, tuple[str, bytes]]


def figures_of(pages: Iterable[Page]) -> list[Figure]:
    """The charts of pages, in order; files are named by page and section, and no two alike.

    A chart that the page does not let its readers save is none, and one without a table has no CSV.
    """
    found = [
        (page.name, section, saved)
        for page in pages
        for section in page.sections
        for saved in _charts(section)
    ]
    names = folder_names(f"{page} {section.title.striptags()}" for page, section, _ in found)
    return [
        Figure(page, section.anchor, {e: (f"{FIGURES}/{name}.{e}", b) for e, b in saved.items()})
        for name, (page, section, saved) in zip(names, found, strict=True)
    ]


def _charts(section: Section) -> Sequence[dict[str, bytes]]:
    """Of each chart, ending → bytes; its table is the next one, which charts in a row share."""
    charts, waiting = list[dict[str, bytes]](), list[dict[str, bytes]]()
    for block in (block for part in section.parts for block in part.blocks):
        saved = {each.ending: each.data for each in saved_in(block.html)}
        if block.pictured:
            charts.append(saved)
            waiting.append(saved)
        elif "csv" in saved:
            for chart in waiting:
                chart["csv"] = saved["csv"]
            waiting = []
    return [chart for chart in charts if chart]
