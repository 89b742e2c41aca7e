"""GEXF and GraphML, read back by networkx, with weights that are counted here from the rows."""

import re
import sys
from collections import defaultdict
from itertools import combinations

import networkx
import pytest
from exchange_examples import many, seeds, tables_of, wild
from small_record import article, attribution, claim, entity, mention

from onrecord.errors import OnrecordError
from onrecord.exchange import export_tables
from onrecord.exchange.graphs import MOST_TOGETHER

READ = {"gexf": networkx.read_gexf, "graphml": networkx.read_graphml}
KINDS = ("speaks_about", "quotes", "mentioned_with")


@pytest.fixture(params=["gexf", "graphml"])
def to(request):
    return request.param


def written(tables, tmp_path, to):
    """(kind → its graph, what its reader is told)."""
    told = export_tables(tables, tmp_path / "out", to)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == sorted([*(f"{kind}.{to}" for kind in KINDS), "export.json"])
    return {kind: READ[to](tmp_path / "out" / f"{kind}.{to}") for kind in KINDS}, told


def two_articles():
    """Ann quotes Tom, who speaks of Ida and of Ann, on two days; one article has no date."""
    one = article(
        "one", "Ann said Tom denied that Ida knew Ann.\nIda slept.", published="2026-02-13"
    )
    two = article("two", "Tom said Ida knew. Ann slept.", published="2026-01-05")
    three = article("three", "Tom said Ann knew.")
    outer = attribution(one, 1, "Tom denied that Ida knew Ann", source="Ann", source_entity="e1")
    inner = attribution(one, 2, "that Ida knew Ann", source="Tom", source_entity="e2", depth=1)
    inner |= {"parent_id": outer["attribution_id"]}
    said = attribution(two, 1, "Ida knew", source="Tom", source_entity="e2")
    told = attribution(three, 1, "Ann knew", source="Tom", source_entity="e2")
    claims = [
        claim(outer, about=["e2", "e3", "e1"]),
        claim(inner, about=["e3", "e1"]),
        claim(said, about=["e3"]),
        claim(told, about=["e1"]),
    ]
    mentions = [
        *(
            mention(one, n, name, id_)
            for n, (name, id_) in enumerate([("Ann", "e1"), ("Tom", "e2")])
        ),
        mention(one, 3, "Ida", "e3"),
        mention(one, 4, "Ida slept", "e3", paragraph=1),
        mention(two, 1, "Tom", "e2"),
        mention(two, 2, "Ida", "e3"),
    ]
    entities = [entity("e1", "Ann", party="Left"), entity("e2", "Tom"), entity("e3", "Ida")]
    return tables_of(
        [one, two, three],
        [outer, inner, said, told],
        claims,
        entities,
        mentions=mentions,
        attributes=["party"],
    )


def test_edges_of_a_small_corpus(to, tmp_path):
    graphs, told = written(two_articles(), tmp_path, to)
    about = graphs["speaks_about"]
    assert set(about.edges) == {
        ("e1", "e1"),
        ("e1", "e2"),
        ("e1", "e3"),
        ("e2", "e1"),
        ("e2", "e3"),
    }
    edge = about.edges["e2", "e3"]
    dates = {"first": "2026-01-05", "last": "2026-02-13"}
    assert edge | dates | {"weight": 2, "words": 6, "articles": 2, "kind": "speaks_about"} == edge
    assert set(graphs["quotes"].edges) == {("e1", "e2")}
    assert graphs["quotes"].edges["e1", "e2"]["words"] == 4
    together = graphs["mentioned_with"]
    assert not together.is_directed()
    assert {frozenset(e): d["weight"] for *e, d in together.edges(data=True)} == {
        frozenset({"e1", "e2"}): 1,
        frozenset({"e1", "e3"}): 1,
        frozenset({"e2", "e3"}): 2,
    }
    assert "words" not in together.edges["e2", "e3"]
    ann = about.nodes["e1"]
    assert ann | {"type": "PERSON", "mentions": 1, "words": 6, "party": "Left"} == ann
    assert about.nodes["e2"]["words"] == 4, "what he says in Ann's words is hers"
    assert told == []


def test_edges_have_a_time_span_in_gexf_only_where_a_date_is_known(tmp_path):
    graphs, _ = written(two_articles(), tmp_path, "gexf")
    edge = graphs["speaks_about"].edges["e2", "e3"]
    assert (edge["start"], edge["end"]) == ("2026-01-05", "2026-02-13")
    (tmp_path / "2").mkdir()
    undated = many(["a"])
    assert not undated.articles["published"].drop_null()
    said = attribution(article("a", "Ann said it."), 1, "it", source="Ann", source_entity="e1")
    tables = tables_of(
        [article("a", "Ann said it.")], [said], [claim(said, about=["e1"])], [entity("e1", "Ann")]
    )
    graphs, _ = written(tables, tmp_path / "2", "gexf")
    assert set(graphs["speaks_about"].edges["e1", "e1"]) == {
        "id",
        "kind",
        "weight",
        "words",
        "articles",
    }


