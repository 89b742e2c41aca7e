"""The recogniser of names: what it finds in sentences, and that it reads each Doc by itself."""

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from onrecord.reading.doc.pipeline import load_model, parse_text
from onrecord.reading.doc.recogniser import PlaceOfString, load_recogniser
from onrecord.reading.names.spans import LABELS

TEXTS = [
    "Hanna Quist met Tom Vale of the Larkdale Foundation in Oslo on Monday.",
    "It rained all day, and nobody came.",
    "Mr. Vale paid $ 40 million for 20 percent of the bank, said Quist.",
]


def names(text):
    return {entity.text: entity.label_ for entity in parse_text(text).ents}


@pytest.mark.parametrize(
    "person",
    [
        "Hanna Quist", "Zhu Mingyu", "Farid al-Qadi", "Ximena Olmedo",
        "Chidi Anozie", "Meenakshi Pillai", "Joost van der Meulen", "Bartosz Zawadzki",
        "Nguyen Thi Sen", "Wambui Kariuki", "Goran Petrić",
    ],
)  # fmt: skip
def test_people_of_every_origin_are_persons(person):
    assert (
        names(f"{person} told reporters on Tuesday that the talks had failed.")[person] == "PERSON"
    )


def test_kinds_are_told_apart():
    found = names(TEXTS[0])
    assert found["Hanna Quist"] == found["Tom Vale"] == "PERSON"
    assert found["Oslo"] == "GPE" and found["Monday"] == "DATE"
    assert next(kind for name, kind in found.items() if "Larkdale" in name) == "ORG"


def test_amounts_are_no_names():
    kinds = set(names(TEXTS[2]).values())
    assert {"MONEY", "PERCENT"} <= kinds


def test_text_without_a_name_has_none():
    assert set(names(TEXTS[1]).values()).isdisjoint(LABELS)


def test_docs_read_together_have_the_names_that_each_has_alone():
    docs = [parse_text(text) for text in TEXTS]
    recogniser = load_recogniser()
    assert recogniser(docs) == [recogniser([doc])[0] for doc in docs]


def test_names_are_the_entities_of_a_doc():
    doc = parse_text(TEXTS[0])
    names = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    assert names == load_recogniser()([doc])[0] != []


def test_names_lie_in_their_docs_in_order_and_apart():
    for doc, found in zip(
        docs := [parse_text(text) for text in TEXTS], load_recogniser()(docs), strict=True
    ):
        ends = [0]
        for first, last, kind in found:
            assert ends[-1] <= first < last <= len(doc) and kind in load_recogniser().kinds
            ends.append(last)


def test_empty_doc_among_others_has_no_names():
    empty = Doc(load_model().vocab)
    doc = parse_text(TEXTS[0])
    assert load_recogniser()([empty, doc, empty]) == [[], load_recogniser()([doc])[0], []]
    assert load_recogniser()([]) == [] and load_recogniser()([empty]) == [[]]


def test_string_that_is_not_known_has_place_nought():
    vocab = spacy.blank("en").vocab
    place = PlaceOfString({"mill": 3, "ferry": 5})
    numbers = np.array([vocab.strings.add(w) for w in ("ferry", "barge", "mill")], np.uint64)
    assert place(numbers).tolist() == [5, 0, 3]
