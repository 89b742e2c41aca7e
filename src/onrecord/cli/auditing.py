"""The commands of an audit: a sample of articles to read, and what came of reading them."""

import click

from onrecord.cli.options import EXAMPLES, PLACE, UNWRAPPED, Commands, option
from onrecord.corpus.inputs import printable

WORST = 5  # errors that are shown


@click.group(cls=Commands)
def audit():
    """Measure on your own articles how right the tables are: draw some, have them read, and score."""


@audit.command(epilog=UNWRAPPED + EXAMPLES["audit sample"])
@click.argument("tables", type=PLACE)
@option("--out", required=True, help="Folder to write the coding sheets to.")
@option("--overwrite", help="Replace sheets that are there; what was marked in them is lost.")
@click.option("--articles", type=click.IntRange(1), default=20, show_default=True, help="To read.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Of the draw.")
@click.option(
    "--coders", type=click.IntRange(1, 20), default=1, show_default=True, help="Who read."
)
@click.option(
    "--shared",
    type=click.IntRange(0),
    metavar="N",
    help="Articles that all coders read, to see how they agree. If not given a quarter, at least five.",
)
def sample(tables, out, overwrite, articles, seed, coders, shared):
    """Draw whole articles from TABLES, over outlets and lengths, and write a coding sheet for each coder."""
    from onrecord.audit.sample import plan
    from onrecord.audit.score import write_sample

    rows = write_sample(tables, out, plan(articles, seed, coders, shared), overwrite=overwrite)
    told = ", ".join(f"{name}: {number:,} rows to mark" for name, number in rows.items())
    click.echo(
        f"Sheets written to {out} ({told}). Once they are filled in: onrecord audit score {out}/*.xlsx"
    )


@audit.command(epilog=UNWRAPPED + EXAMPLES["audit score"])
@click.argument("files", nargs=-1, required=True, type=PLACE)
@click.option("--tables", type=PLACE, help="What the sheets were made of, if they have been moved.")
@option(
    "--corrections",
    help="CSV or Excel file to write what was marked wrong or added into, as corrections; what is decided in "
    "one that is there is kept.",
)
def score(files, tables, corrections):
    """Read the coding sheets FILES and write audit.json beside the tables, for reports to show."""
    from onrecord.audit.audit import AUDIT, Audit
    from onrecord.audit.methods import SHARES, with_interval
    from onrecord.audit.score import as_corrections, tables_of
    from onrecord.audit.score import score as score_sheets
    from onrecord.corrections.review import check_can_write_corrections, collect

    if corrections:
        check_can_write_corrections(corrections, overwrite=True)
    folder = tables or tables_of(files[0])
    result, marked, read = score_sheets(files, folder)
    for row in result["accuracy"]:
        if row["by"] == "all":
            shares = (f"{label} {with_interval(row, key)}" for key, label in SHARES.items())
            click.echo(f"{row['right']}: {', '.join(shares)}")
    for row in result["agreement"]:
        alpha = "" if row["alpha"] is None else f", alpha {row['alpha']:.2f}"
        if row["units"]:
            click.echo(f"agreement on {row['of']}: {row['same']:.0%} of {row['units']}{alpha}")
    for row in Audit(result, read).errors().head(WORST).itertuples():
        who = row.source or "no source"
        click.echo(printable(f"{row.error}: {who}: {row.content} (sure: {row.sure:.2f})"))
    click.echo(printable(result["methods"]))
    click.echo(f"Written to {folder / AUDIT}.")
    if corrections:
        rows = collect(corrections, [as_corrections(marked, read, "audit")])
        click.echo(f"Corrections written to {corrections} ({rows['rows decided']:,} rows).")
