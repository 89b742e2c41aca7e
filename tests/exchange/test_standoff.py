"""brat standoff, read back by a parser of this file, which holds to what brat itself demands."""

import csv
import itertools
import json
import re
from dataclasses import dataclass, field

import pytest
from exchange_examples import IDS, WILD, many, seeds, tables_of, wild
from small_record import article, attribution

from onrecord.errors import OnrecordError
from onrecord.exchange import export_tables
from onrecord.exchange.standoff import fragments
from onrecord.tables.cells import restore
from onrecord.tables.schema import ACTS, COMMITMENTS, KINDS, MANNERS

LINKS = {"Disputes": "disputes", "May_dispute": "may_dispute", "Echoes": "echoes"}


@dataclass
class Event:
    kind: str
    trigger: list
    roles: dict
    attributes: dict = field(default_factory=dict)
    note: dict = field(default_factory=dict)


def read_brat(text, lines):
    """(events by their id, relations as (kind, id, id)) of one file, every rule of brat checked."""
    spans, events, relations, seen = {}, {}, [], set()
    for line in lines.splitlines():
        number, body, *rest = line.split("\t")
        assert re.fullmatch(r"[TEAR#][1-9]\d*", number)
        assert number not in seen
        seen.add(number)
        if number[0] == "T":
            spans[number] = read_mark(text, body, *rest)
        elif number[0] == "E":
            assert not rest
            (kind, trigger), *roles = (part.split(":") for part in body.split(" "))
            assert spans[trigger][0] == kind, "brat refuses a trigger of another type"
            assert all(spans[mark][0] == role for role, mark in roles)
            marks = {role: spans[mark][1] for role, mark in roles}
            events[number] = Event(kind, spans[trigger][1], marks)
        elif number[0] == "A":
            name, event, value = body.split(" ")
            assert name not in events[event].attributes
            events[event].attributes[name] = value
        elif number[0] == "#":
            kind, event = body.split(" ")
            assert kind == "AnnotatorNotes"
            [note] = rest
            events[event].note = json.loads(note)
        else:
            kind, one, other = body.split(" ")
            assert (one[:5], other[:5]) == ("Arg1:", "Arg2:")
            relations.append((kind, one[5:], other[5:]))
    return events, relations


def read_mark(text, body, words):
    """(type, spans): in order, apart, within one line each, and the words are those of the text."""
    kind, _, places = body.partition(" ")
    spans = [[int(offset) for offset in place.split(" ")] for place in places.split(";")]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    assert words == " ".join(text[start:end] for start, end in spans)
    assert len(words.splitlines()) == 1
    assert not any(text[e].isspace() for start, end in spans for e in (start, end - 1))
    return kind, spans


def read_back(folder):
    """article_id → (text, rows of attributions and claims as far as brat holds them)."""
    with open(folder / "articles.csv", encoding="utf-8-sig", newline="") as file:
        listed = [{k: restore(v) for k, v in row.items()} for row in csv.DictReader(file)]
    found = {}
    for row in listed:
        if row["file"]:
            text = (folder / f"{row['file']}.txt").read_bytes().decode()
            lines = (folder / f"{row['file']}.ann").read_bytes().decode()
            found[row["article_id"]] = text, rows_of(*read_brat(text, lines))
    return listed, found


def rows_of(events, relations):
    rows = {}
    for number, event in events.items():
        marks = {
            f"{r}_spans": event.roles.get(r.capitalize(), []) for r in ("source", "cue", "content")
        }
        assert event.kind == ("Attribution" if "Cue" in event.roles else "Attribution-no-cue")
        assert event.trigger == event.roles.get("Cue", event.roles["Content"])
        values = {name.lower(): value for name, value in event.attributes.items()}
        links = {link: set(event.note.get(link, ())) for link in LINKS.values()}
        rows[number] = marks | values | event.note | links | {"parent_id": None}
    for kind, one, other in relations:
        there, here = rows[other]["attribution_id"], rows[one]["attribution_id"]
        if kind == "Within":
            rows[one]["parent_id"] = there
        else:
            rows[one][LINKS[kind]].add(there)
            if kind == "Echoes":
                rows[other]["echoes"].add(here)
    return list(rows.values())


