"""The commands on corrections: what to look at, and what was decided put into one file."""

import sys

import click

from onrecord.cli.options import EXAMPLES, PLACE, UNWRAPPED, option
from onrecord.corpus.inputs import printable


@click.command(epilog=UNWRAPPED + EXAMPLES["review"])
@click.argument("tables", type=PLACE)
@option("--out", required=True, help="Excel (.xlsx) or CSV file to write.")
@option("--overwrite", help="Write anew a sheet that is there; what was decided in it is kept.")
@click.option(
    "--most", type=click.IntRange(1), default=500, show_default=True, help="Questions to ask."
)
@click.option(
    "--missing",
    metavar="COLUMN",
    help="Ask about people instead: those who speak and have no value in this column of your own, such "
    "as gender, most words first. For gender with the pronouns that the articles use.",
)
@option("--quiet")
def review(tables, out, overwrite, most, missing, quiet):
    """Write a sheet of what in TABLES is most worth a look.

    First comes what has many words at stake and is in doubt: who speaks, whether it is an attribution,
    which entities may be one. Write yes or no into `decision`, or what is right into `answer`. Each
    entity that is mentioned more than a few times has a row too, for columns of your own.

    What you decided becomes one file with `onrecord corrections`.
    """
    from onrecord.corrections import review as reviews
    from onrecord.tables.folder import read_tables

    column = None if missing is None else reviews.check_column(missing)
    reviews.check_can_write_corrections(out, overwrite=overwrite)
    read = read_tables(tables)
    if column is None:
        counts = reviews.write_review(read, out, most=most, progress=not quiet)
    else:
        counts = reviews.write_worksheet(read, out, column)
    click.echo(f"Written to {out} ({_told(counts)}).")
    if note := reviews.other_file(read, out):
        click.echo(f"onrecord: {note}", err=True)


@click.command(epilog=UNWRAPPED + EXAMPLES["corrections"])
@click.argument("files", nargs=-1, required=True, type=PLACE)
@option(
    "--out", help="CSV or Excel file to write: the corrections. If not given, FILES are checked."
)
@option("--overwrite", help="Add to a file that is there; what was decided in it is kept.")
@click.option(
    "--tables",
    type=PLACE,
    metavar="TABLES",
    help="Tables that every row is held against. Exit code 1 if one fits nothing there.",
)
def corrections(files, out, overwrite, tables):
    """Put what was decided in FILES into one file; of two rows on the same, the later file's holds.

    FILES are sheets of `onrecord review`, other corrections, exports of Label Studio (.json), or folders
    of brat. The latter two need --tables, which they are compared with.
    """
    from onrecord.corrections.checking import misfits
    from onrecord.corrections.review import check_can_write_corrections, collect
    from onrecord.exchange.coming_back import read_any
    from onrecord.tables.folder import read_tables

    if out:
        check_can_write_corrections(out, overwrite=overwrite)
    read = None if tables is None else read_tables(tables)
    found = [read_any(path, read) for path in files]
    wrong = [line for each in found for line in misfits(each, read)] if read else []
    for line in wrong:
        click.echo(printable(f"onrecord: {line}"), err=True)
    if out:
        click.echo(f"Corrections written to {out} ({_told(collect(out, found))}).")
    else:
        rows = [row for each in found for row in each.rows]
        counts = {
            "rows": len(rows),
            "decided": sum(r.decided for r in rows),
            "that fit nothing": len(wrong),
        }
        click.echo(f"Checked ({_told(counts)}).")
    sys.exit(1 if wrong else 0)


def _told(counts):
    return ", ".join(f"{what}: {n:,}" for what, n in counts.items())
