"""How far a run is, in bars: articles read, words parsed with the rate and the time left, the last pass."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from onrecord.tables.outputs import SOON

READING = (
    "Reading: {n_fmt} articles [{elapsed}, {rate_noinv_fmt}{postfix}]"  # nobody knows the total
)


def told_on() -> IO[str]:
    """Where what is no result is told: stderr; in a notebook, which shows that as an error, stdout."""
    in_notebook = type(sys.stdout).__module__.startswith("ipykernel.")
    return sys.stdout if in_notebook else sys.stderr


class Progress:
    """The bars of one run, one after another; none where it is `quiet`."""

    def __init__(self, *, quiet: bool = False):
        self._quiet = quiet
        self._bar: Any = None
        self._articles, self._of = 0, 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While the inputs are read; call `article` for each."""
        with self._shown(bar_format=READING, unit=""):
            yield

    @contextmanager
    def parsing(self, articles: int, words: int) -> Iterator[None]:
        """While texts are analysed; call `parsed` after each part."""
        self._articles, self._of = 0, articles
        with self._shown(desc="Parsing", unit=" words", total=words, unit_scale=True):
            yield

    @contextmanager
    def joining(self, articles: int) -> Iterator[None]:
        """While the tables are made; call `article` for each article gone through."""
        with self._shown(desc="Joining", unit="article", total=articles, leave=False, delay=SOON):
            yield

    def files(self, read: int, of: int) -> None:
        """How many files are read."""
        if self._bar is not None:
            self._bar.set_postfix_str(f"{read} of {of} files", refresh=False)

    def article(self) -> None:
        self._bar.update()

    def parsed(self, articles: int, words: int) -> None:
        self._articles += articles
        self._bar.set_postfix_str(f"{self._articles:,} of {self._of:,} articles", refresh=False)
        self._bar.update(words)

    @contextmanager
    def _shown(self, **how):
        from tqdm import tqdm

        with tqdm(disable=self._quiet, file=told_on(), **how) as self._bar:
            yield
        self._bar = None
