"""Each attribution's source as the kit resolved it: its form, who it is, and what decided."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.sources.source_forms import form_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from benchmarks.common.extracting import Extracted

RESOLVED = ("named entity", "unnamed entity", "nothing")


@dataclass(frozen=True)
class Resolution:
    """The source of one attribution.

    Attributes:
        spans: half-open character spans of the source, none where there is none.
        form, kind: as in source_forms.py.
        resolved: one of RESOLVED.
        name, source_class: as the table of attributions has them.
        evidence: what joined the mention that the source is to its entity, as the table of mentions
            has it; None where no mention of the entity stands in the source.
        named_before: where the entity's name last stood before the source, if it did.
    """

    article: str
    spans: list[list[int]]
    form: str
    kind: str
    resolved: str
    name: str | None
    source_class: str
    evidence: str | None = None
    named_before: tuple[int, int] | None = None

    @property
    def start(self) -> int | None:
        """Where the source starts, in characters."""
        return self.spans[0][0] if self.spans else None


def resolutions(run: "Extracted", docs: Mapping[str, "Doc"]) -> list[Resolution]:
    """One for each row of the table of attributions, in its order; `docs` are by name of article."""
    from onrecord.reading.doc.words import Words

    mentions = defaultdict(list)
    for row in run.tables.mentions.to_pylist():
        mentions[row["article_id"], row["entity_id"]].append(row)
    words = {name: Words(doc) for name, doc in docs.items()}
    return list(_resolutions(run, words, mentions))


def _resolutions(run, words, mentions) -> Iterator[Resolution]:
    for row in run.tables.attributions.to_pylist():
        article, spans = run.names[row["article_id"]], row["source_spans"]
        form = form_of(words[article], spans)
        own = mentions.get((row["article_id"], row["source_entity"]), ())
        yield Resolution(
            article=article,
            spans=spans,
            form=form.form,
            kind=form.kind,
            resolved=_resolved(row),
            name=row["source_name"],
            source_class=row["source_class"],
            evidence=_evidence(own, spans),
            named_before=_named_before(own, spans),
        )


def _resolved(row):
    if row["source_entity"] is None:
        return "nothing"
    return "unnamed entity" if row["source_class"] == "unnamed" else "named entity"


def _evidence(own, spans):
    inside = (m for m in own for s, e in spans if m["start"] < e and s < m["end"])
    return next((m["evidence"] for m in inside), None)


def _named_before(own, spans):
    named = [m for m in own if m["form"] == "proper" and spans and m["end"] <= spans[0][0]]
    return (named[-1]["start"], named[-1]["end"]) if named else None
