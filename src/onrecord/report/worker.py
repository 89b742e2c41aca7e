"""What each process of a batch does: one report after the other, with one kernel for all of them."""

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from importlib import metadata
from pathlib import Path

import pyarrow as pa

from onrecord.audit.audit import AUDIT
from onrecord.errors import OnrecordError
from onrecord.extraction.run import code_hash
from onrecord.report.choosing import load_kept
from onrecord.report.execution import Kernel, NotebookFailed
from onrecord.report.making import Report, make_report, write_report
from onrecord.report.parameters import check_for_all
from onrecord.tables import outputs
from onrecord.tables.folder import digest_of
from onrecord.tables.schema import TABLES

LOOKS = (".html", ".css", ".js", ".mplstyle")  # files that decide what a page looks like
MADE = "made.json"  # in the folder of each report
WHOLE = "report"  # what failed, where it is no single notebook
LIBRARIES = (
    "matplotlib",
    "pandas",
    "numpy",
    "pyarrow",
    "ipython",
    "nbconvert",
    "pygments",
    "jinja2",
)


@dataclass(frozen=True)
class Made:
    """What is known of a report that was made, or that could not be.

    Attributes:
        key: hash of its parameters, the notebooks, the code and what the pages name as its command.
        tables: hash of the folder of tables.
        seen: hash of what it shows of them.
        failed: notebook → why; all of it under `report`.
        numbers: what is counted → how many.
        published: the first and the last day.
        limit: seconds that a notebook had, where one took longer.
        lead: its first finding, as `lead_of` gives it.
    """

    key: str
    tables: str
    seen: str = ""
    failed: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    published: tuple[str, ...] = ()
    limit: float | None = None
    lead: dict = field(default_factory=dict)

    def written(self) -> bytes:
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False, sort_keys=True)
        return f"{text}\n".encode()


@dataclass(frozen=True)
class Job:
    """One report to make: its parameters, where, and what is known of one that is there already."""

    parameters: dict
    folder: Path
    command: str
    key: str
    before: Made | None = None


def read_made(folder: Path) -> Made | None:
    """What is known of the report in a folder; None where there is none of ours that is whole."""
    try:
        return Made(**json.loads((folder / MADE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def hash_tables(folder: Path) -> str:
    """A hash of a folder of tables, with the audit beside them."""
    audit = folder / AUDIT
    return _hash(digest_of(folder).encode() + (audit.read_bytes() if audit.exists() else b""))


def hash_makers(notebooks: Mapping[str, Path]) -> str:
    """A hash of the notebooks, the code of the kit, and the versions of what it draws with."""
    versions = {name: metadata.version(name) for name in LIBRARIES}
    read = {name: _hash(path.read_bytes()) for name, path in notebooks.items()}
    return _hash(json.dumps([read, versions, code_hash(*LOOKS), sys.version_info[:3]]).encode())


def key_of(parameters: dict, command: str, makers: str, pdf: bool) -> str:
    """The hash of all that makes a report, but its tables; `makers` is that of `hash_makers`."""
    checked = {name: asdict(params) for name, params in check_for_all(parameters).items()}
    return _hash(json.dumps([checked, command, makers, pdf], sort_keys=True).encode())


def _hash(data):
    return hashlib.sha256(data).hexdigest()


def _hash_seen(corpus, record):
    """A hash of what a report shows: the rows that it chooses, and of all articles what is not text."""
    told = {name: value for name, value in corpus.manifest.items() if name != "inputs"}
    digest = hashlib.sha256(
        json.dumps(
            [told, record.notes, corpus.audit.line, corpus.audit.result], sort_keys=True
        ).encode()
    )
    every = corpus.tables.articles.drop_columns(["text", "sha256"])
    for table in (every, *(getattr(record.tables, name) for name in TABLES)):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table.combine_chunks())
        digest.update(sink.getvalue())
    return digest.hexdigest()


class Worker:
    """Makes one report after the other."""

    def __init__(
        self,
        tables: Path,
        tables_hash: str,
        notebooks: Mapping[str, Path],
        limit: float,
        chromium: str | None,
        scratch: Path,
    ):
        self._tables, self._hash, self._notebooks = tables, tables_hash, notebooks
        self._limit, self._chromium = limit, chromium
        self.kernel = Kernel(scratch)
        self._late = False

    def make(self, job: Job) -> Made:
        """Make a report, or find that the one that is there shows what is in the tables.

        A report that cannot be made is written as one that says why.

        Raises:
            OnrecordError: it could not be written.
        """
        corpus, self._late = load_kept(self._tables), False
        checked = check_for_all(job.parameters)
        try:
            record = checked["01-quotes"].select(corpus)
            seen = _hash_seen(corpus, record)
            if job.before and (job.before.key, job.before.seen) == (job.key, seen):
                return self._written(job, Made(**asdict(job.before) | {"tables": self._hash}))
            with_ = (corpus, self._tables, checked, self._run)
            report = make_report(*with_, command=job.command, chromium=self._chromium)
        except OnrecordError as error:
            return write_failed(job, self._hash, str(error))
        limit = self._limit if self._late else None
        known = (report.numbers, report.published, limit, report.lead)
        made = Made(job.key, self._hash, seen, report.failed | report.unprinted, *known)
        write_report(replace(report, files=report.files | {MADE: made.written()}), job.folder)
        return made

    def _run(self, given):
        return {name: self._executed(name, own) for name, own in given.items()}

    def _executed(self, name, given):
        try:
            return self.kernel.run(self._notebooks[name], given, limit=self._limit)
        except NotebookFailed as error:
            self._late |= error.late
            return error

    def _written(self, job, made):
        with outputs.whole_at_once(job.folder / MADE) as new:
            new.write_bytes(made.written())
        return made


def write_failed(job: Job, tables_hash: str, why: str, limit: float | None = None) -> Made:
    """Write a report of which nothing could be made: that is all that its folder says."""
    made = Made(job.key, tables_hash, failed={WHOLE: why}, limit=limit)
    write_report(Report({MADE: made.written()}, made.failed), job.folder)
    return made


_worker: list[Worker] = []  # of this process; Pebble gives none to what it calls


def begin(*given) -> None:
    """Called once in each process, with what `Worker` takes."""
    from multiprocessing.util import Finalize

    _worker.append(Worker(*given))
    # However the process ends, its kernel goes with it, even one that is stuck.
    Finalize(None, _worker[0].kernel.kill, exitpriority=100)


def make(job: Job) -> Made:
    """Make a report in a process that has begun."""
    return _worker[0].make(job)
