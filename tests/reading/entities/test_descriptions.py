"""Who speaks where an article says `the Ohio governor`: whom the corpus calls so, on made mentions."""

import datetime

import pytest
from joining import join

from onrecord.corpus.article import Article
from onrecord.reading.entities import Mention, Referent

KNOWN = "Ohio Gov. Ann Reed"
ASKED = "the Ohio governor"


def article(n, text, year=None):
    published = year and datetime.date(year, 7, 1)
    return Article(article_id=f"a{n}", path=f"a{n}.txt", text=text, published=published)


def mention(text, words, referent, evidence="name", aliases=None):
    form = "proper" if referent.named and evidence == "name" else "common"
    start = text.index(words)
    return Mention(start, start + len(words), referent, form, evidence, aliases or (words,))


def naming(n, text=KNOWN, name="Ann Reed", *, gender="", year=None, called=None, label="PERSON"):
    """An article that names somebody: with a title, or with `called` in apposition."""
    referent = Referent(0, name, label, True, gender)
    titled = next((t for t in ("Gov. ", "Sen. ", "President ") if t + name in text), "")
    found = [mention(text, titled + name, referent)]
    if called:
        found.append(mention(text, called, referent, "apposition: " + name))
    return article(n, text, year), found, ()


def saying(n, words=ASKED, *, gender="", year=None, speaks=True, plural=False, also=None):
    """An article whose source is `words`, and that may name somebody `also`."""
    text = f"{words} spoke. {also or 'Nobody'} left."
    source = Referent(0, words, "PERSON", False, gender, plural)
    found = [mention(text, words, source, "description")]
    if also:
        found.append(mention(text, also, Referent(1, also, "PERSON", True)))
    return article(n, text, year), found, {0} if speaks else ()


def who(*articles):
    """The name of the first referent of the last article, and the evidence."""
    entities, references = join(articles)
    names = {e.entity_id: e.name for e in entities}
    first = references[-1][0]
    return names[first.entity_id], first.evidence


@pytest.mark.parametrize(
    ("text", "called", "asked"),
    [
        ("Ohio Gov. Ann Reed", None, "the Ohio governor"),
        ("Gov. Ann Reed of Ohio", None, "The Ohio governor"),
        ("In May New Jersey Gov. Ann Reed", None, "the governor of New Jersey"),
        ("French President Ann Reed", None, "the French president"),
        ("Ann Reed, the Republican nominee,", "the Republican nominee", "the GOP nominee"),
        ("Ann Reed, chief of Tolvane police,", "chief of Tolvane police", "the Tolvane police chief"),
        ("Ann Reed, the Vale vice-chair", "the Vale vice-chair", "the Vale vice chairwoman"),
        ("Ann Reed, Tolvane’s chief executive,", "Tolvane’s chief executive", "Tolvane's chief executive"),
    ],
)  # fmt: skip
def test_source_is_the_one_whom_another_article_calls_so(text, called, asked):
    told = naming(1, text, called=called)
    assert who(told, saying(2, asked)) == ("Ann Reed", "called so in another article: a1")
    assert who(saying(1, asked), told, saying(3, asked))[0] == "Ann Reed"


@pytest.mark.parametrize(
    ("text", "called", "asked"),
    [
        ("Gov. Ann Reed", None, "the governor"),
        ("Ann Reed, the former governor,", "the former governor", "the former governor"),
        ("Ann Reed, the Ohio voter,", "the Ohio voter", "the Ohio voter"),
        ("Ann Reed, the Clinton spokesman,", "the Clinton spokesman", "the Clinton spokesman"),
        ("Ohio Sen. Ann Reed", None, "the Ohio senator"),  # a state has two
        ("Ohio Gov. Ann Reed", None, "an Ohio governor"),
        ("Ohio Gov. Ann Reed", None, "the former Ohio governor"),
        ("Ohio Gov. Ann Reed", None, "the Iowa governor"),
        ("Ann Reed, Vale’s chief executive,", "Vale’s chief executive", "his chief executive"),
        (
            "Ann Reed, Vale’s chief executive,",
            "Vale’s chief executive",
            "Tolvane’s chief executive",
        ),
    ],
)
def test_description_that_may_be_said_of_others_is_nobodys(text, called, asked):
    assert who(naming(1, text, called=called), saying(2, asked))[0] == asked


def test_description_of_two_people_is_nobodys_but_of_the_one_whom_the_article_names():
    both = naming(1), naming(2, "Ohio Gov. Tom Vale", "Tom Vale")
    assert who(*both, saying(3))[0] == ASKED
    assert who(*both, saying(3, also="Tom Vale")) == (
        "Tom Vale",
        "called so in another article: a2",
    )
    assert (
        who(*both, naming(3), saying(4, also="Tom Vale"))[0] == ASKED
    )  # others are called so more


def test_source_before_whom_one_article_keeps_apart_takes_that_ones_name():
    text = "Ann Reed met Tom Reed. Ohio Gov. Reed left."
    ann, tom, reed = (
        Referent(n, name, "PERSON") for n, name in enumerate(("Ann Reed", "Tom Reed", "Reed"))
    )
    found = [mention(text, "Ann Reed", ann), mention(text, "Tom Reed", tom)]
    found.append(mention(text, "Gov. Reed", reed))
    entities, links = join([saying(1), (article(2, text), found, ())])
    assert links[0][0].entity_id == links[1][2].entity_id
    assert [e.name for e in entities] == ["Reed", "Ann Reed", "Tom Reed"]


def test_person_named_in_the_article_needs_no_office_of_one_alone():
    senator = naming(1, "Ohio Sen. Ann Reed")
    assert who(senator, saying(2, "the Ohio senator", also="Ann Reed"))[0] == "Ann Reed"


def test_office_of_articles_that_are_years_apart_is_somebody_elses():
    before, after = naming(1, year=2010), naming(2, "Ohio Gov. Tom Vale", "Tom Vale", year=2016)
    assert who(before, after, saying(3, year=2010))[0] == "Ann Reed"
    assert who(before, after, saying(3, year=2016))[0] == "Tom Vale"
    assert who(before, after, saying(3, year=2013))[0] == ASKED
    assert who(before, after, saying(3))[0] == ASKED


def test_gender_speaks_against_the_one_who_is_named_in_the_article():
    told = naming(1, gender="f")
    she = Referent(1, "Ann Reed", "PERSON", True, "f")
    asked, found, sources = saying(2, gender="m", also="Ann Reed")
    found[1] = Mention(found[1].start, found[1].end, she, "proper", "name", ("Ann Reed",))
    assert who(told, (asked, found, sources))[0] == ASKED


def test_only_sources_of_one_person_are_sought():
    assert who(naming(1), saying(2, speaks=False))[0] == ASKED
    assert who(naming(1), saying(2, plural=True))[0] == ASKED


def test_what_a_model_joined_to_a_name_tells_nothing():
    text = "Ann Reed met the Ohio governor"
    told, found, sources = naming(1, text, called="the Ohio governor")
    found[1] = Mention(found[1].start, found[1].end, found[0].referent, "common", "model: Ann Reed",
                       ("the Ohio governor",))  # fmt: skip
    assert who((told, found, sources), saying(2))[0] == ASKED
