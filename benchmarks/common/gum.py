"""GUM (Zeldes 2017): articles of several genres with every mention of every entity marked by hand.

The layout: `text/GUM_<genre>_<name>.txt`, and `mentions/GUM_<genre>_<name>.json`, which holds
`{"entities": [{"id", "type", "mentions": [{"start", "end", "head": [start, end], "form"}]}]}`.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class GoldMention:
    """One mention: half-open character spans of it and of its head; `form` is proper, common or pronoun."""

    entity: str
    start: int
    end: int
    head: tuple[int, int]
    form: str


@dataclass(frozen=True)
class GoldArticle:
    """One article: the file's stem, its text, all of its mentions, and the type of each entity."""

    name: str
    text: str
    mentions: tuple[GoldMention, ...]
    types: dict[str, str]


def read_genres(data: str | Path) -> dict[str, list[GoldArticle]]:
    """Read `data/gum`: genre → its articles, both in the order of their names.

    Raises:
        FileNotFoundError: no marked article is there.
    """
    folder, genres = Path(data) / "gum", defaultdict(list)
    for path in sorted((folder / "mentions").glob("GUM_*_*.json")):
        with open(folder / "text" / f"{path.stem}.txt", encoding="utf-8", newline="") as file:
            text = file.read()
        entities = json.loads(path.read_text(encoding="utf-8"))["entities"]
        genres[path.stem.split("_")[1]].append(read_article(path.stem, text, entities))
    if not genres:
        raise FileNotFoundError(
            f"{folder} has no marked articles, so there is nothing to compare with. "
            "It needs text/GUM_*.txt and mentions/GUM_*.json."
        )
    return dict(genres)


def read_article(name: str, text: str, entities: list[dict]) -> GoldArticle:
    """One article from the entities of its JSON file."""
    mentions = tuple(
        GoldMention(e["id"], m["start"], m["end"], tuple(m["head"]), m["form"])
        for e in entities
        for m in e["mentions"]
    )
    return GoldArticle(name, text, mentions, {e["id"]: e["type"] for e in entities})
