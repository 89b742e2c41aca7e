"""Where the article tells what a source is, on short sentences of our own."""

import pytest
from roles_told import last, read


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        (
            "Tom Vale, a former secretary of harbour security, said that it was late.",
            "former secretary of harbour security", None,
        ),
        (
            "Kim Vale, 34, of Leeds, a teacher at Fjord High School, said that it was late.",
            "teacher at Fjord High School", "Fjord High School",
        ),
        (
            "Ida Holm, Colour of Change’s executive director, said that it was late.",
            "Colour of Change’s executive director", "Colour of Change",
        ),
        (
            "William Vale, the Miller Chair in Ferry Policy at the Fjord Institution, said that it was late.",
            "Miller Chair in Ferry Policy at the Fjord Institution", "Fjord Institution",
        ),
        (
            "Marine Vale, leader of Norway’s far-left Fjord Party party, said that it was late.",
            "leader of Norway’s far-left Fjord Party party", "Fjord Party",
        ),
        (
            "A former spokesman for Norway’s Ferry Ministry, Oleg Vale, said that it was late.",
            "former spokesman for Norway’s Ferry Ministry", None,
        ),
        (
            "A harbour protester of the long strike, Kieran Vale says that it was late.",
            "harbour protester of the long strike", None,
        ),
        (
            "Ann Reed ran. Leading Reed ferry advisers like Gene Vale said that it was late.",
            "Leading Reed ferry advisers", "Ann Reed",
        ),
    ],
)  # fmt: skip
def test_what_commas_set_off_beside_a_name_is_a_role_whatever_the_parse(text, role, affiliation):
    told, _, whom = last(text)
    assert (told, whom) == (role, affiliation)


def test_two_people_have_the_role_that_is_set_off_after_both():
    text = (
        "Richard Vale and Nancy Holm, sociologists at the University of Leeds, published it.\n\n"
        "Ms Holm said that it was late."
    )
    assert last(text) == (
        "sociologists at the University of Leeds", "expert", "University of Leeds",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Jo Vale, saying that a mayor was late, left. Vale said that it rained.",
        "Jo Vale, 33, of Leeds, Miss., said that it was late.",
        "That person said that it was late.",
        "More women said that it was late.",
        "Ida Holm met her rival, Jo Vale. Holm said that it was late.",
    ],
)
def test_what_follows_a_name_or_says_nobody_is_no_role(text):
    assert last(text)[0] is None


@pytest.mark.parametrize(
    ("said", "affiliation"),
    [
        ("a former Google spokesman", None),
        ("then ambassador of Norway", None),
        ("who was a spokesman for Google", None),
        ("who is a spokesman for Google", "Google"),
        ("current and former spokesman for Google", "Google"),
        ("a nurse who works at Google", "Google"),
        ("who leads the Fjord Institute", "Fjord Institute"),
        ("a nurse who worked at Google", None),
    ],
)
def test_only_what_somebody_is_now_tells_for_whom(said, affiliation):
    assert last(f"Ida Holm, {said}, said that it was late.")[2] == affiliation


def test_present_office_goes_before_a_former_one_and_an_office_before_a_word_in_passing():
    text = (
        "Former Leeds mayor Ida Holm, a backer of the plan, spoke. Holm, a spokeswoman for Google, left.\n\n"
        "Ms Holm said that it was late."
    )
    assert last(text) == ("spokeswoman for Google", "spokesperson", "Google")
    text = (
        "Ida Holm, a backer of the plan, met Hull mayor Ida Holm.\n\nMs Holm said that it was late."
    )
    assert last(text)[0] == "Hull mayor"


@pytest.mark.parametrize(
    ("text", "role", "kind", "affiliation"),
    [
        (
            "Ann Reed ran. One of her senior aides said that it was late.",
            "her senior aides", "politician", "Ann Reed",
        ),
        ("Most of the bank’s executives said that it was late.", "bank’s executives", "business", None),
        ("Half of the residents said that it was late.", "residents", "witness", None),
    ],
)  # fmt: skip
def test_one_of_several_is_what_they_are(text, role, kind, affiliation):
    assert last(text) == (role, kind, affiliation)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Senator Ann Reed said that it was late. Reed’s wife said that it rained.", "other"),
        ("Ann Reed drowned on Monday. Reed’s wife said that it rained.", "witness"),
        ("Secretary of State Ann Reed said that it was late.", "official"),
        ("President Ann Reed left. Ida Holm, Reed’s adviser, said that it was late.", "official"),
        ("The board of elections said that it was late.", "official"),
        ("Ida Holm, a senior vice president for ferries, said that it was late.", "business"),
    ],
)
def test_kind_goes_by_whose_somebody_is_and_by_the_whole_title(text, kind):
    assert last(text)[1] == kind


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        ("Hull lawyer Ida Holm said that it was late.", None),
        ("A GOP senator said that it was late.", None),
        ("The GOP chairman said that it was late.", "GOP"),
        ("A source close to Ann Reed said that it was late.", None),
        ("Ida Holm, editor at large of the Leeds Courier, said that it was late.", "Leeds Courier"),
        ("Ida Holm, the owner of the Leeds Rhinos, said that it was late.", "Leeds Rhinos"),
        ("Ida Holm, senior counsel in the Fjord Bank, said that it was late.", "Fjord Bank"),
        ("The Supreme Court met. A court document says that it was late.", None),
        ("Ann Reed posted. Her Facebook page said that it was late.", "Ann Reed"),
        ("Google was fined. An interview with Google says that it was late.", None),
        ("Ann Reed ran. She lost, according to figures her campaign released.", "Ann Reed"),
        (
            "Ann Reed ran. The Reed campaign manager, Ida Holm, left. "
            "A campaign spokeswoman said that it was late.",
            "Ann Reed",
        ),
        ("Ann Reed ran. A Reed campaign official said that it was late.", "Ann Reed"),
        ("South Korean officials said that it was late. They met in South Korea.", "South Korea"),
        (
            "The FBI met. The Federal Bureau of Investigation said no. "
            "The bureau’s director, Ida Holm, said that it was late.",
            "Federal Bureau of Investigation",
        ),
    ],
)  # fmt: skip
def test_words_beside_a_role_tell_for_whom_and_no_more_than_they_say(text, affiliation):
    row = read(text)[-1]
    assert (row["affiliation"] or affiliation) == affiliation
    assert affiliation is None or affiliation in (row["affiliation"], row["source_name"])


def test_body_that_is_named_only_after_the_source_is_not_meant():
    assert last("A union official said that it was late. The Dockers’ Union met.")[2] is None


def test_office_that_somebody_is_elected_to_is_theirs_later_too():
    text = "Mayor-elect Ida Holm spoke.\n\nMs Holm said that it was late."
    assert last(text)[:2] == ("Mayor-elect", "politician")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Republican Owen Tarrick spoke. Ann Reed backed the Republican nominee, Owen Tarrick. "
            "Tarrick said that it was late.",
            "Republican nominee",
        ),
        ("Democrat Owen Tarrick spoke. Tarrick said that it was late.", "Democrat"),
    ],
)
def test_member_of_a_party_is_a_role_only_where_no_office_is_told(text, role):
    assert last(text)[0] == role
