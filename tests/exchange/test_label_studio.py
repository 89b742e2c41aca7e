"""Tasks of Label Studio, and what comes back from there: every span is kept, every change is a row."""

import copy
import json
import xml.etree.ElementTree as xml

import pytest
from exchange_examples import IDS, many, tables_of, wild
from small_record import article, attribution, harbour

from onrecord.corrections.row import check_row
from onrecord.errors import OnrecordError
from onrecord.exchange import export_tables
from onrecord.exchange.coming_back import read_any
from onrecord.exchange.label_studio import LABELS, TASKS
from onrecord.tables.schema import ACTS


def exported(tables, folder):
    """The tasks as Label Studio exports them, once somebody has submitted each as it was."""
    export_tables(tables, folder / "ls", "labelstudio")
    tasks = json.loads((folder / "ls" / TASKS).read_text("utf-8"))
    for task in tasks:
        [prediction] = task["predictions"]
        result = copy.deepcopy(prediction["result"])
        task["annotations"] = [{"id": 1, "result": result, "was_cancelled": False}]
    return tasks


def back(tasks, tables, folder):
    """Kind, decision, answer and other words of each row that comes of an export."""
    (folder / "export.json").write_text(json.dumps(tasks), "utf-8")
    rows = read_any(folder / "export.json", tables).rows
    for row in rows:
        check_row(row)
    return [(row.kind, row.decision, row.answer, row.other_text) for row in rows]


def of(tasks, n=0):
    return tasks[n]["annotations"][0]["result"]


def moved(region, text, start, end):
    region["value"] |= {"start": start, "end": end, "text": text[start:end]}


@pytest.mark.parametrize("tables", [harbour().tables, wild(), many(IDS)])
def test_what_nobody_changed_comes_back_as_nothing_and_every_span_is_there(tables, tmp_path):
    tasks = exported(tables, tmp_path)
    assert back(tasks, tables, tmp_path) == []
    spans = [
        (row["article_id"], *span, row[f"{role}_spans"].index(span))
        for row in tables.attributions.to_pylist()
        for role in ("source", "cue", "content")
        for span in row[f"{role}_spans"]
    ]
    found = [
        (
            task["data"]["article_id"],
            r["value"]["start"],
            r["value"]["end"],
            int(r["id"].split(":")[-1]),
        )
        for task in tasks
        for r in of([task])
        if r["type"] == "labels"
    ]
    assert sorted(spans) == sorted(found)


def test_interface_has_a_choice_for_each_act(tmp_path):
    export_tables(harbour().tables, tmp_path / "ls", "labelstudio")
    tree = xml.parse(tmp_path / "ls" / LABELS)
    [acts] = [each for each in tree.iter("Choices") if each.get("name") == "act"]
    assert [choice.get("value") for choice in acts] == list(ACTS)


def test_each_change_is_a_row(tmp_path):
    tables = harbour().tables
    tasks = exported(tables, tmp_path)
    text, result = tasks[0]["data"]["text"], of(tasks)
    for region in result:
        if region.get("from_name") == "act":
            region["value"]["choices"] = ["promises"]
        if region.get("from_name") == "name" and region["id"].startswith("gazette-1:a1:"):
            region["value"]["text"] = ["Bea Vale"]
        if region["id" if "id" in region else "to_id"] == "gazette-1:a1:cue:0":
            at = text.index("did not")
            if region["type"] == "labels":
                moved(region, text, at, at + len("did not"))
    start = text.index("Ann Reed’s office")
    new = {"id": "new", "type": "labels", "value": {"labels": ["Content"]}}
    who = {"id": "who", "type": "labels", "value": {"labels": ["Source"]}}
    moved(new, text, start, start + 8)
    moved(who, text, start + 11, start + 17)
    result += [new, who, {"type": "relation", "from_id": "who", "to_id": "new"}]
    of(tasks, 1).clear()
    assert back(tasks, tables, tmp_path) == [
        ("cue", "", "", "did not"),
        ("source", "", "Bea Vale", ""),
        ("act", "", "promises", ""),
        ("act", "", "promises", ""),
        ("attribution", "yes", "", ""),
        ("source", "", "", "office"),
        ("attribution", "no", "", ""),
        ("attribution", "no", "", ""),
    ]


def test_offsets_in_utf_16_of_older_versions_are_read_and_torn_ones_refused(tmp_path):
    text = "😀😀 It rained, Ann Reed said."
    known = article("a", text)
    tables = tables_of([known], [attribution(known, 1, "It rained", source="Ann Reed", cue="said")])
    tasks = exported(tables, tmp_path)
    for region in of(tasks):
        if "value" in region:
            region["value"]["start"] += 2
            region["value"]["end"] += 2
    assert back(tasks, tables, tmp_path) == []
    of(tasks)[0]["value"]["text"] = "It poured"
    with pytest.raises(OnrecordError, match="task 1: 'It poured' is not what stands from"):
        back(tasks, tables, tmp_path)


@pytest.mark.parametrize(
    ("made", "named"),
    [
        ("no json", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ([{"id": 7, "data": {}}], "task 7: it lacks 'annotations'"),
        ([{"id": 7, "data": {"article_id": "x"}, "annotations": []}], "no article 'x'"),
        ([{"id": 7, "data": None, "annotations": []}], "task 7"),
        (["x"], "task None"),
        (
            [
                {
                    "id": 7,
                    "data": {"article_id": "tide-1"},
                    "annotations": [{"result": [{"type": "labels"}]}],
                }
            ],
            "task 7: it lacks 'id'",
        ),
    ],
)
def test_export_that_is_none_or_of_other_articles_is_refused_with_its_task(made, named, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(made if isinstance(made, str) else json.dumps(made), "utf-8")
    with pytest.raises(OnrecordError, match=r"x\.json") as error:
        read_any(path, harbour().tables)
    assert named in str(error.value)


@pytest.mark.parametrize(
    ("chosen", "named"), [("shouts", "'shouts' is no act"), (7, "7 is no text")]
)
def test_act_that_is_none_is_refused(chosen, named, tmp_path):
    tasks = exported(harbour().tables, tmp_path)
    [first, *_] = [r for r in of(tasks) if r.get("from_name") == "act"]
    first["value"]["choices"] = [chosen]
    with pytest.raises(OnrecordError) as error:
        back(tasks, harbour().tables, tmp_path)
    assert named in str(error.value)


def test_task_that_nobody_annotated_and_a_skipped_one_say_nothing(tmp_path):
    tasks = exported(harbour().tables, tmp_path)
    tasks[0]["annotations"] = []
    tasks[1]["annotations"][0] |= {"was_cancelled": True, "result": []}
    assert back(tasks, harbour().tables, tmp_path) == []


def test_other_tools_need_the_tables(tmp_path):
    with pytest.raises(OnrecordError, match="--tables"):
        read_any(tmp_path, None)
