"""What a reader of the corpus should know of what was read, told by kinds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# what notes of one kind have in common, as a list of them is headed
NOTE_KINDS = {
    "export": "exports of news databases: articles announced, and articles read",
    "length": "articles that are longer or shorter than their header says",
    "columns": "columns that were not used, and fields that no column gives",
    "order": "tables that have the day first in some dates and the month first in others",
    "ambiguous": "dates that can mean two days, and were left out",
    "date": "dates that are missing or in doubt",
    "field": "fields that were left out",
    "metadata": "tables of metadata: rows and articles that were joined",
    "part": "parts of files that were not read",
    "mended": "texts that were stored in a wrong encoding, and are mended",
    "misread": "texts that were stored in a wrong encoding, and are read as they were meant",
    "reprint": "articles that repeat an earlier one, and are read",
}
MOST_TOLD = 20  # examples of one kind, where people read them


@dataclass(frozen=True)
class Note:
    """One thing to know, of one article or of a whole file.

    Attributes:
        kind: one of `NOTE_KINDS`; notes of one kind are told together, counted, with an example.
        text: one sentence or two, which do not name the article or the file.
    """

    kind: str
    text: str


@dataclass(frozen=True)
class NoteGroup:
    """All notes of one kind.

    Attributes:
        examples: `path` and `text` of every note on a whole file, and of the first on an article.
    """

    kind: str
    count: int
    examples: list[dict[str, str]]

    @property
    def heading(self) -> str:
        """What they have in common, how many they are, and whether all are among the examples."""
        return self._heading(self.count > len(self.examples))

    @property
    def sentence(self) -> str:
        """What they have in common, how many they are, and the first."""
        return f"{self._heading(self.count > 1)} {self.lines[0]}"

    def _heading(self, few: bool) -> str:
        what = NOTE_KINDS.get(self.kind, self.kind)
        return f"{what[:1].upper()}{what[1:]} ({self.count:,}){', such as' * few}:"

    @property
    def lines(self) -> list[str]:
        """The first examples; where there are more than `MOST_TOLD`, the last line says so."""
        told = [f"{note['path']}: {note['text']}" for note in self.examples[:MOST_TOLD]]
        more = len(self.examples) - MOST_TOLD
        return [*told, f"... and {more:,} more"] if more > 0 else told


def group_notes(
    of_files: Iterable[tuple[str, Note]], of_articles: Iterable[tuple[str, Note]]
) -> list[NoteGroup]:
    """Notes, each with the path that it is about, by their kinds in the order of `NOTE_KINDS`."""
    groups = {kind: NoteGroup(kind, 0, []) for kind in NOTE_KINDS}
    for notes, each in ((of_files, True), (of_articles, False)):
        first = set()
        for path, note in notes:
            group = groups.get(note.kind, NoteGroup(note.kind, 0, []))
            if each or note.kind not in first:
                group.examples.append({"path": path, "text": note.text})
            first.add(note.kind)
            groups[note.kind] = NoteGroup(note.kind, group.count + 1, group.examples)
    return [group for group in groups.values() if group.count]


def told_notes(manifest: Mapping) -> list[NoteGroup]:
    """The notes that the manifest of some tables has."""
    return [NoteGroup(**group) for group in manifest.get("notes", ())]
