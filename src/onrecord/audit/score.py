"""Coding sheets in, `audit.json` beside the tables out; and what was marked as corrections."""

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from onrecord.audit.accuracy import accuracy, articles_read, calibration, link_accuracy
from onrecord.audit.agreement import agreement
from onrecord.audit.audit import AUDIT, GENERATOR, digest_of_tables
from onrecord.audit.intervals import DRAWS
from onrecord.audit.marked import Marked, read_marked
from onrecord.audit.methods import citation, paragraph
from onrecord.audit.sample import Sample
from onrecord.audit.sheet import NAMELESS, write_sheet
from onrecord.audit.truth import readings
from onrecord.corrections.corrections import Corrections, what
from onrecord.corrections.row import UNNAMED, Row
from onrecord.errors import OnrecordError
from onrecord.tables.folder import Tables, read_columns, read_tables
from onrecord.tables.outputs import check_can_write, whole_file, whole_folder

SAMPLE = "sample.json"  # beside the sheets: of which tables they are


def write_sample(
    tables_folder: Path, out: Path, sample: Sample, *, overwrite: bool = False
) -> dict:
    """Draw the articles and write a folder with a sheet for each coder.

    Returns:
        Words → number: how many rows each coder is to mark.

    Raises:
        OnrecordError: there are too few articles, or `out` cannot be written.
    """
    check_can_write(
        out, overwrite=overwrite, is_ours=is_sample_folder, other="no folder of coding sheets"
    )
    tables, digest = read_tables(tables_folder), digest_of_tables(tables_folder)
    sample.draw(tables)
    rows = {}
    with whole_folder(out) as new:
        for coder in range(1, sample.coders + 1):
            name = f"coder-{coder}.xlsx"
            rows[name] = write_sheet(tables, new / name, sample, coder, digest)
        place = os.path.relpath(tables_folder.absolute(), out.absolute())
        known = {"generator": GENERATOR, "tables": place}
        (new / SAMPLE).write_text(json.dumps(known, indent=1) + "\n", "utf-8")
    return rows


def is_sample_folder(folder: Path) -> bool:
    """Whether a folder has coding sheets that the kit wrote."""
    try:
        return json.loads((folder / SAMPLE).read_text("utf-8"))["generator"] == GENERATOR
    except (OSError, ValueError, KeyError, TypeError):
        return False


def tables_of(path: Path) -> Path:
    """The folder of tables that a sheet was made of, as the file beside it has it.

    Raises:
        OnrecordError: there is no such file.
    """
    if not is_sample_folder(path.parent):
        raise OnrecordError(
            f"There is no {SAMPLE} beside {path}, so nobody knows of which tables it is. Name them with "
            "--tables."
        )
    place = json.loads((path.parent / SAMPLE).read_text("utf-8"))["tables"]
    return Path(os.path.normpath(path.parent / place))


def score(paths: Sequence[Path], tables_folder: Path) -> tuple[dict, list[Marked], Tables]:
    """Read the sheets of all coders and write `audit.json` beside the tables.

    Raises:
        OnrecordError: see `marked.read_marked`; or two files are of the same coder, or of two samples.
    """
    tables, digest = read_tables(tables_folder), digest_of_tables(tables_folder)
    files: dict[int, Path] = {}
    marked: list[Marked] = []
    for path in paths:
        own = read_marked(path, tables, digest)
        if (other := files.setdefault(own.coder, path)) != path or len(files) == len(marked):
            raise OnrecordError(
                f"{path} and {other} are both the sheet of coder {own.coder} (sheet 'instructions'), so the "
                "same reading would count twice. Give each coder's file once."
            )
        if own.sample != (marked or [own])[0].sample:
            raise OnrecordError(
                f"{path} is of another sample ({own.sample}) than {paths[0]} ({marked[0].sample}), so they "
                "cannot be counted together. Score each sample on its own."
            )
        marked.append(own)
    marked.sort(key=lambda each: each.coder)
    result = summarise(marked, tables) | {"digest": digest}
    with whole_file(tables_folder / AUDIT) as new:
        new.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return result, marked, tables


def summarise(marked: Sequence[Marked], tables: Tables) -> dict:
    """What `audit.json` holds, but for the digest of the tables."""
    coders = [{k: v for k, v in asdict(each).items() if k != "sample"} for each in marked]
    sample, seed = marked[0].sample, marked[0].sample.seed
    read = sum(status == "ok" for status in tables.articles["status"].to_pylist())
    both = readings(coders, tables)
    version = str(tables.manifest.get("onrecord"))
    csl, bibtex = citation(version)
    number = len({article for each in marked for article in each.articles})
    result = {
        "generator": GENERATOR,
        "onrecord": version,
        "draws": DRAWS,
        "sample": asdict(sample) | {"of": read, "read": number},
        "articles": articles_read(both),
        "accuracy": accuracy(both, seed),
        "links": link_accuracy(coders, seed),
        "agreement": agreement(coders),
        "calibration": calibration(both, seed),
        "csl": [csl],
        "bibtex": bibtex,
        "coders": coders,
    }
    return result | {"methods": paragraph(result, tables.manifest)}


def as_corrections(marked: Sequence[Marked], tables: Tables, name: str) -> Corrections:
    """What was marked wrong or added, as rows of corrections; of articles that several read, what all of
    them say."""
    found = {row["attribution_id"]: row for row in tables.attributions.to_pylist()}
    read = Counter(article for each in marked for article in each.articles)
    texts = dict(read_columns(tables.articles, "article_id", "text"))
    said = Counter[tuple]()
    rows: dict[tuple, Row] = {}
    for each in marked:
        for row in _rows(each, found, texts):
            key = *what(row), row.decision, row.answer, row.other_text
            said[key] += 1
            rows[key] = row
    agreed = [row for key, row in rows.items() if said[key] == read[row.articles]]
    return Corrections(name, "", tuple(agreed))


def _rows(marked: Marked, found, texts) -> Iterator[Row]:
    for row in marked.rows:
        place = _place(found[row["id"]])
        if not row["content"]:
            yield Row(kind="attribution", decision="no", **place)
        if row["right_who"]:
            yield _who(place, row["right_who"])
        if row["right_act"]:
            yield Row(kind="act", answer=row["right_act"], **place)
    for row in marked.missed:
        place, words = _place(row, "article", "spans", "words"), {}
        yield Row(kind="attribution", decision="yes", **place)
        if row["source_spans"]:
            (start, *_), (*_, end) = row["source_spans"][0], row["source_spans"][-1]
            text = texts[row["article"]][start:end]
            words = {"other_text": text, "other_spans": json.dumps([[start, end]])}
        if row["who"] != "none":
            yield _who(place | words, row["who"])
        yield Row(kind="act", answer=row["act"], **place)
    for link in marked.links:
        if not link["right"]:
            place, other = _place(found[link["claim"]]), _place(found[link["other"]])
            ends = place | {f"other_{name}": value for name, value in other.items()}
            yield Row(kind="link", decision="no", believed=link["kind"], **ends)


def _who(place, who):
    if who == "none":
        return Row(kind="source", decision="no", **place)
    return Row(kind="source", answer=UNNAMED if who in NAMELESS else who, **place)


def _place(row, article="article_id", spans="content_spans", words="content_text"):
    return {"articles": row[article], "spans": json.dumps(row[spans]), "text": row[words]}
