"""Notebooks that run at once, each in one of a few kernels."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
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
            count: how many kernels there may be.
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

        left, running, made = list(given), list[str](), dict[str, Any]()

        def work(kernel):
            with kernel, suppress(IndexError):  # none is left
                while True:
                    name = left.pop()
                    running.append(name)
                    bar.set_description(", ".join(running))
                    made[name] = self._executed(kernel, name, given[name])
                    running.remove(name)
                    bar.update()

        kernels = [Kernel() for _ in range(max(1, min(self._count, len(given))))]
        bar = tqdm(total=len(given), disable=not self._progress, unit="notebook", leave=False)
        with bar, ThreadPoolExecutor(len(kernels)) as threads:
            working = [threads.submit(work, kernel) for kernel in kernels]
            try:
                for each in working:
                    each.result()
            except BaseException:  # Ctrl-C too, which no thread but this one hears of
                left.clear()
                for kernel in kernels:
                    kernel.kill()
                raise
        return {name: made[name] for name in given}

    def _executed(self, kernel, name, given):
        try:
            return kernel.run(self._paths[name], given, limit=self._limit)
        except NotebookFailed as error:
            return error
