"""Time and memory, measured so that two runs can be compared: one thread, processor time, fresh processes."""

import contextlib
import inspect
import multiprocessing
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
# Wall time over processor time: above this, something else had the processor.
DISTURBED = 1.15


def use_one_thread() -> None:
    """Hold numerical libraries to one thread; to be called before any of them is imported."""
    for name in THREADS:
        os.environ[name] = "1"


def peak_memory() -> int | None:
    """The most memory that this process has held so far, in bytes; None where that is not told.

    Linux keeps it for each program; `ru_maxrss` there would be that of the parent, if larger.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return None


def most_of_any_process(process: subprocess.Popen) -> int | None:
    """Wait for a process; the most memory that it or any process below it held, in bytes.

    None where /proc does not tell. What a process held is read twice a second, so one that is
    short-lived may be missed.
    """
    most: dict[int, int] = {}
    while process.poll() is None:
        for pid in below(process.pid):
            most[pid] = max(most.get(pid, 0), _peak_of(pid))
        time.sleep(0.5)
    return max(most.values(), default=0) or None


def below(pid: int) -> list[int]:
    """A process and all that it began, as /proc has them now."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(path.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(path.parent.name))
    found = [pid]
    for each in found:
        found += children.get(each, ())
    return found


def _peak_of(pid):
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return next((int(x.split()[1]) * 1024 for x in lines if x.startswith("VmHWM")), 0)
    except OSError:
        return 0


def megabytes(size: int | None) -> str:
    return "not told here" if size is None else f"{size / 1e6:,.0f} MB"


def in_new_process(function: Callable, *args):
    """Call `function` in a process that has loaded nothing yet, and return what it returns."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(function, *args).result()


def undisturbed(runs: Sequence[dict]) -> str:
    """What to say of the `note` of each run: which were disturbed, if any."""
    disturbed = [run["note"] for run in runs if run["note"].startswith("Disturbed")]
    return "\n".join(disturbed) or "Undisturbed."


class Stopwatch:
    """Seconds of processor time by name.

    Attributes:
        seconds: name → seconds so far.
    """

    def __init__(self):
        self.seconds = Counter()

    def timed(self, name: str, function: Callable) -> Callable:
        """`function`, with the time that it takes added to `name`; a generator's as it is read."""

        def call(*args, **kwargs):
            start = time.process_time()
            result = function(*args, **kwargs)
            self.seconds[name] += time.process_time() - start
            return self._read(name, result) if inspect.isgenerator(result) else result

        return call

    def _read(self, name, generator):
        while True:
            start = time.process_time()
            try:
                item = next(generator)
            except StopIteration:
                return
            finally:
                self.seconds[name] += time.process_time() - start
            yield item


class Watch:
    """Wall and processor time of a block: `with Watch() as watch: ...`, then `watch.note()`."""

    def __enter__(self):
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_):
        self.wall = time.perf_counter() - self._wall
        self.cpu = time.process_time() - self._cpu

    def note(self) -> str:
        """One sentence on whether the times are to be trusted."""
        times = f"{self.cpu:.1f} s of processor time in {self.wall:.1f} s"
        if self.wall > DISTURBED * self.cpu:
            return f"Disturbed: {times}; something else had the processor, so run it again."
        return f"Undisturbed: {times}."
