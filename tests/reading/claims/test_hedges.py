"""How a content is worded: hedged, on a condition, as a question or as a command."""

import pytest
from marked_text import unmarked

from onrecord.reading.claims.hedges import (
    COMMAND,
    CONDITION,
    QUESTION,
    cue_hedge,
    main_word,
    wording,
)
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words


def read(marked):
    """Words and the tokens of cue and content of a marked sentence."""
    text, attribution = unmarked(marked)
    words = Words(parse_text(text))
    return words, words.tokens_in(attribution.cue), words.tokens_in(attribution.content)


def worded(marked):
    words, _, content = read(marked)
    return wording(words, content)


def said(content):
    return worded(f"[Ann Reed] {{said}} <{content}>.")


@pytest.mark.parametrize(
    ("content", "stance", "word"),
    [
        ("the port may flood", "possible", "may"),
        ("the port might flood", "possible", "might"),
        ("the port could flood", "possible", "could"),
        ("the port may not flood", "possible", "may"),
        ("perhaps the port was open", "possible", "perhaps"),
        ("it is possible that the port will flood", "possible", "possible"),
        ("the port was probably open", "probable", "probably"),
        ("the port is likely to flood", "probable", "likely"),
        ("it is likely that the port will flood", "probable", "likely"),
        ("the port seems safe", "probable", "seems"),
        ("the port appeared to be safe", "probable", "appeared"),
        ("it seems that the port is safe", "probable", "seems"),
        ("the port is unlikely to flood", "unlikely", "unlikely"),
        ("she thought that the port was safe", "probable", "thought"),
        ("he thinks that the port is safe", "probable", "thinks"),
        ("“I think that the port is safe”", "probable", "think"),
        ("“We believe the port is safe”", "probable", "believe"),
    ],
)
def test_hedge_of_the_main_verb_is_the_sources(content, stance, word):
    assert said(content) == (stance, word)


@pytest.mark.parametrize(
    "content",
    [
        "the port was open",
        "the port would flood",
        "the port could not flood",
        "the port couldn’t flood",
        "it is not possible that the port will flood",
        "the port flooded in mayhem",
        "May was wet",
        "the port opened in May",
        "voters think that the port is safe",
        "he thinks of the port",
    ],
)
def test_plain_statement_is_not_hedged(content):
    assert said(content) is None


@pytest.mark.parametrize(
    "content",
    [
        "the port was open and may close",
        "the port was open, and that it may close on Friday",
        "the port, which may flood, was open",
        "the port was open because it may flood",
        "the port was open. It may close soon",
    ],
)
def test_hedge_of_a_later_clause_hedges_nothing(content):
    assert said(content) is None


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("the port would flood if it rained", "if"),
        ("that if it rained the port would flood", "if"),
        ("“If it rains, the port will flood”", "If"),
        ("the port would close unless it was paid", "unless"),
        ("the port may close if it floods", "if"),
    ],
)
def test_condition_of_the_first_statement_is_found(content, word):
    assert said(content) == (CONDITION, word)


@pytest.mark.parametrize(
    "content",
    [
        "the port would open even if it rained",
        "the port looked as if it had flooded",
        "the port was open. If it rains it will flood",
    ],
)
def test_no_condition_where_all_the_same_it_is_so(content):
    assert said(content) is None


@pytest.mark.parametrize(
    "marked",
    [
        "“<Who left the port open?>” [Ann Reed] {said}.",
        "[Ann Reed] {said}: “<Who left the port open>?”",
        "“<Who left the port open? It was not me.>” [Ann Reed] {said}.",
        "“<May I close the port?>” [Ann Reed] {said}.",
    ],
)
def test_first_statement_that_ends_in_a_question_mark_asks(marked):
    assert worded(marked) == (QUESTION, "?")


def test_question_after_a_statement_asks_nothing():
    assert worded("“<It was open. Who left it open?>” [Ann Reed] {said}.") is None


@pytest.mark.parametrize(
    ("content", "verb"),
    [
        ("Close the port,", "Close"),
        ("Please close the port,", "close"),
        ("Don’t close the port,", "close"),
        ("Do not close the port,", "close"),
        ("Let them close the port,", "Let"),
    ],
)
def test_quoted_verb_without_a_subject_commands(content, verb):
    assert worded(f"“<{content}>” [Ann Reed] {{said}}.") == (COMMAND, verb)


@pytest.mark.parametrize(
    "marked",
    [
        "“<You close the port,>” [Ann Reed] {said}.",
        "“<They will close the port,>” [Ann Reed] {said}.",
        "[Ann Reed] {promised to} <close the port>.",
    ],
)
def test_verb_with_a_subject_or_without_marks_commands_nothing(marked):
    assert worded(marked) is None


def test_content_that_names_a_thing_states_nothing():
    assert worded("[Ann Reed] {saw} <what is probably a whale>.") is None


def test_content_without_words_is_worded_in_no_way():
    words, _, content = read("[Ann Reed] {said} “<...>”")
    assert main_word(words, content) is None
    assert wording(words, content) is wording(words, []) is None


def test_hedge_may_be_the_last_word_of_a_text():
    assert worded("[Ann Reed] {said} <she could>") == ("possible", "could")


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("may have said", "possible"),
        ("allegedly said", "possible"),
        ("reportedly said", "probable"),
        ("is likely to say", "probable"),
        ("seems to think", "probable"),
        ("could see", None),
        ("said", None),
    ],
)
def test_hedge_may_stand_in_the_cue(cue, stance):
    words, tokens, _ = read(f"[Ann Reed] {{{cue}}} <that the port was open>.")
    assert cue_hedge(words, tokens) == stance
