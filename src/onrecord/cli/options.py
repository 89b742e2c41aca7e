"""What commands have in common: how options are given, examples, and how errors are shown."""

from pathlib import Path

import click

from onrecord.corpus.dates import ORDERS
from onrecord.errors import OnrecordError

DEFAULT_OUT = Path("reports")
EXAMPLES = {
    "extract": """
  onrecord extract seeds --out tables
  onrecord extract exports/*.csv --out tables --column text=Body --column outlet=Paper
  onrecord extract saved-pages --out tables --metadata urls.csv
  onrecord extract seeds --out tables-sure --threshold 0.7
  onrecord extract archive/*.jsonl --out tables --workers 8
  onrecord extract archive/*.jsonl --out tables --part 3/40     (as one of 40 jobs; then merge)
  onrecord extract seeds --out tables --corrections corrections.csv
""",
    "merge": """
  onrecord extract archive --out tables --part 1/2
  onrecord extract archive --out tables --part 2/2
  onrecord merge tables
""",
    "status": """
  onrecord status tables
""",
    "report": """
  onrecord report seeds --out reports
  onrecord report tables --out reports -p outlet "The Daily" -p since 2025-03-01 -p top 15
  onrecord report tables --out with-mine --notebook mine.ipynb -p who Ardwick
  onrecord report tables --out to-hand-out --pdf
  onrecord report tables --out by-outlet --each outlet
  onrecord report tables --out by-article --each article --workers 4 --time-limit 60
  onrecord report tables --out by-party --each party      (party is a column of your corrections)
  onrecord report tables --out chosen --each reports.csv  (a row a report: name, outlet, since ...)
""",
    "notebooks": """
  onrecord notebooks research
  onrecord report research/seeds --out demo-report
  jupyter lab research          (pip install "onrecord[lab]" brings JupyterLab)
""",
    "review": """
  onrecord extract seeds --out tables
  onrecord review tables --out review.xlsx
  (write yes, no or another answer, add columns such as party)
  onrecord corrections review.xlsx --out corrections.csv
  onrecord extract seeds --out tables --corrections corrections.csv
  onrecord review tables --missing gender --out people.xlsx
  (fill in the column gender; put it into the same file)
  onrecord corrections people.xlsx --out corrections.csv --overwrite
""",
    "corrections": """
  onrecord corrections review.xlsx --out corrections.csv
  onrecord corrections corrections.csv --tables tables        (does every row fit?)
  onrecord corrections project-1.json --tables tables --out corrections.csv --overwrite
  onrecord corrections brat/data/news --tables tables --out corrections.csv --overwrite
""",
    "audit sample": """
  onrecord audit sample tables --articles 20 --seed 1 --coders 2 --out audit
  (each coder fills in a file)
  onrecord audit score audit/*.xlsx
  onrecord report tables --out my-report-measured
""",
    "audit score": """
  onrecord audit score audit/*.xlsx
  onrecord audit score coder-1.xlsx coder-2.xlsx --tables tables
  onrecord audit score audit/*.xlsx --corrections corrections.csv
""",
    "export": """
  onrecord export tables --to csv --out exchange
  onrecord export tables --to xlsx --out tables.xlsx
  onrecord export tables --to jsonld --out claims.jsonld --overwrite
  onrecord export tables --to brat --out brat/data/news
  onrecord export tables --to labelstudio --out label-studio
  onrecord export tables --to refi-qda --out news.qdpx
  onrecord export tables --to gexf --out graphs
  onrecord export tables --to graphml --out graphs-graphml
""",
}
UNWRAPPED = "\b\nExamples:"  # click then leaves the lines as they are
FORMATS = ("csv", "xlsx", "jsonld", "brat", "labelstudio", "refi-qda", "gexf", "graphml")
PLACE = click.Path(path_type=Path)
# What several commands have; each says in its own words what it does there.
OPTIONS: dict[str, dict] = {
    "--out": {"type": PLACE},
    "--overwrite": {"is_flag": True},
    "--column": {"multiple": True, "metavar": "FIELD=COLUMN"},
    "--dates": {"type": click.Choice(ORDERS)},
    "--metadata": {"type": PLACE},
    "--mend": {"is_flag": True},
    "--follow-links": {
        "is_flag": True,
        "help": "Read what symbolic links out of the folders that were given lead to.",
    },
    "--corrections": {"type": PLACE},
    "--threshold": {"type": click.FloatRange(0, 1), "metavar": "SHARE"},
    "--workers": {
        "type": click.IntRange(1),
        "metavar": "N",
        "help": "Processes that read at once; if not given, one for each core.",
    },
    "--strict": {"is_flag": True, "help": "Exit with 1 if any input was not read."},
    "--quiet": {"is_flag": True, "help": "No progress bar."},
}


class Share(click.ParamType):
    """Which share of a run, and of how many: `3/40`."""

    name = "share"

    def convert(self, value, param, ctx):
        if isinstance(value, tuple):
            return value
        number, _, of = value.partition("/")
        if number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of):
            return int(number), int(of)
        self.fail(f"{value!r} does not say which of how many shares, such as 3/40.", param, ctx)


class Commands(click.Group):
    """A group whose commands show the user's own errors as one message, with exit code 2."""

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except OnrecordError as error:
            click.echo(f"onrecord: {error}", err=True)
            ctx.exit(2)


class ReportCommand(click.Command):
    """A command whose help lists the parameters of the notebooks too."""

    def format_options(self, ctx, formatter):
        super().format_options(ctx, formatter)
        from onrecord.report.parameters import NOTEBOOKS, OF_A_REPORT, Parameters, fields_of

        common = {n: f for n, f in Parameters.__pydantic_fields__.items() if n not in OF_A_REPORT}
        sections = {"Parameters (-p NAME VALUE)": common}
        for notebook in NOTEBOOKS:
            own = {n: f for n, f in fields_of(notebook).items() if n not in (*OF_A_REPORT, *common)}
            sections |= {f"Parameters of {notebook}": own} if own else {}
        for heading, fields in sections.items():
            with formatter.section(heading):
                formatter.write_dl([(name, field.description) for name, field in fields.items()])


def option(name: str, **known):
    """One of `OPTIONS`, with what a command says of it."""
    return click.option(name, **OPTIONS[name.replace("--source-", "--")] | known)
