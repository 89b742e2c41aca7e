"""Reading PolNeAR: brat standoff with its pieces, its annotators and its doubts."""

import pytest

from benchmarks.common import polnear


def brat_lines(*lines):
    return "\n".join(line.replace(" | ", "\t") for line in lines)


def test_brat_reader_joins_pieces_and_sorts_them():
    brat = brat_lines(
        "T1 | Content 30 40;50 60 | a b",
        "T2 | Cue 45 49 | said",
        "T3 | Content 5 9 | c",
        "E1 | Attribution:T2 Content:T1 Cue:T2 Content2:T3",
    )
    assert polnear.read_brat(brat) == [
        polnear.Marked(source=(), cue=((45, 49),), content=((5, 9), (30, 40), (50, 60)))
    ]


def test_brat_reader_resolves_a_span_that_stands_after_its_event():
    brat = brat_lines("T1 | Content 0 4 | a", "E1 | Attribution:T1 Content:T1 Content2:T2")
    later = brat_lines("T2 | Content 6 9 | b")
    assert polnear.read_brat(f"{brat}\n{later}")[0].content == ((0, 4), (6, 9))


def test_brat_reader_keeps_attributions_with_content_only():
    brat = brat_lines(
        "T1 | Content 0 4 | a",
        "T2 | Cue 6 9 | b",
        "E1 | Attribution-no-source:T2 Cue:T2 Content:T1",
        "E2 | Attribution:T2 Cue:T2",
        "E3 | Attribution-to-Self:T2 Cue:T2 Content:T1",
        "A1 | Nested E1",
    )
    assert [a.content for a in polnear.read_brat(brat)] == [((0, 4),)]


def test_first_of_several_annotators_counts(tmp_path):
    folder = tmp_path / "polnear" / "dev"
    for name in ("text", "attributions"):
        (folder / name).mkdir(parents=True)
    (folder / "text" / "a.txt").write_bytes(b"one\r\ntwo")
    (folder / "text" / "unmarked.txt").write_bytes(b"three")
    for annotator, end in (("b", 8), ("a", 3)):
        brat = brat_lines(f"T1 | Content 0 {end} | x", "E1 | Attribution:T1 Content:T1")
        (folder / "attributions" / f"a_{annotator}.ann").write_text(brat)
    (folder / "attributions" / "a_longer_0.ann").write_text("")
    [article] = polnear.read_part(tmp_path, "dev")
    assert (article.name, article.text) == ("a", "one\r\ntwo")
    assert article.attributions[0].content == ((0, 3),)


def test_missing_data_is_said():
    with pytest.raises(FileNotFoundError, match="no marked articles"):
        polnear.read_part("nowhere", "dev")


def test_attribution_is_as_it_was_marked():
    made = polnear.as_attribution(polnear.Marked(((0, 3),), ((4, 8),), ((9, 12),)))
    assert (made.source, made.cue, made.content) == (((0, 3),), ((4, 8),), ((9, 12),))
