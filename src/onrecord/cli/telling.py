"""What a command says at its end."""

import shlex

import click

from onrecord.cli.options import DEFAULT_OUT
from onrecord.corpus.inputs import printable

MOST_UNREAD = 20  # inputs that were not read, listed at the end of a run


def tell(tables, headline, where):
    """Say what was made, what was not read, and what is to be known of what was.

    The first few that were not read are listed: all are in `where`, and are returned.
    """
    from onrecord.corpus.notes import told_notes
    from onrecord.tables.folder import read_columns

    click.echo(f"{headline} ({sizes(tables, 'articles', 'attributions', 'entities')}).")
    rows = read_columns(tables.articles, "path", "status", "message")
    unread = [row for row in rows if row[1] != "ok"]
    if unread:
        every = tables.articles.num_rows
        click.echo(f"{len(unread)} of {every} inputs were not read:", err=True)
        for path, status, message in unread[:MOST_UNREAD]:
            click.echo(printable(f"  {path}: {status}. {message or ''}".rstrip()), err=True)
        if (more := len(unread) - MOST_UNREAD) > 0:
            click.echo(f"  ... and {more:,} more: see {where}", err=True)
    for group in told_notes(tables.manifest):
        click.echo(printable(group.heading), err=True)
        for line in group.lines:
            click.echo(printable(f"  {line}"), err=True)
    for warning in tables.manifest.get("register", {}).get("warnings", ()):
        click.echo(printable(f"onrecord: {warning}"), err=True)
    return unread


def sizes(tables, *names):
    """How many rows these tables have, as one says it; of articles, those that were read."""
    told = []
    for name in names:
        rows = getattr(tables, name)
        number = rows["status"].to_pylist().count("ok") if name == "articles" else rows.num_rows
        one = name.removesuffix("s") if name != "entities" else "entity"
        told.append(f"{number:,} {one if number == 1 else name}")
    return ", ".join(told)


def command_again(corpus, out, parameters, columns, options):
    """The command that makes the same report again in its place, as the pages show it."""
    given = [part for name, value in parameters for part in ("-p", name, value)]
    given += [part for column in columns for part in ("--column", column)]
    for name, value in options.items():
        given += [f"--{name}"] if value is True else [f"--{name}", str(value)] if value else []
    given += [] if out == DEFAULT_OUT else ["--out", str(out)]
    return shlex.join(["onrecord", "report", *corpus, *given, "--overwrite"])
