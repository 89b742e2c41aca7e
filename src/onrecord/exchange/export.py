"""Tables written in a format of other tools, whole or not at all."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.exchange.delimited import write_csv
from onrecord.exchange.graphs import write_graphs
from onrecord.exchange.label_studio import write_label_studio
from onrecord.exchange.linked_data import is_our_document, write_jsonld
from onrecord.exchange.qda_project import is_our_project, write_qdpx
from onrecord.exchange.standoff import write_brat
from onrecord.exchange.workbook import is_our_workbook, write_xlsx
from onrecord.tables import outputs
from onrecord.tables.folder import Tables
from onrecord.tables.outputs import SOON
from onrecord.tables.schema import TABLES


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes:
        write: (tables, place, what to call with a number of steps done) → what to tell its reader,
            if anything.
        ending: of the file; empty where it is a folder.
        is_ours: whether what is at a place may be replaced.
        step: what its progress counts: rows of all tables, or articles.
    """

    write: Callable[[Tables, Path, Callable[[int], object]], list[str] | None]
    ending: str
    is_ours: Callable[[Path], bool]
    step: str


FORMATS = {
    "csv": Format(write_csv, "", outputs.is_export_folder, "row"),
    "xlsx": Format(write_xlsx, ".xlsx", is_our_workbook, "row"),
    "jsonld": Format(write_jsonld, ".jsonld", is_our_document, "article"),
    "brat": Format(write_brat, "", outputs.is_export_folder, "article"),
    "labelstudio": Format(write_label_studio, "", outputs.is_export_folder, "article"),
    "refi-qda": Format(write_qdpx, ".qdpx", is_our_project, "article"),
    **{
        to: Format(partial(write_graphs, to=to), "", outputs.is_export_folder, "article")
        for to in ("gexf", "graphml")
    },
}


def check_can_export(path: str | Path, to: str, *, overwrite: bool) -> None:
    """Refuse a place that `export_tables` would refuse, before any work is done for it.

    Raises:
        OnrecordError: `path` cannot be made, is not to be overwritten, is not ours to overwrite, or
            is a file where the format is a folder, or the other way round.
    """
    path, chosen = Path(path), FORMATS[to]
    if chosen.ending and path.suffix.lower() != chosen.ending:
        raise OnrecordError(
            f"--to {to} writes a file, and {path} does not end in {chosen.ending}, so nothing would "
            f"open it. Name a file such as {path.name or 'export'}{chosen.ending} with --out."
        )
    if not chosen.ending and path.suffix.lower() == f".{to}":
        raise OnrecordError(
            f"--to {to} writes a folder of several files, and {path} is called as one file is, so "
            f"people would try to open it. Name a folder such as {path.stem} with --out."
        )
    if chosen.ending and path.is_dir():
        raise OnrecordError(f"{path} is a folder, and --to {to} writes a file. Name another --out.")
    outputs.check_can_write(
        path,
        overwrite=overwrite,
        is_ours=chosen.is_ours,
        other=f"not what `onrecord export --to {to}` writes",
    )


def export_tables(
    tables: Tables, path: str | Path, to: str, *, overwrite: bool = False, progress: bool = False
) -> list[str]:
    """Write tables to a place in one of `FORMATS`; it appears whole or not at all.

    Args:
        tables: what is exported; the same tables make the same bytes.
        path: the folder or file, see `check_can_export`.
        to: the format's name.
        overwrite: replace what an earlier export wrote there.
        progress: show a bar on stderr where it takes more than two seconds.

    Returns:
        What its reader must be told, such as that texts were cut: a sentence each.

    Raises:
        OnrecordError: see `check_can_export`; or the writing failed.
    """
    from tqdm import tqdm

    check_can_export(path, to, overwrite=overwrite)
    chosen = FORMATS[to]
    counted = TABLES if chosen.step == "row" else ["articles"]
    total = sum(getattr(tables, name).num_rows for name in counted)
    whole = outputs.whole_file if chosen.ending else outputs.whole_folder
    bar = tqdm(desc="Writing", total=total, unit=chosen.step, delay=SOON, disable=not progress)
    with bar, whole(path) as new:
        told = chosen.write(tables, new, bar.update)
        if not chosen.ending:  # by this file the folder is known again
            about = {"made_by": outputs.EXPORTER, "format": to, "tables": tables.manifest}
            text = json.dumps(about, indent=1, ensure_ascii=False)
            (new / outputs.EXPORT).write_text(text + "\n", encoding="utf-8")
    return told or []
