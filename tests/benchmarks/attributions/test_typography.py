"""The same marked article in other typography."""

import pytest
from marked_corpora import spans

from benchmarks.attributions import attribution, typography
from benchmarks.common import polnear, scoring

QUOTED = 'She said “it ‘never’ rains, it’s dry.”\n\n"Go," he said.\nThey went.'


@pytest.mark.parametrize(
    ("version", "text"),
    [
        (
            "straight marks",
            'She said "it \'never\' rains, it\'s dry."\n\n"Go," he said.\nThey went.',
        ),
        (
            "single marks (British)",
            "She said ‘it “never” rains, it’s dry.’\n\n‘Go,’ he said.\nThey went.",
        ),
        (
            "line ends \\r\\n",
            'She said “it ‘never’ rains, it’s dry.”\r\n\r\n"Go," he said.\r\nThey went.',
        ),
        (
            "paragraphs parted by \\n",
            'She said “it ‘never’ rains, it’s dry.”\n"Go," he said.\nThey went.',
        ),
        (
            "paragraphs parted by \\n\\n",
            'She said “it ‘never’ rains, it’s dry.”\n\n"Go," he said.\n\nThey went.',
        ),
    ],
)
def test_typography_moves_the_marked_spans_along(version, text):
    words = scoring.Words(QUOTED)
    marked = polnear.Marked(
        spans("She", "They", text=QUOTED),
        spans("said", text=QUOTED),
        spans("it", "Go", text=QUOTED),
    )
    article = polnear.MarkedArticle("a", QUOTED, (marked,))
    again = typography.retype(article, typography.VERSIONS[version](QUOTED))
    assert again.text == text
    [moved] = again.attributions
    for role in ("source", "cue", "content"):
        before, after = getattr(marked, role), getattr(moved, role)
        assert [text[s:e] for s, e in after] == [QUOTED[s:e] for s, e in before]
        assert scoring.Words(text).under(after) == words.under(before)


def test_span_that_ends_inside_of_a_change_stays_in_the_text():
    article = polnear.MarkedArticle("a", "x\n \ny", (polnear.Marked((), (), ((0, 3), (3, 5))),))
    again = typography.retype(article, typography.one_line_end(article.text))
    assert again.text == "x\ny"
    assert again.attributions[0].content == ((0, 2), (2, 3))


def test_typography_table_shows_differences():
    table = attribution.typography_table({"as it is": [0.75, 0.5], "other": [0.5, 0.625]})
    cells = [cell.strip() for cell in table.splitlines()[-1].split("|")[1:-1]]
    assert cells == ["other", "0.500", "-0.250", "0.625", "+0.125"]
