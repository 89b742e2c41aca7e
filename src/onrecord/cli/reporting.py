"""What `onrecord report` does with tables: one report, or one for each value of something."""

import click

from onrecord.cli.reading import cores
from onrecord.cli.telling import command_again
from onrecord.corpus.inputs import printable
from onrecord.errors import OnrecordError

MOST_FAILED = 100  # an exit code has no room for more than 255
MOST_TOLD = 20


def check_report(out, parameters, run):
    """Refuse what could not be made, before any article is read.

    Args:
        run: `each`, `notebook`, `pdf`, `workers`, `time_limit`, `retry` and `overwrite`, as given.
    """
    from onrecord.report import check_can_replace
    from onrecord.report.batch import check_can_batch
    from onrecord.report.own import read_own
    from onrecord.report.parameters import NOTEBOOKS, check_for_all
    from onrecord.report.printing import find_chromium

    if run["pdf"]:
        find_chromium()
    check_for_all(dict(parameters), NOTEBOOKS | read_own(run["notebook"]).models)
    if run["each"]:
        if run["notebook"]:
            raise OnrecordError(
                "--notebook adds a page to one report, and --each makes many. Leave one of them out."
            )
        check_can_batch(out, overwrite=run["overwrite"])
        return
    if run["retry"]:
        raise OnrecordError(
            "--retry makes reports of --each anew that failed, but without --each there is only one. "
            "Leave it out, or say for what to make reports, as --each outlet."
        )
    check_can_replace(out, overwrite=run["overwrite"])


def report_once(folder, corpus, out, parameters, run, reading, *, quiet):
    """Make one report; returns the exit code and the page to open."""
    from onrecord.report import make_reports

    made = make_reports(
        folder,
        out,
        dict(parameters),
        command=_again(corpus, out, parameters, run, reading),
        notebook=run["notebook"],
        pdf=run["pdf"],
        workers=run["workers"] or cores(),
        **_limit(run),
        overwrite=run["overwrite"],
        progress=not quiet,
    )
    for name, why in made.failed.items():
        click.echo(f"onrecord: the notebook {name} failed, and the index says so: {why}", err=True)
    for name, why in made.unprinted.items():
        click.echo(printable(f"onrecord: {name} could not be made: {why}"), err=True)
    return bool(made.failed or made.unprinted), made.pages[0]


def report_each(folder, corpus, out, parameters, run, reading, *, quiet):
    """Make a batch of reports; returns how many failed, and the page to open."""
    from onrecord.report.batch import make_batch

    one = run | {"each": None, "time_limit": None}  # more time makes no other report
    made = make_batch(
        folder,
        out,
        run["each"],
        dict(parameters),
        command=_again(corpus, out, parameters, run, reading),
        command_for=lambda own, place: _again(corpus, place, own.items(), one, reading),
        workers=run["workers"] or cores(),
        pdf=run["pdf"],
        **_limit(run),
        overwrite=run["overwrite"],
        retry=run["retry"],
        progress=not quiet,
    )
    there = made.total - made.made
    click.echo(f"{made.made:,} reports made, {there:,} were there, {len(made.failed):,} failed.")
    if made.others:
        names = ", ".join(made.others[:MOST_TOLD])
        what = f"{out} has {len(made.others):,} reports that were not asked for now and are not in its index"
        click.echo(printable(f"onrecord: {what}: {names}"), err=True)
    for name, why in made.failed[:MOST_TOLD]:
        reasons = "; ".join(f"{notebook}: {reason}" for notebook, reason in why.items())
        click.echo(
            printable(f"onrecord: {name} failed, and the index says so: {reasons}"), err=True
        )
    if (more := len(made.failed) - MOST_TOLD) > 0:
        click.echo(f"onrecord: ... and {more:,} more: see {made.index}", err=True)
    return min(len(made.failed), MOST_FAILED), made.index


def _limit(run):
    return {"limit": run["time_limit"]} if run["time_limit"] else {}


def _again(corpus, out, parameters, run, reading):
    columns, options = reading["column"], {n: v for n, v in reading.items() if n != "column"}
    own = {"each": run["each"], "notebook": run["notebook"], "pdf": run["pdf"]}
    own |= {"time-limit": run["time_limit"]}
    return command_again(corpus, out, parameters, columns, own | options)
