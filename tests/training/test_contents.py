"""Contents as texts of their own, and a network that goes on from shipped weights."""

import numpy as np
import pytest

pytest.importorskip("torch")


def spans(text, *phrases):
    return tuple((text.index(p), text.index(p) + len(p)) for p in phrases)


def test_what_is_marked_inside_a_content_is_a_cue_of_it():
    from benchmarks.common.polnear import Marked, MarkedArticle
    from onrecord.reading.attribution.drafts import Draft
    from onrecord.reading.attribution.features import Vocabulary, read_features
    from onrecord.reading.attribution.network import BEGIN, CONTENT, OUT, SOURCE
    from onrecord.reading.doc.pipeline import parse_text
    from onrecord.reading.doc.words import Words
    from training.contents import ReadArticle, examples_of

    text = "Holm said the clerk had denied that the bridge was shut."
    content = "the clerk had denied that the bridge was shut"
    outer = Marked(*(spans(text, p) for p in ("Holm", "said", content)))
    inner = Marked(
        *(spans(text, p) for p in ("the clerk", "had denied", "that the bridge was shut"))
    )
    words = Words(parse_text(text))
    source, cue, said = (
        frozenset(words.tokens_in(s)) for s in (outer.source, outer.cue, outer.content)
    )
    read = read_features(words, Vocabulary((), (), (), ()).places())
    draft = Draft(min(cue), source, cue, said)
    article = MarkedArticle("a", text, (outer,))
    examples = examples_of([ReadArticle(article, words, read, [draft], [inner])], 1)
    [(first, last)] = examples.units
    [[asked]] = examples.asked
    assert [words.texts[min(said) + i] for i in range(first, last)] == content.split()
    assert examples.cues[[asked.first, asked.last - 1, asked.last]].tolist()[::2] == [BEGIN, OUT]
    assert (asked.first, asked.last) == (2, 4)
    assert asked.roles.tolist() == [SOURCE] * 2 + [0] * 2 + [CONTENT] * 5


def test_network_takes_the_weights_that_another_gave():
    import torch

    from training.network import Network, Size

    torch.manual_seed(1)
    size = Size(
        words=5, tags=4, deps=4, ents=4, word=4, embedded=6, hidden=3, role=4, role_hidden=2
    )
    weights = Network(size).exported()
    again = Network(size).load(weights).exported()
    assert all(np.allclose(again[name], weight) for name, weight in weights.items())
