"""Organisations that the recogniser cut, on Docs built by hand."""

import pytest
from capitalised import VOCAB
from spacy.tokens import Doc, Span

from onrecord.reading.doc.words import Words
from onrecord.reading.names.finding import find_names


def found(text, *entities):
    """The names of a text: `LABEL:words` are recognised, each word hangs on the next one."""
    words = text.split()
    tags = ["NNPS" if w.endswith("ans") else "NNP" if w[0].isupper() else "NN" for w in words]
    next_to_each = [min(i + 1, len(words) - 1) for i in range(len(words))]
    doc = Doc(VOCAB, words, tags=tags, heads=next_to_each, deps=["compound"] * len(words))
    spans: list[Span] = []
    for label, name in (entity.split(":") for entity in entities):
        named, after = name.split(), spans[-1].end if spans else 0
        first = next(i for i in range(after, len(words)) if words[i : i + len(named)] == named)
        spans.append(Span(doc, first, first + len(named), label))
    doc.ents = spans
    return [name.core for name in find_names(Words(doc))]


@pytest.mark.parametrize(
    ("text", "entities", "names"),
    [
        ("a Harbour Audit Office report", ["ORG:Audit Office"], ["Harbour Audit Office"]),
        ("the Quiet Streets Matter march", ["ORG:Quiet Streets"], ["Quiet Streets Matter"]),
        ("the Senate Republicans left", ["ORG:Senate", "NORP:Republicans"], ["Senate Republicans"]),
        ("its Former Quay director", ["ORG:Quay"], ["Former Quay"]),
    ],
)
def test_organisation_takes_in_the_capitals_that_hang_on_it(text, entities, names):
    assert found(text, *entities) == names


@pytest.mark.parametrize(
    ("text", "entities", "name"),
    [
        ("a Senator Audit Office ran it for us", ["ORG:Audit Office"], "Audit Office"),
        ("the Quay Baker ran off", ["ORG:Quay"], "Quay"),
        ("a Friday Audit Office ran it for us", ["ORG:Audit Office"], "Audit Office"),
        ("the Quay Ferry ran past Quay today", ["ORG:Quay", "ORG:Quay"], "Quay"),
    ],
)
def test_organisation_takes_in_no_role_no_weekday_and_nothing_that_it_stands_without(
    text, entities, name
):
    assert found(text, *entities)[0] == name


def test_organisation_takes_in_the_noun_after_a_possessive():
    words, heads = ["the", "Quay", "Workers", "’", "Union", "met"], [4, 2, 4, 2, 5, 5]
    tags = ["DT", "NNP", "NNPS", "POS", "NNP", "VBD"]
    deps = ["det", "compound", "poss", "case", "nsubj", "ROOT"]
    doc = Doc(VOCAB, words, tags=tags, heads=heads, deps=deps)
    doc.ents = [Span(doc, 1, 3, "ORG")]
    assert [name.core for name in find_names(Words(doc))] == ["Quay Workers ’ Union"]


def test_organisation_whose_name_has_an_and_in_it_is_one():
    words, heads = ["Lock", "and", "Quay", "Union", "met"], [2, 0, 3, 4, 4]
    tags, deps = ["NNP", "CC", "NNP", "NNP", "VBD"], ["nmod", "cc", "compound", "nsubj", "ROOT"]
    doc = Doc(VOCAB, words, tags=tags, heads=heads, deps=deps)
    doc.ents = [Span(doc, 0, 1, "ORG"), Span(doc, 2, 4, "ORG")]
    assert [name.core for name in find_names(Words(doc))] == ["Lock and Quay Union"]


def test_office_is_no_part_of_the_organisation():
    text = "so Harbour House Press Secretary Ann Reed spoke to us today"
    assert found(text, "ORG:Harbour House Press", "PERSON:Ann Reed") == [
        "Harbour House",
        "Ann Reed",
    ]


def test_organisation_that_is_called_a_cousin_is_nobody():
    heads, tags = [1, 3, 3, 4, 4], ["PRP$", "NN", "NNP", "NNP", "VBD"]
    doc = Doc(
        VOCAB, ["its", "cousin", "Quay", "Journal", "closed"], tags=tags, heads=heads,
        deps=["poss", "compound", "compound", "nsubj", "ROOT"],
    )  # fmt: skip
    doc.ents = [Span(doc, 2, 4, "ORG")]
    assert [name.label for name in find_names(Words(doc))] == ["ORG"]
