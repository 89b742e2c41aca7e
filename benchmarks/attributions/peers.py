"""What other tools reach on the same articles."""

from benchmarks.common.printing import markdown, share
from benchmarks.common.scoring import MEASURES, SHARES, Counts, measured, total

MEASURED = ("attribution@.5", "with source", "exact content")
RECALLED = ("quoted", "quoted, with source")
HEADER = ("system", *(f"{name} F1" for name in MEASURED), *RECALLED)
# Not measured by this run: as published with the issue that asked for these figures, or measured
# by us earlier. Each was given to the digits that stand here.
PEERS = (
    ("textacy 0.13 (raises on 22 of 84 articles)", ".198", ".160", ".181", ".34", ".27"),
    ("Gender Gap Tracker", ".484", ".394", ".424", ".68", ".50"),
    ("Citron, retrained", ".599", ".531", ".484", ".70", ".64"),
    ("people (pairs, on 16 articles of train)", ".796", ".739", ".688", ".96", ".93"),
)


def peer_table(here: dict[str, list[Counts]]) -> str:
    """The peers, and above them what this run measured: name → counts of each article."""
    rows = [[name, *_cells(total(articles))] for name, articles in here.items()]
    return markdown(HEADER, [*rows, *PEERS])


def _cells(sums):
    yield from (share(measured(sums, MEASURES[name])[2]) for name in MEASURED)
    for part, whole in (SHARES[name] for name in RECALLED):
        yield share(getattr(sums, part) / max(getattr(sums, whole), 1))
