"""Tables in Markdown that can be read as they are printed."""

from collections.abc import Iterable, Sequence


def markdown(header: Sequence[str], rows: Sequence[Sequence]) -> str:
    """A Markdown table with padded columns; the first column stands left, the others right."""
    cells = [[str(c) for c in row] for row in (header, *rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(header))]
    lines = [_line(row, widths) for row in cells]
    rule = ["-" * widths[0], *("-" * (w - 1) + ":" for w in widths[1:])]
    return "\n".join([lines[0], "| " + " | ".join(rule) + " |", *lines[1:]])


def _line(row, widths):
    first, *others = zip(row, widths, strict=True)
    padded = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
    return "| " + " | ".join(padded) + " |"


def share(value: float) -> str:
    """A rate to three decimals, as papers print it."""
    return f"{value:.3f}"


def interval(ends: Iterable[float]) -> str:
    return " to ".join(map(share, ends))


def percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def number(value: float) -> str:
    """A whole number with commas."""
    return f"{round(value):,}"
