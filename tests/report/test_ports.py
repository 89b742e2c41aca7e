"""A kernel is spoken to through files: while it runs, no port is open."""

import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from onrecord.report.execution import Kernel

PORTS = """
import psutil
kernel = psutil.Process()
every = [kernel, *kernel.parents()[:1], *kernel.parents()[0].children(recursive=True)]
print(sorted({c.laddr.port for p in every for c in p.net_connections('inet') if c.status == 'LISTEN'}))
"""


@pytest.mark.skipif(
    sys.platform.startswith("win"), reason="kernels there can be reached by ports only"
)
def test_no_port_is_open_while_a_notebook_runs(tmp_path):
    path = tmp_path / "ports.ipynb"
    parameters = new_code_cell("", metadata={"tags": ["parameters"]})
    cells, kernel = (
        [parameters, new_code_cell(PORTS)],
        {"name": "python3", "display_name": "Python"},
    )
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    with Kernel() as kernel:
        executed = kernel.run(path, {})
    [printed] = executed.cells[-1].outputs
    assert printed.text.strip() == "[]"
