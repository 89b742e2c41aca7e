"""What is most worth a look: rows on texts that ask whether the kit is right, and how much is at stake.

At stake is what a wrong row would make wrong in the counts: words that are said, times the doubt.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from onrecord.corpus.article import WORD
from onrecord.corpus.inputs import counted
from onrecord.corrections.places import marked
from onrecord.corrections.row import UNNAMED, Row, article_ids
from onrecord.reading.doc.sentences import sentences
from onrecord.tables.folder import Tables, read_columns
from onrecord.tables.links import LINKS, asked_of
from onrecord.tables.schema import CORRECTED, PERHAPS

# How likely a link is wrong that is drawn, a possible one right, and a source wrong that is not there at
# all; see docs/accuracy.md.
DOUBT_OF_LINK = {"disputes": 0.23, "may_dispute": 0.21, "echoes": 0.25}
DOUBT_OF_NO_SOURCE = 0.3
LEAST_DOUBT = 0.02  # of who a source is: `you` is never a name, and never in doubt
DOUBT_OF_MERGE, DOUBT_OF_SPLIT = 0.5, 0.3  # of what is proposed
AROUND = 300  # characters of the text on either side of the words that an example may have

Asked = tuple[float, Row]  # what is at stake, and the question


class Doubts:
    """The questions on the texts of some tables."""

    def __init__(self, tables: Tables):
        self._texts = dict(read_columns(tables.articles, "article_id", "text"))
        self._rows = {row["attribution_id"]: row for row in tables.attributions.to_pylist()}
        self._claims = tables.claims
        self._words = {i: len(WORD.findall(r["content_text"])) for i, r in self._rows.items()}
        names = read_columns(tables.entities, "entity_id", "name", "label", "mentions", "articles")
        self._entities = {entity_id: known for entity_id, *known in names}
        self._spoken = Counter[str]()
        for row in self._rows.values():
            if row["source_entity"]:
                self._spoken[row["source_entity"]] += self._words[row["attribution_id"]]

    def ask(self) -> Iterator[Asked]:
        """All questions, in the order of the texts."""
        together = self._together()
        for each in together.values():
            yield self._same(each)
        settled = {row["attribution_id"] for each in together.values() for row in each}
        for key, row in self._rows.items():
            if CORRECTED in row["evidence"]:
                continue
            words = self._words[key]
            sure = row["confidence"]
            reason = f"{counted(words, 'word')}, {sure:.0%} sure: said so? {_attributed(row)}"
            yield words * (1 - sure), self.row(row, "attribution", reason=reason)
            if key not in settled:
                yield self._who(row, words)
        yield from self._links()

    def of_entities(self, row: Row) -> Asked:
        """A proposal to merge or split, as a question."""
        weights = [self._weight(i) for i in (row.entity_id, row.other_entity_id) if i]
        if row.kind == "merge":
            *_, mentions, _ = self._entities[row.other_entity_id]
            asked = (
                f"is “{row.other_name}” {row.name}? {counted(mentions, 'mention')}; {row.reason}"
            )
            return DOUBT_OF_MERGE * min(weights), replace(row, reason=asked)
        *_, articles = self._entities[row.entity_id]
        share = len(article_ids(row.other_articles)) / articles
        asked = f"is “{row.name}” somebody else in {_articles(row.other_articles)}? {row.reason}"
        return DOUBT_OF_SPLIT * weights[0] * share, replace(row, reason=asked)

    def row(self, attribution: Mapping, kind: str, **known) -> Row:
        """A row of some kind on an attribution, with its words."""
        return Row(kind=kind, **self._place(attribution), **known)

    def _weight(self, entity_id):
        return self._spoken[entity_id] + self._entities[entity_id][2]

    def _place(self, attribution, before=""):
        article_id, spans = attribution["article_id"], attribution["content_spans"]
        text, start, end = self._texts[article_id], spans[0][0], spans[-1][1]
        # with the sentence before it, which may tell who `she` is
        begin = [s[0] for s in sentences(text) if s[0] <= start][-2:][0]
        stop = next((s for s in sentences(text) if s[1] >= end), (0, len(text)))[1]
        around = max(begin, start - AROUND), min(stop, end + AROUND)
        place = {
            "articles": article_id,
            "spans": json.dumps(spans),
            "text": attribution["content_text"],
        }
        place["example"] = marked(text, start, end, around)
        return {before + name: value for name, value in place.items()}

    def _who(self, row, words):
        believed, sure = row["source_name"] or UNNAMED, row["source_confidence"]
        _, _, perhaps = row["evidence"].partition(PERHAPS)
        known = "not known" if sure is None else f"{sure:.0%} sure"
        reason = f"{counted(words, 'word')}, {known}: who says so?"
        reason += f" Perhaps {perhaps}." if perhaps else ""
        doubt = DOUBT_OF_NO_SOURCE if sure is None else max(1 - sure, LEAST_DOUBT)
        return words * doubt, self.row(row, "source", believed=believed, reason=reason)

    def _together(self):
        """The sources of an article that one decision settles: the same phrase, perhaps the same person."""
        groups = defaultdict[tuple, list](list)
        for row in self._rows.values():
            _, _, perhaps = row["evidence"].partition(PERHAPS)
            if perhaps and row["source_entity"] and CORRECTED not in row["evidence"]:
                groups[row["article_id"], row["source_entity"], perhaps].append(row)
        return {key: rows for key, rows in groups.items() if len(rows) > 1}

    def _same(self, rows):
        first = rows[0]
        _, _, perhaps = first["evidence"].partition(PERHAPS)
        name, label, mentions, _ = self._entities[first["source_entity"]]
        words = sum(self._words[row["attribution_id"]] for row in rows)
        asked = Row(
            kind="merge",
            name=perhaps,
            other_name=name,
            other_label=label,
            other_articles=first["article_id"],
            reason=f"{counted(words, 'word')} said {len(rows)} times: is “{name}” there {perhaps}? "
            f"{counted(mentions, 'mention')}",
            example=self._place(first)["example"],
        )
        return words * (1 - first["source_confidence"]), asked

    def _links(self):
        columns = ("claim_id", *LINKS)
        for claim_id, *lists in read_columns(self._claims, *columns):
            for kind, others in zip(LINKS, lists, strict=True):
                for other in others:
                    twice = LINKS[kind].symmetric and claim_id > other
                    if not twice and other in self._rows:
                        yield self._link(claim_id, kind, other)

    def _link(self, claim_id, kind, other):
        words = min(self._words[claim_id], self._words[other])
        asked = self.row(
            self._rows[claim_id],
            "link",
            believed=kind,
            reason=f"{counted(words, 'word')}: the first {asked_of(kind)} the other?",
            **self._place(self._rows[other], "other_"),
        )
        return words * DOUBT_OF_LINK[kind], asked


def _attributed(row):
    """The words that make it an attribution, as a reader would point at them."""
    source, cue = (
        f"“{row[each]}”" if row[each] else "none" for each in ("source_text", "cue_text")
    )
    return f"Source: {source}; cue: {cue}."


def _articles(cell):
    ids = article_ids(cell)
    return repr(ids[0]) if len(ids) == 1 else counted(len(ids), "article")
