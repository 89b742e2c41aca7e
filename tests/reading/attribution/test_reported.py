"""What only seems so, or is done, is no attribution; what is said of it is."""

import pytest

from onrecord.reading.attribution import find_attributions
from onrecord.reading.doc.pipeline import parse_text


def cues(text):
    return [text[a.cue[0][0] : a.cue[-1][1]] for a in find_attributions(parse_text(text))]


@pytest.mark.parametrize(
    ("none", "reported"),
    [
        ("The port seems to be closed.", "The port is said to be closed."),
        ("Nobody seems to have left the hall.", "Reed said that nobody had left the hall."),
        ("Her speech is full of hate.", "Her speech warned of hate."),
    ],
)
def test_what_only_is_so_is_no_attribution(none, reported):
    assert cues(none) == []
    assert cues(reported)


def test_noun_that_tells_what_is_put_forward_leaves_no_doubt():
    assert cues("There were also reports that the two had spoken on the telephone.")
