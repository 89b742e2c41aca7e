"""The kit's attributions of parsed articles, with the time that they take."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from tqdm import tqdm

from benchmarks.common.parsing import Parsed
from benchmarks.common.scoring import Words


@dataclass
class Result:
    """What the kit found in some articles.

    Attributes:
        found: name of an article → its attributions; none for one that was lost.
        scored: name → all that may be attributions, whatever their confidence, not linked.
        lost: name → why.
        seconds: processor time of `find_in_batch`, the view of each Doc included.
        words: word tokens in the articles that seconds were spent on.
    """

    found: dict = field(default_factory=dict)
    scored: dict = field(default_factory=dict)
    lost: dict = field(default_factory=dict)
    seconds: float = 0.0
    words: int = 0

    def speed(self) -> float:
        """Words a second of processor time."""
        return self.words / self.seconds if self.seconds else 0.0


def attribute(parsed: Iterable[Parsed], bar: tqdm) -> Result:
    """Find the attributions of each article, in batches as `extract_tables` does it.

    Where the kit fails on a batch, its articles are read one by one.
    """
    from onrecord.reading.doc.pipeline import BATCH

    result, parsed = Result(), iter(parsed)
    while batch := list(islice(parsed, BATCH)):
        whole = [article for article in batch if article.doc is not None]
        result.lost |= {a.name: a.problem for a in batch if a.doc is None}
        if whole and _find(whole, result):
            for article in whole:
                if problem := _find([article], result):
                    result.lost[article.name] = problem
        for name in (a.name for a in batch if a.name in result.lost):
            result.found[name], result.scored[name] = [], []
        bar.update(len(batch))
    return result


def _find(articles, result):
    """Add what is found in some articles; returns why nothing is, if the kit fails."""
    from onrecord.reading.attribution import find_in_batch, load_attribution_model
    from onrecord.reading.attribution.attribution import find_scored
    from onrecord.reading.doc import words as view

    try:
        start = time.process_time()
        views = [view.Words(article.doc) for article in articles]
        found = find_in_batch(views)
        seconds = time.process_time() - start
        scored = find_scored(views, load_attribution_model())
    except Exception as error:  # whatever it is, the articles are lost and are said to be
        return repr(error)
    result.seconds += seconds
    result.words += sum(len(Words(article.doc.text)) for article in articles)
    for article, mine, candidates in zip(articles, found, scored, strict=True):
        result.found[article.name] = mine
        result.scored[article.name] = [a for a, _ in candidates]
    return None


def loading_seconds() -> float:
    """Wall time of loading the attribution model, the pipeline loaded before; once a process."""
    from onrecord.reading.attribution import find_attributions, load_attribution_model
    from onrecord.reading.doc.pipeline import parse_text

    doc = parse_text("It rained, she said.")
    start = time.perf_counter()
    load_attribution_model()
    seconds = time.perf_counter() - start
    find_attributions(doc)  # loads what else is loaded once
    return seconds


def outer(found: dict[str, list], *, with_cue: bool = False) -> dict[str, list]:
    """Rows of depth 0, as corpora mark them; on request those alone that have a cue."""
    return {
        name: [a for a in each if a.depth == 0 and (a.cue or not with_cue)]
        for name, each in found.items()
    }
