"""Files of weights: whole or refused, plain numbers, and the same bytes from the same arrays."""

import hashlib
import itertools
import json
import shutil
from importlib import resources

import numpy as np
import pytest

from onrecord.errors import OnrecordError
from onrecord.weights import read_weights, write_weights

NAMES = ("attribution", "entities", "inside", "speaking")
DATA = resources.files("onrecord") / "data"
MEGABYTE = 1_000_000
SAFE_TYPES = {"F16", "BF16", "F32"}


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def folder(tmp_path, name):
    """A copy of one of the shipped files."""
    for suffix in ("safetensors", "sha256"):
        shutil.copy(DATA / f"{name}.{suffix}", tmp_path)
    return tmp_path


def header(data):
    """The header of a file, and where its weights start."""
    end = 8 + int.from_bytes(data[:8], "little")
    return json.loads(data[8:end]), end


def test_copy_of_a_shipped_file_is_read(folder, name):
    copy, shipped = read_weights(folder, name), read_weights(DATA, name)
    assert (copy.sha256, copy.about) == (shipped.sha256, shipped.about)
    assert copy.arrays.keys() == shipped.arrays.keys() != set()


@pytest.mark.parametrize("place", [0, 100, -1], ids=["length", "header", "weights"])
def test_one_changed_byte_is_refused_with_file_and_both_hashes(folder, name, place):
    path = folder / f"{name}.safetensors"
    data = bytearray(path.read_bytes())
    whole = hashlib.sha256(data).hexdigest()
    data[place] ^= 1
    path.write_bytes(data)
    with pytest.raises(OnrecordError) as caught:
        read_weights(folder, name)
    message = str(caught.value)
    for part in (path, whole, hashlib.sha256(data).hexdigest(), "Install onrecord again"):
        assert str(part) in message


def test_file_that_ends_too_early_is_refused(folder, name):
    path = folder / f"{name}.safetensors"
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(OnrecordError, match="is damaged"):
        read_weights(folder, name)


def test_checksum_of_another_file_is_refused(folder, name):
    other = hashlib.sha256(b"another model").hexdigest()
    (folder / f"{name}.sha256").write_text(f"{other}  {name}.safetensors\n", encoding="ascii")
    with pytest.raises(OnrecordError, match=other):
        read_weights(folder, name)


@pytest.mark.parametrize("suffix", ["safetensors", "sha256"])
def test_missing_file_says_how_to_get_it(folder, name, suffix):
    (folder / f"{name}.{suffix}").unlink()
    said = rf"{name}.{suffix} is missing.*Install onrecord again.*training/README.md"
    with pytest.raises(OnrecordError, match=said):
        read_weights(folder, name)


def test_checksum_file_is_as_sha256sum_writes_it(name):
    digest = hashlib.sha256((DATA / f"{name}.safetensors").read_bytes()).hexdigest()
    checksum = (DATA / f"{name}.sha256").read_text(encoding="ascii")
    assert checksum == f"{digest}  {name}.safetensors\n"


def test_shipped_file_is_small(name):
    assert (DATA / f"{name}.safetensors").stat().st_size < 20 * MEGABYTE


def test_shipped_file_is_plain_numbers_under_a_json_header(name):
    """safetensors: a length, JSON, and the bytes of the arrays without a gap. A pickle has no place."""
    data = (DATA / f"{name}.safetensors").read_bytes()
    about, at = header(data)
    arrays = {key: entry for key, entry in about.items() if key != "__metadata__"}
    assert {entry["dtype"] for entry in arrays.values()} <= SAFE_TYPES
    ends = sorted(tuple(entry["data_offsets"]) for entry in arrays.values())
    assert ends[0][0] == 0 and ends[-1][1] == len(data) - at
    assert all(before[1] == after[0] for before, after in itertools.pairwise(ends))


def test_shipped_weights_are_numbers(name):
    for key, array in read_weights(DATA, name).arrays.items():
        assert np.isfinite(array).all(), key


def test_what_is_written_is_read_in_half_precision(tmp_path):
    arrays = {"b": np.array([[0.5, -2.0]]), "a": np.arange(3.0)}
    write_weights(tmp_path, "some", arrays, {"passes": 3})
    read = read_weights(tmp_path, "some")
    assert read.about == {"passes": 3}
    assert read.arrays.keys() == arrays.keys()
    for key, array in arrays.items():
        assert read.arrays[key].dtype == np.float16
        assert np.array_equal(read.arrays[key], array)


def test_same_arrays_make_the_same_bytes(tmp_path):
    arrays = {"a": np.arange(6.0).reshape(2, 3), "b": np.arange(3.0)[::-1]}
    for folder, order in (("one", ("a", "b")), ("two", ("b", "a"))):
        (tmp_path / folder).mkdir()
        about = {key: 1 for key in order}
        write_weights(tmp_path / folder, "some", {key: arrays[key] for key in order}, about)
    for suffix in ("safetensors", "sha256"):
        one, two = ((tmp_path / f / f"some.{suffix}").read_bytes() for f in ("one", "two"))
        assert one == two
