"""Sources that are left out, that are several, or that a relative without a clause takes up."""

import pytest

from onrecord.reading.attribution import Attribution, find_attributions
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.entities import find_mentions, find_speakers, resolve_sources
from onrecord.reading.entities.asked import read_asked
from onrecord.reading.entities.cast import Cast
from onrecord.reading.entities.left_out import dropped_subject
from onrecord.reading.entities.phrased_article import read_phrases
from onrecord.reading.entities.traits import FEMALE, GUESSED, MALE


def resolved(text, threshold=None):
    doc = parse_text(text)
    words, found = Words(doc), find_attributions(doc)
    speakers = find_speakers(words, found, threshold)
    return resolve_sources(words, found, find_mentions(words, found, speakers), speakers)


def attribution(source, cue, content):
    kind = {"kind": "indirect", "evidence": "model", "confidence": 0.9}
    return Attribution(source=source, cue=cue, content=content, **kind)


@pytest.mark.parametrize("mark", [", which", " which"])
def test_relative_without_a_clause_takes_up_an_organisation(mark):
    words = Words(parse_text(f"He turned to the Tolvane Council{mark} reported 20 leaks."))
    words.deps = ["dep" if dep == "relcl" else dep for dep in words.deps]
    cue, which = words.texts.index("reported"), words.lower.index("which")
    found = attribution(*(((words.starts[i], words.ends[i]),) for i in (which, cue, cue + 2)))
    [asked] = read_asked(read_phrases(words, [found]), [found])
    assert (asked.kind, words.texts[asked.token]) == ("who", "Council")


def without_source(text, cue):
    """The words of a text, and an attribution with that cue, without a source."""
    words = Words(parse_text(text))
    start = text.index(cue)
    spans = ((start, start + len(cue)),), ((start + len(cue) + 1, len(text) - 1),)
    return words, attribution((), *spans)


@pytest.mark.parametrize(
    ("text", "cue", "subject"),
    [
        ("Ann Reed left the hall but said that the roof would hold.", "said", "Reed"),
        ("Saying that the roof would hold, Ann Reed left the hall.", "Saying", "Reed"),
        ("Ann Reed was praised after saying that the roof would hold.", "saying", "Reed"),
        ("Ann Reed accused Tom Moss of having said that the roof would hold.", "said", "Moss"),
        ("Ann Reed left when asked whether the roof would hold.", "asked", None),
        ("The roof, it was said, would hold.", "said", None),
        ("It appears that the roof would hold.", "appears", None),
        ("Warning signs said that the roof would hold.", "Warning", None),
        ("Ann Reed, who had left, said that the roof would hold.", "said", "Reed"),
        ("The clerk said that the roof would hold.", "said", None),
        ("A keen defender of the roof, Mr. Reed likened it to a shell.", "defender", "Reed"),
        ("A keen fault of the roof, Mr. Reed likened it to a shell.", "fault", None),
    ],
)
def test_cue_without_a_source_shares_the_subject_of_another_verb(text, cue, subject):
    words, found = without_source(text, cue)
    token = dropped_subject(words, found)
    assert (token if token is None else words.texts[token]) == subject


def test_sentence_that_was_parted_by_mistake_goes_on():
    words, found = without_source("Ann Reed left Tom Moss well but said it was late.", "said")
    at = words.texts.index("Moss") + 1
    words.sentence = [n + (i >= at) for i, n in enumerate(words.sentence)]
    left, said = words.texts.index("left"), words.texts.index("said")
    words.heads[said], words.deps[said] = said, "ROOT"
    words.heads[left], words.deps[left] = left, "ROOT"
    assert words.texts[dropped_subject(words, found)] == "Reed"


def test_who_is_left_out_has_the_name_of_whom_the_verb_shares():
    words, found = without_source("Ann Reed left the hall but said it was late.", "said")
    speakers = find_speakers(words, [found])
    [source] = resolve_sources(words, [found], find_mentions(words, [found], speakers), speakers)
    assert source.name == "Ann Reed" and source.confidence > 0.5


@pytest.mark.parametrize("pronoun", ["they", "both", "the two"])
def test_several_are_asked_about_as_they(pronoun):
    doc = parse_text(f"Ann Reed and Tom Moss met. On Monday {pronoun} said the roof would hold.")
    found = find_attributions(doc)
    assert [a.kind for a in read_asked(read_phrases(Words(doc), found), found)] == ["they"]


@pytest.mark.parametrize(("pronoun", "bit"), [("he", MALE), ("she", FEMALE)])
def test_two_pronouns_tell_whether_somebody_is_a_man_or_a_woman(pronoun, bit):
    once = f"Quorin Vell said {pronoun} was late. "
    other = "he" if pronoun == "she" else "she"
    named = {0: once, bit << GUESSED: once * 2}
    for told, text in named.items():
        assert Cast(read_phrases(Words(parse_text(text)), [])).gender == [told]
    both = once * 2 + f"Quorin Vell said {other} was late."
    assert Cast(read_phrases(Words(parse_text(both)), [])).gender == [0]
    beside = f"Tavil Morr met Quorin Vell, and {pronoun} was late. " * 2
    assert not any(Cast(read_phrases(Words(parse_text(beside)), [])).gender)


def test_several_described_together_are_no_one_organisation():
    text = "Tolvane Council met. The family, friends and neighbours said the roof would hold."
    assert all(source.name != "Tolvane Council" for source in resolved(text, 0))


@pytest.mark.parametrize(("introduced", "named"), [("A guest met", False), ("They welcomed", True)])
def test_that_one_is_nobody_else_than_who_was_introduced_so(introduced, named):
    text = f"{introduced} Ann Reed on Monday. That guest said the roof would hold."
    assert (resolved(text, 0)[-1].name == "Ann Reed") == named


@pytest.mark.parametrize(("office", "named"), [("clerk", False), ("mayor", True)])
def test_office_of_a_council_is_not_that_of_who_is_called_something_else(office, named):
    text = f"Ann Reed, the mayor, met them. The council’s {office} said it was late."
    assert (resolved(text, 0)[-1].name == "Ann Reed") == named


@pytest.mark.parametrize(
    ("source", "name"),
    [("No one", None), ("Nobody", None), ("No official", None), ("An official", "An official")],
)
def test_nobody_has_no_name(source, name):
    [found] = resolved(f"{source} said that the roof of the hall would hold.")
    assert found.name == name
