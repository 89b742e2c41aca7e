"""Benchmarks of links between claims, on invented articles and links that can be counted by hand."""

import numpy as np
import pytest
from marked_corpora import run_benchmark
from tqdm import tqdm

from benchmarks.claims import claim_links, claim_pairs, link_sheet, pair_ways
from benchmarks.claims.pairs import Pair, match, read_marked
from benchmarks.common import judging, linked
from benchmarks.common.linked import Linked, LinkedClaim
from benchmarks.common.polnear import Marked
from onrecord.corpus.article import Article
from onrecord.extraction import corpus_pass
from onrecord.tables.links import Links

TEXT = "Ann Reed said the port may flood. Tom Vale denied that."
HEADER = "set\thalf\trelation\tarticle\tstart\tend\tother_article\tother_start\tother_end"


def marked(source, cue, content):
    spans = (((TEXT.index(w), TEXT.index(w) + len(w)),) for w in (source, cue, content))
    return Marked(*spans)


SAID = marked("Ann Reed", "said", "the port may flood")
DENIED = marked("Tom Vale", "denied", "that")


def claim(article, start, end, text="", act="asserts", source="Ann Reed"):
    place = (start, end)
    return LinkedClaim(article, place, place, source, "said", act, text, stated=None)


def made(claims, echoes=(), disputes=(), texts=None):
    links = {"echoes": echoes, "disputes": disputes, "may_dispute": ()}
    links = {kind: dict.fromkeys(pairs, "shares: port") for kind, pairs in links.items()}
    return Linked(claims, links, texts or {c.article: "" for c in claims})


def pair(relation, first, second, half="open", name="demo"):
    """A pair of claims of the article `a`, by where they start; each is ten characters long."""
    return Pair(name, half, relation, "a", (first, first + 10), "a", (second, second + 10))


TENS = [claim("a", n, n + 10) for n in range(0, 60, 10)]


def counted(pairs, relation, **links):
    found = match(pairs, "demo", made(TENS, **links))
    table = claim_pairs.accuracy_table(found, ["open"])
    row = next(
        line for line in table.splitlines() if line.startswith("| demo") and relation in line
    )
    return [cell.strip() for cell in row.strip("|").split("|")][3:]


def test_claims_are_those_that_are_given_and_links_those_of_the_tables(monkeypatch):
    ids = {0: "a:a1", 1: "a:a2"}
    links = [Links(echoes={1: "same"}), Links(disputes={0: "denies"})]

    def link_claims(stated, database):
        assert len(list(stated)) == len(links)  # all are read before the first link comes
        return (each.cells(ids) for each in links)

    monkeypatch.setattr(corpus_pass, "link_claims", link_claims)
    article = Article(article_id="a", path="a", text=TEXT)
    with tqdm(disable=True) as bar:
        found = linked.link([article], bar, {"a": [DENIED, SAID]})
    assert [(c.article, c.place, c.source, c.act) for c in found.claims] == [
        ("a", SAID.content[0], "Ann Reed", "asserts"),
        ("a", DENIED.content[0], "Tom Vale", "denies"),
    ]
    assert found.claims[0].span == (0, TEXT.index("."))
    assert found.links == {
        "echoes": {(0, 1): "same"},
        "disputes": {(1, 0): "denies"},
        "may_dispute": {},
    }
    assert (found.texts, found.lost) == ({"a": TEXT}, {})


def test_article_that_the_kit_fails_on_is_lost(monkeypatch):
    article = Article(article_id="a", path="a", text=TEXT)
    wrong = Marked(source=(), cue=(), content=())
    with tqdm(disable=True) as bar:
        found = linked.link([article], bar, {"a": [wrong]})
    assert list(found.lost) == ["a"] and not found.claims


def test_claim_is_matched_where_half_of_the_characters_are_the_same():
    find = linked.matcher([claim("a", 0, 10), claim("a", 0, 10), claim("b", 40, 60)])
    assert find("a", (0, 20)) == 0
    assert find("a", (0, 21)) is None
    assert find("b", (0, 10)) is None
    assert find("c", (0, 10)) is None


def test_echo_is_right_from_either_side():
    for echo in ((0, 1), (1, 0)):
        row = counted([pair("echo", 0, 10)], "echo", echoes=[tuple(sorted(echo))])
        assert row[:4] == ["1", "0", "1", "1.000"]


