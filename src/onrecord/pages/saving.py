"""What a page lets its readers save: a file that stands in the page itself, behind a link."""

import base64
import re
from dataclasses import dataclass

from markupsafe import Markup

TYPES = {"csv": "text/csv;charset=utf-8", "svg": "image/svg+xml", "png": "image/png"}
LONGEST = 60  # characters of a name, without its ending


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
    def link(self) -> Markup:
        """A link, called by its ending, that saves the file; it needs no script and no network."""
        ending = self.name.rpartition(".")[2]
        data = base64.b64encode(self.data).decode("ascii")
        link = '<a class="onrecord-save" download="{}" href="data:{};base64,{}">{}</a>'
        return Markup(link).format(self.name, TYPES[ending], data, ending.upper())
