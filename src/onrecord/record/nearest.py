"""What was perhaps meant: the values there are, nearest first, for messages."""

import difflib
from collections.abc import Iterable

MOST = 8


def nearest(value: str, values: Iterable[str]) -> list[str]:
    """`values`, each once, by how near they are to `value`: those that hold it, then alike ones."""
    wanted = value.casefold()

    def distance(other):
        folded = other.casefold()
        alike = difflib.SequenceMatcher(None, wanted, folded, autojunk=False).ratio()
        return (wanted not in folded, -alike, other)

    return sorted(dict.fromkeys(values), key=distance)


def listing(value: str, values: Iterable[str], *, most: int = MOST) -> str:
    """The nearest values as words: `'a', 'b' and 3 more`."""
    ordered = nearest(value, values)
    shown = ", ".join(map(repr, ordered[:most]))
    return shown + (f" and {len(ordered) - most:,} more" if len(ordered) > most else "")
