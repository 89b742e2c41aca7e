"""A file as it was downloaded, seen as lines or as a tree, whatever its format."""

import functools
from dataclasses import dataclass


@dataclass(frozen=True)
class Download:
    """One file.

    Attributes:
        ending: of its name, which says its format: `.docx`.
        data: its bytes.
    """

    ending: str
    data: bytes

    @functools.cached_property
    def lines(self) -> list[str]:
        """The lines or paragraphs that one sees, without white space around; blank ones are empty."""
        from onrecord.corpus.decoding import decode

        if self.ending in (".txt", ".md"):
            return [line.strip() for line in decode(self.data).splitlines()]
        return []