KEPT = (
    "attribution_id", "kind", "manner", "source_spans", "cue_spans", "content_spans", "source_name",
    "source_entity", "source_class", "source_plural", "parent_id", "depth", "evidence", "status",
)  # fmt: skip
KEPT_CLAIM = ("act", "commitment", "act_evidence", "chain", "about", "link_evidence")


@pytest.mark.parametrize("make", [seeds, wild])
def test_brat_reads_back_to_the_same_attributions(make, tmp_path):
    tables = make()
    export_tables(tables, tmp_path / "out", "brat")
    _, found = read_back(tmp_path / "out")
    read = [row for _, rows in found.values() for row in rows]
    claims = {row["claim_id"]: row for row in tables.claims.to_pylist()}
    assert len(read) == tables.attributions.num_rows
    for row, made in zip(tables.attributions.to_pylist(), read, strict=True):
        claim = claims[row["attribution_id"]]
        assert {k: made.get(k) for k in KEPT} == {k: row[k] for k in KEPT}
        assert {k: made.get(k) or None for k in KEPT_CLAIM} == {
            k: claim[k] or None for k in KEPT_CLAIM
        }
        assert made["confidence"] == pytest.approx(row["confidence"], abs=1e-6)
        assert {k: made[k] for k in LINKS.values()} == {k: set(claim[k]) for k in LINKS.values()}


@pytest.mark.parametrize("make", [seeds, wild])
def test_text_beside_the_annotations_is_the_article_byte_for_byte(make, tmp_path):
    export_tables(make(), tmp_path / "out", "brat")
    _, found = read_back(tmp_path / "out")
    rows = make().articles.to_pylist()
    assert {i: text for i, (text, _) in found.items()} == {
        row["article_id"]: row["text"] for row in rows if row["status"] == "ok"
    }


def test_article_without_a_text_is_listed_with_its_reason(tmp_path):
    export_tables(wild(), tmp_path / "out", "brat")
    listed, found = read_back(tmp_path / "out")
    assert [row["article_id"] for row in listed] == ["../../x", "con", "CON"]
    assert listed[2]["file"] == ""
    assert (listed[2]["status"], listed[2]["message"]) == ("undecodable", "-1: it holds NUL bytes")
    assert list(found) == ["../../x", "con"]


def test_article_that_was_not_read_has_no_files_though_it_has_a_text(tmp_path):
    unread = {"long": "too_long", "again": "duplicate", "torn": "failed"}
    rows = [article(i, "It rained.", status=status) for i, status in unread.items()]
    rows += [article("bare", ""), article("read", "It rained.")]
    export_tables(tables_of(rows), tmp_path / "out", "brat")
    listed, found = read_back(tmp_path / "out")
    assert [row["file"] for row in listed] == ["", "", "", "", "read"] and list(found) == ["read"]
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert {n for n in names if n.endswith((".ann", ".txt"))} == {"read.ann", "read.txt"}


def test_files_lie_in_the_folder_and_nowhere_else(tmp_path):
    export_tables(many(IDS), tmp_path / "deep" / "out", "brat")
    assert [p.name for p in tmp_path.iterdir()] == ["deep"]
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["out"]
    names = sorted(p.name for p in (tmp_path / "deep" / "out").iterdir())
    assert len([n for n in names if n.endswith(".ann")]) == len(IDS)
    assert {n for n in names if not n.endswith((".ann", ".txt"))} == {
        "annotation.conf", "visual.conf", "articles.csv", "export.json",
    }  # fmt: skip
    assert len(read_back(tmp_path / "deep" / "out")[1]) == len(IDS)


