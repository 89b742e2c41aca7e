"""What a page lets its readers save: a file that stands in the page itself, behind a link."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

TYPES = {"csv": "text/csv;charset=utf-8", "svg": "image/svg+xml", "png": "image/png"}
LONGEST = 60  # characters of a name, without its ending
LINK = re.compile(
    r'<a class="onrecord-save" download="([\w-]+\.(?:csv|svg|png))" href="data:[^"]*;base64,([^"]+)">'
)


@dataclass(frozen=True)
class Saved:
    """A file with its name; its ending is one of `TYPES`."""

    name: str
    data: bytes

    @classmethod
    def named(cls, title: str, ending: str, data: bytes) -> "Saved":
        """A file that is called after a title: letters, digits, underscores and hyphens alone."""
        words = "-".join(re.findall(r"\w+", title.casefold()))[:LONGEST].rstrip("-")
        return cls(f"{words or 'file'}.{ending}", data)

    @property
    def ending(self) -> str:
        """Which of `TYPES` it is."""
        return self.name.rpartition(".")[2]

    @property
    def link(self) -> Markup:
        """A link, called by its ending, that saves the file; it needs no script and no network."""
        data = base64.b64encode(self.data).decode("ascii")
        link = '<a class="onrecord-save" download="{}" href="data:{};base64,{}">{}</a>'
        return Markup(link).format(self.name, TYPES[self.ending], data, self.ending.upper())


def saved_in(html: str) -> Iterator[Saved]:
    """The files behind the links of a page, in order."""
    for name, data in LINK.findall(html):
        yield Saved(name, base64.b64decode(data))
