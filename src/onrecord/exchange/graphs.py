"""The tables as graphs: who speaks about whom, who quotes whom, who is mentioned together.

A file for each kind of edge. Gephi would merge two edges between the same two nodes into one, whatever
their kind, and networkx reads no GEXF file in which some edges have a direction and some do not. Who
wants all in one appends the files in Gephi: the nodes are the same.

See https://gexf.net and http://graphml.graphdrawing.org.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
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
# Names of attributes that GEXF, networkx or Gephi takes for its own; those of corrections get another.
TAKEN = {
    "id", "label", "type", "mentions", "words", "articles", "weight", "pid", "parents", "start",
    "end", "spells", "slices", "viz", "interval", "timeset", "x", "y", "z", "r", "g", "b", "size",
}  # fmt: skip


class _Edges:
    """What stands behind each edge, and what is in none.

    `rows` has, by kind and by the two entity_ids, (article_id, date, words) of each attribution; or of
    each paragraph, without words. `spoken` has the words of each source, of attributions of depth 0,
    as all counts have it.
    """

    def __init__(self):
        self.rows: dict[str, dict[tuple, list]] = {kind: defaultdict(list) for kind in DIRECTED}
        self.spoken: Counter = Counter()
        self.without_source = self.too_many = 0

    def add_attributions(self, found):
        sources = {row["attribution_id"]: row["source_entity"] for row in found.attributions}
        for row in found.attributions:
            source, words = row["source_entity"], len(WORD.findall(row["content_text"]))
            if source is None:
                self.without_source += 1
                continue
            self.spoken[source] += words if row["depth"] == 0 else 0
            behind = (found.article["article_id"], found.article["published"], words)
            for about in found.claim(row).get("about", ()):
                self.rows["speaks_about"][source, about].append(behind)
            outer = sources.get(row["parent_id"])
            if outer is not None:
                self.rows["quotes"][outer, source].append(behind)

    def add_mentions(self, article, mentions):
        behind, paragraphs = (article["article_id"], article["published"], None), defaultdict(set)
        for row in mentions:
            paragraphs[row["paragraph"]].add(row["entity_id"])
        for together in paragraphs.values():
            if len(together) > MOST_TOGETHER:
                self.too_many += 1
                continue
            for pair in combinations(sorted(together), 2):
                self.rows["mentioned_with"][pair].append(behind)


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
    try:
        import networkx
    except ImportError as error:
        raise OnrecordError(
            f"--to {to} needs networkx, which is not installed, so no graph can be written. "
            "Install it with `pip install networkx` (the extra `graph` of onrecord brings it)."
        ) from error
    found = _Edges()
    for rows, mentions in with_mentions(tables):
        found.add_attributions(rows)
        found.add_mentions(rows.article, mentions)
        on_articles(1)
    nodes = _nodes(tables, found.spoken)
    order = {id_: place for place, id_ in enumerate(nodes)}
    for kind, edges in found.rows.items():
        graph = networkx.DiGraph() if DIRECTED[kind] else networkx.Graph()
        ends = set(chain.from_iterable(edges))
        graph.add_nodes_from((id_, known) for id_, known in nodes.items() if id_ in ends)
        for pair in sorted(edges, key=lambda pair: [order[end] for end in pair]):
            graph.add_edge(*pair, kind=kind, **_edge(edges[pair], to))
        _write(graph, folder / f"{kind}.{to}", to)
    return _told(found)


def _nodes(tables, spoken):
    """entity_id → attributes, with those of corrections, in the order of the table."""
    names: dict[str, str] = {}
    for column in added_columns(ENTITIES, tables.entities.column_names):
        name = as_xml(column)
        while name.lower() in TAKEN or name in names.values():
            name = f"own {name}"
        names[column] = name
    nodes = {}
    for row in tables.entities.to_pylist():
        known = {"label": as_xml(row["name"]), "type": as_xml(row["label"])}
        known |= {"mentions": row["mentions"], "words": spoken[row["entity_id"]]}
        known |= {names[c]: as_xml(row[c]) for c in names if row[c] is not None}
        nodes[row["entity_id"]] = known
    return nodes


def _edge(rows, to):
    articles, dates, words = zip(*rows, strict=True)
    known = {"weight": len(rows), "articles": len(set(articles))}
    known |= {} if None in words else {"words": sum(words)}
    if days := sorted(date.isoformat() for date in dates if date):
        known |= {"first": days[0], "last": days[-1]}
        known |= {"start": days[0], "end": days[-1]} if to == "gexf" else {}
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
