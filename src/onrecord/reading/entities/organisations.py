"""Which organisation of an article `the company`, `the union` or `the paper` is, where one alone fits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from onrecord.reading.entities.mentions import Referent
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.roles import kind_of_noun
from onrecord.reading.names.lexicon import LABEL_OF_NOUN, look_up_noun
from onrecord.word_lists import word_list

PAPERS = word_list("papers")
PAPER = {"paper", "newspaper", "daily", "weekly"}
BUSINESS, MEDIA = "business", "media"


class Organisations:
    """The named organisations of an article, and what nouns are said of them.

    Args:
        referents: for each token of a mention who it means, by the innermost mention.
        called: number of a referent → the nouns that the article says of it beside its name.
    """

    def __init__(
        self,
        article: PhrasedArticle,
        referents: Mapping[int, Referent],
        called: Mapping[int, Iterable[str]],
    ):
        self._nouns: dict[int, set[str]] = defaultdict(set)
        self._named: dict[int, Referent] = {}
        for phrase in article.phrases:
            referent = referents.get(phrase.head)
            if phrase.name < 0 or referent is None or not referent.named:
                continue
            if referent.label == "ORG":
                self._named[referent.number] = referent
                name = article.words.lower[phrase.first : phrase.last]
                self._nouns[referent.number].update(name[-1:], name[:1] if "of" in name else ())
                self._nouns[referent.number].update(called.get(referent.number, ()))

    def meant(self, noun: str) -> Referent | None:
        """The one organisation that a noun in the singular may mean; None where that is not one.

        It is said of it, or ends its name; a company may be any whose name tells nothing else.
        """
        if look_up_noun(noun).classes[:1] == ("person",):
            return None
        same = [n for n, nouns in self._nouns.items() if _says(noun, nouns)]
        if not same and kind_of_noun(noun) == BUSINESS:
            same = [n for n, nouns in self._nouns.items() if not any(map(_tells, nouns))]
        return self._named[same[0]] if len(same) == 1 else None


def _says(noun, nouns):
    if noun in nouns:
        return True
    return noun in PAPER and not PAPERS.isdisjoint(nouns)


def _tells(noun):
    """Whether a noun at the end of a name tells that it is no company."""
    kind = kind_of_noun(noun)
    return noun in PAPERS or noun in LABEL_OF_NOUN if kind is None else kind != BUSINESS
