"""One run in its folder: what it is made with, who holds it, and how far it is.

    OUT/articles ... OUT/manifest.json    the tables, once they are whole
    OUT/parts/run.json                    what the run is made with
    OUT/parts/todo, OUT/parts/done        see `parts`

A folder is held by one process at a time (`holding`).
"""

import functools
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.extraction.holding import HELD, LOCK, hold, read_json, write_json
from onrecord.extraction.parts import PartFiles
from onrecord.reading.attribution import load_attribution_model
from onrecord.reading.doc.pipeline import model_info
from onrecord.reading.doc.recogniser import load_recogniser
from onrecord.reading.entities import load_ranking, load_speaking
from onrecord.tables.folder import check_files, digest_of_json, seal
from onrecord.tables.outputs import (
    MANIFEST,
    PARTS,
    RUN,
    check_can_write,
    is_run_folder,
    storable,
)
from onrecord.tables.schema import TABLES
from onrecord.tables.unfinished import LEFT_BEHIND

OTHER = f"not a folder of onrecord tables (it has no {MANIFEST} beside five table folders)"
PARAMETERS = "parameters"
READY = "ready"  # beside the parts


@dataclass(frozen=True)
class Run:
    """A run that this process holds.

    Attributes:
        folder: where the tables go.
        made_with: versions, models, thresholds and parameters, as the manifest has them.
    """

    folder: Path
    made_with: dict
    parts: PartFiles

    @property
    def listed(self) -> Path:
        """Every input, in order."""
        return self.parts.folder / "listed.parquet"

    @property
    def plan(self) -> Path:
        """There from when all inputs are listed and sorted into parts until the tables are made."""
        return self.parts.folder / "plan.json"

    @property
    def ready(self) -> Path:
        """There while new tables, which are whole, are put in their place."""
        return self.parts.folder / READY

    def put(self, new: Path, manifest: dict) -> None:
        """Put the tables in a folder of `parts` in the place of old ones.

        Begun, it is done to the end: where this process is killed, by the next that holds the run.
        """
        (new / READY).mkdir()
        write_json(new / READY / MANIFEST, seal(manifest, new))
        for name in TABLES:
            os.replace(new / name, new / READY / name)
        for path in (new / READY).rglob("*.parquet"):
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        os.replace(new / READY, self.ready)
        self._put_ready()

    def are_made_of(self, what: str) -> bool:
        """Whether the tables are there, undamaged, and made of this, as their manifest has it."""
        if read_json(self.folder / MANIFEST).get("made_of") != what:
            return False
        try:
            check_files(self.folder)
        except OnrecordError:
            return False
        return True

    def _put_ready(self):
        # what a killed process that held this run was writing beside the tables
        for left in self.folder.glob(f"{LEFT_BEHIND}*.new"):
            left.unlink()
        if (self.ready / MANIFEST).exists():
            (self.folder / MANIFEST).unlink(missing_ok=True)
            for name in TABLES:
                if (self.ready / name).exists():
                    shutil.rmtree(self.folder / name, ignore_errors=True)
                    os.replace(self.ready / name, self.folder / name)
            os.replace(self.ready / MANIFEST, self.folder / MANIFEST)
        shutil.rmtree(self.ready, ignore_errors=True)


@contextmanager
def hold_run(
    folder: str | Path, made_with: dict, *, overwrite: bool = False, wait: bool = False
) -> Iterator[Run]:
    """Hold the run in a folder, new or begun before.

    Args:
        made_with: see `Run`.
        overwrite: whether tables that were made with something else may be replaced.
        wait: until another process lets it go, in place of an error.

    Raises:
        OnrecordError: the folder cannot be written, holds something else, is held by another
            process, or has tables that were made with something else.
    """
    folder = Path(folder)
    check_can_hold(folder, made_with, overwrite=overwrite)
    read_with = {name: value for name, value in made_with.items() if name != PARAMETERS}
    run = Run(folder, made_with, PartFiles(folder / PARTS, digest_of_json(read_with)))
    with hold(run.parts.folder, wait=wait):
        _check_same(folder, made_with, overwrite)
        with writing(folder):
            run._put_ready()
            write_json(folder / RUN, made_with)
        yield run


class NotWritten(OnrecordError):
    """What a run has to write could not be written; what it wrote before is kept."""


@contextmanager
def writing(folder: str | Path) -> Iterator[None]:
    """A block that writes to the folder of a run.

    Raises:
        NotWritten: the writing failed.
    """
    try:
        yield
    except OSError as error:
        raise NotWritten(
            f"{folder} could not be written ({error}), so the run stopped. What was read before is "
            "kept: make room or allow writing there, and run the same command again."
        ) from error