def test_span_is_parted_where_a_line_ends_and_has_no_space_at_its_edges():
    text = "one\ntwo\r\n\n three\tfour\u2028five"
    assert fragments(text, [[0, len(text)]]) == [[0, 3], [4, 7], [11, 16], [17, 21], [22, 26]]
    assert fragments(text, [[4, 7], [0, 3]]) == [[0, 3], [4, 7]]
    assert fragments(text, [[3, 4]]) == []
    assert fragments(text, [[3, 8]]) == [[4, 7]]


@pytest.mark.parametrize(
    "separator", [c for c in map(chr, range(0x3000)) if len(f"a{c}b".splitlines()) > 1]
)
def test_every_line_end_that_a_reader_knows_parts_a_span(separator):
    assert fragments(f"a{separator}b", [[0, 3]]) == [[0, 1], [2, 3]]


def test_pieces_that_only_a_line_end_parts_stay_two(tmp_path):
    of = article("a", "“One.\n\n“Two.\nThree.” she said")
    two = attribution(of, 1, ["“One.", "“Two.\nThree.”"], cue="said", source="she")
    one = attribution(of, 2, "“One.\n\n“Two.", cue="said", source="she")
    export_tables(tables_of([of], [two, one]), tmp_path / "out", "brat")
    _, found = read_back(tmp_path / "out")
    rows = found["a"][1]
    assert [row["content_spans"] for row in rows] == [two["content_spans"], one["content_spans"]]


def test_attribution_without_a_cue_hangs_on_its_content(tmp_path):
    of = article("a", "It rained. “It was wet.”")
    export_tables(tables_of([of], [attribution(of, 1, "“It was wet.”")]), tmp_path / "out", "brat")
    lines = (tmp_path / "out" / "a.ann").read_text("utf-8").splitlines()
    assert lines[:3] == [
        "T1\tContent 11 24\t“It was wet.”",
        "T2\tAttribution-no-cue 11 24\t“It was wet.”",
        "E1\tAttribution-no-cue:T2 Content:T1",
    ]


def test_content_that_brat_cannot_mark_is_refused_and_not_lost(tmp_path):
    of = article("a", "one\n\ntwo")
    with pytest.raises(OnrecordError, match="a:a1 holds nothing but white space"):
        export_tables(tables_of([of], [attribution(of, 1, "\n\n")]), tmp_path / "out", "brat")
    assert list(tmp_path.iterdir()) == []


def test_settings_allow_all_that_is_written(tmp_path):
    export_tables(seeds(), tmp_path / "out", "brat")
    text = (tmp_path / "out" / "annotation.conf").read_text("utf-8")
    sections = dict(re.findall(r"\[(\w+)\]\n(.*?)(?=\n\[|\Z)", text, re.DOTALL))
    assert list(sections) == ["entities", "relations", "events", "attributes"]
    terms = {
        name: [line.split("\t") for line in s.split("\n") if line] for name, s in sections.items()
    }
    assert [t[0] for t in terms["entities"]] == ["Source", "Cue", "Content"]
    assert {t[0] for t in terms["relations"]} >= {*LINKS, "Within"}
    assert {t[0] for t in terms["events"]} == {"Attribution", "Attribution-no-cue"}
    values = {t[0]: t[1].partition("Value:")[2].split("|") for t in terms["attributes"]}
    assert values == {
        "Act": list(ACTS),
        "Commitment": list(COMMITMENTS),
        "Kind": list(KINDS),
        "Manner": list(MANNERS),
    }


def test_offsets_are_code_points(tmp_path):
    export_tables(wild(), tmp_path / "out", "brat")
    _, found = read_back(tmp_path / "out")
    text, rows = found["../../x"]
    [[start, end]] = rows[0]["source_spans"]
    assert text == WILD
    assert text[start:end] == "😀 Ann 𝔄 Reed"
