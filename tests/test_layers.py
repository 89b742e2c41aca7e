"""Imports run one way: the order of the modules, and what no module may do."""

import ast
import subprocess
import sys

import pytest
from project import PACKAGE

# A module imports only from those before it, inside functions too. Who reads them in this order
# never has to turn back. The stages are those of the way of the data; helpers stand before the
# noun that they help.
STAGES = {
    "words": ("schema", "errors", "outputs", "cells", "article"),
    "corpus": (
        "corpus.inputs",
        "corpus.columns",
        "corpus.front_matter",
        "corpus.dates",
        "corpus.decoding",
        "corpus.documents",
        "corpus.rows",
        "corpus.formats",
        "corpus.listing",
        "corpus.ids",
        "corpus.languages",
        "corpus.shingles",
        "corpus.reprints",
        "corpus.reading",
        "corpus",
    ),
    "pipeline": ("pipeline", "weights"),
    "attribution": (
        "attribution.quotes",
        "attribution.cues",
        "attribution.layout",
        "attribution.features",
        "attribution.paths",
        "attribution.sequences",
        "attribution.network",
        "attribution.model",
        "attribution.drafts",
        "attribution.discourse",
        "attribution.confidence",
        "attribution.attribution",
        "attribution",
        "attribution.component",
    ),
    "entities": (
        "entities.mentions",
        "entities.lexicon",
        "entities.words",
        "entities.names.titles",
        "entities.names.variants",
        "entities.names.spans",
        "entities.names.recognised",
        "entities.names.runs",
        "entities.names.search",
        "entities.names.labels",
        "entities.names.full_names",
        "entities.names.joining",
        "entities.names.finding",
        "entities.names.nesting",
        "entities.names",
        "entities.phrases",
        "entities.pairs",
        "entities.ranking",
        "entities.clusters",
        "entities.variation",
        "entities.linking",
        "entities.finding",
        "entities.sources",
        "entities.personal_names",
        "entities.corpus_names",
        "entities.joining",
        "entities",
    ),
    "register": (
        "register.cells",
        "register.rows",
        "register.groups",
        "register.applying",
        "register",
    ),
    "claims": (
        "claims.stances",
        "claims.texts",
        "claims.cue_reading",
        "claims.hedges",
        "claims.rejections",
        "claims.acts",
        "claims.statements",
        "claims.taking_up",
        "claims.claims",
        "claims.likeness",
        "claims.candidates",
        "claims.linking",
        "claims",
    ),
    "tables": ("rows", "tables", "extraction", "cache"),
    "record": (
        "record.marking",
        "record.passages",
        "record.evidence",
        "record.marked_article",
        "record.nearest",
        "record.search",
        "record.lookup",
        "record.behind",
        "record.browsing",
        "record.selection",
        "record.frames",
        "record.summary",
        "record.record",
        "record",
    ),
    "exchange": (
        "exchange.about",
        "exchange.values",
        "exchange.delimited",
        "exchange.workbook",
        "exchange.by_article",
        "exchange.vocabulary",
        "exchange.linked_data",
        "exchange.file_names",
        "exchange.standoff_settings",
        "exchange.standoff",
        "exchange.export",
        "exchange",
    ),
    "review": (
        "register.facts",
        "register.near_names",
        "register.proposals",
        "register.review",
    ),
    "charts": (
        "charts.labels",
        "charts.excerpts",
        "charts.counts",
        "charts.entity_counts",
        "charts.aliases",
        "charts.dispersion",
        "charts.comparison",
        "charts.claim_counts",
        "charts.chains",
        "charts.disputes",
        "charts.contested",
        "charts.origins",
        "charts.sourcing",
        "charts.phrases",
        "charts.picture",
        "charts.rows",
        "charts.shapes",
        "charts.claim_shapes",
        "charts.text_shapes",
        "charts.plots",
        "charts.entity_plots",
        "charts.claim_plots",
        "charts.statement_plots",
        "charts",
    ),
    "report": (
        "places",
        "parameters",
        "report.execution",
        "report.page",
        "report.making",
        "report",
    ),
    "command": ("cli", "__main__"),
}
ORDER = [name for stage in STAGES.values() for name in stage]
HEAVY = ("spacy", "pandas", "pyarrow", "matplotlib", "papermill", "nbconvert", "xlsxwriter")
UNSAFE_MODULES = {"pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve"}
UNSAFE_CALLS = {"eval", "exec", "read_pickle", "to_pickle"}


def module_name(path):
    """`record` for record.py, `models.tagger` for models/tagger.py, "" for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {module_name(p): ast.parse(p.read_text("utf-8")) for p in sorted(PACKAGE.rglob("*.py"))}
MODULES = [name for name in TREES if name]


def imported_names(tree):
    """Full dotted names of all that a module imports: `a.b` for `from a import b` too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"line {node.lineno}: write `from onrecord.x import y` in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(name):
    """The modules of this package that one of them imports.

    The package itself (`import onrecord`) stands for all that its functions import.
    """
    for imported in imported_names(TREES[name]):
        top, _, rest = imported.partition(".")
        if top == "onrecord":
            known = [m for m in {*MODULES, *ORDER} if f"{rest}.".startswith(f"{m}.")]
            if known:
                yield max(known, key=len)
            elif name and rest != "__version__":
                yield from own_imports("")


@pytest.mark.parametrize("name", MODULES)
def test_module_has_its_place_in_the_order(name):
    if name not in ORDER:
        after = sorted(set(own_imports(name)), key=(*ORDER, *MODULES).index)
        before = [other for other in MODULES if name in own_imports(other)]
        pytest.fail(
            f"{name} has no place in STAGES of tests/test_layers.py. Put it there: "
            f"after {', '.join(after) or 'none'}; before {', '.join(before) or 'none'}."
        )


@pytest.mark.parametrize("name", [name for name in MODULES if name in ORDER])
def test_module_imports_only_from_those_before_it(name):
    before = ORDER[: ORDER.index(name)]
    wrong = sorted(set(own_imports(name)) - set(before))
    assert not wrong, f"{name} stands before {wrong} in STAGES, and may not import from them"


def test_import_brings_nothing_heavy():
    code = f"import sys, onrecord; print(*(m for m in {HEAVY} if m in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not run.stdout.split(), "`import onrecord` brings these: work happens when asked for"


@pytest.mark.parametrize("name", TREES)
def test_no_pickle_eval_or_exec(name):
    """What is read from a corpus or a table is data, and never runs."""
    imported = {i.partition(".")[0] for i in imported_names(TREES[name])}
    called = {
        getattr(node.func, "id", getattr(node.func, "attr", None))
        for node in ast.walk(TREES[name])
        if isinstance(node, ast.Call)
    }
    assert not imported & UNSAFE_MODULES
    assert not called & UNSAFE_CALLS
