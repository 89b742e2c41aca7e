"""Counts of claims, their chains and how well they are sourced, from rows made by hand."""

import small_record
from report_examples import add_ferry, tables_of

from onrecord import counts
from onrecord.counts.claims import ACT_GROUPS
from onrecord.counts.labels import NO_SOURCE, UNRESOLVED
from onrecord.record import Record
from onrecord.tables.schema import ACTS

FERRY = Record(tables_of(add_ferry))


def full(record, **options):
    return counts.with_origin(record.claims, record.attributions, record.articles, **options)


def passed_on(*sources):
    """One article in which each source stands inside the words of the one before it."""
    of = small_record.article("a", "It rained.")
    rows = [
        small_record.attribution(
            of,
            n,
            "It rained",
            source_name=name,
            source_class=kind,
            depth=n,
            parent_id=f"a:a{n - 1}" if n else None,
        )
        for n, (name, kind) in enumerate(sources)
    ]
    record = small_record.record([of], rows)
    return counts.claims_passed_on(record.claims, record.attributions)


def test_acts_are_those_that_occur_and_open_by_act():
    table = counts.acts_by_source(FERRY.claims)
    assert table.columns.tolist() == ["claims", "asserts", "denies", "promises", "reports", "ids"]
    ids = {"asserts": ["ferry:a1"], "promises": ["ferry:a2"]}
    assert table.loc["Ada Marsh"].tolist() == [2, 1, 0, 1, 0, ids]


def test_every_act_belongs_to_one_group():
    grouped = [act for acts in ACT_GROUPS.values() for act in acts]
    assert sorted(grouped) == sorted(ACTS)


def test_every_value_of_commitment_has_a_column_from_certain_to_no_stand():
    table = counts.commitment_by_source(FERRY.claims)
    assert table.columns.tolist() == [
        *("claims", "certainly so", "probably so", "possibly so", "possibly not so"),
        *("probably not so", "certainly not so", "takes no stand", "ids"),
    ]
    assert table.loc["Ben Okoro", ["claims", "certainly so", "certainly not so"]].tolist() == [
        1,
        0,
        1,
    ]


def test_speakers_of_every_depth_count_and_nobody_does_not():
    table = counts.speakers_about(FERRY.claims, FERRY.entities)
    assert set(zip(table["source"], table["about"], table["claims"], strict=True)) == {
        ("Ben Okoro", "Ada Marsh", 1),
        ("Harbour House", "Ada Marsh", 1),
        ("Officials", "Ben Okoro", 1),
    }


def test_source_that_mentions_itself_speaks_about_nobody():
    claims = FERRY.claims.assign(about=[[e] if e else [] for e in FERRY.claims["source_entity"]])
    assert counts.speakers_about(claims, FERRY.entities).empty


def test_nobody_speaks_about_those_who_have_no_name():
    entities = FERRY.entities.assign(named=FERRY.entities["entity_id"] != "e2")
    assert set(counts.speakers_about(FERRY.claims, entities)["about"]) == {"Ada Marsh"}


def test_claims_without_a_date_are_left_out_of_time():
    times = counts.claims_over_time(FERRY.claims, FERRY.articles)
    assert len(times) == 6
    undated = FERRY.articles.assign(published=None)
    assert counts.claims_over_time(FERRY.claims, undated).empty


def test_periods_tell_what_is_denied_and_when():
    table = counts.claims_by_period(counts.claims_over_time(FERRY.claims, FERRY.articles))
    assert table.loc["Ben Okoro"].tolist() == [
        *(1, 1, 0, "2025-03-06", "2025-03-06", {"2025-03-06": ["reply:a1"]})
    ]


def test_chain_is_written_outermost_first():
    row = counts.claims_passed_on(FERRY.claims, FERRY.attributions).loc[0]
    assert row["chain"] == "Ben Okoro says that Harbour House says"
    assert row[["mouths", "claims", "articles", "ids"]].tolist() == [2, 1, 1, ["reply:a2"]]


def test_chain_says_who_has_no_name_and_where_nobody_is_given():
    table = passed_on(("TASS", "named_organization"), ("an aide", "unnamed"), (None, "none"))
    assert table["chain"].tolist() == [
        f"TASS says that an aide (unnamed) says that somebody {NO_SOURCE} says",
        "TASS says that an aide (unnamed) says",
    ]


