"""What only seems so, or is done, is no attribution; what is said of it is."""

import pytest

from onrecord.reading.attribution import find_attributions
from onrecord.reading.doc.pipeline import parse_text


def cues(text, threshold=None):
    found = find_attributions(parse_text(text), threshold)
    return [text[a.cue[0][0] : a.cue[-1][1]] for a in found]


@pytest.mark.parametrize(
    ("none", "cue", "reported"),
    [
        ("The port seems to be closed.", "is said", "The port is said to be closed."),
        ("Nobody seems to have left the hall.", "said", "Reed said that nobody had left the hall."),
        ("The hall is a house of hate.", "warned of", "Her speech warned of hate."),
        ("It appears to be the end of the port.", "fears", "Reed fears the end of the port."),
        ("The mayor looks tired of the row.", "complained about", "He complained about the row."),
        ("The owl, known as the Widow, ate it.", "said", "Reed said the owl ate it."),
        ("You know that the port is closed.", "know", "They know that the port is closed."),
        ("Let’s say the council lies about it.", "said", "Reed said the council lies about it."),
        (
            "If you think that the council lies, ask why it met twice.",
            "asked",
            "Reed asked why it met twice.",
        ),
    ],
)
def test_what_only_is_so_is_no_attribution(none, cue, reported):
    assert cues(none, threshold=0) == []  # by what it is, not by how sure the network is
    assert cues(reported) == [cue]


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("said", "Two men saw the fire. One said that the door was locked."),
        ("said last", "You said last week that taxes would rise."),
        ("has named", "Reed has named Vale as the man who stole it."),
        ("is known", "It is known that the port was closed in May."),
    ],
)
def test_who_looks_like_the_reader_or_is_named_by_somebody_speaks(cue, text):
    assert cues(text) == [cue]


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("reports", "There were also reports that the two had spoken on the telephone."),
        ("is believed", "The port is believed to be closed."),
        ("is believed", "It is believed that the ferry sank at noon."),
        ("is understood", "The first approach is understood to have been made in January."),
    ],
)
def test_words_that_pass_on_leave_no_doubt(cue, text):
    assert cues(text) == [cue]
