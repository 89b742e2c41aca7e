"""Who reads the parts: this process, processes of this machine, or the workers of a Dask cluster.

All do the same with a part (`parts.read_part`), so what comes out does not depend on who did it.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from weakref import WeakKeyDictionary

from onrecord.errors import OnrecordError
from onrecord.extraction.parts import Begun, Order, Part, read_part

# The same numbers whatever the machine, and more threads for one worker cost time. What lies in the
# folder of the articles is never taken for a module.
ENVIRONMENT = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
     "PYTHONSAFEPATH"), "1",
)  # fmt: skip
PARTS_OF_A_WORKER = 100  # after which a new one takes its place: what spaCy remembers only grows
WAITING = 4  # parts that are handed out for each worker, so that none waits
LOCAL = "local"  # in place of an address: a Dask cluster of this machine
# Seconds over one batch, or one text that is read by itself: many times what the longest takes. It is a
# last guard, since a clock tells other things on other machines; so what it stops is tried by the next run.
LONGEST = 1_800.0
LOOKING = 5.0  # seconds between two looks at it
DEATHS = 2  # of workers over one text that is read by itself, after which it is given up


@dataclass(frozen=True)
class Crew:
    """Who reads: how a part is handed out, how many are at once, and what says that a worker died.

    `can_stop` says whether a worker stops when what it reads is cancelled.
    """

    submit: Callable[[Callable, Order], Future]
    at_once: Callable[[], int]
    died: tuple[type[Exception], ...] = ()
    can_stop: bool = False


def read_parts(
    todo: Iterable[Part], order: Order, crew: Crew, on_part: Callable[[Part], None]
) -> None:
    """Have all parts read; over which a worker dies, or takes all too long, is read again, text by text.

    Args:
        order: what all parts have in common; its name does not count.
        on_part: called after each part, in any order.

    Raises:
        OnrecordError: a model is missing.
    """
    waiting = iter(todo)
    running: dict[Future, tuple[Part, Order]] = {}
    deaths: Counter[tuple[str, int]] = Counter()
    clock = _Clock()
    gone: tuple[type[Exception], ...] = (*crew.died, CancelledError)

    def start(part, order):
        running[crew.submit(read_part, order)] = part, order

    while True:
        while len(running) < crew.at_once() and (part := next(waiting, None)):
            start(part, replace(order, name=part.name))
        if not running:
            return
        for future in _some_done(running, clock if crew.can_stop else None):
            part, given = running.pop(future)
            try:
                future.result()
            except gone as error:
                start(part, _again(given, error, deaths))
            else:
                on_part(part)


def _some_done(running, clock):
    """Some of what is running that is done; a worker that takes all too long is stopped."""
    while not (done := wait(running, LOOKING if clock else None, FIRST_COMPLETED).done):
        for future, (_, order) in running.items():
            if future.running() and clock.is_over(future, order):
                future.cancel()
    return done


class _Clock:
    """How long each worker has been at what it began last, seen from outside."""

    def __init__(self):
        self._since = WeakKeyDictionary[Future, tuple[int | None, float]]()

    def is_over(self, future: Future, order: Order) -> bool:
        """Whether the worker of a part has been at one batch or text for too long."""
        place, now = Begun(Path(order.folder), order.name).place, time.monotonic()
        before, since = self._since.get(future, (None, now))
        self._since[future] = (place, since if place == before else now)
        return place is not None and place == before and now - since > LONGEST


def _again(order, error, deaths):
    """The order for a part over which a worker died: by single texts, but for those that it died of."""
    if not order.apart:
        return replace(order, apart=True)
    place = Begun(Path(order.folder), order.name).place or 0
    if isinstance(error, CancelledError):
        reason = f"it was not read in {LONGEST / 60:,.0f} minutes, so its worker was stopped."
        return replace(order, failed={**(order.failed or {}), place: reason})
    deaths[order.name, place] += 1
    if deaths[order.name, place] < DEATHS:
        return order
    code = getattr(error, "exitcode", None)
    how = f" (exit code {code})" if code is not None else ""
    reason = f"the worker that read it died each time{how}; perhaps memory ran out."
    return replace(order, failed={**(order.failed or {}), place: reason})


@contextmanager
def assemble(workers: int, dask: str | None = None) -> Iterator[Crew]:
    """Those who read; they are sent home at the end.

    Args:
        workers: processes of this machine; 0 for this process itself.
        dask: the address of a scheduler, or `local`.
    """
    if dask is not None:
        with _cluster(dask, workers) as crew:
            yield crew
    elif workers:
        with _processes(workers) as crew:
            yield crew
    else:
        yield Crew(_at_once, lambda: 1)


def _at_once(function, order):
    future: Future = Future()
    try:
        future.set_result(function(order))
    except Exception as error:
        future.set_exception(error)
    return future


@contextmanager
def _processes(number):
    import multiprocessing

    from pebble import ProcessExpired, ProcessPool

    with worker_environment():
        # not forked: the threads of Arrow and DuckDB do not come along
        context = multiprocessing.get_context("spawn")
        pool = ProcessPool(number, max_tasks=PARTS_OF_A_WORKER, context=context)
        try:
            yield Crew(
                lambda function, order: pool.schedule(function, args=[order]),
                lambda: number * WAITING,
                (ProcessExpired,),
                can_stop=True,
            )
            pool.close()
        finally:
            if pool.active:
                pool.stop()
            pool.join()


@contextmanager
def worker_environment() -> Iterator[None]:
    """Variables that processes take over which start meanwhile."""
    before = {name: os.environ.get(name) for name in ENVIRONMENT}
    os.environ.update(ENVIRONMENT)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def check_dask(dask: str | None) -> None:
    """Refuse what cannot be handed to a cluster, before articles are listed.

    Raises:
        OnrecordError: Dask is asked for, and not installed.
    """
    if dask is not None and not find_spec("distributed"):
        raise OnrecordError(
            "--dask needs Dask, which is not installed, so nothing can be spread over it. "
            'Install it with `pip install "onrecord[dask]"`, or use --workers.'
        )


@contextmanager
def _cluster(address, workers):
    from distributed import Client, KilledWorker, LocalCluster

    with worker_environment():
        local = address == LOCAL
        place = LocalCluster(n_workers=workers, threads_per_worker=1) if local else address
        try:
            client = Client(place)
        except (OSError, ValueError) as error:
            raise OnrecordError(
                f"No Dask scheduler answers at {address} ({error}), so nothing can be read. "
                "Check the address, or start one with `dask scheduler`."
            ) from error
        with client:
            executor = client.get_executor(pure=False)

            def at_once():  # workers of a cluster come and go
                return max(sum(client.nthreads().values()), 1) * WAITING

            yield Crew(executor.submit, at_once, (KilledWorker,))
        if local:
            place.close()
