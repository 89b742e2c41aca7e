"""Cells that people open in a spreadsheet: none may turn into a formula there.

Texts are other people's. One that opens with `=`, `+`, `-`, `@` (or their full-width forms), a tab
or a line end runs as a formula in Excel and LibreOffice once a CSV file is opened, so an apostrophe
is put before it; where it has apostrophes there already, one more, so that one can be taken away.
"""

import re

# Spaces, and what nobody sees, do not stop a spreadsheet from finding the formula behind them.
UNSEEN = r"\s\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
FORMULA = re.compile(rf"['{UNSEEN}]*[=+\-@＝＋－＠\t\r\n]")


def defuse(text: str) -> str:
    """Text as a cell: an apostrophe before what would be a formula; anything else as it is."""
    return f"'{text}" if FORMULA.match(text) else text


def restore(cell: str) -> str:
    """What `defuse` was given."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
