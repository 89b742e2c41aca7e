"""Notebooks that run at once, each in one of a few kernels."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from onrecord.report.execution import Kernel, NotebookFailed

# What a kernel runs while its tables are read elsewhere too, so that its first notebook need not wait.
FIRST = """from onrecord import charts, counts
from onrecord.report.choosing import load_kept
load_kept({!r})"""


class Kernels:
    """Kernels for a set of notebooks, from `with` on; each takes one that no other has taken.

    They start at once, while whoever asked for them does something else. The last notebooks come
    first: claims take longer than what is before them.
    """

    def __init__(
        self, paths: Mapping[str, Path], count: int, limit: float, progress: bool, tables: str = ""
    ):
        """
        Args:
            paths: of the notebooks, by name.
            count: how many kernels there may be; there is one at least.
            limit: seconds that a notebook may take.
            progress: show on stderr which notebooks run.
            tables: the folder of which the notebooks will be asked, if it is known.
        """
        self._paths, self._limit, self._progress, self._tables = paths, limit, progress, tables
        self._kernels = [Kernel() for _ in range(max(1, min(count, len(paths))))]
        # Notebooks with their parameters, None where no more will come; and what became of them.
        self._left: SimpleQueue[tuple | None] = SimpleQueue()
        self._told: SimpleQueue[tuple] = SimpleQueue()

    def __enter__(self):
        self._threads = ThreadPoolExecutor(len(self._kernels))
        for kernel in self._kernels:
            self._threads.submit(self._work, kernel)
        return self

    def __exit__(self, kind, *_):
        with suppress(Empty):
            while kind:
                self._left.get_nowait()
        for kernel in self._kernels:
            self._left.put(None)
            if kind:  # Ctrl-C too, which no thread but this one hears of
                kernel.kill()
        self._threads.shutdown()

    def run(self, given: dict[str, dict]) -> dict[str, Any]:
        """Each notebook executed, an nbformat node, or the `NotebookFailed` that says why it is not.

        Args:
            given: its parameters, by its name.
        """
        from tqdm import tqdm

        running, made = list[str](), dict[str, Any]()
        for each in (*reversed(given.items()), *(None for _ in self._kernels)):
            self._left.put(each)
        bar = tqdm(total=len(given), disable=not self._progress, unit="notebook", leave=False)
        with bar:
            while len(made) < len(given):
                name, ran = self._told.get()
                if isinstance(ran, BaseException) and not isinstance(ran, NotebookFailed):
                    raise ran
                if ran is None:
                    running.append(name)
                else:
                    running.remove(name)
                    made[name] = ran
                    bar.update()
                bar.set_description(", ".join(running))
        return {name: made[name] for name in given}

    def _work(self, kernel):
        """All that one kernel does, in one thread."""
        try:
            with kernel:
                if self._tables:
                    kernel.run_first(FIRST.format(self._tables), self._limit)
                while asked := self._left.get():
                    name, parameters = asked
                    self._told.put((name, None))
                    try:
                        ran = kernel.run(self._paths[name], parameters, limit=self._limit)
                    except NotebookFailed as error:
                        ran = error
                    self._told.put((name, ran))
        except BaseException as error:
            self._told.put(("", error))
