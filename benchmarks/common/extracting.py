"""Marked texts through the whole kit, as `onrecord extract` reads them: tables, and the time of each step."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from tqdm import tqdm

from benchmarks.common.measuring import Stopwatch
from benchmarks.common.parsing import read_marked
from benchmarks.common.steps import timed_steps

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from onrecord.corpus.article import Article
    from onrecord.tables.folder import Tables


@dataclass(frozen=True)
class Extracted:
    """What the kit made of some marked articles.

    Attributes:
        names: article_id → name, of those that were not lost.
        lost: name → why.
        seconds: step → processor time, without reading the files and loading the models.
        words: word tokens in the articles that seconds were spent on.
    """

    tables: "Tables"
    names: dict[str, str]
    lost: dict[str, str]
    seconds: Counter
    words: int


def extract(
    folder: str | Path,
    texts: Mapping[str, str],
    on_doc: Callable[[str, "Doc"], None],
    bar: tqdm,
    source_threshold: float | None = None,
) -> Extracted:
    """Extract the files `folder/NAME.txt` of `texts` (name → marked text) as one corpus.

    Args:
        on_doc: called with the name and the Doc of each article that was parsed, out of the time.
        source_threshold: as of `extract_tables`.
    """
    from onrecord.extraction.extract import extract_tables

    articles, lost = read_marked(folder, texts)
    bar.update(len(lost))
    names = {article.article_id: name for name, article in articles.items()}
    extract_tables(list(articles.values())[:1])  # what is loaded once is loaded now
    stopwatch = Stopwatch()
    by_text = {article.sha256: name for name, article in articles.items()}
    with (
        timed_steps(stopwatch),
        _seen(lambda article, doc: on_doc(by_text[article.article_id], doc)),
    ):
        tables = extract_tables(articles.values(), source_threshold=source_threshold)
    bar.update(len(articles))
    for row in tables.articles.to_pylist():
        if row["status"] != "ok":
            lost[names.pop(row["article_id"])] = row["message"]
    words = sum(article.words for article in articles.values())
    return Extracted(tables, names, lost, stopwatch.seconds, words)


def _seen(on_doc: Callable[["Article", "Doc"], None]):
    """A block in which each Doc that an extraction parses is shown to `on_doc`."""
    from onrecord.reading import reading

    parse = reading.parse_articles

    def shown(articles):
        for article, doc in parse(articles):
            if doc is not None:
                on_doc(article, doc)
            yield article, doc

    return patch.object(reading, "parse_articles", shown)
