"""Who says, who hears and who passes it on, by the parse. Drafts are made by hand."""

import pytest

from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.attribution.pieces import runs, spans_of, trimmed_spans
from onrecord.reading.attribution.roles import with_roles
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words


def roles_in(text, *cued):
    """(source, cue, content) of all drafts, from (source, cue, *content) of some."""
    words = Words(parse_text(text))

    def tokens(*phrases):
        assert all(text.count(phrase) == 1 for phrase in phrases if phrase)
        spans = [(text.index(p), text.index(p) + len(p)) for p in phrases if p]
        return frozenset(words.tokens_in(spans))

    def join(tokens):
        spans = trimmed_spans(words, tokens) or spans_of(words, runs(words, tokens))
        return " … ".join(text[s:e] for s, e in spans)

    drafts = [
        Draft(min(tokens(cue)), tokens(source), tokens(cue), tokens(*content))
        for source, cue, *content in cued
    ]
    found = with_roles(words, drafts)
    assert all(draft.head == min(draft.cue) for draft in found)
    return [tuple(map(join, (d.source, d.cue, d.content))) for d in found]


@pytest.mark.parametrize(
    "hearer",
    [
        "The jury", "A court", "The inquest", "The tribunal", "The hearing", "The panel", "MPs",
        "Parliament", "The commission", "The inquiry", "Jurors", "Magistrates", "Senators",
        "The judge", "Ellerby Crown Court", "The committee, sitting in Ellerby,",
    ],
)  # fmt: skip
def test_who_hears_in_court_or_parliament_is_no_source(hearer):
    said = "that the ship was unsafe"
    assert roles_in(f"{hearer} heard {said}.", (hearer, "heard", said)) == [("", "heard", said)]


@pytest.mark.parametrize("hearer", ["The jury", "Ida Holm", "She", "The council", "Reporters"])
@pytest.mark.parametrize("cue", ["was told", "had been informed", "has been warned", "was assured"])
def test_who_is_told_is_neither_source_nor_content(hearer, cue):
    said = "that the ship was unsafe"
    for source, *content in ((hearer, said), ("", hearer, said)):
        found = roles_in(f"{hearer} {cue} {said}.", (source, cue, *content))
        assert found == [("", cue, said)]


@pytest.mark.parametrize(
    "cue", ["faced calls to say", "has faced questions about", "is facing claims"]
)
def test_who_faces_calls_says_nothing(cue):
    said = "why the ship sailed"
    found = roles_in(f"Ida Holm {cue} {said}.", ("Ida Holm", cue, said))
    assert found == [("", cue, said)]


def test_who_faces_calls_says_nothing_where_the_cue_is_only_the_calls():
    text = "Ida Holm faced calls to explain why the ship sailed."
    found = roles_in(text, ("Ida Holm", "calls to explain", "why the ship sailed"))
    assert found == [("", "calls to explain", "why the ship sailed")]


def test_who_faces_a_fact_speaks():
    [found] = roles_in("Ida Holm faced it, saying so.", ("Ida Holm", "saying", "so"))
    assert found[0] == "Ida Holm"


@pytest.mark.parametrize(
    "teller", ["the engineer Lena Strand", "police", "her lawyer, Karl Mollin,"]
)
def test_who_tells_is_the_source(teller):
    said = "that the ship was unsafe"
    text = f"The court was told by {teller} {said}."
    [found] = roles_in(text, ("The court", "was told by", said))
    assert found[0] == teller.rstrip(",") and found[2] == said


@pytest.mark.parametrize("evidence", ["", "evidence "])
def test_from_whom_the_court_heard_is_the_source(evidence):
    text = f"The court heard {evidence}from Dr Karl Mollin that the wound was deep."
    said = "that the wound was deep"
    assert roles_in(text, ("The court", "heard", said)) == [("Dr Karl Mollin", "heard", said)]


def test_hearing_is_the_cue_and_not_who_hears():
    text = "“He had left,” the inquest heard from his sister, Ida Vale."
    assert roles_in(text, ("the", "inquest", "“He had left,”")) == [
        ("his sister, Ida Vale", "heard", "“He had left,”")
    ]


def test_who_is_told_to_do_something_has_not_said_so():
    text = "Ida Vale was told to leave."
    assert roles_in(text, ("Ida Vale", "was told", "to leave")) == [("", "was told", "to leave")]


def test_nobody_is_told_by_a_letter():
    text = "He was informed by letter that the road was shut."
    said = "that the road was shut"
    assert roles_in(text, ("He", "was informed", said)) == [("", "was informed", said)]


