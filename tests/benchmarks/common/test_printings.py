"""Reprints among texts that lie in no corpus."""

from benchmarks.common.printings import first_printings


def test_story_that_is_printed_again_is_one():
    story = " ".join(f"Word{n} stands in sentence {n} of it." for n in range(30))
    texts = {"a": story, "b": story, "c": "Another story altogether, of other words."}
    assert first_printings(texts.items()) == {"a": "a", "b": "a", "c": "c"}