def test_dispute_the_other_way_round_is_wrong_and_missed():
    row = counted([pair("dispute", 0, 10)], "dispute", disputes=[(1, 0)])
    assert row == ["0", "1", "1", "0.000", "0.000 to 0.793", "0.000", "0.000 to 0.793", "0.000"]


def test_pairs_that_are_no_echoes_count_against_precision():
    pairs = [
        pair("echo", 0, 10),
        pair("none", 20, 30),
        pair("dispute", 40, 50),
        pair("echo", 0, 50),
    ]
    row = counted(pairs, "echo", echoes=[(0, 1), (2, 3), (4, 5)])
    assert [*row[:4], row[5], row[7]] == ["1", "2", "2", "0.333", "0.500", "0.400"]


def test_pair_of_a_claim_that_is_not_there_is_missed():
    pairs = [pair("echo", 0, 10), pair("echo", 0, 300)]
    row = counted(pairs, "echo", echoes=[(0, 1)])
    assert row[:3] == ["1", "0", "2"]
    found = match(pairs, "demo", made(TENS))
    [_, line] = claim_pairs.wrong_lines(found, {"demo": made(TENS)})
    assert line.startswith("open\techo\tunmatched echo")


def test_nothing_found_has_no_precision():
    assert counted([pair("echo", 0, 10)], "echo")[3] == "-"


def test_only_links_between_claims_of_no_pair_are_counted_as_unmarked():
    corpus = made(TENS, echoes=[(0, 1), (0, 2), (3, 4)], disputes=[(1, 0), (5, 0)])
    found = match([pair("none", 0, 10)], "demo", corpus)
    table = claim_pairs.unmarked_table(found, {"demo": corpus, "polnear": made([])})
    assert table.splitlines()[2].replace(" ", "") == "|demo|2|1|0|"


def test_what_is_wrong_is_listed_with_both_claims():
    pairs = [pair("none", 0, 10), pair("echo", 20, 30), pair("echo", 30, 40)]
    corpus = made(TENS, echoes=[(0, 1), (3, 4)])
    lines = claim_pairs.wrong_lines(match(pairs, "demo", corpus), {"demo": corpus})
    assert [line.split("\t")[:4] for line in lines] == [
        ["open", "none", "wrong echo", "a 0 10"],
        ["open", "echo", "missed echo", "a 20 30"],
    ]


