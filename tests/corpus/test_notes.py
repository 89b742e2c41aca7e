"""Notes are told by kinds: counted, with examples, and every one on a whole file."""

from onrecord.corpus.notes import MOST_TOLD, NOTE_KINDS, Note, NoteGroup, group_notes


def test_notes_on_articles_are_counted_and_the_first_is_the_example():
    date, field = Note("date", "It is odd."), Note("field", "Its title is a list.")
    groups = group_notes([], [("b.txt", field), ("a.txt", date), ("c.txt", date)])
    assert groups == [
        NoteGroup("date", 2, [{"path": "a.txt", "text": "It is odd."}]),
        NoteGroup("field", 1, [{"path": "b.txt", "text": "Its title is a list."}]),
    ]
    assert groups[0].heading == "Dates that are missing or in doubt (2), such as:"
    assert (
        groups[0].sentence == "Dates that are missing or in doubt (2), such as: a.txt: It is odd."
    )
    assert groups[1].heading == "Fields that were left out (1):"


def test_notes_on_files_are_all_kept_and_the_first_of_them_told():
    notes = [(f"{n}.rtf", Note("export", f"{n} read.")) for n in range(MOST_TOLD + 3)]
    [group] = group_notes(notes, [])
    assert group.count == len(group.examples) == MOST_TOLD + 3
    assert group.lines[0] == "0.rtf: 0 read."
    assert group.lines[MOST_TOLD:] == ["... and 3 more"]


def test_kinds_come_in_their_order_and_one_that_is_new_at_the_end():
    notes = [("a", Note(kind, "It is.")) for kind in ("new", *reversed(NOTE_KINDS))]
    groups = group_notes([], notes)
    assert [group.kind for group in groups] == [*NOTE_KINDS, "new"]
    assert groups[-1].heading == "New (1):"


def test_no_notes_are_no_groups():
    assert group_notes([], []) == []
