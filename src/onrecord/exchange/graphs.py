"""The tables as graphs: who speaks about whom, who quotes whom, who is mentioned together.

A file for each kind of edge. Gephi would merge two edges between the same two nodes into one, whatever
their kind, and networkx reads no GEXF file in which some edges have a direction and some do not. Who
wants all in one appends the files in Gephi: the nodes are the same.

See https://gexf.net and http://graphml.graphdrawing.org.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain, combinations
from pathlib import Path

from onrecord.corpus.article import WORD
from onrecord.errors import OnrecordError
from onrecord.exchange.by_article import with_mentions
from onrecord.exchange.values import as_xml
from onrecord.tables.folder import Tables
from onrecord.tables.outputs import EXPORTER
from onrecord.tables.schema import ENTITIES, added_columns

DIRECTED = {"speaks_about": True, "quotes": True, "mentioned_with": False}  # kind → is it
MOST_TOGETHER = 50  # entities of a paragraph; one with more is a list, and its pairs mean little
# Names of attributes that GEXF, networkx or Gephi takes for its own; those of a register get another.
TAKEN = {
    "id", "label", "type", "mentions", "words", "articles", "weight", "pid", "parents", "start",
    "end", "spells", "slices", "viz", "interval", "timeset", "x", "y", "z", "r", "g", "b", "size",
}  # fmt: skip


@dataclass(slots=True)
class Edge:
    """What stands behind one edge.

    Attributes:
        weight: how many attributions; of `mentioned_with`, how many paragraphs.
        words: of their contents; `mentioned_with` has none.
        articles: the ids of the articles they stand in.
        dates: when those were published, as far as that is known.
    """

    weight: int = 0
    words: int = 0
    articles: set[str] = field(default_factory=set)
    dates: set[datetime.date] = field(default_factory=set)

    def add(self, article: dict, words: int) -> None:
        self.weight += 1
        self.words += words
        self.articles.add(article["article_id"])
        if article["published"]:
            self.dates.add(article["published"])


class _Edges:
    """The edges of each kind, by the two entity_ids; and what is in none.

    `spoken` has the words of each source (entity_id → words), of attributions of depth 0, as all
    counts have it.
    """

    def __init__(self):
        self.edges: dict[str, dict[tuple[str, str], Edge]] = {kind: {} for kind in DIRECTED}
        self.spoken: dict[str, int] = {}
        self.without_source = 0
        self.too_many = 0

    def add(self, kind, one, other, article, words=0):
        self.edges[kind].setdefault((one, other), Edge()).add(article, words)

    def add_attributions(self, found):
        sources = {row["attribution_id"]: row["source_entity"] for row in found.attributions}
        for row in found.attributions:
            source, words = row["source_entity"], len(WORD.findall(row["content_text"]))
            if source is None:
                self.without_source += 1
                continue
            if row["depth"] == 0:
                self.spoken[source] = self.spoken.get(source, 0) + words
            for about in found.claims.get(row["attribution_id"], {}).get("about", ()):
                self.add("speaks_about", source, about, found.article, words)
            outer = sources.get(row["parent_id"])
            if outer is not None:
                self.add("quotes", outer, source, found.article, words)

    def add_mentions(self, article, mentions):
        paragraphs: dict[int, dict] = {}
        for row in mentions:
            paragraphs.setdefault(row["paragraph"], {})[row["entity_id"]] = None
        for together in paragraphs.values():
            if len(together) > MOST_TOGETHER:
                self.too_many += 1
                continue
            for one, other in combinations(sorted(together), 2):
                self.add("mentioned_with", one, other, article)


def write_graphs(
    tables: Tables, folder: Path, on_articles: Callable[[int], object], *, to: str
) -> list[str]:
    """Write `<kind>.<to>` for each kind of edge; `to` is `gexf` or `graphml`.

    The nodes of a file are the entities that have an edge in it, in the order of the table. In GEXF
    an edge is there from its first date to its last, and always where no date is known.

    Returns:
        What its reader must be told: what is in no edge.

    Raises:
        OnrecordError: networkx is not installed, or a row belongs to an article that is not there.
    """
    networkx = _networkx(to)
    found = _Edges()
    for rows, mentions in with_mentions(tables):
        found.add_attributions(rows)
        found.add_mentions(rows.article, mentions)
        on_articles(1)
    nodes = _nodes(tables, found.spoken)
    order = {id_: place for place, id_ in enumerate(nodes)}
    for kind, edges in found.edges.items():
        graph = networkx.DiGraph() if DIRECTED[kind] else networkx.Graph()
        ends = set(chain.from_iterable(edges))
        graph.add_nodes_from((id_, known) for id_, known in nodes.items() if id_ in ends)
        for one, other in sorted(edges, key=lambda pair: [order[end] for end in pair]):
            graph.add_edge(one, other, **_edge(kind, edges[one, other], to))
        _write(graph, folder / f"{kind}.{to}", to)
    return _told(found)


def _networkx(to):
    try:
        import networkx
    except ImportError as error:
        raise OnrecordError(
            f"--to {to} needs networkx, which is not installed, so no graph can be written. "
            "Install it with `pip install networkx` (the extra `graph` of onrecord brings it)."
        ) from error
    return networkx


def _nodes(tables, spoken):
    """entity_id → attributes, with those of a register, in the order of the table."""
    names: dict[str, str] = {}
    for column in added_columns(ENTITIES, tables.entities.column_names):
        name = as_xml(column)
        while name.lower() in TAKEN or name in names.values():
            name = f"register {name}"
        names[column] = name
    nodes = {}
    for row in tables.entities.to_pylist():
        known = {"label": as_xml(row["name"]), "type": as_xml(row["label"])}
        known |= {"mentions": row["mentions"], "words": spoken.get(row["entity_id"], 0)}
        known |= {names[c]: as_xml(row[c]) for c in names if row[c] is not None}
        nodes[row["entity_id"]] = known
    return nodes


def _edge(kind, edge, to):
    known = {"kind": kind, "weight": edge.weight, "articles": len(edge.articles)}
    if DIRECTED[kind]:
        known["words"] = edge.words
    if edge.dates:
        first, last = min(edge.dates).isoformat(), max(edge.dates).isoformat()
        known |= {"first": first, "last": last}
        known |= {"start": first, "end": last} if to == "gexf" else {}
    return known


def _write(graph, path, to):
    if to == "graphml":
        from networkx import write_graphml

        write_graphml(graph, path)
        return
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(graph)
    meta = writer.xml.find("meta")
    del meta.attrib["lastmodifieddate"]  # today: the same tables are the same bytes
    meta.find("creator").text = EXPORTER
    with open(path, "wb") as file:
        writer.write(file)


def _told(found):
    told = {
        "Attributions in no edge, since no entity is their source": found.without_source,
        f"Paragraphs that name more than {MOST_TOGETHER} entities, so that none of these is "
        "mentioned_with another by them": found.too_many,
    }
    return [f"{what}: {n:,}." for what, n in told.items() if n]
