"""JSON-LD, expanded by pyld with a loader that reaches no network, and resolved back to the text."""

import json
import re

import pytest
from exchange_examples import IDS, many, seeds, tables_of, wild
from pyld import jsonld
from small_record import article, attribution, claim

from onrecord.exchange import export_tables
from onrecord.exchange.linked_data import context, mint
from onrecord.tables.links import LINKS

SCHEMA, OA, OWN = "http://schema.org/", "http://www.w3.org/ns/oa#", "urn:onrecord:terms:"
IRI = re.compile(r"urn:onrecord:[a-z]+:[A-Za-z0-9._~%:-]*")


def refuse(url, _=None):
    raise AssertionError(f"{url} was to be fetched")


def written(tables, tmp_path):
    export_tables(tables, tmp_path / "out.jsonld", "jsonld")
    return json.loads((tmp_path / "out.jsonld").read_text("utf-8"))


@pytest.fixture(params=["seeds", "wild"])
def expanded(request, tmp_path):
    """(the tables, nodes of the expanded document by their IRI)."""
    tables = {"seeds": seeds, "wild": wild}[request.param]()
    nodes = jsonld.expand(written(tables, tmp_path), {"documentLoader": refuse})
    by_id = {node["@id"]: node for node in nodes}
    assert len(by_id) == len(nodes)
    return tables, by_id


def value(node, term):
    """The one literal or IRI that a node has for a term; None where it has none."""
    found = node.get(term, [])
    assert len(found) <= 1, f"{term}: {found}"
    return found[0].get("@value", found[0].get("@id")) if found else None


def of_type(nodes, type_):
    return [node for node in nodes.values() if node["@type"] == [type_]]


def test_every_row_is_a_node_of_its_type(expanded):
    tables, nodes = expanded
    assert len(of_type(nodes, f"{SCHEMA}NewsArticle")) == tables.articles.num_rows
    assert len(of_type(nodes, f"{SCHEMA}Claim")) == tables.attributions.num_rows
    roles = ("source", "cue", "content")
    marked = sum(bool(row[f"{r}_spans"]) for row in tables.attributions.to_pylist() for r in roles)
    assert len(of_type(nodes, f"{OA}Annotation")) == marked
    kinds = {node["@type"][0] for node in nodes.values()} - {f"{OA}Annotation"}
    assert kinds <= {f"{SCHEMA}{t}" for t in context()}
    rows = (tables.articles, tables.attributions, tables.entities)
    assert len(nodes) == marked + sum(table.num_rows for table in rows)


def test_every_selector_resolves_to_the_span_in_the_text(expanded):
    tables, nodes = expanded
    found = {}
    for node in of_type(nodes, f"{OA}Annotation"):
        key = value(node, f"{OA}hasBody"), value(node, f"{OWN}role")
        found[key] = [resolve(target, nodes) for target in node[f"{OA}hasTarget"]]
        assert value(node, f"{OA}motivatedBy") == f"{OA}linking"
    wanted = {
        (mint("claim", row["attribution_id"]), role): [tuple(s) for s in row[f"{role}_spans"]]
        for row in tables.attributions.to_pylist()
        for role in ("source", "cue", "content")
        if row[f"{role}_spans"]
    }
    assert found == wanted


def resolve(target, nodes):
    """Where a target stands, by its quote and by its position, which must agree."""
    assert target["@type"] == [f"{OA}SpecificResource"]
    text = value(nodes[value(target, f"{OA}hasSource")], f"{SCHEMA}articleBody")
    by_type = {s["@type"][0]: s for s in target[f"{OA}hasSelector"]}
    place = by_type[f"{OA}TextPositionSelector"]
    start, end = (value(place, f"{OA}{edge}") for edge in ("start", "end"))
    quote = by_type[f"{OA}TextQuoteSelector"]
    exact, prefix, suffix = (value(quote, f"{OA}{p}") for p in ("exact", "prefix", "suffix"))
    assert exact == text[start:end] != ""
    starts = [
        m.start() + len(prefix)
        for m in re.finditer(f"(?={re.escape(prefix + exact + suffix)})", text)
    ]
    assert start in starts
    return start, end


def test_claims_say_who_what_how_firmly_and_where(expanded):
    tables, nodes = expanded
    attributions = {row["attribution_id"]: row for row in tables.attributions.to_pylist()}
    for row in tables.claims.to_pylist():
        node, said = nodes[mint("claim", row["claim_id"])], attributions[row["claim_id"]]
        assert value(node, f"{SCHEMA}text") == row["claim_text"]
        assert value(node, f"{OWN}act") == row["act"]
        assert value(node, f"{OWN}commitment") == row["commitment"]
        assert value(node, f"{OWN}kind") == said["kind"]
        assert value(node, f"{OWN}confidence") == round(said["confidence"], 6)
        assert value(node, f"{SCHEMA}appearance") == mint("article", row["article_id"])
        assert [e["@id"] for e in node.get(f"{SCHEMA}about", [])] == [
            mint("entity", e) for e in row["about"]
        ]
        parent = said["parent_id"]
        assert value(node, f"{OWN}within") == (parent and mint("claim", parent))
        for link in ("disputes", "echoes"):
            linked = [c["@id"] for c in node.get(OWN + link, [])]
            assert linked == [mint("claim", c) for c in row[link]]
            assert set(linked) <= set(nodes)


