"""Attributions of short texts and whole articles: kinds, nesting, spans, status, and speed."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import PATIENCE

from onrecord.attribution import find_attributions
from onrecord.attribution.attribution import CONFIDENCE
from onrecord.attribution.layout import EDGE_PUNCTUATION
from onrecord.pipeline import parse_text

SEEDS = Path(__file__).parents[1] / "seeds"


def joined(text, spans):
    return " … ".join(text[s:e] for s, e in spans)


def found_in(text):
    return find_attributions(parse_text(text))


@pytest.mark.parametrize(
    "text, kind",
    [
        ("“We won,” Smith said.", "direct"),
        ("‘We won,’ Smith said.", "direct"),
        ("“We won,” Smith said. “We will win again.”", "direct"),
        ("Smith said they won.", "indirect"),
        ("Smith said they “won by far”.", "mixed"),
    ],
)
def test_kind_is_told_by_the_marks_inside_the_content(text, kind):
    (attribution,) = found_in(text)
    assert attribution.kind == kind


def test_marks_around_a_whole_attribution_belong_to_the_outer_speaker():
    text = "“Smith said that we lost,” Jones said."
    outer, inner = found_in(text)
    assert (outer.kind, outer.depth, outer.parent) == ("direct", 0, None)
    assert (inner.kind, inner.depth, inner.parent) == ("indirect", 1, 0)
    assert joined(text, inner.source) == "Smith"


def test_marks_inside_another_quotation_make_a_mixed_content():
    _, inner = found_in("“Smith told me ‘we lost’ and left,” Jones said.")
    assert (inner.kind, inner.depth) == ("mixed", 1)


def test_parent_is_the_smallest_content_that_holds_cue_and_content():
    found = found_in("Brown said Smith had claimed that Jones denied that it failed.")
    assert [(a.parent, a.depth) for a in found] == [(None, 0), (0, 1), (1, 2)]


def test_quotation_that_never_closes_has_a_status():
    found = found_in("Smith said: “We won the game.\nIt rained.")
    assert [a.status for a in found if a.depth == 0] == ["unclosed_quote"]
    assert found_in("Smith said: “We won the game.”")[0].status == "ok"


def test_quotation_over_four_paragraphs_is_one_content():
    text = "Smith said:\n“One is here.\n“Two is here.\n“Three is here.\n“Four is here.”\nHe left."
    (attribution,) = found_in(text)
    assert [text[s:e] for s, e in attribution.content] == [
        "“One is here.", "“Two is here.", "“Three is here.", "“Four is here.”",
    ]  # fmt: skip
    assert attribution.status == "ok"


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "Word.", "“”", "“ ”", "”", "’", '"', "...", "‘‘‘"]
)
def test_texts_that_say_nothing_give_nothing(text):
    assert found_in(text) == []


pieces = st.sampled_from(
    [
        "Smith", "said", "told Jones that", "the plan failed", "and", "whether", "according to",
        "he", "called it", "a mistake", "has not", *"“”‘’\".,:—\n", "...",
    ]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(pieces, max_size=25))
def test_any_text_gives_spans_that_are_its_own(words):
    text = " ".join(words)
    found = found_in(text)
    assert [a.content for a in found] == sorted(a.content for a in found)
    for n, a in enumerate(found):
        assert a.content and a.evidence in CONFIDENCE and 0 < a.confidence < 1
        for spans in (a.source, a.cue, a.content):
            assert list(spans) == sorted(spans)
            assert all(0 <= s < e <= len(text) for s, e in spans)
        for s, e in a.content:
            assert text[s] not in EDGE_PUNCTUATION and text[s:e] == text[s:e].strip()
        if a.parent is None:
            assert a.depth == 0
        else:
            assert a.parent != n and a.depth == found[a.parent].depth + 1


@pytest.mark.parametrize(
    "text",
    [
        "“Go on,” Ann said. “We will win.” " * 625,
        "“Go” and “on” " * 1000,
        "Ann said: " + "“We will win it now.” " * 1000,
        "“We will win it now.”\n" * 1000,
        "he said she said " * 1250,
        "“Ann said " * 1700,
        "word " * 5000,
    ],
    ids=lambda text: text[:12],
)
def test_five_thousand_words_in_one_paragraph_take_a_moment(text):
    doc = parse_text(text)
    start = time.perf_counter()
    found = find_attributions(doc)
    assert time.perf_counter() - start < PATIENCE
    assert all(a.depth < 100 for a in found)


def test_doc_is_left_as_it_was():
    doc = parse_text("“We won,” Smith said.")
    before = doc.to_bytes()
    find_attributions(doc)
    assert doc.to_bytes() == before


# (source, cue, content from its start) of attributions that whole articles must have.
ARTICLES = {
    "000_7568bfb3d1f1b3ad.txt": [
        ("Donald Trump", "has enthusiastically announced", "that he is setting up"),
        ("the US president-elect", "said", "Putin “wants to meet, and we are setting it up”"),
        ("He", "added", "“He [Putin] has said that even publicly"),
        ("The Republican", "has pledged", "to end the Russia-Ukraine war"),
        ("he", "has not said", "how he would do so"),
        ("Putin’s spokesperson", "suggested", "holding off on any meeting"),
        ("Russian state news agency TASS", "According to", "Kremlin’s press secretary"),
        ("Kremlin’s press secretary Dmitry Peskov", "said", "“Moscow has repeatedly declared"),
        ("Peskov", "Emphasising", "that “no special conditions” are needed"),
        (
            "Peskov",
            "continued",
            "“What is required is a mutual desire and political will to conduct dialogue and resolve "
            "existing problems through dialogue. … “We see that Mr Trump also declares his readiness "
            "to resolve problems through dialogue. We welcome this. … “There are still no specifics, "
            "we proceed from the mutual readiness for the meeting.”",
        ),
        ("Peskov", "also denied", "claims Putin was planning on meeting Trump"),
        ("Putin", "wrote off", "the claims as “nonsense”"),
        ("Trump’s team", "said", "the claims were completely fabricated"),
        ("Trump himself", "saying", "“Well, I don’t comment on that"),
    ],
    "demo/2025-03-17-estuary-study.txt": [
        ("The study", "found", "that silt banked up outside the Brannow Barrier"),
        (
            "Its lead author, the hydrologist Yusra Kellam",
            "said",
            "the barrier had been “built for",
        ),
        ("", "Asked", "what the city should do"),
        ("Dr Kellam", "said", "“First, dredge. It isn’t glamorous"),
        ("She", "said", "the work was finished before the flood"),
        ("It", "has not said", "whether it will"),
    ],
    "demo/2025-03-14-ardwick-denies.txt": [
        ("Helen Ardwick", "has denied", "that she attended a dinner"),
        ("she", "told", "“I wasn’t at the Lightermen’s Club. I’ve never been"),
        ("two unnamed guests", "according to", "that … Ms Ardwick had sat two places"),
        (
            "she",
            "said",
            "“I made that speech and I looked at every face in the room,” … “Hers wasn’t one of them.”",
        ),
        ("", "Asked", "whether she would sue"),
        ("Ms Ardwick", "said", "“With what? I’m a chemistry teacher"),
        ("the councillor", "said", "“Two people say she was there and two say she wasn’t,”"),
    ],
}


@pytest.mark.parametrize("name", ARTICLES)
def test_whole_article_has_its_attributions(name):
    text = (SEEDS / name).read_text(encoding="utf-8")
    found = [tuple(joined(text, r) for r in (a.source, a.cue, a.content)) for a in found_in(text)]
    for source, cue, start in ARTICLES[name]:
        assert any(f[:2] == (source, cue) and f[2].startswith(start) for f in found), (
            f"{source} | {cue} | {start}"
        )


def test_quotation_over_four_paragraphs_of_an_article_is_whole():
    text = (SEEDS / "demo/2025-03-17-estuary-study.txt").read_text(encoding="utf-8")
    (kellam,) = [a for a in found_in(text) if joined(text, a.source) == "Dr Kellam"]
    starts = ["“First, dredge", "“Second, publish", "“Third, stop", "“And last, test"]
    assert [
        text[s : s + len(w)] for (s, _), w in zip(kellam.content, starts, strict=True)
    ] == starts
    assert text[: kellam.content[-1][1]].endswith("no reason to look away.”")
