"""Share of voice, on small tables made by hand."""

import pandas as pd
import pytest
from small_record import article, attribution, entity, record

from onrecord import counts
from onrecord.counts.labels import NO_SOURCE, UNRESOLVED

BY = {"source_class": "named_person"}


def paper(*articles):
    """A record of (day, outlet, (source, words), ...): an article each, in which they speak in turn."""
    rows, said, known = [], [], {}
    for n, (day, outlet, *turns) in enumerate(articles, 1):
        text = " ".join(f"{source} {words}." for source, words in turns)
        of = article(f"a{n}", text, published=day, outlet=outlet)
        for turn, (source, words) in enumerate(turns, 1):
            own = known.setdefault(source, f"e{len(known) + 1}")
            by = {"source": source, "source_entity": own, **BY} if source else {}
            said.append(attribution(of, turn, words, **by))
        rows.append(of)
    return record(rows, said, [], [entity(i, name) for name, i in known.items() if name])


def test_first_and_last_words_are_counted_by_article():
    made = paper(
        ("2025-03-03", None, ("Ann", "so"), ("Bo", "no"), ("Ann", "yes")),
        ("2025-03-04", None, ("Bo", "never")),
        ("2025-03-05", None, ("", "it leaked"), ("Cy", "well"), ("Bo", "no")),
    )
    table = counts.first_and_last_word(made.attributions)
    assert table[["opens", "closes", "articles"]].T.to_dict("list") == {
        "Bo": [1, 2, 3],
        "Ann": [1, 1, 1],
        NO_SOURCE: [1, 0, 1],
    }
    assert table["closes_percent"].tolist() == [67, 33, 0]
    assert table.loc["Ann", "ids"] == {"opens": ["a1:a1"], "closes": ["a1:a3"]}


def test_what_is_said_inside_a_quotation_has_no_first_or_last_word():
    made = paper(("2025-03-03", None, ("Ann", "Bo is wrong"), ("Bo", "no")))
    inner = made.attributions.assign(depth=[0, 1])
    assert counts.first_and_last_word(inner).index.tolist() == ["Ann"]


def test_shares_are_of_all_that_an_outlet_reports_and_nobody_has_none():
    made = paper(
        ("2025-03-03", "Tide", ("Ann", "one two three"), ("", "four")),
        ("2025-03-04", "Gazette", ("Ann", "one"), ("Bo", "two")),
        ("2025-03-05", None, ("Cy", "one two three four five six")),
    )
    table = counts.voice_by_outlet(made.attributions, made.articles)
    assert table[["source", "outlet", "words", "percent", "articles"]].values.tolist() == [
        ["Ann", "Tide", 3, 75.0, 1],
        ["Ann", "Gazette", 1, 50.0, 1],
        ["Bo", "Tide", 0, 0.0, 1],
        ["Bo", "Gazette", 1, 50.0, 1],
    ]
    assert table["ids"].tolist() == [["a1:a1"], ["a2:a1"], [], ["a2:a2"]]
    assert table[["low", "high"]].isna().all(axis=None)  # fewer than five articles tell


def test_a_share_that_articles_give_nearly_alike_is_surer_than_one_that_a_few_give():
    words = [("one", "two"), ("one two", "three"), ("one", "two three")]
    alike = [("2025-03-03", "Tide", ("Ann", a), ("Bo", b)) for a, b in words * 3]
    few = [("2025-03-03", "Gazette", ("Ann" if n < 5 else "Bo", "one")) for n in range(1, 9)]
    made = paper(*alike, *few)
    table = counts.voice_by_outlet(made.attributions, made.articles).set_index("outlet")
    wide = (table["high"] - table["low"]).groupby("outlet").first()
    assert table["percent"].unique().tolist() == [50.0]
    assert wide["Tide"] < wide["Gazette"]
    ends = table.loc["Gazette"].iloc[0]
    assert 0 < ends["low"] < 50 < ends["high"] < 100


def test_all_or_nothing_has_no_interval():
    made = paper(*[("2025-03-03", f"Paper {n % 2}", ("AB"[n % 2], "one")) for n in range(20)])
    table = counts.voice_by_outlet(made.attributions, made.articles)
    assert sorted(table["percent"]) == [0, 0, 100, 100]
    assert table[["low", "high"]].isna().all(axis=None)


def test_weeks_are_the_shortest_periods_and_undated_articles_are_left_out():
    made = paper(
        ("2025-03-04", None, ("Ann", "one")),
        ("2025-03-06", None, ("Bo", "two")),
        ("2025-03-17", None, ("Bo", "three")),
        (None, None, ("Cy", "four five six seven eight")),
    )
    table = counts.voice_over_time(made.attributions, made.articles)
    found = table[["source", "period", "percent"]].values.tolist()
    assert found == [
        ["Bo", "week of 2025-03-03", 50],
        ["Bo", "week of 2025-03-17", 100],
        ["Ann", "week of 2025-03-03", 50],
        ["Ann", "week of 2025-03-17", 0],
    ]


def test_few_sources_and_outlets_are_compared_and_the_rest_still_counts():
    many = [("2025-03-03", f"Paper {n}", ("Ann", "one"), (f"Person {n}", "two")) for n in range(9)]
    made = paper(*many)
    table = counts.voice_by_outlet(made.attributions, made.articles, most=2)
    assert (table["source"].nunique(), table["outlet"].nunique()) == (2, 6)
    assert table["percent"][table["source"] == "Ann"].tolist() == [50.0] * 6
    over = counts.voice_over_time(made.attributions, made.articles, most=50)
    assert over["source"].nunique() == 6


@pytest.mark.parametrize("count", ["voice_by_outlet", "voice_over_time"])
def test_where_nobody_known_speaks_there_are_no_rows(count):
    made = paper(("2025-03-03", "Tide", ("", "one")))
    of = made.attributions.assign(source_name="They")
    assert counts.words_by_source(of).index.tolist() == [UNRESOLVED]
    assert getattr(counts, count)(of, made.articles).empty
    none = getattr(counts, count)(of.iloc[:0], made.articles)
    assert isinstance(none, pd.DataFrame) and none.empty


def test_each_source_counts_once_where_most_of_its_words_are():
    made = paper(
        ("2025-03-03", "Tide", ("Ann", "one two"), ("Bo", "three"), ("", "four")),
        ("2025-03-04", "Tide", ("Ann", "five six seven")),
    )
    of = made.attributions.assign(source_role_kind=["witness", "expert", None, "official"])
    table = counts.words_by_role_kind(of)["sources"]
    assert table[table > 0].to_dict() == {"officials": 1, "experts": 1}
    known = [name for name in counts.words_by_source(of).index if name != NO_SOURCE]
    for count in (counts.words_by_class, counts.rests_on, counts.words_by_role_kind):
        assert count(of)["sources"].sum() == len(known)
