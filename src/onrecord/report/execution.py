"""Notebooks run by papermill, one after the other in a kernel that they share."""

import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import onrecord
from onrecord.tables.unfinished import own_folder

STARTS_WITHIN, RUNS_WITHIN = 120, 3600  # seconds, of a kernel and of a notebook
LEAST = 0.01  # seconds for a cell; to nbclient none would mean no limit
ROOT = str(Path(onrecord.__file__).absolute().parents[1])
# A relative PYTHONPATH would mean another place in the folder where a kernel works.
BEGIN = """import sys
if {root!r} not in sys.path:
    sys.path.insert(0, {root!r})
from onrecord.report import afresh
afresh.begin({folder!r})"""


class NotebookFailed(Exception):
    """A notebook that did not run to its end; the message says in which cell, and why.

    Attributes:
        executed: the notebook as far as it ran, an nbformat node with the error as an output; None
            where no kernel started.
        late: whether it took longer than it may.
    """

    def __init__(self, message: str, executed=None, *, late: bool = False):
        super().__init__(message)
        self.executed, self.late = executed, late


class Kernel:
    """A kernel for one notebook after the other; each finds it as if it were new.

    It starts when it is first needed. One that hangs or dies is replaced for the next notebook.
    """

    def __init__(self, scratch: Path | None = None):
        """
        Args:
            scratch: where its files go while it lives; the system's folder for such if not given.
        """
        self._parent = scratch
        self._scratch = Path()  # while there is a kernel, a folder of its own
        self._until_closed = ExitStack()
        self._manager: Any = None  # of the kernel, from engine.py
        self._channels: Any = None  # to the kernel
        self._notebook: Any = None  # that runs
        self._cell: Any = None  # that runs
        self._until, self._ran = 0.0, 0
        self._killed = False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def run(self, path: Path, parameters: dict, *, limit: float = RUNS_WITHIN):
        """The executed notebook, an nbformat node; nothing is written.

        Args:
            path: of the notebook.
            parameters: name → value, checked before.
            limit: seconds for all of its cells together.

        Raises:
            NotebookFailed: a cell raised, the time is over, or the kernel did not start or died.
        """
        # First: what the others import comes without what takes its time.
        from onrecord.report.nodes import nbformat  # isort: split

        return self._executed(nbformat.read(path, as_version=4), parameters, limit)

    def run_first(self, code: str, limit: float = RUNS_WITHIN) -> None:
        """Start, and run what notebooks will need; whatever goes wrong, the next notebook will say so."""
        from onrecord.report.nodes import nbformat  # isort: split

        cell = nbformat.v4.new_code_cell(code)
        with suppress(NotebookFailed):
            self._executed(nbformat.v4.new_notebook(cells=[cell]), {}, limit)

    def _executed(self, notebook, parameters, limit):
        from nbclient.exceptions import CellTimeoutError, DeadKernelError
        from papermill import PapermillExecutionError, execute_notebook

        from onrecord.report import engine

        self._notebook, self._cell, self._limit = None, None, limit
        options = {"engine_name": engine.NAME, "execute": self._execute, "progress_bar": False}
        options |= {"kernel_name": "python3", "language": "python"}  # whatever it was saved with
        try:
            return execute_notebook(notebook, None, parameters=parameters, **options)
        except PapermillExecutionError as error:
            why = f"the cell that begins {_first_line(error.source)!r} raised {error.ename}"
            raise NotebookFailed(f"{why}: {error.evalue}", self._notebook) from error
        except CellTimeoutError as error:
            raise self._failed(f"it took longer than {limit:g} seconds", late=True) from error
        except DeadKernelError as error:
            raise self._failed("its kernel died") from error
        except (RuntimeError, OSError) as error:  # how jupyter_client says that no kernel started
            self.close()
            raise NotebookFailed(f"its kernel did not start: {error}") from error

    def close(self) -> None:
        """End the kernel, if there is one, whatever it does."""
        if self._manager is not None:
            from onrecord.report import engine

            engine.stop(self._manager, self._channels)
            self._until_closed.close()
        self._manager = self._channels = None

    def kill(self) -> None:
        """End the kernel's process and nothing more, where there is no time for more; for good."""
        self._killed = True
        provisioner = getattr(self._manager, "provisioner", None)
        if process := getattr(provisioner, "process", None):
            process.kill()

    def _execute(self, managed):
        """Run the cells of the notebook that papermill manages."""
        from onrecord.report import engine

        self._notebook = managed.nb
        if self._manager is None:
            self._scratch = self._until_closed.enter_context(own_folder(self._parent))
            self._manager = engine.KernelManager(self._scratch)
        client = engine.PapermillNotebookClient(
            managed,
            km=self._manager,
            startup_timeout=STARTS_WITHIN,
            iopub_timeout=STARTS_WITHIN,
            timeout=STARTS_WITHIN,
            timeout_func=self._time_left,
            shell_timeout_interval=1,  # seconds until it is seen that a kernel has died
        )
        client.kc = self._channels
        try:
            self._begin(client)
            client.execute()
        finally:
            self._channels = client.kc

    def _begin(self, client):
        """A kernel that is as if it were new, in an empty folder."""
        self._ran += 1
        folder = self._scratch / f"work{self._ran}"
        folder.mkdir()
        if not client.km.has_kernel:
            client.start_new_kernel(cwd=str(folder))
        if self._killed:  # by another thread, while it started
            raise RuntimeError("it was stopped")
        if client.kc is None:
            client.start_new_kernel_client()
        request = client.kc.execute(BEGIN.format(root=ROOT, folder=str(folder)), silent=True)
        reply = client.wait_for_reply(request)["content"]
        if reply["status"] != "ok":
            raise RuntimeError(f"{reply.get('ename')}: {reply.get('evalue')}")
        self._until = time.monotonic() + self._limit

    def _time_left(self, cell):
        self._cell = cell
        return max(LEAST, self._until - time.monotonic())

    def _failed(self, why, late=False):
        """The failure of the cell that ran; it is written into the notebook too."""
        from nbformat.v4 import new_output

        self.close()
        if self._cell is None:
            return NotebookFailed(why, self._notebook, late=late)
        message = f"{why}, in the cell that begins {_first_line(self._cell.source)!r}"
        said = {"ename": "NotebookFailed", "evalue": message, "traceback": [message]}
        self._cell.outputs.append(new_output("error", **said))
        return NotebookFailed(message, self._notebook, late=late)


def _first_line(text):
    lines = (text or "").strip().splitlines()
    return lines[0] if lines else ""
