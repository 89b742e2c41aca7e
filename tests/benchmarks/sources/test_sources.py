"""The benchmark of sources: what it draws, sums up and judges."""

import pytest
from marked_corpora import cells_of, polnear_folder, run_benchmark, spans
from spacy.tokens import Doc
from spacy.vocab import Vocab

from benchmarks.common import judging
from benchmarks.sources import reading_sheet, resolving, sources


def resolution(form, resolved, start=0, name="Ann Lee", kind=""):
    return resolving.Resolution(
        "a", [[start, start + 3]], form, kind, resolved, name, "named_person"
    )


def test_sources_to_read_are_pronouns_and_descriptions_of_named_entities_each_once():
    named, unnamed, nothing = resolving.RESOLVED
    she = resolution("pronoun", named, start=10, kind="she")
    mayor = resolution("description", named, start=4)
    found = [
        she, resolution("name", named), mayor, she,
        resolution("description", unnamed), resolution("pronoun", nothing),
    ]  # fmt: skip
    assert sources.candidates(found) == [she, mayor]
    rows = [cells_of(line) for line in sources.resolved_table(found).splitlines()]
    assert rows[2] == ["pronoun or description", "5", "3", "60.0 %", "1", "20.0 %", "1", "20.0 %"]
    assert ["pronoun: she", "2", "2", "100.0 %", "0", "0.0 %", "0", "0.0 %"] in rows


def test_judgements_count_also_where_the_run_resolves_otherwise():
    she = resolution("pronoun", resolving.RESOLVED[0], start=10)
    judged = {sources.key_of(she): True, judging.key("a", 90, "Bo"): False}
    sentence = sources.judged_sentence(judged, [she], "x.tsv")
    assert "1 of 2 right, 0.500" in sentence
    assert "; 1 of them are resolved so" in sentence


def test_entry_to_read_shows_the_sentences_before_and_who_was_named():
    doc = Doc(
        Vocab(),
        [
            "Bo",
            "met",
            "Lee",
            ".",
            "<b>",
            ".",
            "2",
            ".",
            "3",
            ".",
            "She",
            "said",
            "so",
            ".",
            "4",
            ".",
        ],
        sent_starts=[n in (0, 4, 6, 8, 10, 14) for n in range(16)],
    )
    she = doc.text.index("She")
    each = resolving.Resolution(
        "a<b", [[she, she + 3]], "pronoun", "she", "named entity", "Lee", "named_person",
        evidence="nearest person", named_before=spans("Lee", text=doc.text)[0],
    )  # fmt: skip
    lines = reading_sheet.entry(1, each, doc).split("\n\n")
    assert lines[0] == f"## 1. a&lt;b, {she}"
    assert lines[2] == "resolved to: Lee; evidence: nearest person"
    assert lines[3] == "named last: Bo met **Lee** ."
    assert lines[4] == "> &lt;b&gt; . 2 . 3 . **She** said so ."


def test_sources_benchmark_draws_sums_up_and_judges(tmp_path):
    polnear_folder(tmp_path, "Mary Lanhurst won the vote. She said that taxes would rise.")
    sheet = tmp_path / "s.md"
    run = run_benchmark("sources", tmp_path, "--sample", "30", "--out", sheet)
    assert run.returncode == 0, run.stderr
    assert ["pronoun", "1", "100.0 %"] in run.rows
    assert ["pronoun: she", "1", "1", "100.0 %", "0", "0.0 %", "0", "0.0 %"] in run.rows
    assert ["named_person", "1", "100.0 %"] in run.rows
    assert "**She** said" in sheet.read_text("utf-8")
    judged = sheet.with_suffix(".tsv")
    assert "She" not in judged.read_text("utf-8")
    judged.write_text(judged.read_text("utf-8").rstrip("\n") + "yes\n")
    again = run_benchmark("sources", tmp_path, "--judged", judged)
    assert "1 of 1 right, 1.000" in again.stdout and "; 1 of them are" in again.stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--sample", "3"], "--out"),
        (["--sample", "0", "--out", "s.md"], "--sample 0"),
        (["--sample", "3", "--out", "s.txt"], "ends in .md"),
        (["--sample", "3", "--out", "nowhere/s.md"], "no folder"),
        (["--judged", "nowhere.tsv"], "nowhere.tsv"),
    ],
)
def test_sources_benchmark_says_what_it_cannot_write_or_read(tmp_path, arguments, why):
    polnear_folder(tmp_path)
    run = run_benchmark("sources", tmp_path, *arguments)
    assert run.returncode == 2
    assert why in run.stderr
