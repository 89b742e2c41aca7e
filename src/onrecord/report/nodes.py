"""nbformat, which reads notebooks into nodes, imported in a tenth of its time.

It imports jsonschema, which compiles the grammar of addresses in all alphabets (2.5 seconds) where
JupyterLab brought one, to check addresses that no notebook has. Without one jsonschema does as well.
"""

import sys

GRAMMAR = "rfc3987_syntax"

if not {"jsonschema", GRAMMAR} & set(sys.modules):
    sys.modules[GRAMMAR] = None  # type: ignore[assignment]  # as if it were not installed
try:
    import nbformat
finally:
    if sys.modules.get(GRAMMAR, GRAMMAR) is None:
        del sys.modules[GRAMMAR]

__all__ = ["nbformat"]
