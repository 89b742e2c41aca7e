"""Extraction: articles in, five tables out that agree with each other and with the text."""

import json

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.corpus import read_articles
from onrecord.corpus.article import Article
from onrecord.extraction.extract import extract, extract_tables
from onrecord.reading import reading
from onrecord.reading.attribution import load_attribution_model
from onrecord.reading.entities import (
    Mention,
    Referent,
    Source,
    load_ranking,
    load_speaking,
)
from onrecord.tables.folder import read_tables
from onrecord.tables.schema import TABLES

STORY = """\
Gideon Strake claimed, according to two officials, that the port was sold. He denied it later.

“It is late,” said the clerk, Mary Jones. “And it’s dark.”

The Labour Party said Mr Strake believed that Mary Jones had told him so. It denied the claims."""


OWN = STORY.replace("Gideon", "Gideon {}.")


def article(article_id, text=OWN, **known):
    """With a text of its own, if none is given: what is printed twice is no article of its own."""
    text = text and text.format(article_id.upper())
    return Article(article_id=article_id, path=f"{article_id}.txt", text=text, **known)


def rows(tables, name):
    return getattr(tables, name).to_pylist()


def statuses(tables):
    return [(r["article_id"], r["status"]) for r in rows(tables, "articles")]


def files(folder):
    found = (p for p in folder.rglob("*") if p.is_file() and p.name != "timings.json")
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


@pytest.fixture(scope="module")
def seeds():
    return extract_tables(read_articles("seeds"))


@pytest.fixture(scope="module")
def demo_texts(seeds):
    return {r["article_id"]: r["text"] for r in rows(seeds, "articles")}


def test_every_article_is_a_row_with_its_status_and_reason():
    unread = article("b", None, status="undecodable", message="It holds NUL bytes.")
    tables = extract_tables([article("a"), unread, article("c", "", status="empty"), article("d")])
    assert statuses(tables) == [("a", "ok"), ("b", "undecodable"), ("c", "empty"), ("d", "ok")]
    assert rows(tables, "articles")[1]["message"] == "It holds NUL bytes."
    assert {r["article_id"] for r in rows(tables, "attributions")} == {"a", "d"}
    assert tables.manifest["counts"] == {"empty": 1, "ok": 2, "undecodable": 1}


def test_what_is_known_of_an_article_stands_in_its_row():
    tables = extract_tables([article("a", "It rained.", title="Rain", outlet="The Tide")])
    [row] = rows(tables, "articles")
    assert (row["title"], row["outlet"], row["words"]) == ("Rain", "The Tide", 2)
    assert row["sha256"] == article("a", "It rained.").sha256


def test_no_articles_make_six_tables_without_rows():
    tables = extract_tables([])
    assert all(rows(tables, name) == [] for name in TABLES)


@pytest.mark.parametrize("text", ["Rain", "“”", "“", "\n", "It rained."])
def test_text_with_nothing_to_find_is_read(text):
    tables = extract_tables([article("a", text)])
    assert statuses(tables) == [("a", "ok")]
    assert rows(tables, "entities") == []


def test_identifiers_are_unique_and_numbered_in_text_order(seeds):
    for name, key in (("attributions", "attribution_id"), ("mentions", "mention_id")):
        ids = [r[key] for r in rows(seeds, name)]
        assert len(set(ids)) == len(ids)
    by_article = {}
    for row in rows(seeds, "attributions"):
        by_article.setdefault(row["article_id"], []).append(row)
    for article_id, found in by_article.items():
        ids = [f"{article_id}:a{n}" for n in range(1, len(found) + 1)]
        assert [r["attribution_id"] for r in found] == ids
        assert found == sorted(found, key=lambda r: r["content_spans"])


def test_spans_stand_inside_the_text_and_the_texts_are_what_they_cut_out(seeds, demo_texts):
    for row in rows(seeds, "attributions"):
        text = demo_texts[row["article_id"]]
        for role in ("source", "cue", "content"):
            spans = row[f"{role}_spans"]
            assert all(0 <= s < e <= len(text) for s, e in spans)
            assert spans == sorted(spans)
            joined = " … ".join(text[s:e] for s, e in spans) or None
            assert row[f"{role}_text"] == joined
        assert row["content_spans"]
    for row in rows(seeds, "mentions"):
        assert demo_texts[row["article_id"]][row["start"] : row["end"]] == row["text"]


