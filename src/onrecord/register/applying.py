"""A register applied to the entities of a corpus: splits, then merges, then attributes."""

from typing import TYPE_CHECKING

from onrecord.register.groups import Groups
from onrecord.register.register import Register, Row, article_ids

if TYPE_CHECKING:
    import duckdb


class Revision:
    """One application of a register. Call it with a database, then ask what it did.

    Splits are made first, so that what is split off can be merged; attributes last, so that they
    stand on what came of both. A row that means nobody, or more than one, changes nothing and is a
    warning.

    Attributes:
        warnings: one line each, with file and row.
    """

    def __init__(self, register: Register):
        self._register = register
        self._done: list[dict] = []
        self._set_by: dict[tuple, int] = {}  # (group, attribute) → row
        self.warnings: list[str] = []

    def __call__(self, database: "duckdb.DuckDBPyConnection") -> None:
        """Change the entities in a database as the register has it; see `join_entities`."""
        rows = self._register.rows
        ids = article_ids(";".join(f"{row.articles};{row.other_articles}" for row in rows))
        names = (name for row in rows for name in (row.name, row.other_name))
        self._groups = Groups(database, names, ids)
        self._articles = self._groups.known(ids)
        of_kind = {"split": self._split, "merge": self._merge, "entity": self._set}
        for kind, apply in of_kind.items():
            for row in rows:
                wanted = row.decision == "yes" or (row.attributes and row.decision != "no")
                if row.kind == kind and wanted:
                    self._check_articles(row)
                    apply(row)
        self._groups.write()

    def manifest(self) -> dict:
        """What was applied, for the manifest: the file, and each row that did something."""
        rows = self._register.rows
        decided = [row for row in rows if row.kind != "entity"]
        return {
            "file": self._register.file,
            "sha256": self._register.sha256,
            "rows": sorted(self._done, key=lambda did: did["row"]),
            "undecided": sum(row.decision == "" for row in decided),
            "declined": sum(row.decision == "no" for row in decided),
            "warnings": self.warnings,
        }

    def _split(self, row):
        number = self._one(row, row.name, row.label, row.articles)
        if number is None:
            return
        group, articles = self._groups[number], article_ids(row.other_articles)
        label = row.other_label or group.label
        made = self._groups.take_out(number, articles, label, _evidence(row))
        if not made:
            inside = group.articles.keys() & articles
            why = "stands in no other article" if inside else "is mentioned in none of them"
            self._warn(row, f"{group.name!r} {why}, so nothing was split off")
            return
        taken = list(made.articles)
        there = self._groups.find(row.other_name, label)
        there = [n for n in there if n != number] if row.other_name else []
        if len(there) == 1:
            self._groups.put_in(there[0], made)
        else:
            made.name = row.other_name or made.name
            there = [self._groups.add(made)]
        other = self._groups[there[0]].name
        self._did(row, "split", name=group.name, other_name=other, articles=taken)

    def _merge(self, row):
        own = (row.name, row.label, row.articles)
        other = (row.other_name, row.other_label, row.other_articles)
        if own == other:
            found = self._groups.find(row.name, row.label, article_ids(row.articles))
            pair = found or [self._one(row, *own)]
        else:
            pair = [self._one(row, *meant) for meant in (own, other)]
        if None in pair:
            return
        kept, *others = dict.fromkeys(pair)
        names = [self._groups[number].name for number in others]
        for number in others:
            self._groups.merge(kept, number, _evidence(row))
        did = "merged" if others else "nothing: they are one already"
        other_name = "; ".join(names) or row.other_name
        self._did(row, did, name=self._groups[kept].name, other_name=other_name)

    def _set(self, row):
        number = self._one(row, row.name, row.label, row.articles)
        if number is None:
            return
        group, new = self._groups[number], {}
        for attribute, value in row.attributes.items():
            before = group.attributes.get(attribute, value)
            if before == value:
                new[attribute] = value
                self._set_by.setdefault((number, attribute), row.number)
            else:
                by = self._set_by[number, attribute]
                said = f"{attribute} of {group.name!r} is {before!r} by row {by}"
                self._warn(row, f"{said}, so {value!r} was left out")
        group.attributes |= new
        if new:
            self._did(row, "attributes set", name=group.name, attributes=new)

    def _one(self, row: Row, name, label, articles):
        """The number of the one group that is meant; None, with a warning, where it is not one."""
        found = self._groups.find(name, label, article_ids(articles))
        if len(found) == 1:
            return found[0]
        called = repr(name) + (f" with the label {label}" if label else "")
        if found:
            where = "articles" if name == row.name else "other_articles"
            why = f"{len(found)} entities are called {called}; say in `label` or in `{where}` which is meant"
        else:
            labels = ", ".join(self._groups.labels(name))
            why = f"no entity is called {called}" + (f" (but {labels})" if labels else "")
        self._warn(row, f"{why}; the {row.kind} was left out")
        return None

    def _check_articles(self, row):
        for article_id in article_ids(f"{row.articles};{row.other_articles}"):
            if article_id not in self._articles:
                self._warn(row, f"no article with a mention has the id {article_id!r}")

    def _did(self, row, did, **known):
        self._done.append({"row": row.number, "did": did, **known})

    def _warn(self, row, why):
        self.warnings.append(f"{self._register.file}, row {row.number}: {why}.")


def _evidence(row):
    return f"the register, row {row.number}"
