"""Attributions of short texts and whole articles: kinds, nesting, spans, typography, and speed."""

import itertools
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import PATIENCE
from project import SEEDS

from onrecord.corpus import read_articles
from onrecord.errors import OnrecordError
from onrecord.reading.attribution import find_attributions, load_attribution_model
from onrecord.reading.attribution.attribution import CONFIDENCE, find_in_batch, nested
from onrecord.reading.attribution.pieces import EDGE_PUNCTUATION
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words

EVIDENCE = {"model", "announced_quotation", "continued_quotation", *CONFIDENCE}
MARKS = re.compile("``|''|[“”‘’«»\"]|(?<!\\w)'|'(?!\\w)")


def body(name):
    """The text of a seed as the kit reads it, without front matter."""
    (article,) = read_articles(SEEDS / name)
    return article.text


def joined(text, spans):
    return " … ".join(text[s:e] for s, e in spans)


def found_in(text, threshold=None):
    return find_attributions(parse_text(text), threshold)


def roles(text, a):
    """Source, cue and content of an attribution as text; a colon behind a cue may belong to it."""
    source, cue, content = (joined(text, spans) for spans in (a.source, a.cue, a.content))
    return source, cue.rstrip(": "), content


def bare(text):
    """The words alone, without quotation marks and what stands at the edges."""
    return " ".join(word.strip(",.…") for word in MARKS.sub(" ", text).split()).strip()


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


@pytest.mark.parametrize(
    "text, content",
    [
        ("“Smith said that we lost,” Jones said.", "that we lost"),
        ("“‘We lost it all,’ Smith told me,” Jones said.", "‘We lost it all,’"),
    ],
)
def test_marks_of_the_outer_quotation_do_not_stand_in_an_inner_content(text, content):
    (inner,) = [a for a in found_in(text) if joined(text, a.source) == "Smith"]
    assert joined(text, inner.content).rstrip(",.") == content


def test_marks_inside_another_quotation_make_a_mixed_content():
    _, inner = found_in("“Smith told me ‘we lost’ and left,” Jones said.")
    assert (inner.kind, inner.depth) == ("mixed", 1)


def test_parent_is_the_smallest_content_that_holds_cue_and_content():
    found = found_in("Brown said Smith had claimed that Jones denied that it failed.")
    assert [(a.parent, a.depth) for a in found] == [(None, 0), (0, 1), (1, 2)]


def test_attributions_beside_each_other_have_no_parent():
    found = found_in("Smith said that the plan failed. Jones said that it had not failed.")
    assert [(a.parent, a.depth) for a in found] == [(None, 0), (None, 0)]


def test_parent_is_a_place_in_the_list_as_it_is_returned():
    text = "It rained. Ann Lee said that it was late. Brown said Smith had claimed that it failed."
    first, outer, inner = found_in(text)
    assert [joined(text, a.source) for a in (first, outer, inner)] == ["Ann Lee", "Brown", "Smith"]
    assert (outer.parent, inner.parent) == (None, 1)


DOUBTFUL = (
    "Brown said Smith had claimed that Jones denied that it failed. “We won,” Ann Lee said.\n"
    "He seemed to hope for rain. The plan, seen by many as a mistake, was dropped.\n"
    "Critics’ fears that the town would lose its mill proved wrong."
)


def test_higher_threshold_gives_some_of_what_a_lower_one_gives():
    contents = []
    for threshold in (0.0, 0.3, 0.6, 0.9, 1.0):
        found = found_in(DOUBTFUL, threshold)
        assert all(a.confidence >= threshold for a in found)
        contents.append({(a.source, a.cue, a.content) for a in found})
    for more, fewer in itertools.pairwise(contents):
        assert fewer <= more
    assert len(contents[0]) > len(contents[3]) > len(contents[-1]) == 0


