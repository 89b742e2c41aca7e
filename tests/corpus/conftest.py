"""What tests of the corpus share."""

import pytest


@pytest.fixture
def write(tmp_path):
    """Write a file, in bytes or UTF-8, below the test's folder; it gives its path."""

    def write_file(name, data):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return write_file
