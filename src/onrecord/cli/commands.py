"""The command line: extract, merge, status, report, notebooks, review, corrections, audit,
export, cache.

Exit codes: 0 done; 1 done, but not all of it, or stopped by the user; 2 wrong usage. With
`report --each` it is the number of reports that failed, at most 100.
"""

import sys
from pathlib import Path

import click

from onrecord import __version__
from onrecord.cli.auditing import audit
from onrecord.cli.correcting import corrections as corrections_command
from onrecord.cli.correcting import review
from onrecord.cli.options import (
    DEFAULT_OUT,
    EXAMPLES,
    FORMATS,
    PLACE,
    UNWRAPPED,
    Commands,
    ReportCommand,
    Share,
    option,
)
from onrecord.cli.reading import check_not_for_tables, extract_to, mapping
from onrecord.cli.telling import sizes, tell


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
def main():
    """Put news articles on the record: who said what, on whose word, about whom, who disputes it."""


@main.command(epilog=UNWRAPPED + EXAMPLES["extract"])
@click.argument("corpus", nargs=-1, required=True)
@click.option("--out", required=True, help="Folder to write the tables to, or a URL (s3://...).")
@option("--overwrite", help="Replace tables there that were made in another way.")
@option(
    "--column",
    help="Which column holds a field (text, title, outlet, published, author, url, id, language, "
    "section, page, database) in CSV, JSONL, Parquet and Excel files. May be repeated.",
)
@option(
    "--dates",
    help="What comes first in dates such as 03/04/2025, where no date of the same table shows it.",
)
@option(
    "--metadata",
    help="Table with a row for each article and a column of URLs or file names: fields that an "
    "article lacks are taken from its row.",
)
@option(
    "--mend",
    help="Change texts that were stored in a wrong encoding (`â€œNo`) to what was meant.",
)
@option(
    "--threshold",
    help="Keep attributions at least this sure, from 0 to 1. Less finds more, more is right more "
    "often; if not given, it is the model's own, which finds a balance.",
)
@option(
    "--source-threshold",
    help="Name a source where the name is at least this sure; below, it stays what the text says.",
)
@option(
    "--corrections",
    help="CSV or Excel file of what you decided and corrected, as `onrecord review` writes it.",
)
@option("--workers")
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Let the workers of a Dask cluster read: the address of its scheduler, or local.",
)
@click.option(
    "--part",
    "share",
    type=Share(),
    metavar="I/N",
    help="Read the I-th of N shares only, as one of N jobs on one or many machines; `onrecord merge` "
    "then makes the tables.",
)
@option("--follow-links")
@option("--strict")
@option("--quiet")
def extract(
    corpus, out, column, corrections, share, dask, workers, strict, quiet, overwrite,
    threshold, source_threshold, **reading
):  # fmt: skip
    """Read CORPUS (files, folders, patterns) and write the five tables to a folder.

    Every input becomes a row of the table `articles` with a status; what was not read is listed at
    the end, with the reason.

    The same command again goes on where it was stopped, reads what is new, and reads nothing twice.
    """
    options = {
        "threshold": threshold,
        "source_threshold": source_threshold,
        "overwrite": overwrite,
        "workers": workers,
        "share": share,
        "dask": dask,
    }
    reading["columns"] = mapping(column)
    try:
        changes = extract_to(out, corpus, reading, corrections, quiet=quiet, **options)
    except KeyboardInterrupt:
        click.echo("onrecord: stopped. The same command goes on where it was.", err=True)
        raise
    if share:
        click.echo(f"Share {share[0]} of {share[1]} is read. Once all are: onrecord merge {out}")
        return
    _tell_tables(out, changes, strict)


def _tell_tables(out, changes, strict):
    from onrecord.extraction.sending import run_folder
    from onrecord.remote import shown

    headline = f"Tables written to {shown(out)}"
    unread = tell(run_folder(out), headline, "the table articles")
    for line in changes.lines:
        click.echo(f"onrecord: {line}", err=True)
    if strict and unread:
        sys.exit(1)


@main.command(epilog=UNWRAPPED + EXAMPLES["merge"])
@click.argument("out", type=PLACE)
@option("--corrections", help="As for `onrecord extract`.")
@option("--strict")
@option("--quiet")
def merge(out, corrections, strict, quiet):
    """Make the tables in OUT, once all jobs of `onrecord extract --part` are done."""
    from onrecord.corrections import read_corrections
    from onrecord.extraction.extract import merge as make
    from onrecord.extraction.progress import Progress

    decided = None if corrections is None else read_corrections(corrections)
    changes = make(out, corrections=decided, progress=Progress(quiet=quiet))
    _tell_tables(str(out), changes, strict)


@main.command(epilog=UNWRAPPED + EXAMPLES["status"])
@click.argument("out")
def status(out):
    """Say how far the run in OUT is: what is done, what failed, what is left, and how fast it goes."""
    from onrecord.extraction.sending import run_folder
    from onrecord.extraction.status import describe

    for line in describe(run_folder(out)):
        click.echo(line)


