"""nbformat comes without what takes its time, and leaves other libraries as they were."""

import subprocess
import sys

TOLD = """
import sys
from onrecord.report.nodes import GRAMMAR, nbformat
assert nbformat.v4.new_notebook().cells == []
assert GRAMMAR not in sys.modules and "lark" not in sys.modules
"""


def test_grammars_of_addresses_are_not_compiled_and_can_still_be_imported():
    done = subprocess.run([sys.executable, "-c", TOLD], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
