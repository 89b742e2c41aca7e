"""Claims as a table to search, filter, sort and page through; each opens to its sentence."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from markupsafe import Markup

from onrecord.counts.chains import SAYS
from onrecord.errors import OnrecordError
from onrecord.pages.evidence import MISSING
from onrecord.pages.marking import browsing_script, name_source, render
from onrecord.pages.passages import Passage
from onrecord.record.behind import PLAIN_ROWS, passages_behind
from onrecord.record.lookup import Lookup
from onrecord.tables.links import LINKS
from onrecord.tables.schema import CERTAINTIES

COLUMNS = ("source", "act", "commitment", "claim", "dispute", "outlet", "article", "published")
# Whether the values of each are few enough to be chosen from a list.
BROWSED = {name: name not in ("claim", "published") for name in COLUMNS}
ROWS_ON_A_PAGE = 25  # with scripts, and in all without
LONGEST_CLAIM = 280  # characters in a cell
LINKED_SHOWN = 5  # linked claims that a row names


@dataclass(frozen=True)
class Cell:
    """What a cell says, and what it is sorted by where that is something else: "" if missing."""

    text: str
    key: str | int | None = None


@dataclass(frozen=True)
class ClaimRow:
    """One claim: its cells in the order of `BROWSED`, its sentence, and what else is known of it."""

    cells: Sequence[Cell]
    passage: Passage
    facts: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, eq=False)
class ClaimsTable:
    """Shows itself in a notebook; `html` is the same for a page. `total` counts rows left out too."""

    rows: Sequence[ClaimRow]
    total: int
    caption: str

    @cached_property
    def html(self) -> Markup:
        """Everything that is shown, style sheet and script included."""
        return render(
            "browse.html",
            script=browsing_script(),
            columns=BROWSED,
            rows=self.rows,
            shown=ROWS_ON_A_PAGE,
            total=self.total,
            caption=self.caption,
        )

    def _repr_html_(self):
        return str(self.html)

    def __repr__(self):
        lines = [f"{self.caption}: {self.total:,}"]
        for row in self.rows[:PLAIN_ROWS]:
            source, act, _, claim, *_ = row.cells
            lines.append(f"  {row.passage.ids[0]}  {source.text} {act.text}: {claim.text}")
        if more := self.total - len(self.rows[:PLAIN_ROWS]):
            lines.append(f"  … and {more:,} more")
        return "\n".join(lines)


def claims_table(
    lookup: Lookup,
    claim_ids: Iterable[str],
    *,
    caption: str,
    limit: int | None,
    linked: Container[str],
) -> ClaimsTable:
    """The claims with these ids, each once, in this order; see `Record.claims_table`."""
    every = list(dict.fromkeys(claim_ids))
    kept = list(islice(every, limit))
    for claim_id in kept:
        if claim_id not in lookup.ids("claims"):
            raise OnrecordError(
                f"{claim_id!r} is no claim of this record, so there is no sentence to show. "
                "Take rows of its table claims; after a filter they are fewer."
            )
    passages = {p.ids[0]: p for p in passages_behind(lookup, kept, "sentence", linked)}
    # Entities of one name are told apart by entity_id.
    names = Counter(row["name"] for row in lookup.rows("entities") if row["named"])
    alike, titles = {name for name, n in names.items() if n > 1}, _titles(passages.values())
    rows = [_row(lookup, lookup.row("claims", i), passages[i], alike, titles) for i in kept]
    return ClaimsTable(rows, len(every), caption)


def _titles(passages):
    """What each article_id is called; articles of one title are told apart by article_id."""
    titles = {p.article_id: _line(p.title or p.article_id) for p in passages}
    counted = Counter(titles.values())
    return {i: f"{t} ({_line(i)})" if counted[t] > 1 else t for i, t in titles.items()}


def _row(lookup, claim, passage, alike, titles):
    name, entity, commitment = (claim[k] for k in ("source_name", "source_entity", "commitment"))
    denied = claim["claim_id"] in lookup.deniers
    sides = ["denies"] * bool(claim["disputes"]) + ["is denied"] * denied
    cells = (
        _given(f"{name} ({entity})" if name in alike and entity else name, "no source"),
        Cell(claim["act"]),
        Cell(CERTAINTIES[commitment], list(CERTAINTIES).index(commitment)),
        Cell(_clip(claim["claim_text"])),
        _given(" and ".join(sides)),
        _given(passage.outlet),
        Cell(titles[passage.article_id]),
        _given(passage.published and passage.published.isoformat()),
    )
    return ClaimRow(cells, passage, _facts(lookup, claim))


def _given(text, missing=MISSING):
    return Cell(_line(text)) if text else Cell(missing, "")


def _facts(lookup, claim):
    """What decided the act, the source with its role, the chain, and the claims that it is linked to:
    each where there is one."""
    facts = [("decided by", [_line(claim["act_evidence"] or MISSING)])]
    source = name_source(lookup.row("attributions", claim["claim_id"]))
    if claim["source_name"] not in (None, source):
        facts.append(("source", [_line(source)]))
    if len(claim["chain"]) > 1:
        chain = SAYS.join(_line(name or "somebody") for name in claim["chain"])
        facts.append(("through", [chain]))
    links = [(link.words, claim[column]) for column, link in LINKS.items()]
    links.insert(1, ("is denied by", lookup.deniers.get(claim["claim_id"], [])))
    return facts + [(term, _linked(lookup, ids)) for term, ids in links if ids]


def _linked(lookup, claim_ids):
    found = [lookup.row("claims", i) for i in claim_ids[:LINKED_SHOWN] if i in lookup.ids("claims")]
    lines = [f"{_line(c['source_name'] or 'no source')}: {_clip(c['claim_text'])}" for c in found]
    more = len(claim_ids) - len(found)
    return lines + [f"and {more:,} more"] * bool(more)


def _line(text):
    return " ".join(text.split())


def _clip(text):
    line = _line(text)
    return line if len(line) <= LONGEST_CLAIM else f"{line[:LONGEST_CLAIM].rsplit(' ', 1)[0]} …"
