"""Notebooks that run at once, each in one of a few kernels."""

from collections.abc import Mapping
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from onrecord.report.execution import Kernel, NotebookFailed


class Kernels:
    """Kernels for a set of notebooks; each takes one that no other has taken, until none is left.

    The last come first: claims take longer than what is before them.
    """

    def __init__(self, paths: Mapping[str, Path], count: int, limit: float, progress: bool):
        """
        Args:
            paths: of the notebooks, by name.
            count: how many kernels there may be; there is one at least.
            limit: seconds that a notebook may take.
            progress: show on stderr which notebooks run.
        """
        self._paths, self._count, self._limit, self._progress = paths, count, limit, progress

    def run(self, given: dict[str, dict]) -> dict[str, Any]:
        """Each notebook executed, an nbformat node, or the `NotebookFailed` that says why it is not.

        Args:
            given: its parameters, by its name.
        """
        from tqdm import tqdm

        left: SimpleQueue[str] = SimpleQueue()
        for name in reversed(given):
            left.put(name)
        running, made = list[str](), dict[str, Any]()
        bar = tqdm(total=len(given), disable=not self._progress, unit="notebook", leave=False)

        def work(kernel):
            with kernel:
                while name := _next(left):
                    running.append(name)
                    bar.set_description(", ".join(running))
                    made[name] = self._executed(kernel, name, given[name])
                    running.remove(name)
                    bar.set_description(", ".join(running))
                    bar.update()

        kernels = [Kernel() for _ in range(max(1, min(self._count, len(given))))]
        with bar, ThreadPoolExecutor(len(kernels)) as threads:
            try:
                working = [threads.submit(work, kernel) for kernel in kernels]
                for done in wait(working, return_when=FIRST_EXCEPTION).done:
                    done.result()
            except BaseException:  # Ctrl-C too, which no thread but this one hears of
                while _next(left):
                    pass
                for kernel in kernels:
                    kernel.kill()
                raise
        return {name: made[name] for name in given}

    def _executed(self, kernel, name, given):
        try:
            return kernel.run(self._paths[name], given, limit=self._limit)
        except NotebookFailed as error:
            return error


def _next(queue):
    """What comes next in a queue; None where it is empty."""
    try:
        return queue.get_nowait()
    except Empty:
        return None
