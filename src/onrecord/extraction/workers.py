"""Who reads the parts: this process, processes of this machine, or the workers of a Dask cluster.

All do the same with a part (`parts.read_part`), so what comes out does not depend on who did it.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.extraction.parts import Begun, Order, Part, read_part

# The same numbers whatever the machine, and more threads for one worker cost time. What lies in the
# folder of the articles is never taken for a module.
ENVIRONMENT = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
     "PYTHONSAFEPATH"), "1",
)  # fmt: skip
PARTS_OF_A_WORKER = 50  # after which a new one takes its place: what spaCy remembers only grows
WAITING = 4  # parts that are handed out for each worker, so that none waits
LOCAL = "local"  # in place of an address: a Dask cluster of this machine
DEATHS = 2  # of workers over one text that is read by itself, after which it is given up


@dataclass(frozen=True)
class Crew:
    """Who reads: how a part is handed out, how many are at once, and what says that a worker died."""

    submit: Callable[[Callable, Order], Future]
    at_once: Callable[[], int]
    died: tuple[type[Exception], ...] = ()


def read_parts(
    todo: Iterable[Part], order: Order, crew: Crew, on_part: Callable[[Part], None]
) -> None:
    """Have all parts read; over which a worker dies is read again, text by text.

    Args:
        order: what all parts have in common; its name does not count.
        on_part: called after each part, in any order.

    Raises:
        OnrecordError: a model is missing.
    """
    waiting = iter(todo)
    running: dict[Future, tuple[Part, Order]] = {}
    deaths: Counter[tuple[str, int]] = Counter()

    def start(part, order):
        running[crew.submit(read_part, order)] = part, order

    while True:
        while len(running) < crew.at_once() and (part := next(waiting, None)):
            start(part, replace(order, name=part.name))
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            part, given = running.pop(future)
            try:
                future.result()
            except crew.died as error:
                start(part, _again(given, error, deaths))
            else:
                on_part(part)


def _again(order, error, deaths):
    """The order for a part over which a worker died: by single texts, but for those that it died of."""
    if not order.apart:
        return replace(order, apart=True)
    place = Begun(Path(order.folder), order.name).told()
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


@contextmanager
def _cluster(address, workers):
    try:
        from distributed import Client, KilledWorker, LocalCluster
    except ImportError as error:
        raise OnrecordError(
            "--dask needs Dask, which is not installed, so nothing can be spread over it. "
            'Install it with `pip install "onrecord[dask]"`, or use --workers.'
        ) from error
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
