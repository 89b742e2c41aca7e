"""What jupyter_client and papermill are told, so that notebooks share a kernel of our own."""

import sys
from pathlib import Path

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from nbclient.util import run_sync
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines

NAME = "onrecord"  # of the engine, for papermill
ENVIRONMENT = {
    # The same numbers and the same order on every machine.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONSAFEPATH": "1",  # what lies in the folder where it starts is never taken for a module
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
PROGRAM = Path(__file__).absolute().with_name("kernel.py")
LONGEST_SOCKET = 90  # characters; systems refuse paths of sockets somewhat longer than this


class KernelManager(AsyncKernelManager):
    """One that keeps all its files in a folder, and on POSIX opens no port.

    The kernel is this Python, whatever kernels the user has registered, without the user's IPython
    start-up files.
    """

    def __init__(self, scratch: Path):
        environment = ENVIRONMENT | {"IPYTHONDIR": str(scratch / "ipython")}
        command = [sys.executable, str(PROGRAM), "-f", "{connection_file}"]
        self._own = KernelSpec(**{**get_kernel_dict(), "argv": command, "env": environment})
        connection = str(scratch / "kernel.json")
        posix = not sys.platform.startswith("win") and len(connection) < LONGEST_SOCKET
        super().__init__(connection_file=connection, **({"transport": "ipc"} if posix else {}))

    @property
    def kernel_spec(self):
        return self._own


class SharedKernel(Engine):
    """Has a notebook executed by whoever keeps the kernel."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, *, execute, **_):
        execute(nb_man)


papermill_engines.register(NAME, SharedKernel)


def stop(manager: KernelManager, channels) -> None:
    """End a kernel at once, whatever it does: it has nothing to save."""
    if channels is not None:
        channels.stop_channels()
    if manager.has_kernel:
        run_sync(manager.shutdown_kernel)(now=True)
    run_sync(manager.cleanup_resources)()


__all__ = ["NAME", "KernelManager", "PapermillNotebookClient", "stop"]
