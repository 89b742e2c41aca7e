"""Charts look as they did: each is compared with a picture of it, dot by dot.

After a chart was changed on purpose, `make looks` draws the pictures anew. Look at them before you commit.
"""

import datetime
from functools import cache

import pytest
from chart_examples import draw
from report_examples import add_ferry, tables_of

from onrecord.charts.picture import STYLE
from onrecord.record import Record

CHARTS = (
    *("words", "classes", "roles", "rests", "whom", "ends", "voice by outlet", "voice over time"),
    *("acts", "sure", "about", "network", "contested", "chains", "by outlet", "by article", "when"),
    *("forms", "places", "own", "times", "outlets", "together", "voice"),
    *("months words", "months sources", "months first_quoted"),
)


def add_tide(w):
    """Another paper, a month later, so that there is something to compare."""
    w.article(
        "tide",
        "Ada Marsh said: “Nobody was hurt.” Ben Okoro said that two were. The crew heard him.",
        **{"title": "The crew", "outlet": "The Tide", "published": datetime.date(2025, 4, 9)},
    )
    w.mention("e1", "Ada Marsh", "proper")
    w.mention("e2", "Ben Okoro", "proper")
    w.mention("e2", "him", "pronoun")
    words = w.claim("Ada Marsh", "said", "“Nobody was hurt.”", by="e1", name="Ada Marsh")
    denial = {"act": "denies", "commitment": "CT-", "disputes": [words], "about": ["e1"]}
    w.claim("Ben Okoro", "said", "two were", by="e2", name="Ben Okoro", **denial)


@cache
def drawn():
    return draw(Record(tables_of(add_ferry, add_tide)))


def test_every_chart_has_its_picture():
    assert set(CHARTS) == set(drawn())


@pytest.mark.parametrize("name", CHARTS, ids=lambda name: name.replace(" ", "-"))
@pytest.mark.mpl_image_compare(style=str(STYLE), savefig_kwargs={"dpi": 72}, deterministic=True)
def test_look(name):
    return drawn()[name].figure
