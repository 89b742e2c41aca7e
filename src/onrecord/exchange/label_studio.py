"""The attributions as tasks of Label Studio with pre-annotations, and what people made of them.

See https://labelstud.io/guide/predictions. Each piece of a source, cue or content is a region; relations
lead from the first piece of the content to the others. Act, commitment, kind and name are those of that
first piece. Offsets are code points, as Label Studio counts them since its version 1.5; those of older
versions, in UTF-16, are read too.
"""

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

from onrecord.corrections.row import Row
from onrecord.errors import OnrecordError
from onrecord.exchange.annotated import Annotated, articles_by_id, differences
from onrecord.exchange.by_article import by_article, was_read
from onrecord.tables.folder import Tables
from onrecord.tables.schema import ACTS, COMMITMENTS, KINDS, MANNERS, ROLES

TASKS, LABELS = "tasks.json", "labels.xml"
VALUES = {"act": tuple(ACTS), "commitment": COMMITMENTS, "kind": KINDS, "manner": MANNERS}


def write_label_studio(tables: Tables, folder: Path, on_articles: Callable[[int], object]) -> None:
    """Write `tasks.json`, a task for each article that was read, and `labels.xml`, the interface."""
    with open(folder / TASKS, "w", encoding="utf-8") as file:
        before = "[\n"
        for number, found in enumerate(by_article(tables), 1):
            if was_read(found.article):
                file.write(before + json.dumps(_task(number, found), ensure_ascii=False))
                before = ",\n"
            on_articles(1)
        file.write("[]\n" if before == "[\n" else "\n]\n")
    interface = (files("onrecord.exchange") / "labelstudio" / LABELS).read_text(encoding="utf-8")
    choices = {
        name: "".join(f'<Choice value="{value}"/>' for value in values)
        for name, values in VALUES.items()
    }
    (folder / LABELS).write_text(interface.format(**choices), encoding="utf-8", newline="")


def _task(number, found):
    article = found.article
    data = {name: article[name] for name in ("article_id", "title", "outlet", "text")}
    data["published"] = article["published"] and article["published"].isoformat()
    result = [
        each for row in found.attributions for each in _regions(row, found.claim(row), data["text"])
    ]
    return {
        "id": number,
        "data": data,
        "predictions": [{"model_version": "onrecord", "result": result}],
    }


def _regions(row, claim, text):
    key = row["attribution_id"]
    first = f"{key}:content:0"
    for role in ROLES:
        for n, (start, end) in enumerate(row[f"{role}_spans"]):
            value = {"start": start, "end": end, "text": text[start:end]}
            region = {"id": f"{key}:{role}:{n}", "to_name": "text", "from_name": "label"}
            yield region | {"type": "labels", "value": value | {"labels": [role.capitalize()]}}
            if region["id"] != first:
                ends = {"from_id": first, "to_id": region["id"], "direction": "right"}
                yield {"type": "relation", **ends}
    [start, end], *_ = row["content_spans"]
    place = {"start": start, "end": end}
    known = claim | row
    shared = {"id": first, "to_name": "text"}
    for name in VALUES:
        if chosen := known.get(name):
            value = place | {"choices": [chosen]}
            yield shared | {"from_name": name, "type": "choices", "value": value}
    if row["source_name"]:
        value = place | {"text": [row["source_name"]]}
        yield shared | {"from_name": "name", "type": "textarea", "value": value}


def read_label_studio(path: Path, tables: Tables) -> Iterator[Row]:
    """What people have changed, of an export as JSON.

    A task that nobody has annotated says nothing. Of several annotations of a task the last counts.

    Raises:
        OnrecordError: it is no such export, is of other articles, or marks words that they do not have;
            it names the task.
    """
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise OnrecordError(f"{path} is no JSON ({error}). {_ASK}") from error
    known = articles_by_id(tables)
    for task in tasks if isinstance(tasks, list) else [tasks]:
        number = task.get("id") if isinstance(task, dict) else None
        try:
            annotations = [a for a in task["annotations"] if not a.get("was_cancelled")]
            article_id = task["data"]["article_id"]
            found = known.get(article_id)
            if found is None:
                raise _Misread(f"the tables have no article {article_id!r}")
            if annotations:
                text = found.article["text"]
                yield from differences(found, _marks(annotations[-1]["result"], text))
        except (LookupError, TypeError, AttributeError, ValueError, ArithmeticError) as error:
            why = str(error) if isinstance(error, _Misread) else f"it lacks {error}"
            raise OnrecordError(f"{path}, task {number}: {why}. {_ASK}") from error


_ASK = (
    "So nothing of it can be taken over. Export the project from Label Studio in the format JSON, and "
    "give the tables whose export was annotated there."
)


class _Misread(ValueError):
    """What in a task does not fit the articles."""


def _marks(result, text) -> list[Annotated]:
    regions = {r["id"]: r for r in result if r["type"] == "labels"}
    roles = {key: r["value"]["labels"][0].lower() for key, r in regions.items()}
    relations = [(r["from_id"], r["to_id"]) for r in result if r["type"] == "relation"]
    relations = [each for each in relations if set(each) <= regions.keys()]
    later = {to for start, to in relations if roles[start] == roles[to] == "content"}
    marks = {}
    for key in regions:
        if roles[key] == "content" and key not in later:
            marks[key] = Annotated(key.removesuffix(":content:0"), {role: () for role in ROLES})
            marks[key].spans["content"] = (_span(regions[key], text),)
    for ends in relations:
        for one, other in (ends, ends[::-1]):
            if one in marks and other not in marks and roles[other] in ROLES:
                spans = {*marks[one].spans[roles[other]], _span(regions[other], text)}
                marks[one].spans[roles[other]] = tuple(sorted(spans))
    for each in result:
        if each.get("id") in marks and each["type"] in ("choices", "textarea"):
            [chosen, *_] = each["value"]["choices" if each["type"] == "choices" else "text"]
            if not isinstance(chosen, str):
                raise _Misread(f"{chosen!r} is no text")
            marks[each["id"]].values[each["from_name"]] = chosen
    return list(marks.values())


def _span(region, text) -> tuple[int, int]:
    """Where a region's words stand in the text; its offsets are not believed without them."""
    value = region["value"]
    start, end = int(value["start"]), int(value["end"])
    words = value.get("text", text[start:end])
    if 0 <= start < end <= len(text) and _same(text[start:end], words):
        return start, end
    units = text.encode("utf-16-le")
    before, inside = units[: 2 * start], units[2 * start : 2 * end]
    if _same(inside.decode("utf-16-le", "replace"), words) and words.strip():
        first = len(before.decode("utf-16-le", "replace"))
        return first, first + len(inside.decode("utf-16-le", "replace"))
    raise _Misread(f"{words!r} is not what stands from {start} to {end}")


def _same(one, other):
    """White space is not always exported as it is."""
    return "".join(one.split()) == "".join(other.split()) != ""
