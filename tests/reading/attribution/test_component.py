"""The engine as a component of anybody's spaCy pipeline."""

import pytest
import spacy
from spacy.tokens import Doc

from onrecord.errors import OnrecordError
from onrecord.reading.attribution import find_attributions
from onrecord.reading.doc.pipeline import MODEL_PACKAGES, parse_text

NAME = "onrecord_attribution"
TEXTS = [
    "“We won the game today,” Smith said. “We will win again.”",
    "Smith said that the plan had failed, but Jones denied that it had.",
    "It rained all day.",
    "According to Smith, the old mill will be sold by the town next year.",
]


@pytest.fixture(scope="module")
def package():
    from importlib.util import find_spec

    return next(name for name in MODEL_PACKAGES if find_spec(name))


@pytest.fixture(scope="module")
def nlp(package):
    loaded = spacy.load(package)
    loaded.add_pipe(NAME)
    return loaded


def test_component_is_known_to_spacy_without_an_import():
    import subprocess
    import sys

    code = f"import spacy; print(spacy.blank('en').has_factory({NAME!r}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True"]


def test_doc_has_its_attributions(nlp):
    doc = nlp(TEXTS[0])
    (found,) = doc._.attributions
    assert [doc.text[s:e] for s, e in found.source] == ["Smith"]
    assert [doc.text[s:e] for s, e in found.cue] == ["said"]


@pytest.mark.parametrize("text", TEXTS)
def test_spans_are_those_of_the_attributions_in_their_order(nlp, text):
    doc = nlp(text)
    expected = [
        (role, doc.text[s:e])
        for a in doc._.attributions
        for role in ("source", "cue", "content")
        for s, e in getattr(a, role)
    ]
    assert [(span.label_, span.text) for span in doc.spans["attributions"]] == expected
    assert bool(expected) == (text != TEXTS[2])


@pytest.mark.parametrize("text", TEXTS)
def test_component_finds_what_the_package_finds(nlp, text):
    assert nlp(text)._.attributions == find_attributions(parse_text(text))


@pytest.mark.parametrize("batch_size", [1, 3, 100])
def test_pipe_gives_what_single_calls_give(nlp, batch_size):
    docs = list(nlp.pipe(TEXTS, batch_size=batch_size))
    assert [doc.text for doc in docs] == TEXTS
    for doc, text in zip(docs, TEXTS, strict=True):
        alone = nlp(text)
        assert doc._.attributions == alone._.attributions
        assert [str(s) for s in doc.spans["attributions"]] == [
            str(s) for s in alone.spans["attributions"]
        ]


def test_no_texts_give_no_docs(nlp):
    assert list(nlp.pipe([])) == []


@pytest.mark.parametrize("text", ["", " ", "\n", "“”", "Word"])
def test_text_that_says_nothing_has_no_attributions(nlp, text):
    doc = nlp(text)
    assert doc._.attributions == [] and len(doc.spans["attributions"]) == 0


def test_component_leaves_the_entities_of_the_pipeline_as_they_are(package, nlp):
    text = "Smith said that the plan had failed in Oslo."
    plain = spacy.load(package)(text)
    assert [e.text for e in nlp(text).ents] == [e.text for e in plain.ents]


def test_component_needs_no_recogniser_in_the_pipeline(package, nlp):
    bare = spacy.load(package, exclude=["ner"])
    bare.add_pipe(NAME)
    assert bare(TEXTS[0])._.attributions == nlp(TEXTS[0])._.attributions != []


def test_doc_that_went_by_no_component_has_none():
    assert list(spacy.blank("en")("“It rained,” she said.")._.attributions) == []


def test_threshold_is_the_least_confidence(package):
    found = {}
    for threshold in (0.0, 0.6, 1.0):
        nlp = spacy.load(package)
        nlp.add_pipe(NAME, config={"threshold": threshold})
        found[threshold] = [a for doc in nlp.pipe(TEXTS) for a in doc._.attributions]
        assert all(a.confidence >= threshold for a in found[threshold])
    assert len(found[0.0]) >= len(found[0.6]) > len(found[1.0]) == 0


def test_component_keeps_its_threshold_when_the_pipeline_is_saved(package, tmp_path):
    nlp = spacy.load(package)
    nlp.add_pipe(NAME, config={"threshold": 1.0})
    nlp.to_disk(tmp_path / "saved")
    assert spacy.load(tmp_path / "saved")(TEXTS[0])._.attributions == []


def test_component_may_be_added_under_another_name(package):
    nlp = spacy.load(package)
    nlp.add_pipe(NAME, name="who_said_what")
    assert nlp(TEXTS[0])._.attributions


@pytest.mark.parametrize("missing", ["parser", "tagger"])
def test_pipeline_without_what_the_model_reads_is_refused(package, missing):
    nlp = spacy.load(package, exclude=[missing, "attribute_ruler", "lemmatizer"])
    nlp.add_pipe(NAME)
    with pytest.raises(OnrecordError, match=rf"no component '{missing}'.*attribution model reads"):
        nlp(TEXTS[0])


def test_blank_pipeline_is_refused():
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME)
    with pytest.raises(OnrecordError, match="no component 'tok2vec'"):
        nlp(TEXTS[0])


def test_pipeline_with_other_weights_is_refused(package):
    nlp = spacy.load(package)
    for node in nlp.get_pipe("tagger").model.walk():
        if node.has_param("W"):
            node.set_param("W", node.get_param("W") * 2)
            break
    nlp.add_pipe(NAME)
    with pytest.raises(OnrecordError, match="would be noise"):
        nlp(TEXTS[0])


def test_doc_with_attributions_can_be_stored_and_read_back(nlp):
    doc = nlp("“It rained,” Smith said.")
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.attributions == doc._.attributions
    assert [s.text for s in again.spans["attributions"]] == ["Smith", "said", "“It rained,”"]


def test_two_processes_find_what_one_finds(nlp):
    texts = ["“It rained,” Smith said.", "", "Jones denied that it rained."] * 2
    one, two = ([d._.attributions for d in nlp.pipe(texts, n_process=n)] for n in (1, 2))
    assert one == two and one[0]


def test_component_before_the_others_says_that_they_must_come_first(package):
    nlp = spacy.load(package)
    nlp.add_pipe("onrecord_attribution", first=True)
    with pytest.raises(OnrecordError, match="stand last"):
        nlp("Smith said it rained.")
