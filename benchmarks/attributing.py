"""The kit's attributions of parsed articles, with the time that they take."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from parsing import Parsed
from scoring import Words
from tqdm import tqdm


@dataclass
class Result:
    """What the kit found in some articles.

    Attributes:
        found: name of an article → its attributions; none for one that was lost.
        scored: name → all that may be attributions, whatever their confidence, not linked.
        lost: name → why.
        seconds: processor time of `find_attributions` alone.
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
    """Find the attributions of each article."""
    result = Result()
    for article in parsed:
        found, scored, problem = [], [], article.problem
        if article.doc is not None:
            try:
                found, scored = _find(article.doc, result)
            except Exception as error:  # whatever it is, the article is lost and is said to be
                problem = repr(error)
        result.found[article.name], result.scored[article.name] = found, scored
        if problem:
            result.lost[article.name] = problem
        bar.update()
    return result


def _find(doc, result):
    from onrecord.attribution import find_attributions
    from onrecord.attribution.attribution import find_scored
    from onrecord.attribution.model import load_attribution_model

    start = time.process_time()
    found = find_attributions(doc)
    result.seconds += time.process_time() - start
    result.words += len(Words(doc.text))
    return found, [a for a, _ in find_scored(doc, load_attribution_model())]


def loading_seconds() -> float:
    """Wall time of loading the attribution model, the pipeline loaded before; once a process."""
    from onrecord.attribution import find_attributions
    from onrecord.attribution.model import load_attribution_model
    from onrecord.pipeline import parse_text

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
