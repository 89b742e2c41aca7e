"""Tables of `onrecord extract` as JSONL that outside scorers read: one line an article.

Attributions: `{"doc", "attributions": [{"source": [[start, end], ...], "cue", "content"}]}`, rows of
depth 0 that have a cue, as corpora mark them. Mentions: `{"doc", "mentions": [{"entity", "start",
"end", "form", "label"}]}`. `doc` is the stem of the file, or for a row of a file the article_id.
Offsets are half-open, in characters of the text. An article that repeats another, character for
character, gets that one's; articles that were not read are left out, and said on stderr.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common.command import WrongUsage

NEEDS = ""
EXAMPLES = ("tables --out pred.jsonl", "tables --out mentions.jsonl --mentions")
ROW = re.compile(r"#\d+$")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("tables", metavar="TABLES", type=Path, help="folder of tables")
    parser.add_argument("--out", required=True, type=Path, help="JSONL file to write")
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--mentions", action="store_true", help="mentions instead of attributions")
    kinds.add_argument(
        "--with-floating", action="store_true", help="attributions without a cue, too"
    )


def run(args: argparse.Namespace) -> None:
    from onrecord.errors import OnrecordError
    from onrecord.tables.folder import read_tables

    try:
        tables = read_tables(args.tables)
        docs, left_out = name_docs(tables.articles.to_pylist())
    except (OnrecordError, ValueError) as error:
        raise WrongUsage(error) from error
    if args.mentions:
        what, found = "mentions", mention_rows(tables.mentions.to_pylist())
    else:
        rows = tables.attributions.to_pylist()
        what, found = "attributions", attribution_rows(rows, with_floating=args.with_floating)
    with open(args.out, "w", encoding="utf-8", newline="\n") as file:
        for doc, article_id in docs.items():
            line = {"doc": doc, what: found.get(article_id, [])}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(f"{args.out}: {len(docs)} articles", file=sys.stderr)
    if left_out:
        print(f"left out, since not read: {', '.join(left_out)}", file=sys.stderr)


def name_docs(articles: list[dict]) -> tuple[dict[str, str], list[str]]:
    """Doc → the article_id whose rows are its own, and the paths of articles that are left out.

    Raises:
        ValueError: two articles have the same doc.
    """
    by_id = {article["article_id"]: article for article in articles}
    docs, left_out = {}, []
    for article in articles:
        owner = _owner(article, by_id)
        if owner is None:
            left_out.append(article["path"])
            continue
        doc = article["article_id"] if ROW.search(article["path"]) else _stem(article["path"])
        if doc in docs:
            raise ValueError(
                f"two articles are called {doc!r}, so that a scorer would take one for the other. "
                "Extract them into tables of their own."
            )
        docs[doc] = owner
    return docs, left_out


def _owner(article, by_id):
    if article["status"] == "ok":
        return article["article_id"]
    original = by_id.get(article["duplicate_of"])
    same = article["status"] == "duplicate" and original and original["text"] == article["text"]
    return original["article_id"] if same else None


def _stem(path):
    return Path(path.removesuffix(".gz")).stem


def attribution_rows(rows: list[dict], *, with_floating: bool = False) -> dict[str, list[dict]]:
    """article_id → its attributions of depth 0, in text order of their contents."""
    kept = (r for r in rows if r["depth"] == 0 and (r["cue_spans"] or with_floating))
    return _grouped(kept, lambda r: {k: r[f"{k}_spans"] for k in ("source", "cue", "content")})


def mention_rows(rows: list[dict]) -> dict[str, list[dict]]:
    """article_id → its mentions, in text order."""
    fields = {"entity": "entity_id"} | {k: k for k in ("start", "end", "form", "label")}
    return _grouped(rows, lambda r: {name: r[column] for name, column in fields.items()})


def _grouped(rows: Iterator[dict], made) -> dict[str, list[dict]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[row["article_id"]].append(made(row))
    return grouped