def test_threshold_is_the_models_own_if_none_is_given():
    own = load_attribution_model().threshold
    assert found_in(DOUBTFUL) == found_in(DOUBTFUL, own)
    assert all(a.confidence >= own for a in found_in(DOUBTFUL))


def test_attribution_whose_parent_is_gone_takes_the_next_that_holds_it():
    found = found_in("Brown said Smith had claimed that Jones denied that it failed.")
    assert [a.depth for a in found] == [0, 1, 2]
    assert [a.parent for a in nested(found[1:])] == [None, 0]
    assert [a.depth for a in nested([found[0], found[2]])] == [0, 1]


@pytest.mark.parametrize("threshold", [-0.1, 1.5, float("nan")])
def test_threshold_that_is_no_share_is_refused(threshold):
    with pytest.raises(OnrecordError, match="is no share"):
        found_in("Smith said it rained.", threshold)


def test_speech_quoted_over_many_paragraphs_takes_a_moment():
    paragraphs = ["We said that we would win, and they knew that we had won it."] * 150
    doc = parse_text("She said: “" + "\n\n“".join(paragraphs) + "”")
    start = time.process_time()
    found = find_attributions(doc)
    assert time.process_time() - start < PATIENCE
    assert len([a for a in found if a.depth == 0]) == 1
    assert len(found) > 100


def test_plain_attribution_is_sure_and_says_that_the_model_found_it():
    (a,) = found_in("“We won the game today,” Smith said.")
    assert (a.evidence, a.status) == ("model", "ok")
    assert 0.8 < a.confidence < 1


@pytest.mark.parametrize(
    "text, evidence",
    [
        ("“We won the game today.” — Jo Smith", "signed_quotation"),
        ("“We won the game today,” Smith said.\n“We will win again too.”", "floating_quotation"),
        ("SMITH: We won.\nJONES: No.\nSMITH: You lost it.", "speaker_label"),
    ],
)
def test_what_a_rule_found_has_its_name_and_its_confidence(text, evidence):
    (*_, last) = found_in(text)
    assert (last.evidence, last.confidence) == (evidence, CONFIDENCE[evidence])


def test_further_quotation_has_the_name_of_its_rule_behind_the_models():
    (a,) = found_in("“We won the game today,” Smith said. It rained. “We will win it again.”")
    assert a.evidence in ("model", "model, continued_quotation")
    assert len(a.content) == 2
    (a,) = found_in("Smith said on Monday:\n“We won the game today.”")
    assert a.evidence == "model, announced_quotation"


SENTENCES = [
    ("{o}We won the game today,{c} Smith said.", "Smith", "We won the game today"),
    ("Smith said: {o}We won the game today.{c}", "Smith", "We won the game today"),
    (
        "{o}We won the game today,{c} Smith told reporters. {o}We will win again.{c}",
        "Smith",
        "We won the game today We will win again",
    ),
    (
        "Smith said that the plan was {o}a very big mistake{c}.",
        "Smith",
        "that the plan was a very big mistake",
    ),
    ("{o}We won, [Jones] and me,{c} Smith added.", "Smith", "We won [Jones] and me"),
    ("{o}[He] has had enough of it,{c} Smith said.", "Smith", "[He] has had enough of it"),
    (
        "{o}We won ... the game … today,{c} said the mayor of Rye.",
        "the mayor of Rye",
        "We won the game today",
    ),
    (
        "{o}The coach is late, and the bus is early,{c} Mary O’Neil told the court.",
        "Mary O’Neil",
        "The coach is late and the bus is early",
    ),
]
QUOTATION_MARKS = {
    "curly": "“”",
    "straight": '""',
    "single": "‘’",
    "straight single": "''",
    "guillemets": "«»",
    "doubled": ("``", "''"),
}


