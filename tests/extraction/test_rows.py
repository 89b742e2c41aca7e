"""Readings made by hand, and the links between claims in the rows that come of them."""

import re
from dataclasses import replace

import pytest
from made_rows import make_rows
from marked_text import unmarked
from stated import statement

from onrecord.corpus.article import Article
from onrecord.corrections import read_corrections
from onrecord.reading.claims import Claim
from onrecord.reading.entities import Mention, Referent, Source
from onrecord.reading.reading import Found, Reading
from onrecord.tables.schema import TABLES

SOLD = statement("mayor sell harbour ferry")
SPEECH = "[{}] {{said}} <that the mayor sold the ferry>."


def reading(article_id, *claims):
    """One article; a claim is a source's name and what is known of it; one source is one referent."""
    text, found, mentions, known = "", [], [], {}
    for name, facts in claims:
        sentence, attribution = unmarked(SPEECH.format(name))
        start, end = len(text), len(text) + len(name)
        referent = known.setdefault(
            name, Referent(len(known), name, "PERSON", named=name[0] != "a")
        )
        form = "proper" if referent.named else "common"
        mentions.append(Mention(start, end, referent, form, "name", (name,)))
        facts = {"act": "asserts", "statements": (SOLD,)} | facts
        sure = "CT-" if facts["act"] == "denies" else "CT+"
        made = Claim(commitment=sure, act_evidence="said", text="it", **facts)
        source = Source(referent, name, plural=False)
        found.append(Found(moved(attribution, start), source, made))
        text += f"{sentence} "
    article = Article(article_id=article_id, path=f"{article_id}.txt", text=text)
    return Reading(article, found, mentions)


def moved(attribution, by):
    roles = {role: getattr(attribution, role) for role in ("source", "cue", "content")}
    moved = {role: tuple((s + by, e + by) for s, e in spans) for role, spans in roles.items()}
    return replace(attribution, **moved)


def claims(*readings, corrections=None):
    return {row["claim_id"]: row for row in make_rows(readings, corrections)["claims"]}


def pointing(at, act="denies", words="the claims"):
    return {"act": act, "statements": (), "points_to": at, "pointing": words}


def test_no_readings_make_tables_without_rows():
    assert make_rows([]) == {name: [] for name in TABLES}


def test_author_of_an_article_is_a_source_only_where_quoted():
    said, quoted = reading("a", ("Ann Reed", {})), reading("b", ("Ann Reed", {}))
    direct = replace(quoted.found[0].attribution, kind="direct")
    quoted = replace(quoted, found=[replace(quoted.found[0], attribution=direct)])
    other = reading("c", ("Ann Reed", {}))
    author = {"a": "Tom Vale, Ann Reed", "b": "ANN REED", "c": "Joann Reed"}
    by = [
        replace(r, article=replace(r.article, author=author[r.article.article_id]))
        for r in (said, quoted, other)
    ]
    rows = make_rows(by)["attributions"]
    assert [row["kind"] for row in rows] == ["indirect", "direct", "indirect"]
    assert [row["source_name"] for row in rows] == [None, "Ann Reed", "Ann Reed"]
    assert [row["source_class"] for row in rows] == ["none", "named_person", "named_person"]


def test_claims_of_two_articles_echo_each_other_and_say_by_which_words():
    rows = claims(reading("a", ("Ann Reed", {})), reading("b", ("Tom Vale", {})))
    assert rows["a:a1"]["echoes"] == ["b:a1"]
    assert rows["b:a1"]["echoes"] == ["a:a1"]
    assert rows["a:a1"]["link_evidence"] == "b:a1: shares: mayor, sell, harbour, ferry"


def test_denial_disputes_the_claim_of_another_article():
    rows = claims(reading("a", ("Ann Reed", {})), reading("b", ("Tom Vale", {"act": "denies"})))
    assert rows["a:a1"]["disputes"] == rows["a:a1"]["echoes"] == []
    assert rows["a:a1"]["link_evidence"] is None
    assert rows["b:a1"]["disputes"] == ["a:a1"]
    assert rows["b:a1"]["link_evidence"] == "a:a1: denies: mayor, sell, harbour, ferry"


