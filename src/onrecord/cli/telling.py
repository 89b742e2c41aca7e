"""What a command says at its end."""

import shlex
from pathlib import Path

import click

from onrecord.cli.options import DEFAULT_OUT
from onrecord.corpus.inputs import printable
from onrecord.remote import shown

MOST_UNREAD = 20  # inputs that were not read, listed at the end of a run


def tell(folder, headline, where):
    """Say what tables were made in a folder, what was not read, and what is to be known of what was.

    The first few that were not read are listed: all are in `where`. Returns how many there are.
    """
    import pyarrow.parquet as pq

    from onrecord.corpus.notes import told_notes
    from onrecord.tables.folder import count_rows, read_columns, read_manifest

    click.echo(f"{headline} ({sizes(folder, 'articles', 'attributions', 'entities')}).")
    columns = ["path", "status", "message"]
    not_read = [("status", "!=", "ok")]
    unread = pq.read_table(Path(folder) / "articles", columns=columns, filters=not_read)
    if unread.num_rows:
        every = count_rows(folder, "articles")
        click.echo(f"{unread.num_rows} of {every} inputs were not read:", err=True)
        for path, status, message in read_columns(unread[:MOST_UNREAD], *columns):
            click.echo(printable(f"  {path}: {status}. {message or ''}".rstrip()), err=True)
        if (more := unread.num_rows - MOST_UNREAD) > 0:
            click.echo(f"  ... and {more:,} more: see {where}", err=True)
    manifest = read_manifest(folder)
    for group in told_notes(manifest):
        click.echo(printable(group.heading), err=True)
        for line in group.lines:
            click.echo(printable(f"  {line}"), err=True)
    for warning in manifest.get("corrections", {}).get("warnings", ()):
        click.echo(printable(f"onrecord: {warning}"), err=True)
    return unread.num_rows


def sizes(folder, *names):
    """How many rows these tables have, as one says it; of articles, those that were read."""
    from onrecord.tables.folder import count_rows, read_manifest

    told = []
    for name in names:
        read = read_manifest(folder).get("counts", {}).get("ok", 0)
        number = read if name == "articles" else count_rows(folder, name)
        one = name.removesuffix("s") if name != "entities" else "entity"
        told.append(f"{number:,} {one if number == 1 else name}")
    return ", ".join(told)


def option_of(name):
    """The option that click gives under a name: `--follow-links`."""
    return f"--{name.replace('_', '-')}"


def command_again(corpus, out, parameters, columns, options):
    """The command that makes the same report again in its place, as the pages show it."""
    given = [part for name, value in parameters for part in ("-p", name, str(value))]
    given += [part for column in columns for part in ("--column", column)]
    for name, value in options.items():
        flag = option_of(name)
        given += [flag] if value is True else [flag, str(value)] if value else []
    given += [] if out == DEFAULT_OUT else ["--out", str(out)]
    return shlex.join(["onrecord", "report", *map(shown, [*corpus, *given]), "--overwrite"])
