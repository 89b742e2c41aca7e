"""Who speaks about whom as a network, on small tables made by hand."""

import pandas as pd

from onrecord import counts


def tables(*links, nameless=()):
    """Claims of (source, whom it mentions, how many), and the entities in them."""
    names = sorted({name for source, about, _ in links for name in (source, *about)})
    ids = {name: f"e{n}" for n, name in enumerate(names)}
    rows = [
        {"source_entity": ids[source], "about": [ids[name] for name in about]}
        for source, about, times in links
        for _ in range(times)
    ]
    claims = pd.DataFrame(rows).assign(claim_id=[f"c{n}" for n in range(len(rows))])
    entities = pd.DataFrame(
        {"entity_id": list(ids.values()), "name": list(ids), "label": "PERSON"}
        | {"named": [name not in nameless for name in names]}
    )
    return claims, entities


def pairs(table):
    return table[["source", "about", "claims"]].values.tolist()


def test_links_have_a_direction_and_their_claims():
    table = counts.network_of_speakers(*tables(("Ann", ["Bo"], 2), ("Bo", ["Ann", "Cy"], 1)))
    assert pairs(table) == [["Ann", "Bo", 2], ["Bo", "Ann", 1], ["Bo", "Cy", 1]]
    assert table["ids"].tolist() == [["c0", "c1"], ["c2"], ["c2"]]


def test_oneself_and_who_has_no_name_are_left_out():
    made = tables(("Ann", ["Ann", "an aide"], 3), ("an aide", ["Ann"], 1), nameless=["an aide"])
    assert counts.network_of_speakers(*made).empty


def test_strongest_links_come_in_until_there_are_enough_names():
    links = [("Ann", ["Bo"], 5), ("Cy", ["Di"], 4), ("Bo", ["Cy"], 1), ("Ed", ["Ann"], 2)]
    table = counts.network_of_speakers(*tables(*links), most=4)
    assert pairs(table) == [["Ann", "Bo", 5], ["Cy", "Di", 4], ["Bo", "Cy", 1]]


def test_a_crowd_stays_a_network_that_can_be_read():
    people = [f"Person {n:02}" for n in range(30)]
    links = [(one, [other], 1) for one in people for other in people if one != other]
    table = counts.network_of_speakers(*tables(*links), most=50)
    assert len({*table["source"], *table["about"]}) <= 12 and len(table) == 24


def test_claims_of_nobody_make_no_link():
    claims, entities = tables(("Ann", ["Bo"], 1))
    assert counts.network_of_speakers(claims.assign(source_entity=None), entities).empty
    assert counts.network_of_speakers(claims.iloc[:0], entities).empty
