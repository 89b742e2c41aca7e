"""What is said of texts beside those before them, for texts that lie in no corpus."""

import tempfile
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.corpus.reprints import Printing


def find_printings(texts: Iterable[tuple[str, str]]) -> dict[str, "Printing"]:
    """article_id → what is to be said of it, in order; of article_ids and texts, without outlets."""
    from onrecord.corpus.article import Article
    from onrecord.corpus.reprints import find_reprints
    from onrecord.tables.scratch import open_scratch

    articles = [Article(article_id=name, path=name, text=text) for name, text in texts]
    with tempfile.TemporaryDirectory() as folder, open_scratch(folder) as database:
        found = find_reprints(lambda: articles, database)
        return {a.article_id: each for a, each in zip(articles, found, strict=True)}


def first_printings(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """article_id → that of the first printing of its story, which may be itself."""
    first: dict[str, str] = {}
    for name, printing in find_printings(texts).items():
        original = printing.duplicate_of or name
        first[name] = first.get(original, original)
    return first
