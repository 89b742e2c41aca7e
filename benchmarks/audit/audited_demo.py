"""How right the kit is on the demo articles, as readers of all of them mark it.

Each reader is a language model, and did not see what another wrote. `demo_read_*.tsv` has what each marked
wrong and what each added, as in the coding sheets that the command makes anew, fills in and scores. What
is not listed there was marked right.
"""

import argparse
import csv
import sys
import tempfile
from pathlib import Path

from benchmarks.common.command import WrongUsage
from benchmarks.common.made_articles import DEMO
from benchmarks.common.printing import markdown

NEEDS = ""
EXAMPLES = ("", "--out audited", "--keep sheet.xlsx > benchmarks/audit/demo_read_2.tsv")
READINGS = sorted(Path(__file__).parent.glob("demo_read_*.tsv"))
READER = "a language model, reading {}"
# Of what is marked wrong in the sheet `read`; `found` is how the words begin: it must be the same still.
COLUMNS = ("article", "row", "wrong", "right words", "right who", "right act", "source", "found")
ASPECTS = ("content", "source", "who", "act")
BEGINS = 40  # characters


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, help="keep the tables and their audit in this folder")
    parser.add_argument("--keep", type=Path, help="print a sheet that is filled in as a reading")


def run(args: argparse.Namespace) -> None:
    from onrecord.audit.sample import plan
    from onrecord.audit.score import score, write_sample
    from onrecord.corpus import read_articles
    from onrecord.extraction.extract import extract

    if args.keep:
        keep(args.keep)
        return
    with tempfile.TemporaryDirectory(prefix="onrecord-audit-") as name:
        tables = args.out or Path(name) / "tables"
        extract(read_articles(DEMO), tables)
        number = len(list(DEMO.iterdir()))
        write_sample(tables, Path(name) / "audit", plan(number, 1, len(READINGS), number))
        sheets = sorted((Path(name) / "audit").glob("*.xlsx"))
        for n, (sheet, reading) in enumerate(zip(sheets, READINGS, strict=True), 1):
            fill(sheet, reading, READER.format(n))
        result, *_ = score(sheets, tables)
    report(result)


def report(result: dict) -> None:
    from onrecord.audit.methods import SHARES, with_interval

    rows = [
        [row["by"], row["value"], row["right"], f"{row['found']:g}", f"{row['true']:g}"]
        + [with_interval(row, name) for name in SHARES]
        for row in result["accuracy"]
        if row["by"] == "all" or row["right"] == "with who is meant"
    ]
    print(markdown(["by", "value", "right", "found", "true", *SHARES], rows), end="\n\n")
    agreed = [[row["of"], row["units"], row["same"], row["alpha"]] for row in result["agreement"]]
    print(markdown(["agreement on", "units", "same", "alpha"], agreed), end="\n\n")
    errors = {row["of"]: row["ece"] for row in result["calibration"]}
    print(", ".join(f"ECE of {name}: {value:.3f}" for name, value in errors.items()), end="\n\n")
    print(result["methods"])


def lines(sheet):
    """The rows below the first, as cells by column."""
    header = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2, max_col=len(header)):
        yield dict(zip(header, row, strict=True))


def fill(path: Path, reading: Path, reader: str) -> None:
    """Fill in a coding sheet as a reading has it.

    Raises:
        WrongUsage: a row of the reading is not in the sheet: the kit finds something else now.
    """
    import openpyxl

    with reading.open(encoding="utf-8", newline="") as file:
        marked = {(r["article"], r["row"]): r for r in csv.DictReader(file, delimiter="\t")}
    book = openpyxl.load_workbook(path)
    book["instructions"]["B1"] = reader
    for cells in lines(book["read"]):
        if cells["row"].value:
            article, _, number = cells["id"].value.rpartition(":")
            known = marked.pop((article, number), {"wrong": "", "found": ""})
            if not cells["words"].value.startswith(known["found"]):
                raise WrongUsage(f"{article}:{number} was {known['found']!r} when it was read")
            wrong = known["wrong"].split()
            given = {f"{name} is": "wrong" if name in wrong else "right" for name in ASPECTS}
            for name, value in (given | {n: known.get(n) for n in COLUMNS[3:6]}).items():
                cells[name].value = value or None
    for cells in lines(book["links"]):
        if cells["id"].value:
            known = marked.pop(("link", cells["id"].value), None)
            cells["link is"].value = "wrong" if known else "right"
    added = [row for (_, number), row in marked.items() if number.startswith("missed")]
    names = {"words": "right words", "source": "source", "who": "right who", "act": "right act"}
    for number, row in enumerate(added, 2):
        given = {"article": row["article"], **{name: row[column] for name, column in names.items()}}
        header = [cell.value for cell in book["missed"][1]]
        for name, value in given.items():
            book["missed"].cell(number, header.index(name) + 1, value or None)
    if len(added) < len(marked):
        left = next(key for key in marked if not key[1].startswith("missed"))
        raise WrongUsage(
            f"{reading.name} has a row of {' '.join(left)}, which is not found any more"
        )
    book.save(path)


def keep(path: Path) -> None:
    """Print what a sheet marks wrong and adds, as a reading."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    write = csv.DictWriter(sys.stdout, COLUMNS, delimiter="\t", lineterminator="\n", restval="")
    write.writeheader()
    for cells in lines(book["read"]):
        value = {name: cell.value or "" for name, cell in cells.items()}
        if wrong := [name for name in ASPECTS if value[f"{name} is"] == "wrong"]:
            article, _, number = value["id"].rpartition(":")
            known = {"article": article, "row": number, "wrong": " ".join(wrong)}
            known |= {name: value[name] for name in COLUMNS[3:6]}
            write.writerow(known | {"found": value["words"][:BEGINS].partition("\n")[0]})
    for cells in lines(book["links"]):
        if cells["link is"].value == "wrong":
            write.writerow({"article": "link", "row": cells["id"].value, "wrong": "link"})
    for number, cells in enumerate(lines(book["missed"]), 1):
        value = {name: cell.value or "" for name, cell in cells.items()}
        if value["article"]:
            known = {
                "article": value["article"],
                "row": f"missed{number}",
                "source": value["source"],
            }
            known |= {f"right {name}": value[name] for name in ("words", "who", "act")}
            write.writerow(known)