def test_depth_parent_and_chain_agree(seeds):
    attributions = {r["attribution_id"]: r for r in rows(seeds, "attributions")}
    claims = {r["claim_id"]: r for r in rows(seeds, "claims")}
    assert list(claims) == list(attributions)
    assert any(r["depth"] > 1 for r in attributions.values())
    for key, row in attributions.items():
        parent = attributions.get(row["parent_id"])
        assert row["depth"] == (parent["depth"] + 1 if parent else 0)
        chain = [*claims[row["parent_id"]]["chain"]] if parent else []
        assert claims[key]["chain"] == [*chain, row["source_name"]]
        assert claims[key]["source_entity"] == row["source_entity"]


def test_every_reference_leads_to_a_row(seeds):
    entities = {r["entity_id"]: r for r in rows(seeds, "entities")}
    claims = {r["claim_id"]: r for r in rows(seeds, "claims")}
    for row in rows(seeds, "attributions"):
        assert row["source_entity"] is None or row["source_entity"] in entities
        named = row["source_class"].startswith("named")
        assert named == (
            row["source_entity"] in entities and entities[row["source_entity"]]["named"]
        )
        assert (row["source_class"] == "none") == (row["source_name"] is None)
    for row in claims.values():
        assert entities.keys() >= set(row["about"])
        linked = [*row["disputes"], *row["may_dispute"], *row["echoes"]]
        assert claims.keys() >= set(linked)
        assert all(f"{other}: " in row["link_evidence"] for other in linked)
        assert all(row["claim_id"] in claims[other]["echoes"] for other in row["echoes"])
    assert all(any(row[kind] for row in claims.values()) for kind in ("disputes", "echoes"))


def test_entities_count_their_mentions_and_articles(seeds):
    mentions = rows(seeds, "mentions")
    for row in rows(seeds, "entities"):
        own = [m for m in mentions if m["entity_id"] == row["entity_id"]]
        assert row["mentions"] == len(own) > 0
        assert row["articles"] == len({m["article_id"] for m in own})
        texts = {m["text"] for m in own if m["form"] != "pronoun"}
        called = {row["name"], *row["aliases"]}
        both = {f"{role} {name}" for role in called for name in called}  # `the mayor Ann Lee`
        assert texts <= called | both
        assert all(any(alias in text for text in texts) for alias in row["aliases"])
        assert row["name"] not in row["aliases"]


def test_label_of_a_mention_is_that_of_its_entity(seeds):
    labels = {r["entity_id"]: r["label"] for r in rows(seeds, "entities")}
    assert all(m["label"] == labels[m["entity_id"]] for m in rows(seeds, "mentions"))


def test_class_of_a_source_follows_the_label_of_its_entity(seeds):
    labels = {r["entity_id"]: r["label"] for r in rows(seeds, "entities") if r["named"]}
    classes = {"PERSON": "named_person", "ORG": "named_organization"}
    for row in rows(seeds, "attributions"):
        if row["source_entity"] in labels:
            label = labels[row["source_entity"]]
            assert row["source_class"] == classes.get(label, "named_other")


def test_label_that_one_article_gives_yields_to_the_one_of_the_corpus():
    skein = "Skein, a company, said it was late. Skein left. "
    person = "Mr Skein said that Mr Skein, not Mr Skein, had met Mr Skein. Mr Skein left."
    tables = extract_tables([article("a", skein), article("b", person)])
    [entity] = [r for r in rows(tables, "entities") if "Skein" in r["name"]]
    assert {m["label"] for m in rows(tables, "mentions")} == {entity["label"]} == {"PERSON"}
    assert {r["source_class"] for r in rows(tables, "attributions")} == {"named_person"}


