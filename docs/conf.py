"""How Sphinx makes a site of these pages, and of those in other folders that they lead to: `make docs`.

The source folder is the project's own, so that a link between two pages is the same here and on a
code host.
"""

import posixpath
import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
START = "docs/index"
LINK = re.compile(r"\]\(([^)#:]+)\.md\)")
TO_START = '<!doctype html><meta http-equiv="refresh" content="0; url=docs/index.html">\n'

project = "onrecord"
author = "The onrecord contributors"
release = PROJECT["project"]["version"]
extensions = ["myst_parser"]
myst_heading_anchors = 3  # links such as links.md#reprints, as code hosts have them
root_doc = START
include_patterns = ["docs/*.md", "benchmarks/README.md", "training/*.md", "seeds/README.md"]
include_patterns += [
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "src/onrecord/data/LICENSES.md",
]
exclude_patterns = [".*", "reports", "site", "tables", "tests"]

html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_title = f"onrecord {release}"
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
smartquotes = False  # what the pages say of `"` and `'` is meant literally


def setup(app):
    """Add what a page for a code host does not have: a side bar, and a first page where it is sought."""
    app.connect("source-read", _add_contents)
    app.connect("build-finished", _lead_to_start)


def _add_contents(app, docname, source):
    """A side bar from the links of index.md, in their order, so that no directive stands in it."""
    if docname != START:
        return
    for section in re.split(r"^## ", source[0], flags=re.MULTILINE)[1:]:
        caption, _, text = section.partition("\n")
        found = (posixpath.normpath(f"/docs/{page}") for page in LINK.findall(text))
        entries = "\n".join(found)
        source[0] += f"\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{entries}\n```\n"


def _lead_to_start(app, exception):
    if exception is None:
        (Path(app.outdir) / "index.html").write_text(TO_START, "utf-8")