def test_author_of_a_claim_is_its_source(expanded):
    tables, nodes = expanded
    names = {row["entity_id"]: row["name"] for row in tables.entities.to_pylist()}
    for row in tables.claims.to_pylist():
        author = nodes[mint("claim", row["claim_id"])].get(f"{SCHEMA}author")
        if row["source_entity"]:
            assert author == [{"@id": mint("entity", row["source_entity"])}]
            named = nodes[author[0]["@id"]]
            assert value(named, f"{SCHEMA}name") == names[row["source_entity"]]
        else:
            assert (author and value(author[0], f"{SCHEMA}name")) == row["source_name"]


def test_chain_keeps_its_order_and_says_where_nobody_is_named(expanded):
    tables, nodes = expanded
    for row in tables.claims.to_pylist():
        [chain] = nodes[mint("claim", row["claim_id"])].get(f"{OWN}chain", [{"@list": []}])
        names = [value(link, f"{SCHEMA}name") for link in chain["@list"]]
        assert names == row["chain"]
        unnamed = [value(link, f"{OWN}noSource") for link in chain["@list"]]
        assert unnamed == [True if name is None else None for name in names]


def test_articles_carry_their_text_and_what_is_known_of_them(expanded):
    tables, nodes = expanded
    terms = {"headline": "title", "url": "url", "articleBody": "text", "identifier": "article_id"}
    for row in tables.articles.to_pylist():
        node = nodes[mint("article", row["article_id"])]
        assert {t: value(node, SCHEMA + t) for t in terms} == {t: row[c] for t, c in terms.items()}
        assert value(node, f"{OWN}status") == row["status"]
        published = row["published"]
        assert value(node, f"{SCHEMA}datePublished") == (published and published.isoformat())


def test_columns_of_corrections_are_properties(tmp_path):
    one, two = (n for n in written(wild(), tmp_path)["@graph"] if ":entity:" in n["@id"])
    assert one["additionalProperty"] == [
        {"@type": "PropertyValue", "name": "party", "value": "'=Lab"}
    ]
    assert "additionalProperty" not in two


def test_iris_hold_whatever_an_id_holds():
    made = [mint("article", id_) for id_ in IDS]
    assert len(set(made)) == len(IDS)
    assert all(IRI.fullmatch(iri) for iri in made)
    assert mint("article", "../../x") == "urn:onrecord:article:..%2F..%2Fx"


def test_document_can_be_read_line_by_line_and_stand_in_a_web_page(tmp_path):
    tables = wild()
    whole = written(tables, tmp_path)
    text = (tmp_path / "out.jsonld").read_text("utf-8")
    assert "<" not in text
    first, graph, *lines, last = text.splitlines()
    assert json.loads(first.rstrip(",") + "}") == {"@context": context()}
    assert (graph, last) == ('"@graph": [', "]}")
    assert [json.loads(line.rstrip(",")) for line in lines] == whole["@graph"]


def test_every_key_of_every_node_has_a_term(tmp_path):
    open_, found = written(wild(), tmp_path)["@graph"], set()
    while open_:
        node = open_.pop()
        found |= set(node) if isinstance(node, dict) else set()
        inside = node.values() if isinstance(node, dict) else node
        open_ += [each for each in inside if isinstance(each, (dict, list))]
    assert {key for key in found if key[0] != "@"} <= set(context())
    assert set(LINKS) <= set(context())


def test_no_part_of_the_context_is_remote():
    assert not any(key == "@import" for key in context())
    assert all(isinstance(term, (str, dict, float)) for term in context().values())


def test_attribution_without_a_claim_is_still_there(tmp_path):
    of = article("a", "Ann said it rained.")
    said = attribution(of, 1, "it rained", source="Ann", cue="said")
    [_, node, *marks] = written(tables_of([of], [said], claims=[]), tmp_path)["@graph"]
    assert (node["text"], node["author"]) == ("it rained", {"name": "Ann"})
    assert "act" not in node
    assert len(marks) == 3


def test_empty_tables_are_a_document(tmp_path):
    assert written(tables_of(), tmp_path)["@graph"] == []
    assert len(written(many(IDS), tmp_path / "many")["@graph"]) == len(IDS) * 5


def test_linked_claim_of_another_article_is_meant_by_the_same_iri(tmp_path):
    one, two = article("one", "Ann said it rained."), article("two", "Tom denied it.")
    said, denied = attribution(one, 1, "it rained"), attribution(two, 1, "it")
    claims = [claim(said), claim(denied, disputes=["one:a1"])]
    nodes = written(tables_of([one, two], [said, denied], claims), tmp_path)["@graph"]
    [node] = [n for n in nodes if n["@id"] == "urn:onrecord:claim:two:a1"]
    assert node["disputes"] == ["urn:onrecord:claim:one:a1"]
