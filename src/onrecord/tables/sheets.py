"""Cells of an Excel file: a text stays a text there, whatever it says, and fits."""

import datetime

from onrecord.tables.cells import FORMULA

MOST_CHARACTERS = 32_767  # of a cell, in UTF-16 as Excel counts: "Excel specifications and limits"
CREATED = datetime.datetime(2000, 1, 1)  # always: the same tables are the same bytes


class TextCells:
    """Writes texts into the cells of one XlsxWriter workbook."""

    def __init__(self, book):
        self.plain = book.add_format()
        # What looks like a formula stays a text when somebody edits its cell.
        self._quoted = book.add_format({"quote_prefix": True})

    def write(self, sheet, row: int, place: int, text: str, look=None) -> int:
        """Write as much of a text as a cell takes, never as a formula or link; how much that is."""
        kept = fitting(text)
        look = look or (self._quoted if FORMULA.match(kept) else None)
        if kept.startswith("<r>") and kept.endswith("</r>"):
            # XlsxWriter takes such a text for markup of its own, and would not escape it.
            plain = look or self.plain
            sheet.write_rich_string(row, place, plain, kept[:1], plain, kept[1:], plain)
        else:
            sheet.write_string(row, place, kept, look)
        return len(kept)


def fitting(text: str) -> str:
    """As much of a text as a cell takes; no character is cut in two."""
    if 2 * len(text) <= MOST_CHARACTERS:
        return text
    units = text.encode("utf-16-le")[: 2 * MOST_CHARACTERS]
    return units.decode("utf-16-le", errors="ignore")
