"""Soft labels of names, and what marks put right in them."""

import numpy as np
import spacy
from spacy.tokens import Doc

from benchmarks.common.gum import GoldArticle, GoldMention
from onrecord.reading.doc.recogniser import BEGINS, GOES_ON, OUTSIDE
from onrecord.reading.doc.words import Words
from training.name_labels import PLACE_OF_KIND, Labels, take_gum, take_marks


def words_of(text, tags=None):
    tokens = text.split()
    tags = tags or ["NNP" if t[0].isupper() else "NN" for t in tokens]
    return Words(Doc(spacy.blank("en").vocab, tokens, tags=tags))


def labels_of(words, *names):
    return Labels.of(len(words), [(1.0, names)])


def test_two_views_make_a_soft_label():
    labels = Labels.of(3, [(0.75, [(0, 2, "PERSON")]), (0.25, [(1, 2, "ORG")])])
    assert labels.bio[0, BEGINS] == 0.75 and labels.bio[0, OUTSIDE] == 0.25
    assert labels.bio[1, GOES_ON] == 0.75 and labels.bio[1, BEGINS] == 0.25
    assert labels.kind[1, PLACE_OF_KIND["ORG"]] == 0.25
    assert labels.spans() == [(0, 2, "PERSON")]
    assert np.allclose(labels.bio.sum(axis=1), 1)


def test_mark_that_no_teacher_saw_is_a_name():
    words = words_of("then Quist left Vale")
    labels = labels_of(words)
    take_marks(words, labels, [(1, 2, "PERSON")])
    assert labels.spans() == [(1, 2, "PERSON")]


def test_marked_person_overrules_a_teacher_who_saw_a_place():
    words = words_of("the Quist left")
    labels = labels_of(words, (0, 2, "GPE"))
    take_marks(words, labels, [(1, 2, "PERSON")])
    assert labels.spans() == [(0, 2, "PERSON")]


def test_marked_organisation_that_is_a_nation_stays_a_place():
    words = words_of("Norland says")
    labels = labels_of(words, (0, 1, "GPE"))
    take_marks(words, labels, [(0, 1, "ORG")])
    assert labels.spans() == [(0, 1, "GPE")]


def test_mark_inside_a_longer_name_leaves_it():
    words = words_of("Quist Ferry Board met")
    labels = labels_of(words, (0, 3, "ORG"))
    take_marks(words, labels, [(0, 1, "PERSON")])
    assert labels.spans() == [(0, 3, "ORG")]


def gold_of(words, *mentions):
    made, types = [], {}
    for n, (first, last, head, type_) in enumerate(mentions):
        start, end = words.span(first, last)
        made.append(GoldMention(str(n), start, end, words.span(head, head + 1), "proper"))
        types[str(n)] = type_
    return GoldArticle("a", words.text, tuple(made), types)


def test_marked_mention_gives_its_name_without_what_hangs_on_it():
    words = words_of("the Board of Larkdale which met")
    labels = labels_of(words)
    take_gum(words, labels, gold_of(words, (0, 6, 1, "organization")))
    assert labels.spans() == [(1, 4, "ORG")]


def test_marked_type_keeps_a_finer_kind_and_corrects_another():
    words = words_of("Lark River and Vale")
    labels = labels_of(words, (0, 2, "LOC"), (3, 4, "ORG"))
    take_gum(words, labels, gold_of(words, (0, 2, 1, "place"), (3, 4, 3, "person")))
    assert labels.spans() == [(0, 2, "LOC"), (3, 4, "PERSON")]


def test_person_whom_nobody_marked_is_none():
    words = words_of("Hello Vale")
    labels = labels_of(words, (0, 1, "PERSON"), (1, 2, "PERSON"))
    take_gum(words, labels, gold_of(words, (1, 2, 1, "person")))
    assert labels.spans() == [(1, 2, "PERSON")]
