"""An audit as notebooks use it: what was measured, and shares corrected for it."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from markupsafe import Markup

from onrecord.audit.accuracy import MEASURES, errors
from onrecord.audit.intervals import FEW, resample
from onrecord.audit.methods import SHARES, find, with_interval
from onrecord.audit.shares import correct, unlike
from onrecord.audit.truth import Coding, readings
from onrecord.corpus.article import WORD
from onrecord.tables.folder import Tables, digest_of
from onrecord.tables.frames import EVERY, of_manner
from onrecord.tables.outputs import MANIFEST

AUDIT = "audit.json"  # beside the tables
GENERATOR = "onrecord audit"
COMMAND = "onrecord audit sample TABLES --articles 20 --seed 1 --coders 2 --out audit"
JUDGED = ("articles", "attributions", "claims")  # the tables that an audit is of
UNKNOWN = "Nobody has measured how right the attributions of these articles are"
# What `python -m benchmarks attribution DATA` prints.
ELSEWHERE = (
    "On 84 others F1, which weighs what is missed and what is wrong, is .776; of two people, .796"
)
# Groups that too few audited articles have, with a share and without.
OTHERS, NO_SHARE = "(others)", "(others without a share)"
COLUMNS = ("share", "low", "high", "up_to", "up_to_low", "up_to_high")


@dataclass(frozen=True, eq=False)
class Measured:
    """Shares as an audit corrects them.

    Attributes:
        bars: a frame with a row for each bar and group that enough articles tell of. Columns: `share`,
            `low`, `high`; then the same of a group and those before it together, as bars are stacked, NaN
            where one of these is not told of.
        articles: how many were audited.
        warnings: sentences, where errors differ between groups.
    """

    bars: Any
    articles: int
    warnings: tuple[str, ...] = ()


class Audit:
    """What people found who read some of the articles; nothing, with the reason, where none did.

    Attributes:
        tables: those that it is of.
    """

    def __init__(self, result: dict | None, tables: Tables, why: str = UNKNOWN):
        self.result, self.tables, self.why = result or {}, tables, why

    def __bool__(self) -> bool:
        """Whether there is one."""
        return bool(self.result)

    @property
    def line(self) -> str:
        """In one line: how accurate the kit is here, or that nobody knows and how to find out."""
        return self.doubt if self else f"{self.doubt} To measure it: {COMMAND}"

    @property
    def doubt(self) -> str:
        """The same, without how to find out."""
        if not self:
            return f"{self.why}. {ELSEWHERE}."
        row, read = find(self.result["accuracy"], MEASURES["who"]), self.result["sample"]["read"]
        shares = ", ".join(f"{label} {with_interval(row, key)}" for key, label in SHARES.items())
        return f"{shares} for attributions with who is meant, in {read:,} articles that were read for it"

    def table(self, name: str):
        """`articles`, `accuracy`, `links`, `agreement`, `calibration`: a frame, empty without an audit."""
        import pandas as pd

        return pd.DataFrame(self.result.get(name, []))

    @cached_property
    def readings(self) -> list[Coding]:
        """What each coder read."""
        return readings(self.result.get("coders", ()), self.tables)

    def errors(self):
        """See `accuracy.errors`."""
        return errors(self.readings)

    @property
    def methods(self) -> str:
        """A paragraph to paste, then the citation as CSL JSON and as BibTeX."""
        if not self:
            return self.line
        csl = json.dumps(self.result["csl"], indent=1)
        return "\n\n".join((self.result["methods"], csl, self.result["bibtex"]))

    def __repr__(self):
        return self.line

    def _repr_html_(self):
        return str(Markup("<p>{}</p>").format(self.line))

    def shares(
        self,
        count: Callable,
        totals,
        *,
        of: str | Mapping[str, str] = "words",
        beside: Iterable[str] = (),
        least: float = 0.0,
        manner: str = EVERY,
    ) -> Measured | None:
        """Shares of groups, corrected for the errors that were measured; None where there is no audit.

        Args:
            count: makes a table with `ids` of a frame of attributions, one row a group, as the functions of
                `counts` do.
            totals: what the corpus reports: a frame with a row a bar and a column a group.
            of: what the totals are numbers of: `words`, `rows`, or `first` (articles, by whom they quote
                first); or the same by bar, where bars that are not named stay as they are.
            beside: groups that have no share, such as those whom nobody knows.
            least: attributions less sure than this were left out.
            manner: those of another manner were left out.
        """
        if not isinstance(of, str):
            made = (
                self.shares(
                    count, totals.loc[[bar]], of=each, beside=beside, least=least, manner=manner
                )
                for bar, each in of.items()
            )
            return _joined([measured for measured in made if measured])
        if not self or not totals.to_numpy().sum():
            return None
        moved, articles = self._moved(count, of, least, manner)
        has = defaultdict[str, set](set)
        for article, *pair, _ in moved:
            for group in pair:
                has[group].add(article)
        outside = set(beside)
        known = {group for group in {*totals, *outside} if len(has[group]) >= FEW}
        shown = [group for group in totals if group in known - outside]
        order = [*shown, OTHERS, *sorted(known & outside), NO_SHARE]
        to = {g: OTHERS for g in totals} | dict.fromkeys(outside, NO_SHARE) | {g: g for g in known}
        place = {name: n for n, name in enumerate(order)}
        marked = np.zeros((len(articles), len(order) + 1, len(order) + 1))
        for article, *pair, weight in moved:
            ends = (len(order) if g is None else place[to.get(g, OTHERS)] for g in pair)
            marked[(articles.index(article), *ends)] += weight
        sums = totals.T.groupby(to.get).sum().T.reindex(columns=order, fill_value=0).to_numpy(float)
        weights = resample(len(articles), seed=self.result["sample"]["seed"])
        return _measured(weights, marked, sums, totals, shown)

    def _moved(self, count, of, least, manner) -> tuple[list[tuple], list[str]]:
        """Article, the group that is reported and the one in truth (None where there is none), how much;
        and the articles that were read."""
        moved = []
        for each in self.readings:
            found = each.found[each.found["confidence"] >= least]
            sides = [_groups(of_manner(rows, manner), count, of) for rows in (found, each.true)]
            weights = dict(zip(each.found["article_id"], each.found["weight"], strict=True))
            weights |= dict(zip(each.true["article_id"], each.true["weight"], strict=True))
            for key in dict.fromkeys([*sides[0], *sides[1]]):
                reported, true = (side.get(key) for side in sides)
                article, much = (sides[0].get(key) or sides[1][key])[1:]
                pair = (side and side[0] for side in (reported, true))
                moved.append((article, *pair, much * weights[article]))
        return moved, list(dict.fromkeys(a for each in self.readings for a in each.articles))


def _groups(rows, count, of) -> dict:
    """Of each attribution (or article) its group, its article, and how much it counts."""
    found: dict[str, tuple] = {}
    table = count(rows) if len(rows) else None
    groups = {}
    for group, ids in () if table is None else zip(table.index, table["ids"], strict=True):
        for id_ in ids if isinstance(ids, list) else [i for own in ids.values() for i in own]:
            groups[id_] = group
    columns = "attribution_id", "article_id", "content_spans", "content_text"
    every = zip(*(rows[column] for column in columns), strict=True)
    known = sorted(every, key=lambda row: (row[1], list(map(list, row[2]))))
    for id_, article, _, content in known:
        if id_ in groups:
            much = len(WORD.findall(content)) if of == "words" else 1
            found.setdefault(article if of == "first" else id_, (groups[id_], article, much))
    return found


def _measured(weights, marked, sums, totals, shown) -> Measured:
    import pandas as pd

    # the others have a share, too, though it is not told
    made = correct(weights, marked, sums, len(shown) + 1)
    index = pd.MultiIndex.from_product([totals.index, shown])
    bars = pd.DataFrame({n: v[:, :-1].ravel() for n, v in zip(COLUMNS, made, strict=True)}, index)
    gap = next((n for n, g in enumerate(totals) if g not in shown and totals[g].any()), None)
    bars.loc[~index.isin(list(totals)[:gap], 1), list(COLUMNS[3:])] = np.nan
    return Measured(bars, len(marked), tuple(_warnings(weights, marked, shown)))


def _joined(parts: list[Measured]) -> Measured | None:
    """The bars of several as one."""
    import pandas as pd

    if not parts:
        return None
    warnings = dict.fromkeys(warning for part in parts for warning in part.warnings)
    return Measured(pd.concat([part.bars for part in parts]), parts[0].articles, tuple(warnings))


def _warnings(weights, marked, shown) -> Iterable[str]:
    """Sentences on groups that are compared, and whose errors differ."""
    number = len(shown)
    own, groups = marked[:, :number], marked.shape[1] - 1
    same = np.diagonal(marked[:, :groups, :groups], axis1=1, axis2=2)[:, :number]
    said = marked[:, :, :number].sum(1)
    told = {
        "Of what is credited to {}, {:.0%} is not theirs; of what is credited to others, {:.0%}.": (
            own.sum(2) - same,
            own.sum(2),
        ),
        "Of what belongs to {}, {:.0%} is missed; of what belongs to others, {:.0%}.": (
            marked[:, groups, :number],
            said,
        ),
    }
    for sentence, sums in told.items():
        for group, *shares in unlike(weights, *sums) if number > 1 else ():
            yield sentence.format(shown[group], *shares)


def read_audit(folder: str | Path, tables: Tables) -> Audit:
    """The audit of a folder of tables; an empty one, which says why, where there is none that fits."""
    path = Path(folder) / AUDIT
    try:
        result = json.loads(path.read_text("utf-8"))
        if result["generator"] != GENERATOR:
            raise ValueError
    except FileNotFoundError:
        return Audit(None, tables)
    except (OSError, ValueError, KeyError, TypeError):
        return Audit(None, tables, f"{AUDIT} cannot be read; score the sheets again")
    if not (Path(folder) / MANIFEST).exists() or result.get("digest") != digest_of_tables(folder):
        return Audit(None, tables, f"{AUDIT} is of other tables than these, and was left out")
    return Audit(result, tables)


def digest_of_tables(folder: str | Path) -> str:
    """What tells whether tables are those that were audited; columns of one's own in `entities` do not."""
    return digest_of(folder, JUDGED)
