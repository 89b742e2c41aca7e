"""PolNeAR (Newell, Margolin and Ruths, LREC 2018): news articles with their attributions marked by hand.

The layout is that of its release: `text/NAME.txt` and, in brat standoff, `attributions/NAME_<annotator>.ann`.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.corpus.article import Article
    from onrecord.reading.attribution import Attribution

PARTS = ("dev", "train")
# The other events that annotators used say that something is no attribution, or is in doubt.
KINDS = ("Attribution", "Attribution-no-source")
Span = tuple[int, int]


@dataclass(frozen=True)
class Marked:
    """One attribution as marked: half-open character spans in text order; content is never empty."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True)
class MarkedArticle:
    """One article: the file's stem, its text, and its attributions in the order of the file."""

    name: str
    text: str
    attributions: tuple[Marked, ...]


def as_article(marked: MarkedArticle) -> "Article":
    """An article as the kit would read it."""
    from onrecord.corpus.article import Article

    return Article(article_id=marked.name, path=marked.name, text=marked.text)


def as_attribution(marked: Marked) -> "Attribution":
    """An attribution as the kit would find it, but for its kind and evidence, which acts do not read."""
    from onrecord.reading.attribution import Attribution

    return Attribution(
        source=marked.source, cue=marked.cue, content=marked.content,
        kind="indirect", evidence="marked by hand", confidence=1.0,
    )  # fmt: skip


def read_part(data: str | Path, part: str) -> list[MarkedArticle]:
    """Read `data/polnear/<part>`; of several annotators of one article the alphabetically first counts.

    Raises:
        FileNotFoundError: no marked article is there.
    """
    folder = Path(data) / "polnear" / part
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        annotated = (folder / "attributions").glob(f"{path.stem}_*.ann")
        annotated = sorted(a for a in annotated if a.stem.rpartition("_")[0] == path.stem)
        if annotated:
            with open(path, encoding="utf-8", newline="") as file:
                text = file.read()
            brat = annotated[0].read_text(encoding="utf-8")
            articles.append(MarkedArticle(path.stem, text, tuple(read_brat(brat))))
    if not articles:
        raise FileNotFoundError(
            f"{folder} has no marked articles, so there is nothing to compare with. "
            "It needs text/*.txt and attributions/*.ann, as PolNeAR 1.0 has them."
        )
    return articles


def read_brat(text: str) -> list[Marked]:
    """The attributions of one brat file, in its order; an event without content is none.

    Lines are `T1<tab>Content 5 9;12 20<tab>text` and `E1<tab>Attribution:T3 Source:T2 Content2:T1`.
    """
    spans, events = {}, []
    for line in text.splitlines():
        number, _, rest = line.partition("\t")
        body = rest.partition("\t")[0]
        if number.startswith("T"):
            _, _, offsets = body.partition(" ")
            pairs = [piece.split() for piece in offsets.split(";") if piece]
            spans[number] = [(int(start), int(end)) for start, end in pairs]
        elif number.startswith("E"):
            events.append(body)
    made = (_attribution(event, spans) for event in events)
    return [attribution for attribution in made if attribution]


def _attribution(event, spans):
    roles = defaultdict(list)
    for part in event.split():
        role, _, number = part.partition(":")
        roles[re.sub(r"\d+$", "", role).lower()] += spans.get(number, [])
    if event.partition(":")[0] not in KINDS or not roles["content"]:
        return None
    return Marked(*(tuple(sorted(roles[role])) for role in ("source", "cue", "content")))
