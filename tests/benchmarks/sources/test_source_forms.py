"""What stands as a source: a name, a description, a pronoun, nothing."""

import pytest
import spacy
from spacy.tokens import Doc

from benchmarks.sources import source_forms
from onrecord.reading.doc.words import Words


def parsed_doc(words, tags, heads, deps, names=()):
    """A Doc built by hand; `names` are (first token, end, label) of the recogniser's entities."""
    from spacy.tokens import Span

    doc = Doc(spacy.blank("en").vocab, words, tags=tags.split(), heads=heads, deps=deps.split())
    doc.set_ents([Span(doc, first, end, label=label) for first, end, label in names])
    return doc


@pytest.mark.parametrize(
    ("doc", "form", "kind"),
    [
        (parsed_doc(["she"], "PRP", [0], "ROOT"), "pronoun", "she"),
        (parsed_doc(["His"], "PRP$", [0], "ROOT"), "pronoun", "he"),
        (parsed_doc(["who"], "WP", [0], "ROOT"), "pronoun", "who, which"),
        (parsed_doc(["others"], "NNS", [0], "ROOT"), "pronoun", "some, others, this"),
        (parsed_doc(["some", "aides"], "DT NNS", [1, 1], "det ROOT"), "description", ""),
        (parsed_doc(["Lee", "’s", "team"], "NNP POS NN", [2, 0, 2], "poss case ROOT",
                    [(0, 1, "PERSON")]), "description", ""),
        (parsed_doc(["mayor", ",", "Lee"], "NN , NNP", [0, 0, 0], "ROOT punct appos"), "name", ""),
        (parsed_doc(["the", "FBI"], "DT NNP", [1, 1], "det ROOT", [(1, 2, "ORG")]), "name", ""),
        (parsed_doc(["the", "President"], "DT NNP", [1, 1], "det ROOT"), "description", ""),
        (parsed_doc(["the", "Republican"], "DT NNP", [1, 1], "det ROOT", [(1, 2, "NORP")]),
         "description", ""),
        (parsed_doc(["Republicans"], "NNPS", [0], "ROOT", [(0, 1, "NORP")]), "name", ""),
    ],
)  # fmt: skip
def test_form_of_a_source(doc, form, kind):
    assert source_forms.form_of(Words(doc), [(0, len(doc.text))]) == (form, kind)


def test_source_that_is_not_there_has_no_form():
    doc = parsed_doc(["rain"], "NN", [0], "ROOT")
    assert source_forms.form_of(Words(doc), []) == ("nothing", "")
