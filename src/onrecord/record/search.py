"""Search: words or a regular expression, in articles and in contents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, groupby, islice
from operator import itemgetter

from onrecord.corpus.inputs import counted
from onrecord.errors import OnrecordError
from onrecord.pages.marking import merged
from onrecord.pages.passages import Passage, span_passages
from onrecord.record.behind import PASSAGES_SHOWN, PLAIN_ROWS, show_passages
from onrecord.record.lookup import FOLD, Lookup

HIT_COLUMNS = ("article_id", "where", "attribution_id", "source_name", "start", "end", "text")


def search(query: str | re.Pattern, lookup: Lookup, *, regex: bool = False) -> "SearchResult":
    """Find `query` in the articles, and in the contents of their attributions; see `Record.search`."""
    find = _finder(query, regex)
    by_words = not (regex or isinstance(query, re.Pattern))
    hits, found = [], {}
    for article in lookup.rows("articles"):
        in_text = [_hit(article, *span) for span in find([article["text"] or ""])[0]]
        # Words of a content are words of its article, so that most articles need no second look.
        second = in_text or not by_words
        rows = lookup.of_article("attributions", article["article_id"]) if second else ()
        in_contents = [hit for row in rows for hit in _content_hits(find, article, row)]
        if in_text or in_contents:
            found[article["article_id"]] = article
            hits += in_text + in_contents
    shown = query.pattern if isinstance(query, re.Pattern) else query
    return SearchResult(shown, tuple(hits), found, by_words)


def _finder(query, regex):
    """What finds `query` in pieces of a text and gives the spans of its hits in each, in order.

    Words are whole, in any case and order; where one of them is lacking there are no hits. A
    regular expression is read as `re` reads it; a match of no characters is no hit.
    """
    if regex or isinstance(query, re.Pattern):
        pattern = _compile(query)
        return lambda pieces: [_matches(pattern, piece) for piece in pieces]
    words = [re.escape(word) for word in dict.fromkeys(query.translate(FOLD).split())]
    if not words:
        raise OnrecordError(
            "The query is empty, so it would find everything. Give one or more words, "
            "or a regular expression with regex=True."
        )
    patterns = [re.compile(rf"(?<!\w){word}(?!\w)", re.IGNORECASE) for word in words]

    def find(pieces):
        found = [[_matches(p, piece) for piece in pieces] for p in patterns]
        if not all(any(of_word) for of_word in found):
            return [[] for _ in pieces]
        return [merged(chain.from_iterable(of_piece)) for of_piece in zip(*found, strict=True)]

    return find


@dataclass(frozen=True, eq=False)
class SearchResult:
    """The hits of one search; `hits` has a dict for each, with the columns of `frame`."""

    query: str
    hits: tuple[dict, ...]
    articles: dict[str, dict]
    by_words: bool = True

    @cached_property
    def frame(self):
        """A data frame with a row for each hit, article by article.

        `where` is `article` or `content`; what stands in a content too has a row of each.
        `start` and `end` are offsets into the article's text, and `text` is what stands there.
        """
        import pandas as pd

        made = pd.DataFrame(list(self.hits), columns=HIT_COLUMNS, dtype=object)
        return made.astype({"start": "int64", "end": "int64"})

    def __len__(self):
        return len(self.hits)

    def passages(self) -> Iterator[Passage]:
        """The sentences with hits, article by article; `label` names who says them, if anyone.

        Of one article those with the most of the words come first.
        """
        for article_id, found in groupby(self.hits, key=lambda hit: hit["article_id"]):
            hits = list(found)
            spans = {(hit["start"], hit["end"], str(hit["start"])) for hit in hits}
            made = []
            for passage in span_passages(self.articles[article_id], spans):
                inside = [h for h in hits if passage.start <= h["start"] < passage.end]
                said = [h["source_name"] or "no source" for h in inside if h["attribution_id"]]
                words = {h["text"].translate(FOLD).casefold() for h in inside if self.by_words}
                label = " › ".join(dict.fromkeys(said)) or None
                made.append((-len(words), replace(passage, label=label)))
            yield from (passage for _, passage in sorted(made, key=itemgetter(0)))

    def count(self) -> str:
        """How much was found, in words."""
        if not self.hits:
            return "Nothing found."
        quoted = [hit for hit in self.hits if hit["where"] == "content"]
        contents = len({hit["attribution_id"] for hit in quoted})
        inside = f"{counted(len(quoted), 'hit')} in {counted(contents, 'content')}"
        others, articles = len(self.hits) - len(quoted), counted(len(self.articles), "article")
        return f"{counted(others, 'hit')} in {articles}, {inside if quoted else 'none in contents'}"

    def _repr_html_(self):
        passages = list(islice(self.passages(), PASSAGES_SHOWN + 1))
        return show_passages(passages, f"“{self.query}”", self.count())

    def __repr__(self):
        lines = [f"{self.query}: {self.count()}"]
        for hit in self.hits[:PLAIN_ROWS]:
            who = f" ({hit['source_name'] or 'no source'})" if hit["attribution_id"] else ""
            lines.append(f"  {hit['article_id']} {hit['start']}–{hit['end']} {hit['text']}{who}")
        if (more := len(self.hits) - PLAIN_ROWS) > 0:
            lines.append(f"  … and {more:,} more in .frame")
        return "\n".join(lines)


def _compile(query):
    text, flags = query, 0
    if isinstance(query, re.Pattern):
        text, flags = query.pattern, query.flags
    if not isinstance(text, str):
        raise OnrecordError("The regular expression is made of bytes, and articles are text.")
    try:
        pattern = re.compile(text.translate(FOLD), flags)
    except (re.error, RecursionError, OverflowError) as error:
        raise OnrecordError(
            f"{text!r} is not a regular expression that Python can read: {error}. Mend it, "
            "or leave regex=True out to look for its words."
        ) from error
    if not text:
        raise OnrecordError("The regular expression is empty, so it would find nothing.")
    return pattern


def _matches(pattern, text):
    return [m.span() for m in pattern.finditer(text.translate(FOLD)) if m.end() > m.start()]


def _content_hits(find, article, row):
    pieces = merged(row["content_spans"])
    found = find([article["text"][start:end] for start, end in pieces])
    for (shift, _), spans in zip(pieces, found, strict=True):
        for start, end in spans:
            yield _hit(article, start + shift, end + shift, row)


def _hit(article, start, end, row=None):
    said = (
        ("content", row["attribution_id"], row["source_name"]) if row else ("article", None, None)
    )
    hit = (article["article_id"], *said, start, end, article["text"][start:end])
    return dict(zip(HIT_COLUMNS, hit, strict=True))
