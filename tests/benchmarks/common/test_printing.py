"""Tables in Markdown."""

from benchmarks.common import printing


def test_markdown_table_is_aligned():
    table = printing.markdown(["a", "bb"], [["long", 1], ["x", 22]])
    assert table.splitlines() == [
        "| a    | bb |",
        "| ---- | -: |",
        "| long |  1 |",
        "| x    | 22 |",
    ]
