"""Corrections applied to a corpus: to what was read in each article, its entities, and its links."""

from typing import TYPE_CHECKING

from onrecord.corrections.corrections import Corrections
from onrecord.corrections.editor import Editor
from onrecord.corrections.groups import Groups
from onrecord.corrections.row import OF_ENTITIES, Row, article_ids, known_id, same_days
from onrecord.reading.names.spelling import plain_name

if TYPE_CHECKING:
    import duckdb


class Revision:
    """One application of a file of corrections. Call it with a database, then ask what it did.

    `editor` goes over the articles before that. Of the entities, splits are made first, so that what is
    split off can be merged; then they are called anew, and joined with what `editor` named; attributes
    come last, so that they stand on what came of all that. A row that means nobody, or more than one,
    changes nothing and is a warning.
    """

    def __init__(self, corrections: Corrections):
        self._corrections = corrections
        self._done: list[dict] = []
        self._set_by: dict[tuple, int] = {}  # (group, attribute) → row
        self._warnings: list[tuple[int, str]] = []
        self.editor = Editor(corrections.rows)

    def __call__(self, database: "duckdb.DuckDBPyConnection") -> None:
        """Change the entities in a database as the corrections have it; see `join_entities`."""
        rows = self._corrections.rows
        joins = self.editor.joins
        cells = ";".join(f"{r.articles};{r.other_articles}" for r in rows if r.name)
        ids = [day for article_id in article_ids(cells) for day in same_days(article_id)]
        ids += [join.article_id for join in joins]
        names = [name for row in rows for name in (row.name, row.other_name)]
        self._groups = Groups(database, [*names, *(join.name for join in joins)], ids)
        self._articles = self._groups.known(ids)
        self._named_by: dict[tuple[int, str], Row] = {}
        self._apply({"split": self._split, "merge": self._merge})
        self._apply({"name": self._call, "label": self._call})
        for join in joins:
            self._join(join)
        self._apply({"entity": self._set})
        self._groups.write()
        for join, other in self._groups.near_names():
            new = f"nobody is called {join.name!r}, so it is somebody new; is {other!r} meant"
            self._warn(join.row, f"{new}? Then write that into `answer`")

    def _apply(self, of_kind):
        for kind, apply in of_kind.items():
            for row in self._corrections.rows:
                wanted = row.decision == "yes" or (row.attributes and row.decision != "no")
                if row.kind == kind and (wanted or row.answer):
                    self._check_articles(row)
                    apply(row)

    def manifest(self) -> dict:
        """What was applied, for the manifest: the file, and each row that did something."""
        rows = [row for row in self._corrections.rows if row.kind != "entity"]
        entities = [row for row in rows if row.kind in OF_ENTITIES]
        return {
            "file": self._corrections.file,
            "sha256": self._corrections.sha256,
            "rows": sorted([*self._done, *self.editor.told()], key=lambda did: did["row"]),
            "undecided": sum(not row.decided for row in rows),
            "declined": sum(row.decision == "no" for row in entities),
            "warnings": self.warnings,
        }

    @property
    def warnings(self) -> list[str]:
        """Why rows did nothing: a line each, with file and row."""
        of_texts = [(n, f"{why}.") for (n, _), why in self.editor.warned.items()]
        told = sorted(set(self._warnings + of_texts), key=lambda each: each[0])
        return [f"{self._corrections.file}, row {number}: {why}" for number, why in told]

    def _split(self, row):
        number = self._one(row, row.name, row.label, row.articles)
        if number is None:
            return
        group, articles = self._groups[number], self._ids(row.other_articles)
        label = row.other_label or group.label
        made = self._groups.take_out(number, articles, label, row.evidence)
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
            found = self._groups.find(row.name, row.label, self._ids(row.articles))
            pair = found or [self._one(row, *own)]
        else:
            pair = [self._one(row, *meant) for meant in (own, other)]
        if None in pair:
            return
        kept, *others = dict.fromkeys(pair)
        names = [self._groups[number].name for number in others]
        for number in others:
            self._groups.merge(kept, number, row.evidence)
        did = "merged" if others else "nothing: they are one already"
        other_name = "; ".join(names) or row.other_name
        self._did(row, did, name=self._groups[kept].name, other_name=other_name)

    def _call(self, row):
        number = self._one(row, row.name, row.label, row.articles)
        if number is not None and row.right:
            before = self._groups[number].name
            there = [n for n in self._groups.find(row.right) if n != number]
            if row.kind == "name" and there:
                merge = "if they are one, write a row of the kind merge"
                self._warn(row, f"another entity is called {row.right!r}; {merge}")
            other = self._named_by.setdefault((number, row.kind), row)
            if plain_name(other.right) != plain_name(row.right):
                why = f"row {other.number} gives the same entity the {row.kind} {other.right!r}"
                self._warn(row, f"{why}, so {row.right!r} was left out")
                return
            self._groups.call(number, **{row.kind: row.right})
            self._did(row, f"{row.kind} set", name=before, right=row.right)

    def _join(self, join):
        """Make a referent that a row named a part of the entity with that name, or of a new one."""
        found = []
        if join.named:
            label = join.row.label
            found = self._groups.find(join.name, label, [join.article_id])
            found = found or self._groups.find(join.name, label)
            if len(found) > 1:
                which = "say in `label` which is meant; it is an entity of its own now"
                self._warn(join.row, f"{len(found)} entities are called {join.name!r}; {which}")
        self._groups.join(found[0] if len(found) == 1 else None, join, join.row.evidence)

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
        found = self._groups.find(name, label, self._ids(articles))
        if len(found) == 1:
            return found[0]
        called = repr(name) + (f" with the label {label}" if label else "")
        if found:
            where = "articles" if name == row.name else "other_articles"
            why = f"{len(found)} entities are called {called}; say in `label` or in `{where}` which is meant"
        else:
            labels = self._groups.labels(name)
            why = f"no entity is called {called}"
            if label in labels or (labels and not label):
                why += f" in {articles!r}, but elsewhere"
            elif labels:
                why += f", but with {', '.join(labels)}"
        self._warn(row, f"{why}; the {row.kind} was left out")
        return None

    def _ids(self, cell):
        """The article_ids in a cell, as they were if a spreadsheet took them for days."""
        return [known_id(each, self._articles) or each for each in article_ids(cell)]

    def _check_articles(self, row):
        for article_id in self._ids(f"{row.articles};{row.other_articles}"):
            if article_id not in self._articles:
                self._warn(row, f"no article with a mention has the id {article_id!r}")

    def _did(self, row, did, **known):
        self._done.append({"row": row.number, "did": did, **known})

    def _warn(self, row, why):
        self._warnings.append((row.number, f"{why}."))
