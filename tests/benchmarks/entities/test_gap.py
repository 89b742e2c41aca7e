"""The benchmark of ambiguous pronouns."""

from benchmarks.entities import gap

ROW = "x-1;Ada met Bo. She waved.;She;12;Ada;0;TRUE;Bo;8;FALSE;url"
HEAD = "ID;Text;Pronoun;Pronoun-offset;A;A-offset;A-coref;B;B-offset;B-coref;URL"


def read(tmp_path):
    file = tmp_path / "gap.tsv"
    file.write_text(f"{HEAD}\n{ROW}\n".replace(";", "\t"), encoding="utf-8")
    return gap.read_gap(file)


def test_pair_is_joined_where_both_are_covered_by_one_entity(tmp_path):
    texts = read(tmp_path)
    mentions = {"x-1": [(0, 3, "e1"), (8, 10, "e2"), (12, 15, "e1")]}
    counts = gap.count_pairs(texts, mentions)
    assert dict(counts) == {("she", True, True): 1, ("she", False, False): 1}
    assert "| she     | 1.000 | 1.000 | 1.000 |" in gap.score_table(counts)


def test_pronoun_without_a_mention_is_joined_to_nobody(tmp_path):
    counts = gap.count_pairs(read(tmp_path), {"x-1": [(0, 3, "e1"), (8, 10, "e2")]})
    assert dict(counts) == {("she", True, False): 1, ("she", False, False): 1}


def test_smallest_mention_counts_not_the_phrase_around_it():
    assert gap.entity_at([(0, 20, "e1"), (4, 8, "e2")], 5) == "e2"
    assert gap.entity_at([(0, 4, "e1")], 4) is None