def test_unresolved_pronoun_is_not_called_unnamed_too():
    table = passed_on(("TASS", "named_organization"), ("they", "unnamed"))
    assert table["chain"].tolist() == [f"TASS says that somebody {UNRESOLVED} says"]


def test_neighbours_of_one_name_are_one_in_a_chain_and_a_chain_of_one_is_none():
    assert passed_on(("Ada", "unnamed"), ("ada", "unnamed")).empty
    table = passed_on(("Ada", "unnamed"), ("ada", "unnamed"), ("Ben", "unnamed"))
    assert table["chain"].tolist() == ["Ada (unnamed) says that Ben (unnamed) says"]


def test_chain_that_ends_with_nobody_comes_after_those_that_end_with_somebody():
    of = small_record.article("a", "It rained.")
    outer = small_record.attribution(of, 0, "It rained", source_name="Z", source_class="unnamed")
    inner = {"depth": 1, "parent_id": "a:a0"}
    rows = [outer]
    rows += [small_record.attribution(of, n, "It rained", **inner) for n in (1, 2)]
    rows.append(
        small_record.attribution(of, 3, "It rained", source="It", **inner | {"source_name": "Y"})
    )
    record = small_record.record([of], rows)
    table = counts.claims_passed_on(record.claims, record.attributions)
    assert table["mouths"].tolist() == [2, 2] and table["claims"].tolist() == [1, 2]


def test_sourcing_tells_named_unnamed_and_nobody_apart():
    table = counts.sourcing_by_article(full(FERRY), FERRY.articles)
    columns = ["claims", "named", "unnamed", "no source given", "named_percent", "depth", "origins"]
    assert table.loc["2025-03-04 The ferry", columns].tolist() == [3, 2, 1, 0, 67, 0.0, 2]
    assert table.loc["2025-03-06 reply", columns].tolist() == [3, 2, 0, 1, 67, 0.33, 3]
    outlets = counts.sourcing_by_outlet(full(FERRY))
    assert outlets.loc["The Gazette", columns].tolist() == [6, 4, 1, 1, 67, 0.17, 5]


def test_reprint_is_no_origin_of_its_own_unless_it_is_to_count():
    wire = small_record.article("wire", "Officials say it rained.", outlet="Post")
    again = small_record.article(
        "again", "Officials say it rained.", outlet="Post", duplicate_of="wire"
    )
    said = [
        small_record.attribution(of, 1, "it rained", source="Officials", cue="say")
        for of in (wire, again)
    ]
    record = small_record.record([wire, again], said)
    assert counts.sourcing_by_outlet(full(record))["origins"].tolist() == [1]
    table = counts.sourcing_by_outlet(full(record, count_reprints=True))
    assert table["origins"].tolist() == [2]


def test_no_claims_give_no_rows():
    none = full(FERRY).head(0)
    assert counts.acts_by_source(none).empty
    assert counts.commitment_by_source(none).empty
    assert counts.claims_by_commitment(none)["claims"].tolist() == [0] * 7
    times = counts.claims_over_time(none, FERRY.articles)
    assert counts.claims_by_period(times).empty
    assert counts.claims_passed_on(none, FERRY.attributions).empty
    assert counts.sourcing_by_article(none, FERRY.articles).empty
    assert counts.sourcing_by_outlet(none).empty


def test_articles_of_one_day_and_headline_are_told_apart_by_outlet_or_id():
    known = {"title": "Ferry", "published": "2025-03-02"}
    outlets = {"a": "Post", "b": "Tide", "c": "Wire", "d": "Wire"}
    articles = [
        small_record.article(i, "It rained.", outlet=outlet, **known)
        for i, outlet in outlets.items()
    ]
    made = small_record.record(
        articles, [small_record.attribution(a, 1, "rained") for a in articles]
    )
    table = counts.sourcing_by_article(full(made), made.articles)
    assert table["claims"].to_dict() == {
        "2025-03-02 Ferry (Post)": 1,
        "2025-03-02 Ferry (Tide)": 1,
        "2025-03-02 Ferry (c)": 1,
        "2025-03-02 Ferry (d)": 1,
    }