def test_claim_is_about_whom_its_content_mentions():
    tables = extract_tables([article("a", "Mary Jones said John Smith had left. Ida Moss left.")])
    names = {r["entity_id"]: r["name"] for r in rows(tables, "entities")}
    [row] = rows(tables, "claims")
    assert [names[e] for e in row["about"]] == ["John Smith"]


def test_unnamed_source_is_an_entity_called_by_its_phrase():
    tables = extract_tables([article("a", "Two officials said it was late.")])
    [row] = rows(tables, "attributions")
    assert (row["source_name"], row["source_class"]) == ("Two officials", "unnamed")
    assert (row["source_entity"], row["source_plural"]) == ("e1", True)
    [entity] = rows(tables, "entities")
    assert (entity["name"], entity["named"]) == ("Two officials", False)


def test_pronoun_that_means_nobody_known_is_a_source_without_an_entity():
    tables = extract_tables([article("a", "They said it was late.")])
    [row] = rows(tables, "attributions")
    assert (row["source_name"], row["source_class"]) == ("They", "unnamed")
    assert (row["source_entity"], row["source_plural"]) == (None, True)


def test_source_without_a_name_is_an_entity_of_its_article_alone(monkeypatch):
    officials = Referent(0, "Two officials", "PERSON", named=False, plural=True)
    found = [Mention(0, 13, officials, "common", "description", ("Two officials",))]
    source = Source(officials, officials.name, True)
    monkeypatch.setattr(reading, "find_mentions", lambda *_: found)
    monkeypatch.setattr(reading, "resolve_sources", lambda words, ours, *_: [source] * len(ours))
    text = "Two officials said it was late."
    tables = extract_tables([article("a", text), article("b", f"{text} It rained.")])
    found = [(r["source_entity"], r["source_class"]) for r in rows(tables, "attributions")]
    assert found == [("e1", "unnamed"), ("e2", "unnamed")]
    assert [(r["name"], r["named"]) for r in rows(tables, "entities")] == [
        ("Two officials", False)
    ] * 2