def check_can_hold(folder: str | Path, made_with: dict, *, overwrite: bool) -> None:
    """Refuse a folder that `hold_run` would refuse, but for one that another process holds."""
    folder = Path(folder)
    ours = is_run_folder(folder) or _is_hardly_begun(folder)
    check_can_write(folder, overwrite=overwrite or ours, is_ours=lambda _: ours, other=OTHER)
    _check_same(folder, made_with, overwrite)


def _is_hardly_begun(folder):
    """Whether nothing is there but what a run leaves that was killed before it said what it is made with."""
    parts = folder / PARTS
    return parts.is_dir() and all(
        path == parts
        or (
            path.parent == parts
            and (path.name in (LOCK, HELD) or path.name.startswith(LEFT_BEHIND))
        )
        for path in folder.rglob("*")
    )


def _check_same(folder, made_with, overwrite):
    before = read_json(folder / RUN) or read_json(folder / MANIFEST)
    if before and not overwrite and (said := _differences(before, made_with)):
        raise OnrecordError(
            f"{folder} has tables that were made otherwise: {said}. Going on there would mix what does "
            "not belong together. Give the same options as then, name another folder with --out, or replace "
            "the tables with --overwrite."
        )


def _differences(before, now):
    """What is otherwise, in words; paths may be added."""
    then, wanted = before.get(PARAMETERS, {}), now[PARAMETERS]
    changed = [
        name for name in sorted({*then, *wanted} - {"paths"}) if then.get(name) != wanted.get(name)
    ]
    told = [f"{name} {then.get(name)!r}, now {wanted.get(name)!r}" for name in changed]
    if gone := [path for path in then.get("paths", ()) if path not in wanted.get("paths", ())]:
        told.append(f"of {', '.join(map(repr, gone))}")
    others = sorted({*before, *now} & set(_READ_WITH))
    told += [f"another {_READ_WITH[name]}" for name in others if before.get(name) != now.get(name)]
    return "; ".join(dict.fromkeys(told))


def made_before(folder: str | Path) -> dict:
    """What the run in a folder was begun with, as `hold_run` asks for it, and as this kit would have it.

    Raises:
        OnrecordError: no run was begun there.
    """
    before = read_json(Path(folder) / RUN)
    if not before:
        raise OnrecordError(
            f"{folder} has no parts of a run, so there is nothing to go on with. Begin one with "
            f"`onrecord extract CORPUS --out {folder}`."
        )
    now = made_with(None, None, before.get(PARAMETERS, {}))
    for model, chosen in (("attribution_model", "threshold"), ("speaking_model", "thresholds")):
        now[model][chosen] = before.get(model, {}).get(chosen)
    return now


# what decides what is found in a text, and how it is called where it is not the same
_READ_WITH = {
    "onrecord": "version of onrecord",
    "code": "version of onrecord",
    "python": "version of Python",
    "numpy": "version of numpy",
    "spacy": "version of spaCy",
    "model": "English model",
    "attribution_model": "attribution model or threshold",
    "name_model": "model of names",
    "entity_model": "model of entities",
    "speaking_model": "model of speakers or threshold",
}


def made_with(threshold: float | None, source_threshold: float | None, parameters: Mapping) -> dict:
    """All that decides what the tables are, but for the articles and the corrections."""
    import platform
    from importlib.metadata import version

    from onrecord import __version__

    attribution, speaking = load_attribution_model(), load_speaking()
    return {
        "onrecord": __version__,
        "code": code_hash(),
        "python": platform.python_version(),
        "numpy": version("numpy"),
        "spacy": version("spacy"),
        "model": asdict(model_info()),
        "attribution_model": {
            "sha256": attribution.sha256,
            "threshold": attribution.threshold if threshold is None else threshold,
        },
        "name_model": {"sha256": load_recogniser().sha256},
        "entity_model": {"sha256": load_ranking().sha256},
        "speaking_model": {
            "sha256": speaking.sha256,
            "thresholds": {
                form: own if source_threshold is None else source_threshold
                for form, own in sorted(speaking.thresholds.items())
            },
        },
        PARAMETERS: storable(parameters),
    }


@functools.cache
def code_hash(*also: str) -> str:
    """A hash of the package's own files, so that changed code never meets an old result.

    Args:
        also: ends of files' names that count beside those that decide what is found in a text.
    """
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".tsv", ".sha256", *also)):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
