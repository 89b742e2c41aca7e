"""One notebook, run by papermill in a kernel of its own."""

import sys
import tempfile
from pathlib import Path

STARTS_WITHIN, RUNS_WITHIN = 120, 3600  # seconds, of a kernel and of one cell
ENVIRONMENT = {
    # The same numbers and the same order on every machine.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
LONGEST_SOCKET = 90  # characters; systems refuse paths of sockets somewhat longer than this


class NotebookFailed(Exception):
    """A notebook that did not run to its end; the message says in which cell, and why."""


def run_notebook(path: Path, parameters: dict):
    """The executed notebook, an nbformat node; nothing is written.

    The kernel is this Python, whatever kernels the user has registered, without the user's
    IPython start-up files, and on POSIX without an open port.

    Args:
        path: of the notebook.
        parameters: name → value, checked before.

    Raises:
        NotebookFailed: a cell raised, or the kernel did not start or died.
    """
    import nbformat
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill import PapermillExecutionError, execute_notebook

    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as scratch:
        try:
            return execute_notebook(
                notebook,
                None,
                parameters=parameters,
                progress_bar=False,
                start_timeout=STARTS_WITHIN,
                execution_timeout=RUNS_WITHIN,
                kernel_manager_class=_kernel_manager(Path(scratch)),
                shutdown_kernel="immediate",  # it has nothing to save
            )
        except PapermillExecutionError as error:
            raise NotebookFailed(
                f"the cell that begins {_first_line(error.source)!r} "
                f"raised {error.ename}: {error.evalue}"
            ) from error
        except (DeadKernelError, CellTimeoutError) as error:
            raise NotebookFailed(
                f"its kernel died or took too long: {_first_line(str(error))}"
            ) from error
        except (RuntimeError, OSError) as error:  # how jupyter_client says that no kernel started
            raise NotebookFailed(f"its kernel did not start: {error}") from error


def _kernel_manager(scratch):
    """A kernel manager class that keeps all its files in `scratch`."""
    from ipykernel.kernelspec import get_kernel_dict
    from jupyter_client import AsyncKernelManager
    from jupyter_client.kernelspec import KernelSpec

    environment = ENVIRONMENT | {"IPYTHONDIR": str(scratch / "ipython")}
    spec = KernelSpec(**{**get_kernel_dict(), "env": environment})
    connection = str(scratch / "kernel.json")
    posix = not sys.platform.startswith("win") and len(connection) < LONGEST_SOCKET

    class KernelManager(AsyncKernelManager):
        kernel_spec = property(lambda self: spec)

        def __init__(self, **kwargs):
            transport = {"transport": "ipc"} if posix else {}
            super().__init__(connection_file=connection, **transport, **kwargs)

    return KernelManager


def _first_line(text):
    lines = (text or "").strip().splitlines()
    return lines[0] if lines else ""