def test_two_runs_write_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        extract(read_articles("seeds"), tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_manifest_says_what_made_the_tables_and_nothing_that_changes(seeds):
    assert set(seeds.manifest) == {
        "onrecord", "code", "python", "numpy", "spacy", "model", "attribution_model", "name_model",
        "entity_model", "speaking_model", "parameters", "counts", "notes", "made_of",
    }  # fmt: skip
    assert seeds.manifest["model"]["weights_sha256"]
    model = load_attribution_model()
    made = {"sha256": model.sha256, "threshold": model.threshold}
    assert seeds.manifest["attribution_model"] == made
    assert seeds.manifest["entity_model"] == {"sha256": load_ranking().sha256}
    speaking = load_speaking()
    made = {"sha256": speaking.sha256, "thresholds": dict(speaking.thresholds)}
    assert seeds.manifest["speaking_model"] == made


@pytest.mark.parametrize("threshold", ["0", "1"])
def test_source_threshold_of_the_command_names_everybody_or_nobody(tmp_path, threshold):
    story, out = tmp_path / "story.txt", tmp_path / "tables"
    story.write_text("Ann Reed ran the port. “It is shut,” she said on Monday.\n", "utf-8")
    command = ["extract", str(story), "--out", str(out), "--source-threshold", threshold, "--quiet"]
    assert CliRunner().invoke(main, command).exit_code == 0
    tables = read_tables(out)
    [row] = tables.attributions.to_pylist()
    named = threshold == "0"
    assert row["source_name"] == ("Ann Reed" if named else "she")
    assert ("; the source is perhaps Ann Reed" in row["evidence"]) != named
    assert set(tables.manifest["speaking_model"]["thresholds"].values()) == {float(threshold)}


def test_inputs_of_one_path_in_two_folders_are_both_in_the_table(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(f"{STORY} {folder}.", "utf-8")
    articles = list(read_articles(tmp_path / "one", tmp_path / "two"))
    known = [
        (r["article_id"], r["path"], r["sha256"])
        for r in rows(extract_tables(articles), "articles")
    ]
    assert known == [(a.article_id, "story.txt", a.sha256) for a in articles]


def test_timings_are_told_apart(tmp_path):
    extract([article("a")], tmp_path / "t")
    timings = json.loads((tmp_path / "t" / "timings.json").read_text())
    assert set(timings) == {"seconds", "words", "words_per_second"}
    assert timings["words"] == article("a").words


STEPS = ("find_in_batch", "find_speakers", "find_mentions", "resolve_sources", "find_claims")


@pytest.mark.parametrize("step", STEPS)
def test_article_on_which_a_step_fails_is_listed_and_loses_nobody_else(step, monkeypatch):
    work = getattr(reading, step)

    def fail_on_snow(first, *rest):
        docs = first if isinstance(first, list) else [first]
        if any(doc.text.startswith("Snow") for doc in docs):
            raise ZeroDivisionError("no snow today")
        return work(first, *rest)

    monkeypatch.setattr(reading, step, fail_on_snow)
    snow = article("b", "Snow. Tom Vale said so.", message="Its date is left out.")
    tables = extract_tables([article("a"), snow, article("c")])
    assert statuses(tables) == [("a", "ok"), ("b", "failed"), ("c", "ok")]
    row = rows(tables, "articles")[1]
    assert row["message"].startswith("Its date is left out. The kit failed on it")
    assert "ZeroDivisionError: no snow today." in row["message"]
    assert row["text"] == snow.text
    for name in ("attributions", "mentions"):
        assert {r["article_id"] for r in rows(tables, name)} == {"a", "c"}
    assert tables.manifest["counts"] == {"failed": 1, "ok": 2}


def test_article_on_which_the_parser_fails_is_listed_and_loses_nobody_else(monkeypatch):
    parse = reading.parse_articles

    def fail_on_snow(articles):
        for one, doc in parse(articles):
            if one.text.startswith("Snow"):
                raise MemoryError
            yield one, doc

    alone = extract_tables([article("a"), article("c")])
    monkeypatch.setattr(reading, "parse_articles", fail_on_snow)
    tables = extract_tables([article("a"), article("b", f"Snow. {STORY}"), article("c")])
    assert statuses(tables) == [("a", "ok"), ("b", "failed"), ("c", "ok")]
    assert "MemoryError" in rows(tables, "articles")[1]["message"]
    assert rows(tables, "attributions") == rows(alone, "attributions")


def test_claims_of_two_articles_are_linked_in_their_rows():
    sold = "that the mayor had secretly sold the harbour ferry"
    texts = f"Ann Reed said {sold}.", f"Tom Vale denied {sold}.", f"Ida Moss said {sold}."
    tables = extract_tables([article(name, text) for name, text in zip("abc", texts, strict=True)])
    said, denied, again = rows(tables, "claims")
    assert (said["echoes"], again["echoes"]) == (["c:a1"], ["a:a1"])
    assert denied["disputes"] == ["a:a1", "c:a1"]
    assert denied["link_evidence"].startswith("a:a1: denies: ")


def test_claims_nested_without_end_fit_the_tables():
    tables = extract_tables(
        [article("a", "Ann said " + "Bob said Ann claimed " * 150 + "it rained.")]
    )
    assert statuses(tables) == [("a", "ok")]
    assert max(len(r["chain"]) for r in rows(tables, "claims")) > 2


def test_error_of_the_corpus_is_not_taken_for_one_of_an_article():
    def broken():
        yield article("a")
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        extract_tables(broken())


def test_stop_by_the_user_is_not_taken_for_a_failure(monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "find_claims", stop)
    with pytest.raises(KeyboardInterrupt):
        extract_tables([article("a")])


def test_articles_in_many_batches_are_read_as_one_by_one():
    many = [article(f"a{n}", f"{STORY} Day {n}.") for n in range(20)]
    together = rows(extract_tables(many), "attributions")
    for n in (0, 15, 16, 19):
        alone = rows(extract_tables([many[n]]), "attributions")
        own = [r for r in together if r["article_id"] == f"a{n}"]
        assert [r["content_spans"] for r in own] == [r["content_spans"] for r in alone]
