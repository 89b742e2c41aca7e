"""What an index shows of each page or report: a card with its finding, a small chart, and counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.report.figures import Figure
from onrecord.report.page import Page

MADE, FAILED, WAITING = "made", "failed", "not made yet"
OF_A_PAGE = ("charts", "tables")  # what is counted of one


@dataclass(frozen=True)
class Line:
    """A section of a page: where it is, and of each of its charts the files, ending → place."""

    title: Markup
    link: str
    charts: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True)
class Card:
    """One page or report on an index.

    Attributes:
        link: its place, from the folder of the index; None where it has none.
        numbers: of what is counted on this index; None where they are not known.
        published: the days that its articles are from, in ISO.
        status: `made`, `failed` or `not made yet`.
        finding: its first, in a sentence.
        chart: an image of the chart that shows it, or None.
        reasons: what failed (empty where it is all), why, and the place of the notebook as far as it
            ran, or None.
        lines: what is in it.
    """

    name: str
    link: str | None
    numbers: Sequence[int | None]
    published: str
    status: str = MADE
    finding: str = ""
    chart: Markup | None = None
    reasons: Sequence[tuple[str, str, str | None]] = ()
    lines: Sequence[Line] = ()


def page_cards(
    titles: Mapping[str, str],
    pages: Iterable[Page],
    figures: Sequence[Figure],
    failed: Mapping[str, tuple[str, str | None]],
    published: str,
) -> list[Card]:
    """A card for each notebook of a report, in order.

    Args:
        titles: of all notebooks, by name.
        failed: notebook → why it is no page, and the place of its copy, or None.
        published: as in `Card`.
    """
    made = {page.name: page for page in pages}
    return [
        _card(made[name], figures, published)
        if name in made
        else Card(title, None, [None] * len(OF_A_PAGE), "", FAILED, reasons=[("", *failed[name])])
        for name, title in titles.items()
    ]


def _card(page, figures, published):
    link, own = f"{page.name}.html", [each for each in figures if each.page == page.name]
    lines = [
        Line(
            section.title,
            f"{link}#{section.anchor}",
            [
                {ending: place for ending, (place, _) in each.files.items()}
                for each in own
                if each.anchor == section.anchor
            ],
        )
        for section in page.sections
        if section.title
    ]
    numbers = [len(own), page.tables]
    about = {"finding": page.picture.title, "chart": page.picture.bare} if page.picture else {}
    return Card(page.title, link, numbers, published, lines=lines, **about)


def lead_of(pages: Iterable[Page], figures: Iterable[Figure]) -> dict:
    """The first finding of a report, and where its chart is, to be kept beside it; else nothing."""
    for page in pages:
        own = next((each for each in figures if each.page == page.name), None)
        if page.picture and page.picture.title and own and "svg" in own.files:
            place, picture = own.files["svg"][0], page.picture
            return {"finding": picture.title, "chart": place, "alt": picture.alt} | {
                "above": picture.above
            }
    return {}