@pytest.mark.parametrize(
    "told", ["the inquest", "the Ellerby tribunal", "the Vesti news agency", "him"]
)
def test_who_is_told_is_no_part_of_what_is_said(told):
    text = f"Ida Holm told {told} the ship was unsafe."
    draft = ("Ida Holm", "told", f"{told} the ship was unsafe")
    assert roles_in(text, draft) == [("Ida Holm", "told", "the ship was unsafe")]


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("Ida Holm told lies about the ship.", ("Ida Holm", "told", "lies about the ship")),
        ("Ida Holm warned Acme Corp would close.", ("Ida Holm", "warned", "Acme Corp would close")),
        ("Ida Holm told the crew to leave.", ("Ida Holm", "told", "the crew to leave")),
    ],
)
def test_what_is_told_and_who_is_to_do_it_stay(text, draft):
    assert roles_in(text, draft) == [draft]


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("Ida Holm told the jury that he lied.", ("Ida Holm", "told", "that he lied")),
        ("Ida Holm had told the court that he lied.", ("Ida Holm", "had told", "that he lied")),
        ("Ida Holm heard that the pool was shut.", ("Ida Holm", "heard", "that the pool was shut")),
        ("The jury found that he lied.", ("The jury", "found", "that he lied")),
        ("The bank told Reuters it would close.", ("The bank", "told", "it would close")),
        ("Another story was told by Ida Holm.", ("Ida Holm", "was told", "Another story")),
        ("Reporters were told to leave.", ("", "were told", "Reporters", "to leave")),
        ("Ida Holm was accused by Karl Mollin of lying.",
         ("Karl Mollin", "was accused", "Ida Holm", "of lying")),
    ],
)  # fmt: skip
def test_who_says_something_stays_the_source(text, draft):
    source, cue, *content = draft
    assert roles_in(text, draft) == [(source, cue, " … ".join(content))]


SHUT = "that the pass would stay shut"


def test_what_an_object_is_for_is_nothing_that_it_says():
    draft = ("The council", "reported", "the leak to warn people that it was deep")
    text = "The council reported the leak to warn people that it was deep."
    assert roles_in(text, draft) == [draft]


@pytest.mark.parametrize(
    ("text", "cued"),
    [
        (f"Anton Veld was quoted by Tass as saying {SHUT}.",
         [("", "was quoted", "Anton Veld"), ("Tass", "as saying", SHUT)]),
        (f"Anton Veld was cited by the Vesti agency as telling reporters {SHUT}.",
         [("the Vesti agency", "was cited by", "Anton Veld", SHUT), ("", "telling", SHUT)]),
        (f"Anton Veld was quoted as saying by the Tass agency {SHUT}.",
         [("Anton Veld", "was quoted as saying by", "the Tass agency", SHUT)]),
        (f"Anton Veld was reported by Tass to have said {SHUT}.",
         [("Tass", "was reported", "Anton Veld", "to have said", SHUT), ("", "said", SHUT)]),
        (f"Anton Veld was quoted by Tass on Monday saying {SHUT}.",
         [("Tass", "was quoted", "Anton Veld"), ("Anton Veld", "saying", SHUT)]),
        (f"Tass quoted Anton Veld as saying {SHUT}.",
         [("Tass", "quoted", "Anton Veld as saying", SHUT)]),
        (f"The paper cited Anton Veld as having said {SHUT}.",
         [("The paper", "cited", "Anton Veld as having said", SHUT)]),
    ],
)  # fmt: skip
def test_who_is_quoted_is_the_source_and_who_quotes_passes_it_on(text, cued):
    [(source, cue, content)] = roles_in(text, *cued)
    assert (source, content) == ("Anton Veld", SHUT)
    assert "Tass" not in cue and "Vesti" not in cue


def test_who_is_quoted_behind_the_words_is_the_source():
    said = "The pass would stay shut"
    text = f"{said}, Premier Anton Veld was quoted by Tass as saying."
    [found] = roles_in(text, ("Tass", "was quoted", said, "Premier Anton Veld"))
    assert found == ("Premier Anton Veld", "was quoted … as saying", said)


def test_who_quotes_without_a_saying_stays_the_source():
    text = "Tass quoted a letter by Anton Veld."
    assert roles_in(text, ("Tass", "quoted", "a letter by Anton Veld")) == [
        ("Tass", "quoted", "a letter by Anton Veld")
    ]


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("The words “I would” were wrongly attributed to Lena Pym.",
         ("Lena Pym", "were wrongly attributed to", "The words “I would”")),
        ("Lena Pym was misquoted as saying “I would”.",
         ("Lena Pym", "was misquoted as saying", "“I would”")),
        ("Lena Pym was incorrectly quoted as saying “I would”.",
         ("Lena Pym", "was incorrectly quoted as saying", "“I would”")),
    ],
)  # fmt: skip
def test_who_is_misquoted_has_not_said_it(text, draft):
    assert [source for source, *_ in roles_in(text, draft)] == [""]


def test_what_was_misreported_nobody_has_said():
    text = "We wrongly reported that Lena Pym said it was hers."
    outer = ("We", "wrongly reported", "that Lena Pym said it was hers")
    found = roles_in(text, outer, ("Lena Pym", "said", "it was hers"))
    assert [source for source, *_ in found] == ["We", ""]


@pytest.mark.parametrize(
    ("text", "draft", "expected"),
    [
        ("“No,” tweeted @idaholm.", ("", "tweeted", "“No,”"), ("@idaholm", "tweeted")),
        (
            "“No,” wrote @ida_holm on X.",
            ("", "wrote @ida_holm on", "“No,”"),
            ("@ida_holm", "wrote"),
        ),
        ("“No,” @idaholm posted.", ("", "@idaholm posted", "“No,”"), ("@idaholm", "posted")),
        ("“No,” Ida tweeted @weir.", ("Ida", "tweeted", "“No,”"), ("Ida", "tweeted")),
    ],
)
def test_account_beside_a_cue_without_a_source_is_its_source(text, draft, expected):
    assert roles_in(text, draft) == [(*expected, "“No,”")]
