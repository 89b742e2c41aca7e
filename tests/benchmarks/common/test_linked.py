"""Claims linked from attributions that are given as marked."""

from tqdm import tqdm

from benchmarks.common.linked import link
from benchmarks.common.polnear import Marked, MarkedArticle, as_article

SAID = "\ufeffIlse Marrow\xa0said\u200b the roof &quot;would hold&quot;."


def spans(*phrases):
    return tuple((SAID.index(phrase), SAID.index(phrase) + len(phrase)) for phrase in phrases)


def test_marks_keep_their_places_where_a_text_is_cleaned_before_it_is_read():
    content = "the roof &quot;would hold&quot;"
    marked = Marked(spans("Ilse Marrow"), spans("said"), spans(content))
    article = as_article(MarkedArticle("roof", SAID, (marked,)))
    linked = link([article], tqdm(disable=True), {"roof": [marked]})
    [claim] = linked.claims
    assert linked.lost == {} and [claim.place] == list(spans(content))
    assert (claim.source, claim.cue) == ("Ilse Marrow", "said")