@main.command(cls=ReportCommand, epilog=UNWRAPPED + EXAMPLES["report"])
@click.argument("corpus", nargs=-1, required=True)
@option("--out", default=DEFAULT_OUT, show_default=True, help="Folder to write the pages to.")
@option("--overwrite", help="Replace the report that is in that folder.")
@click.option(
    "-p",
    "parameters",
    multiple=True,
    nargs=2,
    metavar="NAME VALUE",
    help="A parameter of the notebooks, such as `-p top 15`; they are listed below. May be repeated.",
)
@click.option(
    "--notebook",
    type=PLACE,
    metavar="FILE",
    help="A notebook of your own, which becomes a page beside the others; `onrecord notebooks` "
    "writes one to start from, mine.ipynb.",
)
@click.option(
    "--each",
    metavar="WHAT",
    help="A report for each outlet, article or month, for each value of a column of your corrections, "
    "or for each row of a CSV or YAML file of parameters; with an index over all. Run it again to "
    "go on where it stopped: only what changed is made again. The exit code is how many failed.",
)
@option(
    "--workers",
    help="How many notebooks run at once, or with --each how many processes make reports; if not "
    "given, one for each core.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(1),
    metavar="SECONDS",
    help="How long a notebook may take, 3600 if not given; then it is stopped, and the index says so.",
)
@click.option(
    "--pdf",
    is_flag=True,
    help="Print each page as PDF too, to hand out; it needs Chromium or Google Chrome.",
)
@click.option("--retry", is_flag=True, help="With --each: make those anew that failed.")
@option("--column", help="As for `onrecord extract`.")
@option("--dates", help="As for `onrecord extract`.")
@option("--metadata", help="As for `onrecord extract`.")
@option("--mend", help="As for `onrecord extract`.")
@option("--follow-links")
@option("--corrections", help="As for `onrecord extract`.")
@option("--strict")
@option("--quiet", help="No progress bars.")
def report(corpus, out, strict, quiet, parameters, **options):
    """Run the notebooks on CORPUS, or on a folder of tables, and write them as web pages.

    The pages need nothing else: no network, and one script of their own, for tables to search.
    Open OUT/index.html.
    """
    from onrecord.cli.reporting import check_report, report_each, report_once
    from onrecord.tables.folder import is_tables_folder
    from onrecord.tables.unfinished import own_folder

    names = ("each", "notebook", "pdf", "workers", "time_limit", "retry", "overwrite")
    run = {name: options.pop(name) for name in names}
    check_report(out, parameters, run)
    columns, corrections = options["column"], options["corrections"]
    with own_folder() as scratch:
        if len(corpus) == 1 and is_tables_folder(corpus[0]):
            folder = Path(corpus[0])
            check_not_for_tables(corpus[0], options)
        else:
            folder = scratch / "tables"
            reading = {n: v for n, v in options.items() if n not in ("column", "corrections")}
            reading["columns"] = mapping(columns)
            extract_to(folder, corpus, reading, corrections, quiet=quiet)
        make = report_each if run["each"] else report_once
        code, index = make(folder, corpus, out, parameters, run, options, quiet=quiet)
        unread = tell(folder, f"Report written to {out}: open {index}", index)
    sys.exit(code or (1 if strict and unread else 0))


@main.command(epilog=UNWRAPPED + EXAMPLES["notebooks"])
@click.argument("folder", type=PLACE)
def notebooks(folder):
    """Copy the notebooks to FOLDER, to change them as you like, and the demo articles to FOLDER/seeds.

    Nothing that is there is replaced. `onrecord report` runs the notebooks that came with it, not
    these copies; but with --notebook one of your own beside them. mine.ipynb is there to start from.
    """
    from onrecord.report.project import copy_project

    names = ", ".join(path.name for path in copy_project(folder))
    click.echo(f"Copied to {folder}: {names}, and the demo articles to {folder / 'seeds'}.")


main.add_command(review)
main.add_command(corrections_command)
main.add_command(audit)


@main.command(epilog=UNWRAPPED + EXAMPLES["export"])
@click.argument("tables", type=PLACE)
@click.option(
    "--to",
    required=True,
    type=click.Choice(FORMATS),
    help="csv: a folder with a file for each table. xlsx: one Excel file with a sheet for each, and "
    "one of quotes to read. jsonld: one file of schema.org claims and W3C annotations. brat: a folder "
    "that brat shows, the text of each article and what was found in it. labelstudio: a folder with "
    "tasks, annotated in advance, and the interface for them. refi-qda: one .qdpx file for NVivo, ATLAS.ti, "
    "MAXQDA and QualCoder. gexf, graphml: a folder of graphs for Gephi and others: who speaks about "
    "whom, who quotes whom, who is mentioned together.",
)
@option("--out", required=True, help="Folder or file to write.")
@option("--overwrite", help="Replace what an earlier export wrote there.")
@option("--quiet")
def export(tables, to, out, overwrite, quiet):
    """Write TABLES, a folder that `onrecord extract` made, for other tools to read."""
    from onrecord.exchange import check_can_export, export_tables
    from onrecord.tables.folder import read_tables

    check_can_export(out, to, overwrite=overwrite)
    read = read_tables(tables)
    notes = export_tables(read, out, to, overwrite=overwrite, progress=not quiet)
    click.echo(f"Tables written as {to} to {out} ({sizes(tables, 'articles', 'attributions')}).")
    for note in notes:
        click.echo(f"onrecord: {note}", err=True)


@main.command()
@click.option("--clear", is_flag=True, help="Delete the results that are kept.")
def cache(clear):
    """Show or clear the results that notebooks keep between runs.

    They lie in the platform's cache folder, or where ONRECORD_CACHE says.
    """
    from onrecord.extraction.cache import cache_folder, cached_results, clear_cache

    if clear:
        click.echo(f"{clear_cache()} results deleted from {cache_folder()}")
        return
    results = cached_results()
    size = sum(f.stat().st_size for r in results for f in r.rglob("*") if f.is_file())
    click.echo(f"{len(results)} results, {size / 1e6:.1f} MB, in {cache_folder()}")
