"""The page over all reports of a batch: searched and sorted in the reader's browser, from any disk."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from onrecord.record import Record
from onrecord.report.cards import FAILED, MADE, WAITING, Card
from onrecord.report.each import Choice, Choices
from onrecord.report.making import COPY, describe, not_read
from onrecord.report.page import write_page
from onrecord.report.parameters import check_for_all
from onrecord.report.worker import WHOLE, Made
from onrecord.tables import outputs
from onrecord.tables.outputs import GENERATOR, INDEX

BATCH = f"{GENERATOR} --each"  # what the page says that it was made by
COLUMNS = ("articles", "words", "attributions")  # of what is counted, those that are shown
REPRINTS = "A report leaves a reprint out only where the first printing is among its articles."
SHOWN = 100  # cards on a page, with scripts; without them, all
# A chart lies beside its report, with the words over it, which the card has as text.
CHART = Markup('<img loading="lazy" src="{}" alt="{}" style="margin-top: -{}%">')


def about_batch(
    each: str, choices: Choices, corpus: Record, parameters: dict, command: str
) -> dict:
    """What the page says, whatever is made of it.

    Raises:
        OnrecordError: a parameter is wrong, or the corpus knows no such outlet or entity.
    """
    checked = check_for_all(parameters)
    each_printing = check_for_all(parameters | {"count_reprints": True})
    chosen = each_printing["01-quotes"].select(corpus)
    shared = describe(corpus, chosen, checked) | {"command": command}
    left_out = (*choices.left_out, *chosen.notes)
    if chosen.articles["duplicate_of"].notna().any() and not parameters.get("count_reprints"):
        left_out += (REPRINTS,)
    each = Path(each).name  # of a file
    return shared | {
        "generator": BATCH,
        "titles": {},
        "failed": {},
        "each": each,
        "notes": left_out,
        **not_read(corpus),
    }


def write_index(
    out: Path, about: dict, choices: Sequence[Choice], made: Mapping[int, Made]
) -> None:
    """Write the page.

    Args:
        about: what `about_batch` gives.
        made: number of a choice → what became of it.
    """
    cards = [_card(out, choice, made.get(n)) for n, choice in enumerate(choices)]
    numbers = [("reports", len(cards))]
    for status in (FAILED, WAITING):
        if there := sum(card.status == status for card in cards):
            numbers.append((status, there))
    shown = {
        "cards": cards,
        "columns": COLUMNS,
        "shown": SHOWN,
        "numbers": numbers,
        "current": None,
    }
    text = write_page("batch.html", browses=True, **about, **shown)
    with outputs.whole_at_once(out / INDEX) as new:
        new.write_text(text, encoding="utf-8", newline="\n")


def _card(out, choice, made):
    known = made or Made("", "")
    copies = {name: f"{choice.folder}/{name}{COPY}" for name in known.failed}
    reasons = [
        (
            "" if name == WHOLE else name,
            why,
            copies[name] if (out / copies[name]).exists() else None,
        )
        for name, why in known.failed.items()
    ]
    lead, folder = known.lead, quote(choice.folder)
    return Card(
        choice.name,
        f"{choice.folder}/{INDEX}" if made and WHOLE not in known.failed else None,
        [known.numbers.get(name) for name in COLUMNS],
        " to ".join(known.published),
        FAILED if known.failed else MADE if made else WAITING,
        lead.get("finding", ""),
        CHART.format(f"{folder}/{quote(lead['chart'])}", lead["alt"], lead["above"])
        if lead
        else None,
        reasons,
    )
