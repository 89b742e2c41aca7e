"""Articles in, the five tables out: every step of the kit run over a corpus, once."""

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from itertools import islice

from onrecord.corpus.article import Article
from onrecord.corpus.inputs import explain
from onrecord.corpus.notes import Note, group_notes
from onrecord.corpus.reprints import find_reprints, printed
from onrecord.errors import OnrecordError
from onrecord.extraction.rows import make_rows
from onrecord.reading.attribution import load_attribution_model
from onrecord.reading.doc.pipeline import BATCH, model_info
from onrecord.reading.doc.recogniser import load_recogniser
from onrecord.reading.entities import load_ranking, load_speaking
from onrecord.reading.reading import Reading, read_batch
from onrecord.register import Register, Revision
from onrecord.tables.folder import Tables, build_tables
from onrecord.tables.scratch import open_scratch


def extract_tables(
    articles: Iterable[Article],
    *,
    threshold: float | None = None,
    source_threshold: float | None = None,
    register: Register | None = None,
    parameters: dict | None = None,
    notes: Iterable[tuple[str, Note]] = (),
    on_article: Callable[[Article], None] | None = None,
    timings: dict | None = None,
) -> Tables:
    """Read `articles` and build the five tables.

    An article that the kit fails on becomes a row with the status `failed`; the others go on.

    Args:
        threshold: the least confidence of an attribution; the model's own if not given.
        source_threshold: the least confidence at which a source is named; the model's own if not
            given.
        register: the user's decisions on who is who; what it did is listed in the manifest.
        parameters: what was asked for; it goes into the manifest as it is.
        notes: path and note of what is to be known of whole files; looked at once all articles are
            read, so that reading them may fill it.
        on_article: called after each article, in order, for a progress bar.
        timings: filled with `seconds` in all, `words` read and `words_per_second`.
    """
    started = time.perf_counter()
    readings = []
    for reading in _read_all(_with_reprints(articles), threshold, source_threshold):
        readings.append(reading)
        if on_article:
            on_article(reading.article)
    revision = Revision(register) if register else None
    rows = make_rows(readings, revision)
    manifest = _manifest(readings, notes, parameters or {}, threshold, source_threshold)
    if revision:
        manifest["register"] = revision.manifest()
    tables = build_tables(rows, manifest, attributes=register.attributes if register else ())
    if timings is not None:
        seconds = time.perf_counter() - started
        words = sum(r.article.words for r in readings if r.article.status == "ok")
        timings |= {
            "seconds": round(seconds, 3),
            "words": words,
            "words_per_second": round(words / seconds),
        }
    return tables


def _with_reprints(articles: Iterable[Article]) -> list[Article]:
    """The articles with what is to be said of each beside those before it."""
    every = list(articles)
    with (
        tempfile.TemporaryDirectory(prefix="onrecord-") as folder,
        open_scratch(folder) as database,
    ):
        printings = find_reprints(lambda: every, database)
        return [printed(*pair) for pair in zip(every, printings, strict=True)]


def _read_all(articles: Iterable[Article], *thresholds: float | None) -> Iterator[Reading]:
    """A reading of each article, in order; where the kit fails on a batch, one by one."""
    articles = iter(articles)
    while batch := list(islice(articles, BATCH)):
        try:
            yield from read_batch(batch, *thresholds)
        except OnrecordError:
            raise  # no article is at fault: a model is missing
        except Exception:
            yield from (_read(article, *thresholds) for article in batch)


def _read(article: Article, *thresholds: float | None) -> Reading:
    """All that is in one article; where the kit fails on it, the article with the reason."""
    try:
        return read_batch([article], *thresholds)[0]
    except Exception as error:
        reason = f"The kit failed on it, and the others went on: {explain(error)}"
        message = " ".join(filter(None, (article.message, reason)))
        return Reading(replace(article, status="failed", message=message))


def _manifest(readings, notes, parameters, threshold, source_threshold):
    import platform
    from importlib.metadata import version

    from onrecord import __version__

    read = (r.article for r in readings if r.article.status == "ok")
    of_articles = ((article.path, note) for article in read for note in article.notes)
    return {
        "onrecord": __version__,
        "python": platform.python_version(),
        "spacy": version("spacy"),
        "model": asdict(model_info()),
        "attribution_model": {
            "sha256": load_attribution_model().sha256,
            "threshold": load_attribution_model().threshold if threshold is None else threshold,
        },
        "name_model": {"sha256": load_recogniser().sha256},
        "entity_model": {"sha256": load_ranking().sha256},
        "speaking_model": {
            "sha256": load_speaking().sha256,
            "thresholds": {
                form: own if source_threshold is None else source_threshold
                for form, own in sorted(load_speaking().thresholds.items())
            },
        },
        "parameters": parameters,
        "inputs": {
            r.article.article_id: {"path": r.article.path, "sha256": r.article.sha256}
            for r in readings
        },
        "notes": [asdict(group) for group in group_notes(notes, of_articles)],
        "counts": dict(sorted(Counter(r.article.status for r in readings).items())),
    }
