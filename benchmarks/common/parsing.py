"""Marked texts through the kit: read and parsed as `onrecord extract` does it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from onrecord.corpus.article import Article


@dataclass(frozen=True)
class Parsed:
    """One text; `doc` is None where the kit lost it, and `problem` then says how."""

    name: str
    doc: "Doc | None" = None
    problem: str | None = None


def read_marked(
    folder: str | Path, texts: Mapping[str, str]
) -> tuple[dict[str, "Article"], dict[str, str]]:
    """Read the files `folder/NAME.txt` of `texts` (name → marked text).

    Returns:
        name → article, and name → why it was lost; both in the order of `texts`.
    """
    from onrecord.corpus import read_articles

    read = {Path(article.path).stem: article for article in read_articles(folder)}
    lost = {name: problem for name in texts if (problem := _problem(read.get(name), texts[name]))}
    return {name: read[name] for name in texts if name not in lost}, lost


def parse_marked(folder: str | Path, texts: Mapping[str, str]) -> Iterator[Parsed]:
    """Read and parse the files `folder/NAME.txt`, in the order of `texts` (name → marked text)."""
    from onrecord.reading.doc.pipeline import parse_articles

    articles, lost = read_marked(folder, texts)
    parsed = parse_articles(articles.values())
    for name in texts:
        if name in lost:
            yield Parsed(name, problem=lost[name])
        else:
            yield Parsed(name, doc=next(parsed)[1])


def parse_texts(texts: Mapping[str, str]) -> Iterator[Parsed]:
    """Parse texts (by name) that lie in no file, in their order."""
    from onrecord.corpus.article import Article
    from onrecord.reading.doc.pipeline import parse_articles

    articles = (Article(article_id=name, path=name, text=text) for name, text in texts.items())
    for article, doc in parse_articles(articles):
        yield Parsed(article.path, doc=doc)


def _problem(article: "Article | None", text: str) -> str | None:
    if article is None:
        return "it was not read"
    if article.status != "ok":
        return f"its status is {article.status}: {article.message}"
    if article.text != text:
        return "its text is not the marked one, so that offsets would differ"
    return None