@pytest.mark.parametrize("marks", QUOTATION_MARKS)
@pytest.mark.parametrize("sentence, source, content", SENTENCES)
def test_sort_of_quotation_marks_makes_no_difference(sentence, source, content, marks):
    opening, closing = QUOTATION_MARKS[marks]
    text = sentence.format(o=opening, c=closing)
    (found,) = found_in(text)
    said = " ".join(bare(joined(text, found.content)).split())
    assert (joined(text, found.source), said.replace(" … ", " ")) == (source.strip(), content)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\r\n\r\n", "\r"])
@pytest.mark.parametrize(
    "lines",
    [
        ["It rained.", "“We won the game today,” Smith said.", "Jones denied that it had rained."],
        ["Smith said:", "“We won the game today.”", "It rained."],
        ["Smith said: “We won it.", "“We will win again.”", "It rained."],
    ],
)
def test_sort_of_line_ends_makes_no_difference(lines, end):
    expected, text = "\n".join(lines), end.join(lines)
    assert [roles(text, a) for a in found_in(text)] == [
        roles(expected, a) for a in found_in(expected)
    ]
    assert found_in(text)


def test_sentence_reads_the_same_in_a_quotation_that_never_closes():
    texts = ["Smith said: “We won the game today.", "Smith said: “We won the game today.”"]
    for text in texts:
        (found,) = found_in(text)
        assert joined(text, found.source) == "Smith"
        assert bare(joined(text, found.content)) == "We won the game today"


def test_bracketed_name_is_part_of_what_is_said():
    text = "“He [Putin] has had enough of it all,” Smith said on Monday."
    outer = found_in(text)[0]
    assert roles(text, outer) == ("Smith", "said", "“He [Putin] has had enough of it all,”")


def test_articles_read_at_once_get_what_each_gets_alone():
    texts = [
        "“We won the game today,” Smith said.", "", "It rained.", DOUBTFUL, " ",
        "Smith said:\n“We won the game today.”", "Word", "\n",
        body("demo/2025-03-14-ardwick-denies.txt"),
    ]  # fmt: skip
    alone = [found_in(text) for text in texts]
    assert find_in_batch([Words(parse_text(text)) for text in texts]) == alone
    assert find_in_batch([Words(parse_text(text)) for text in reversed(texts)]) == alone[::-1]
    assert [bool(found) for found in alone] == [
        True, False, False, True, False, True, False, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize("texts", [[], [""], ["", " "]])
def test_batch_without_words_has_nothing(texts):
    assert find_in_batch([Words(parse_text(text)) for text in texts]) == [[] for _ in texts]


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
        assert a.content and EVIDENCE.issuperset(a.evidence.split(", ")) and 0 < a.confidence < 1
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
    start = time.process_time()
    found = find_attributions(doc)
    assert time.process_time() - start < PATIENCE
    assert all(a.depth < 100 for a in found)


def test_doc_is_left_as_it_was():
    doc = parse_text("“We won,” Smith said.")
    before = doc.to_bytes()
    find_attributions(doc)
    assert doc.to_bytes() == before


# (source, cue, content from its start) of attributions that whole articles must have. A colon
# behind a cue may belong to it.
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
        (
            "Trump himself",
            "responded to the allegations by saying",
            "“Well, I don’t comment on that",
        ),
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
        ("two unnamed guests", "according to", "Ms Ardwick had sat two places"),
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
    text = body(name)
    found = [roles(text, a) for a in found_in(text)]
    for source, cue, start in ARTICLES[name]:
        assert any(f[:2] == (source, cue) and f[2].startswith(start) for f in found), (
            f"{source} | {cue} | {start}"
        )


def test_quotation_over_four_paragraphs_of_an_article_is_whole():
    text = body("demo/2025-03-17-estuary-study.txt")
    (kellam,) = [a for a in found_in(text) if joined(text, a.source) == "Dr Kellam"]
    starts = ["“First, dredge", "“Second, publish", "“Third, stop", "“And last, test"]
    assert [
        text[s : s + len(w)] for (s, _), w in zip(kellam.content, starts, strict=True)
    ] == starts
    assert text[: kellam.content[-1][1]].endswith("no reason to look away.”")
