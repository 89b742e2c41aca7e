"""What is most worth a look, as a table with buttons in JupyterLab; each click is written to a file.

Elsewhere, and in a page that is exported, it is a plain table.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property
from os import PathLike
from pathlib import Path

from onrecord.corrections.places import CLOSE, OPEN
from onrecord.corrections.review import ask, check_can_write_corrections, decided_before, names_of
from onrecord.corrections.row import NAMED, Row
from onrecord.corrections.sheet import write_sheet
from onrecord.errors import OnrecordError
from onrecord.pages.evidence import EvidenceTable
from onrecord.pages.marking import TEMPLATES, style_sheet
from onrecord.tables.folder import Tables

NEEDED = 'Buttons need anywidget: pip install "onrecord[lab]", then restart JupyterLab.'


class Review:
    """Questions, and what is answered; it shows itself in a notebook.

    Attributes:
        rows: the questions, most at stake first.
        path: the file of corrections that answers are written to, beside what was decided in it.
    """

    def __init__(self, tables: Tables, path: str | PathLike, most: int):
        self.path = Path(path)
        check_can_write_corrections(self.path, overwrite=True)
        before, self._kept = decided_before(self.path)
        self._attributes, self._names = before.attributes, names_of(tables)
        asked = ask(tables, self._kept, most)
        self.rows: Sequence[Row] = [row for row in asked.rows if row.kind != "entity"]
        self.left_out = asked.left_out

    def decide(self, decided: Sequence[tuple[int, str, str]]) -> str:
        """Write answers to the file; of two on the same question the later one holds.

        Args:
            decided: number of a question, `yes`, `no` or empty, and another answer or empty.

        Returns:
            What was written, in a sentence; or why nothing was.
        """
        answers = {number: (decision, answer) for number, decision, answer in decided}
        rows = [
            replace(self.rows[number], decision=decision, answer=answer)
            for number, (decision, answer) in sorted(answers.items())
        ]
        try:
            write_sheet(self.path, [*self._kept, *rows], self._attributes, self._names)
        except OnrecordError as error:
            return str(error)
        return f"Written to {self.path}: {len(rows)} decided here, {len(self._kept)} before."

    @cached_property
    def widget(self):
        """The table with buttons, an anywidget; None where that is not installed."""
        try:
            made = _widget_class()(questions=[*map(_shown, self.rows)], names=self._names)
        except ImportError:
            return None

        def write(change):
            made.told = self.decide(change["new"])

        made.observe(write, "decided")
        return made

    def _repr_mimebundle_(self, **options):
        html = {"text/html": self._repr_html_(), "text/plain": repr(self)}
        if self.widget is None:
            return html
        found = self.widget._repr_mimebundle_(**options)
        return {**(found[0] if isinstance(found, tuple) else found or {}), **html}

    def _repr_html_(self):
        import pandas as pd

        lines = [(f"{row.kind}: {row.reason}", row.believed, row.example) for row in self.rows]
        frame = pd.DataFrame(lines, columns=["question", "the kit believes", "in the article"])
        return EvidenceTable(frame, None, f"Most worth a look: {len(self.rows):,}")._repr_html_()

    def __repr__(self):
        more = f", and {self.left_out:,} of less weight" if self.left_out else ""
        lines = [f"Most worth a look: {len(self.rows):,}{more}"]
        lines += [f"  {row.kind}: {row.reason} {row.believed}" for row in self.rows]
        return "\n".join(lines if self.widget is not None else [*lines, NEEDED])


def _shown(row):
    """A question as the browser gets it: sentences in three parts, the middle one marked."""
    examples = []
    for text in filter(None, (row.example, row.other_example)):
        before, _, rest = text.partition(OPEN)
        marked, _, after = rest.rpartition(CLOSE)
        examples.append([before, marked, after])
    names = f"{row.name} / {row.other_name}" if row.other_name else row.name
    shown = {"kind": row.kind, "reason": row.reason, "believed": row.believed or names}
    return shown | {"examples": examples, "named": row.kind in NAMED}


@cache
def _widget_class():
    import anywidget
    import traitlets

    class ReviewWidget(anywidget.AnyWidget):
        """The questions go to the browser, and what is decided comes back."""

        _esm = (TEMPLATES / "review.js").read_text(encoding="utf-8")
        _css = str(style_sheet())
        questions: traitlets.List = traitlets.List().tag(sync=True)
        names: traitlets.List = traitlets.List().tag(sync=True)
        decided: traitlets.List = traitlets.List().tag(sync=True)
        told = traitlets.Unicode("Nothing is decided yet.").tag(sync=True)

    return ReviewWidget