def test_what_is_pointed_to_is_counted_from_the_first_claim_of_its_own_article():
    swims = {"statements": (statement("clerk swim far"),)}
    first = reading("a", ("Ann Reed", swims), ("Tom Vale", swims))
    second = reading("b", ("Ann Reed", {}), ("Ida Moss", pointing((0,))))
    rows = claims(first, second)
    assert rows["b:a2"]["disputes"] == ["b:a1"]
    assert rows["b:a2"]["link_evidence"] == "b:a1: takes up: the claims"


def test_denial_of_what_is_pointed_to_reaches_what_echoes_it():
    first = reading("a", ("Ann Reed", {}), ("Ida Moss", pointing((0,))))
    rows = claims(first, reading("b", ("Tom Vale", {})))
    assert rows["a:a2"]["disputes"] == ["a:a1", "b:a1"]
    evidence = rows["a:a2"]["link_evidence"]
    assert evidence == "a:a1: takes up: the claims; b:a1: denies what it echoes"


def test_links_are_in_the_order_of_the_corpus_and_lead_to_claims_that_exist():
    readings = [reading(f"a{n}", ("Ann Reed", {})) for n in (11, 2, 1)]
    rows = claims(*readings, reading("b", ("Tom Vale", {"act": "denies"})))
    assert rows["b:a1"]["disputes"] == ["a11:a1", "a2:a1", "a1:a1"]
    for row in rows.values():
        linked = {*row["disputes"], *row["echoes"]}
        assert rows.keys() >= linked
        assert linked == set(re.findall(r"(\w+:a\d+): ", row["link_evidence"] or ""))


def test_person_never_disputes_their_own_claim_in_another_article():
    denied = reading("b", ("Ann Reed", {"act": "denies"}))
    rows = claims(reading("a", ("Ann Reed", {})), denied)
    assert rows["b:a1"]["disputes"] == []


def test_unnamed_source_of_another_article_is_another():
    denied = reading("b", ("a clerk", {"act": "denies"}))
    rows = claims(reading("a", ("a clerk", {})), denied)
    assert rows["b:a1"]["disputes"] == ["a:a1"]
    both = reading("a", ("a clerk", {}), ("a clerk", {"act": "denies"}))
    assert claims(both)["a:a2"]["disputes"] == []


def test_source_that_is_nobody_known_is_another_in_another_article():
    def they(article_id, *facts):
        made = reading(article_id, *(("They", each) for each in facts))
        unknown = Source(None, "They", plural=True)
        found = [replace(each, source=unknown) for each in made.found]
        return replace(made, found=found, mentions=[])

    denies = {"act": "denies"}
    assert claims(they("a", {}), they("b", denies))["b:a1"]["disputes"] == ["a:a1"]
    assert claims(they("a", {}, denies))["a:a2"]["disputes"] == []


@pytest.mark.parametrize("merged", [False, True])
def test_links_follow_whom_corrections_take_for_one(tmp_path, merged):
    header = "kind,decision,name,other_name\n"
    row = "merge,yes,Ann Reed,Dame Bell\n" if merged else "merge,no,Ann Reed,Dame Bell\n"
    (tmp_path / "corrections.csv").write_text(header + row, "utf-8")
    corrections = read_corrections(tmp_path / "corrections.csv")
    readings = reading("a", ("Ann Reed", {})), reading("b", ("Dame Bell", {"act": "denies"}))
    rows = claims(*readings, corrections=corrections)
    assert rows["b:a1"]["disputes"] == ([] if merged else ["a:a1"])


def test_named_entities_of_the_content_tell_claims_apart():
    def about(article_id, name, other):
        made = reading(article_id, (name, {}))
        place = made.article.text.index("the mayor")
        mayor = Mention(place, place + 9, Referent(1, other, "PERSON"), "proper", "name", (other,))
        return replace(made, mentions=[*made.mentions, mayor])

    one, two = about("a", "Ann Reed", "Ida Moss"), about("b", "Tom Vale", "Gideon Strake")
    assert claims(one, two)["a:a1"]["echoes"] == []
    same = about("b", "Tom Vale", "Ida Moss")
    assert claims(one, same)["a:a1"]["echoes"] == ["b:a1"]


def test_article_that_was_not_read_has_a_row_and_shifts_no_link():
    unread = Reading(Article(article_id="x", path="x.txt", text=None, status="empty"))
    rows = make_rows([reading("a", ("Ann Reed", {})), unread, reading("b", ("Tom Vale", {}))])
    assert [row["article_id"] for row in rows["articles"]] == ["a", "x", "b"]
    assert [row["echoes"] for row in rows["claims"]] == [["b:a1"], ["a:a1"]]
