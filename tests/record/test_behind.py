"""What is behind a number: ids, sorted, and their passages made when asked for."""

import pandas as pd
import pytest
from small_record import article, entity, mention, record

from onrecord.errors import OnrecordError
from onrecord.record import behind


def busy(articles=3, sentences=4):
    """A record in which each sentence of each article mentions Ann."""
    text = "Ann left. " * sentences
    rows = [article(f"a{n}", text) for n in range(articles)]
    mentions = []
    for row in rows:
        for n in range(sentences):
            made = mention(row, n + 1, "Ann", "e1")
            mentions.append(made | {"start": 10 * n, "end": 10 * n + 3})
    return record(rows, mentions=mentions, entities=[entity("e1", "Ann")])


def opened(made, cell, **options):
    shown = made.evidence_table(pd.DataFrame({"n": [1]}), evidence=[cell], **options)
    return shown.evidence[0]


def test_id_that_is_unknown_is_refused_even_if_no_passage_is_shown():
    with pytest.raises(OnrecordError, match="'zz' is no attribution"):
        opened(busy(), ["zz"], limit=0)


def test_only_the_passages_that_are_shown_are_made(monkeypatch):
    made, read = busy(articles=100), []
    kept = behind.span_passages
    monkeypatch.setattr(
        behind,
        "span_passages",
        lambda of, *a, **k: read.append(of["article_id"]) or kept(of, *a, **k),
    )
    [part] = opened(made, list(made.mentions["mention_id"]), limit=5)
    assert (len(part.passages), part.more, part.size) == (5, 395, 400)
    assert read == ["a0", "a1"]


def test_mentions_of_one_sentence_share_a_passage_and_none_is_missing_from_the_rest():
    of = article("a", "Ann saw Bo. Cy left.")
    rows = [mention(of, n, who, "e1") for n, who in enumerate(("Ann", "Bo", "Cy"), 1)]
    made = record([of], mentions=rows, entities=[entity("e1", "Ann")])
    [part] = opened(made, ["a:m1", "a:m2", "a:m3"], limit=1)
    assert (len(part.passages), part.more) == (1, 1)
    [part] = opened(made, ["a:m1", "a:m2", "a:m3"], limit=None)
    assert (len(part.passages), part.more) == (2, 0)


def test_each_part_has_its_own_passages_and_an_empty_one_is_none():
    parts = opened(busy(), {"first": ["a0:m1"], "none": [], "rest": ["a1:m1", "a2:m1"]}, limit=1)
    assert [(part.label, part.size, part.more) for part in parts] == [
        ("first", 1, 0),
        ("rest", 2, 1),
    ]


@pytest.mark.parametrize("wrong", ["a0:m99", "a9:a1"])
def test_what_is_not_in_the_record_is_refused_before_anything_is_shown(wrong):
    with pytest.raises(OnrecordError, match="no sentence to show"):
        opened(busy(), [wrong])