def counted(tables):
    """kind → pair → what the edge should say, counted from the rows."""
    published = {row["article_id"]: row["published"] for row in tables.articles.to_pylist()}
    claims = {row["claim_id"]: row for row in tables.claims.to_pylist()}
    by_id = {row["attribution_id"]: row for row in tables.attributions.to_pylist()}
    behind = {kind: defaultdict(list) for kind in KINDS}  # pair → (article, words) of each row
    for id_, row in by_id.items():
        source, words = row["source_entity"], len(re.findall(r"\w+", row["content_text"]))
        for other in claims[id_]["about"] if source else ():
            behind["speaks_about"][source, other].append((row["article_id"], words))
        outer = by_id[row["parent_id"]]["source_entity"] if row["parent_id"] else None
        if source and outer:
            behind["quotes"][outer, source].append((row["article_id"], words))
    paragraphs = defaultdict(set)
    for row in tables.mentions.to_pylist():
        paragraphs[row["article_id"], row["paragraph"]].add(row["entity_id"])
    for (id_, _), together in paragraphs.items():
        for pair in combinations(together, 2):
            behind["mentioned_with"][frozenset(pair)].append((id_, None))
    return {
        kind: {pair: summed(rows, published) for pair, rows in pairs.items()}
        for kind, pairs in behind.items()
    }


def summed(rows, published):
    dates = sorted(str(published[id_]) for id_, _ in rows if published[id_])
    words = [w for _, w in rows if w is not None]
    made = {"weight": len(rows), "articles": len({id_ for id_, _ in rows})}
    made |= {"words": sum(words)} if words else {}
    return made | ({"first": dates[0], "last": dates[-1]} if dates else {})


@pytest.mark.parametrize("make", [seeds, two_articles, wild])
def test_weights_are_those_of_the_rows(make, to, tmp_path):
    graphs, _ = written(make(), tmp_path, to)
    for kind, wanted in counted(make()).items():
        read = {}
        for one, other, data in graphs[kind].edges(data=True):
            assert data["kind"] == kind
            pair = (one, other) if graphs[kind].is_directed() else frozenset({one, other})
            known = ("weight", "words", "articles", "first", "last")
            read[pair] = {k: data[k] for k in known if k in data}
        assert read == wanted


def test_names_and_columns_of_corrections_may_say_anything(to, tmp_path):
    of = article("a", "Ann met Tom.")
    columns = [
        "Label",
        "start",
        "viz",
        "parents",
        "id",
        "pid",
        "WEIGHT",
        "own id",
        "x\x01<&\"'>",
    ]
    names = ['<&"\x00\ufffe𝔄\u2028>', "]]><!--\r\n"]
    entities = [
        entity(f"e{n}", name, **{column: f"{column}\x02" for column in columns})
        for n, name in enumerate(names)
    ]
    mentions = [mention(of, 1, "Ann", "e0"), mention(of, 2, "Tom", "e1")]
    tables = tables_of([of], entities=entities, mentions=mentions, attributes=columns)
    graphs, _ = written(tables, tmp_path, to)
    nodes = graphs["mentioned_with"].nodes
    assert [nodes[f"e{n}"]["label"] for n in range(2)] == ['<&"\ufffd\ufffd𝔄\u2028>', names[1]]
    values = {v for v in nodes["e0"].values() if str(v).endswith("\ufffd")}
    assert values == {column.replace("\x01", "\ufffd") + "\ufffd" for column in columns}


def test_long_list_of_names_makes_no_edges_and_is_told(to, tmp_path):
    of = article("a", "x")
    ids = [f"e{n}" for n in range(MOST_TOGETHER + 1)]
    mentions = [mention(of, n, "x", id_) for n, id_ in enumerate(ids)]
    mentions += [mention(of, 100 + n, "x", id_, paragraph=1) for n, id_ in enumerate(ids[1:])]
    tables = tables_of([of], entities=[entity(id_, id_) for id_ in ids], mentions=mentions)
    graphs, told = written(tables, tmp_path, to)
    assert len(graphs["mentioned_with"].edges) == MOST_TOGETHER * (MOST_TOGETHER - 1) / 2
    assert [line.rsplit(": ")[-1] for line in told] == ["1."]


def test_tables_without_rows_make_graphs_without_nodes(to, tmp_path):
    graphs, told = written(tables_of(), tmp_path, to)
    assert [len(graph) for graph in graphs.values()] == [0, 0, 0]
    assert told == []


def test_attributions_without_an_entity_are_told(to, tmp_path):
    _, told = written(many(["a", "b"]), tmp_path, to)
    assert told == ["Attributions in no edge, since no entity is their source: 2."]


def test_file_does_not_say_when_it_was_made(tmp_path):
    written(wild(), tmp_path, "gexf")
    data = (tmp_path / "out" / "speaks_about.gexf").read_bytes()
    assert b"<creator>onrecord export</creator>" in data
    assert b"lastmodifieddate" not in data


def test_without_networkx_nothing_is_written_and_the_way_out_is_said(to, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(OnrecordError, match="pip install networkx"):
        export_tables(many(["a"]), tmp_path / "out", to)
    assert list(tmp_path.iterdir()) == []
