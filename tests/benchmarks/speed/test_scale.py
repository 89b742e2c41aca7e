"""What other corpora would take is reckoned from what was measured, and from nothing else."""

from benchmarks.speed.scale import cost_table


def test_costs_grow_with_the_articles():
    read = {"articles": 1000, "words": 500_000, "workers": 2, "seconds": 90.0}
    passed = {"articles": 2000, "seconds": 72.0}
    rows = [
        line.split(" | ")
        for line in cost_table(read, passed, 1000, (5_000_000, 2_000_000)).splitlines()
    ]
    words, day, _ = (
        [cell.strip("| ") for cell in row] for row in rows if row[0].strip("| ")[:1] in "aQ"
    )
    assert words[:3] == ["a million words", "2,000", "0.10"]
    # 180 core milliseconds and 36 of the last pass, 5 and 2 kB an article
    assert day == ["a day of news", "300,000", "15.00", "0.38", "3.00", "1.50", "0.60"]