def test_pair_of_an_unknown_relation_is_refused(tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text(f"{HEADER}\ndemo\topen\tsame\ta\t0\t1\ta\t2\t3")
    with pytest.raises(ValueError, match=r"line 2: relation 'same'"):
        read_marked(path)


def test_marked_pairs_are_read_and_each_stands_once():
    pairs = read_marked()
    places = {frozenset([(p.article, p.place), (p.other_article, p.other_place)]) for p in pairs}
    assert len(places) == len(pairs) == 605


def test_threshold_with_enough_precision_or_recall():
    scores, true = np.array([0.9, 0.8, 0.7, 0.6]), np.array([1.0, 1.0, 0.0, 1.0])
    assert pair_ways.at(scores, true, of=4) == ("0.500", "0.750")
    assert pair_ways.at(scores, true, of=10) == ("0.200", "-")
    assert pair_ways.at(scores[:0], true[:0], of=0) == ("0.000", "-")


def test_rare_words_weigh_more_than_those_in_all_texts():
    port, same, rain, _ = pair_ways.word_vectors(
        ["the port floods", "a port floods", "the rain", "the sun"]
    )
    assert pair_ways.cosine(port, same) > pair_ways.cosine(port, rain) > 0
    assert pair_ways.cosine(port, {}) == 0


def test_rows_are_judged_by_a_regression_that_did_not_see_them():
    y = np.arange(80) % 2.0
    separable = np.column_stack([y, np.zeros(80)])
    told = pair_ways.cross_validated(separable, y)
    assert told[y == 1].min() > 0.9 and told[y == 0].max() < 0.1
    # A column that tells each row apart is of no use for rows that were held out.
    apart = pair_ways.cross_validated(np.eye(80), y)
    assert abs(apart[y == 1].mean() - apart[y == 0].mean()) < 0.2


def test_other_ways_do_without_sentence_vectors(monkeypatch):
    monkeypatch.setattr(pair_ways, "find_spec", lambda name: None)
    article = Article(article_id="a", path="a", text=TEXT)
    with tqdm(disable=True) as bar:
        corpus = {"demo": linked.link([article], bar, {"a": [SAID, DENIED]}), "polnear": made([])}
    places = SAID.content[0], DENIED.content[0]
    pairs = [
        Pair("demo", "open", relation, "a", one, "a", other)
        for relation, one, other in (("dispute", *places[::-1]), ("none", *places))
    ]
    found = match(pairs, "demo", corpus["demo"])
    table, left_out = pair_ways.ways_table(found, corpus)
    assert "cosine of words" in table and "regression" in table
    assert "left out" in left_out and "torch" in left_out


LINKED = made(
    [
        claim("a", 0, 10, "It floods."),
        claim("a", 20, 30, "It  floods."),
        claim("b", 0, 10, "It floods."),
        claim("c", 0, 10, "It will flood."),
        claim("d", 0, 10, "No <b>flood</b>."),
    ],
    echoes=[(0, 1), (0, 2), (1, 2), (0, 3), (2, 3)],
    disputes=[(4, 0)],
    texts={"a": "It floods. He said. It floods.", "d": "Before.\n\nNo <b>flo, he said."},
)
STORIES = {"a": "a", "b": "b", "c": "b", "d": "d"}


def test_links_to_read_leave_out_reprints_and_wordings_that_were_seen():
    assert claim_links.candidates(LINKED, STORIES, "echoes") == [(0, 1), (0, 3)]
    table = claim_links.links_table(LINKED, STORIES)
    assert table.splitlines()[2].replace(" ", "") == "|echoes|5|1|3|1|2|"


def test_share_right_is_counted_a_kind_and_for_links_that_are_made_still():
    echo, gone = claim_links.LinkKey("echoes", "a", 0, 10, "a", 20, 30), ("b", 5, 9)
    judged = {
        echo: True,
        echo._replace(other_article="b", other_start=0, other_end=10): False,
        claim_links.LinkKey("echoes", *gone, *gone): True,
    }
    row = claim_links.judged_table(judged, LINKED).splitlines()[2]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[:4] + cells[5:8] == ["echoes", "3", "2", "0.667", "2", "1", "0.500"]


def test_judgements_of_links_are_read_as_they_are_filled_in(tmp_path):
    keys = claim_links.keys_of(LINKED, "disputes", [(4, 0)])
    judging.write_sheet(tmp_path / "links.tsv", keys, claim_links.LinkKey)
    text = (tmp_path / "links.tsv").read_text()
    assert "flood" not in text
    (tmp_path / "links.tsv").write_text(text.rstrip("\n") + "no\n")
    read = judging.read_judged(tmp_path / "links.tsv", claim_links.LinkKey)
    assert read == {claim_links.LinkKey("disputes", "d", 0, 10, "a", 0, 10): False}


def test_links_read_by_hand_are_judged_and_of_known_kinds():
    judged = judging.read_judged(claim_links.HAND, claim_links.LinkKey)
    assert len(judged) == 116 and {key.kind for key in judged} == set(linked.KINDS)


def test_sheet_shows_both_contents_and_no_markup_of_the_articles():
    text = "Far.\n\nBefore.\n\nNear.\n\n“No <b>flood</b>,” he said.\n\nAfter."
    start = text.index("No")
    here = claim("d", start, text.index(",”"), "No flood", act="denies")
    entry = link_sheet.entry(
        3, "disputes", "denies: <flood>", (here, LINKED.claims[0]), LINKED.texts | {"d": text}
    )
    assert entry.startswith("## 3. disputes")
    assert "**No &lt;b&gt;flood&lt;/b&gt;**" in entry and "**It floods.**" in entry
    assert "Before." in entry and "Far." not in entry and "After." not in entry
    assert "<" not in entry


def test_sample_that_would_write_over_judgements_is_refused(tmp_path):
    (tmp_path / "sheet.tsv").write_text("judged")
    sheet = ["--sample", "3", "--out", tmp_path / "sheet.md"]
    run = run_benchmark("claim_links", tmp_path, *sheet)
    assert run.returncode == 2 and "sheet.tsv is there" in run.stderr
