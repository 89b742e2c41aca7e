"""PolNeAR and GUM of one invented article each, and what runs a benchmark on them."""

import io
import json
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from benchmarks.__main__ import main
from benchmarks.common import gum
from benchmarks.common.polnear import Marked
from benchmarks.entities.systems import Found

TEXT = 'The mayor said it would rain. "Bring boats," Ann Lee told reporters, "and bread."'


def spans(*words, text=TEXT):
    return tuple((text.index(w), text.index(w) + len(w)) for w in words)


RAIN = Marked(spans("The mayor"), spans("said"), spans("it would rain"))
BOATS = Marked(spans("Ann Lee"), spans("told"), spans('"Bring boats,"', '"and bread."'))


def polnear_folder(folder: Path, text: str = TEXT, marked: Sequence[Marked] = ()) -> Path:
    """PolNeAR dev of one article, nyt_1."""
    texts, marks = (folder / "polnear" / "dev" / part for part in ("text", "attributions"))
    for each in (texts, marks):
        each.mkdir(parents=True)
    (texts / "nyt_1.txt").write_text(text)
    lines = []
    for n, attribution in enumerate(marked):
        roles = []
        for role in ("Source", "Cue", "Content"):
            offsets = ";".join(f"{s} {e}" for s, e in getattr(attribution, role.lower()))
            roles.append(f"{role}:T{len(lines) + 1}")
            lines.append(f"T{len(lines) + 1}\t{role} {offsets}\tx")
        lines.append(f"E{n}\tAttribution:{roles[1].partition(':')[2]} {' '.join(roles)}")
    (marks / "nyt_1_0.ann").write_text("\n".join(lines))
    return folder


GUM_TEXT = "Ann Lee met Bo in Oslo. Lee left. She sang to Bo."


def _entity(number, kind, *mentions):
    made = [
        {"start": s, "end": e, "head": [s, e], "form": form}
        for form, word, nth in mentions
        for s in [[i for i in range(len(GUM_TEXT)) if GUM_TEXT.startswith(word, i)][nth]]
        for e in [s + len(word)]
    ]
    return {"id": number, "type": kind, "mentions": made}


ENTITIES = [
    _entity("1", "person", ("proper", "Ann Lee", 0), ("proper", "Lee", 1), ("pronoun", "She", 0)),
    _entity("2", "person", ("proper", "Bo", 0), ("proper", "Bo", 1)),
    _entity("3", "place", ("proper", "Oslo", 0)),
]
ARTICLE = gum.read_article("GUM_news_x", GUM_TEXT, ENTITIES)
LABEL = {"1": "PERSON", "2": "PERSON", "3": "GPE"}
PERFECT = [Found(m.entity, m.start, m.end, m.form, LABEL[m.entity]) for m in ARTICLE.mentions]


def gum_folder(folder: Path, *names: str) -> None:
    """GUM of articles that are all the same."""
    for part in ("text", "mentions"):
        (folder / "gum" / part).mkdir(parents=True)
    for name in names:
        (folder / "gum" / "text" / f"{name}.txt").write_text(GUM_TEXT)
        marked = json.dumps({"entities": ENTITIES})
        (folder / "gum" / "mentions" / f"{name}.json").write_text(marked)


class Run(NamedTuple):
    """What a benchmark did."""

    returncode: int
    stdout: str
    stderr: str

    @property
    def rows(self) -> list[list[str]]:
        """The cells of each line of its tables."""
        return [cells_of(line) for line in self.stdout.splitlines() if line.startswith("|")]


def run_benchmark(*arguments) -> Run:
    """`python -m benchmarks` with these arguments, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(list(map(str, arguments)))
        except SystemExit as end:
            code = end.code
    return Run(code, out.getvalue(), err.getvalue())


def cells_of(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")[1:-1]]
