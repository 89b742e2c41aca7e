"""An article: its untouched text, and what is known about it."""

import datetime
import functools
import hashlib
import re
from dataclasses import dataclass

from onrecord.corpus.notes import Note

WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True)
class Article:
    """One input, readable or not.

    `text` is the body that every offset of the kit points into: half-open, in characters.
    It is None where nothing could be read; `status` and `message` then say why. `message` has the
    text of all `notes`, too.
    """

    article_id: str
    path: str
    text: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    section: str | None = None
    page: str | None = None
    database: str | None = None
    published: datetime.date | None = None
    status: str = "ok"
    duplicate_of: str | None = None
    message: str | None = None
    notes: tuple[Note, ...] = ()

    @functools.cached_property
    def sha256(self) -> str | None:
        return None if self.text is None else hashlib.sha256(self.text.encode()).hexdigest()

    @functools.cached_property
    def words(self) -> int:
        """Word tokens (`\\w+`) in the text; 0 where there is none."""
        return sum(1 for _ in WORD.finditer(self.text or ""))
