"""The marked article: one article, with the sources, cues and contents found in it."""

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from onrecord.pages.marking import (
    PREFIX,
    anchor_id,
    anchor_note,
    attribution_marks,
    escape_text,
    mark_text,
    mention_marks,
    name_source,
    render,
    short_id,
)
from onrecord.pages.shown import piece_at, shown_pieces, spread
from onrecord.reading.union import grouped
from onrecord.tables.schema import SPEECH


@dataclass(frozen=True, eq=False, kw_only=True)
class MarkedArticle:
    """Shows itself in a notebook; `html` is the same for a page.

    `row` is the row of `articles`; `attributions` are rows with `act`, `commitment` and `chain` of
    their claims; `mentions` those to be marked, and `names` the names of their entities.
    """

    row: dict
    attributions: list[dict]
    mentions: list[dict]
    names: dict[str, str]
    mention_legend: str = "of an entity"
    prefix: str = PREFIX

    @property
    def text(self) -> str | None:
        """The untouched text; None where nothing could be read."""
        return self.row["text"]

    @cached_property
    def html(self) -> Markup:
        """Everything that is shown, style sheet included."""
        text = self.text or ""
        marks = attribution_marks(self.attributions, self.prefix)
        marks += mention_marks(self.mentions, self.names)
        before = len(text) - len(text.lstrip("\r\n"))  # empty lines that open the text
        begun = sorted(self.attributions, key=_begin)
        pieces, left_out = shown_pieces(text, map(_begin, begun))
        notes = grouped(
            (place, a) for a in begun if (place := piece_at(pieces, _begin(a)[0])) is not None
        )
        inside = spread(marks, pieces)
        parts = [
            {
                "left_out": p.left_out,
                "lead": escape_text(text[p.start : max(p.start, before)]),
                "html": mark_text(text, inside.get(n, ()), max(p.start, before), p.end),
                "rest": escape_text(text[p.end : p.after]),
                "notes": [self._note(a) for a in notes.get(n, ())],
            }
            for n, p in enumerate(pieces)
        ]
        return render(
            "article.html",
            anchor=anchor_id(self.row["article_id"], self.prefix),
            article=self.row,
            paragraphs=parts,
            left_out=left_out,
            noted=sum(map(len, notes.values())),
            found=len(begun),
            roles={mark.role for mark in marks},
            mention_legend=self.mention_legend,
        )

    def _repr_html_(self):
        return str(self.html)

    def __repr__(self):
        row = self.row
        facts = (row["outlet"], row["published"], f"{row['words']:,} words", row["article_id"])
        lines = [row["title"] or row["article_id"], " · ".join(str(f) for f in facts if f)]
        if row["status"] != "ok":
            status = row["status"].replace("_", " ")
            lines.append(f"Not read: {status}. {row['message'] or ''}".strip())
        for a in self.attributions:
            number, who = short_id(a["attribution_id"]), name_source(a)
            said = " ".join(a["content_text"].split())
            lines.append(f"{number:>5}  {'  ' * a['depth']}{who} {a['act'] or ''}: {said}")
        return "\n".join(lines)

    def _note(self, row):
        """What is said of an attribution beside the paragraph in which its content begins."""
        anchor = anchor_id(row["attribution_id"], self.prefix)
        rest = [row["kind"], *([row["manner"]] if row["manner"] != SPEECH else [])]
        if row["parent_id"]:
            rest.append(f"in {short_id(row['parent_id'])}")
        if row["status"] != "ok":
            rest.append(row["status"].replace("_", " "))
        return {
            "id": anchor_note(anchor),
            "anchor": anchor,
            "label": short_id(row["attribution_id"]),
            "who": name_source(row),
            "nobody": not row["source_name"],
            "act": row["act"],
            "rest": " · ".join(rest),
        }


def _begin(row):
    return min(row["content_spans"])[0], row["depth"]
