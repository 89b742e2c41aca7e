"""The recogniser as a component of the pipeline: it gives each Doc its entities."""

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import minibatch

from onrecord.reading.doc.recogniser import load_recogniser

FACTORY = "onrecord_names"
AT_ONCE = 16  # Docs


class NamingComponent:
    """Sets `doc.ents`; it must stand behind tagger and parser."""

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = AT_ONCE) -> Iterator[Doc]:
        """The same for many Docs, `batch_size` of them at a time."""
        for docs in minibatch(stream, batch_size):
            for doc, found in zip(docs, load_recogniser()(docs), strict=True):
                doc.ents = [Span(doc, *each) for each in found]
                yield doc


@Language.factory(FACTORY, assigns=["doc.ents"], requires=["token.tag", "token.dep", "doc.tensor"])
def make_component(nlp: Language, name: str) -> NamingComponent:
    """Make the component; every pipeline has the same recogniser."""
    return NamingComponent()
