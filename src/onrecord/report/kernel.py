"""The program of a kernel that opens no port; run by its path, so that nothing of ours need be found.

ipykernel listens on a port for what forked processes print. Ours fork none, and say that there is no
such port, as ipykernel does where it may not open one.
"""

from ipykernel import kernelapp
from ipykernel.iostream import IOPubThread


class Published(IOPubThread):
    """What sends outputs, of this process alone."""

    def _setup_pipe_in(self):
        self._pipe_flag = False


if __name__ == "__main__":
    kernelapp.IOPubThread = Published  # type: ignore[misc]
    kernelapp.launch_new_instance()
