"""Tables made by hand for an audit, and coding sheets that are filled in."""

import openpyxl
from small_record import article, attribution, claim, entity, mention, record
from tables_by_hand import write_tables

from onrecord.audit.sample import plan
from onrecord.audit.score import write_sample

ANN, BOB = ("e1", "Ann Reed", "named_person"), ("e2", "Bob Hale", "named_person")


def town(articles=8, name="day"):
    """A record of articles in two outlets. Each says the same: Ann Reed speaks, then Bob Hale is taken
    for her, somebody unnamed speaks, and a clerk whom nothing was found of."""
    rows = {name: [] for name in ("articles", "attributions", "mentions", "claims")}
    for n in range(articles):
        text = (
            f"Ann Reed said “port {n} is open”. Bob Hale denied that it was shut on day {n}.\n"
            f"Critics say that boat {n} sank. The clerk said that ticket {n} was sold. All was well."
        )
        of = article(
            f"{name}-{n}",
            text,
            "2025-03-04",
            outlet="Gazette" if n % 2 else "Tide",
            title=f"Day {n}",
        )
        who = dict(zip(("source_entity", "source_name", "source_class"), ANN, strict=True))
        said = [
            attribution(
                of, 1, f"“port {n} is open”", source="Ann Reed", cue="said", kind="direct", **who
            ),
            attribution(
                of, 2, f"that it was shut on day {n}", source="Bob Hale", cue="denied", **who
            ),
            attribution(of, 3, f"that boat {n} sank", source="Critics", cue="say", confidence=0.5),
        ]
        rows["articles"].append(of)
        rows["attributions"] += said
        rows["mentions"] += [mention(of, 1, "Ann Reed", "e1"), mention(of, 2, "Bob Hale", "e2")]
        rows["claims"] += [claim(said[0]), claim(said[1], act="denies"), claim(said[2])]
    rows["claims"][1]["disputes"] = [f"{name}-0:a1"]
    return record(**rows, entities=[entity("e1", "Ann Reed"), entity("e2", "Bob Hale")])


def sampled(folder, made=None, **asked):
    """Tables and coding sheets in a folder: the folder of tables, and the files."""
    tables, out = folder / "tables", folder / "audit"
    write_tables((made or town()).tables, tables)
    asked = {"articles": 8, "seed": 1, "coders": 1, "shared": None} | asked
    write_sample(tables, out, plan(**asked))
    return tables, sorted(out.glob("*.xlsx"))


def fill(path, change=lambda book: None, reader="A. Reader"):
    """Fill in a sheet as the text of `town` has it: of each second attribution Bob Hale is the source, the
    clerk is missing. Then `change` may do to the workbook what it likes."""
    book = openpyxl.load_workbook(path)
    book["instructions"]["B1"] = reader
    for row in lines(book["read"]):
        if row["row"].value:
            wrong = row["row"].value == "a2"
            for name in ("content", "source", "who", "act"):
                row[f"{name} is"].value = "wrong" if wrong and name == "who" else "right"
            row["right who"].value = "Bob Hale" if wrong else None
    for row in lines(book["links"]):
        row["link is"].value = "right"
    places = [
        row["id"].value for row in lines(book["read"]) if row["id"].value and not row["row"].value
    ]
    for row, place in zip(lines(book["missed"], len(places)), places, strict=True):
        given = (
            place,
            f"that ticket {place.rpartition('-')[2]} was sold",
            "The clerk",
            "unnamed",
            "asserts",
        )
        for name, value in zip(("article", "words", "source", "who", "act"), given, strict=True):
            row[name].value = value
    change(book)
    book.save(path)
    return path


def lines(sheet, number=None):
    """The rows of a sheet below the first, as cells by column."""
    header = [cell.value for cell in sheet[1]]
    rows = range(2, 2 + number) if number else range(2, sheet.max_row + 1)
    return [{name: sheet.cell(n, k + 1) for k, name in enumerate(header)} for n in rows]
