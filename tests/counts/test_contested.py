"""Contested claims: which claims are one, who takes which side, and how that is drawn."""

import warnings
import xml.etree.ElementTree as ElementTree
from itertools import combinations

import pytest
from report_examples import HOSTILE, LONG
from small_record import article, attribution, claim, record

from onrecord import charts, counts
from onrecord.charts.picture import NARROW_SHEET, show_chart
from onrecord.charts.text_shapes import LANES, STANCE_MARKS
from onrecord.counts.contested import LONGEST_SENTENCE, sides_taken

POINTING = "a:a1: takes up: the claims; a:a2: takes up: the claims"
SVG = "{http://www.w3.org/2000/svg}"


class Story:
    """Claims added one by one, each in a sentence of its own or in a named article."""

    def __init__(self):
        self.articles, self.said = {}, []

    def says(self, source, content, *, of="a", cue="said", published=None, outlet=None, **links):
        known = {key: links.pop(key) for key in ("parent_id", "depth") if key in links}
        rows = self.articles.setdefault(of, {"published": published, "outlet": outlet, "rows": []})
        number = len(rows["rows"]) + 1
        rows["rows"].append((source, cue, content, known, links))
        return f"{of}:a{number}"

    def record(self):
        articles, attributions, claims = [], [], []
        for name, known in self.articles.items():
            text = " ".join(f"{s} {c} {words}." for s, c, words, *_ in known["rows"])
            of = article(name, text, published=known["published"], outlet=known["outlet"])
            articles.append(of)
            for n, (source, cue, words, more, links) in enumerate(known["rows"], start=1):
                made = attribution(of, n, words, source=source, cue=cue, **more)
                attributions.append(made)
                claims.append(claim(made, **links))
        return record(articles, attributions, claims=claims)

    def statements(self, claims=None):
        made = self.record()
        every = made.claims
        given = every if claims is None else every[every["claim_id"].isin(claims)]
        return counts.contested_statements(
            given, sides_taken(every), every, made.attributions, made.articles
        )

    def sides(self):
        return (
            sides_taken(self.record().claims).groupby(["contested", "stance"])["claim_id"].agg(list)
        )


@pytest.fixture
def story():
    return Story()


def seven(story):
    """The shape of the seed article: a chain of two and two denials."""
    outer = story.says("Woodward", "according to an aide they spoke seven times", cue="claimed")
    inner = story.says("an aide", "they spoke seven times on the phone", parent_id=outer, depth=1)
    taken_up = {"disputes": [outer, inner], "act": "denies", "link_evidence": POINTING}
    story.says("Putin", "the claims are nonsense", cue="called", **taken_up)
    story.says("The team", "all of it was fabricated", **taken_up)
    return outer, inner


def test_claims_that_the_same_denials_take_up_are_one(story):
    outer, inner = seven(story)
    found = story.sides()
    assert found[0, "asserts"] == [outer, inner]
    assert found[0, "denies"] == ["a:a3", "a:a4"]


def test_claims_that_echo_one_another_are_one_though_only_one_is_denied(story):
    first = story.says("Ann", "it will close")
    story.says("Bo", "the port will close", echoes=[first])
    story.says("Cy", "it is false", disputes=[first])
    assert story.sides()[0, "asserts"] == [first, "a:a2"]


def test_claims_with_different_deniers_stay_apart(story):
    first, second = story.says("Ann", "it will close"), story.says("Ann", "it is old")
    story.says("Cy", "it will not", disputes=[first])
    story.says("Di", "it is new", disputes=[second])
    assert story.sides()[1, "asserts"] == [second]


@pytest.mark.parametrize(
    "reasons",
    [None, "a:a1: denies: close; a:a2: denies: close", "a:a1: takes up: it; a:a2: denies: close"],
)
def test_claims_that_a_denial_of_its_own_words_denies_stay_apart(story, reasons):
    first, second = story.says("Ann", "it will close"), story.says("Bo", "it is old")
    story.says("Cy", "it is new and stays", disputes=[first, second], link_evidence=reasons)
    found = story.sides()
    assert (found[0, "asserts"], found[1, "asserts"]) == ([first], [second])


def test_echoes_of_a_denial_deny_too_and_are_not_loose(story):
    against = {"commitment": "CT-", "act": "denies"}
    first = story.says("Ann", "it will close")
    direct = story.says("Bo", "that it will close", cue="denied", disputes=[first], **against)
    far = story.says("Cy", "that it will ever close", cue="denied", echoes=["a:a4"], **against)
    near = story.says("Di", "that it will close now", cue="denied", echoes=[direct], **against)
    story.says("Ed", "that it may close", echoes=[direct], act="denies")  # on the other side
    assert story.sides().to_dict() == {
        (0, "asserts"): [first],
        (0, "denies"): [direct, far, near],
    }
    made = story.record()
    assert counts.loose_denials(made.claims, sides_taken(made.claims))["source"].tolist() == ["Ed"]


def test_echo_of_both_the_claim_and_its_denial_is_no_denial(story):
    first = story.says("Ann", "it will close")
    denial = story.says("Cy", "that it will close", cue="denied", disputes=[first])
    both = story.says("Bo", "it will close soon", echoes=[first, denial])
    assert story.sides().to_dict() == {(0, "asserts"): [first, both], (0, "denies"): [denial]}


def test_denial_in_the_same_words_never_counts_as_saying_so_itself(story):
    first = story.says("Ann", "it will close")
    story.says("Cy", "that it will close", cue="denied", disputes=[first], echoes=[first])
    found = story.sides()
    assert (found[0, "asserts"], found[0, "denies"]) == ([first], ["a:a2"])


def test_two_who_deny_each_other_are_two_contested_claims(story):
    story.says("Ann", "it is so", disputes=["a:a2"])
    story.says("Bo", "it is not so", disputes=["a:a1"])
    found = story.sides()
    assert found[0, "denies"] == ["a:a2"] and found[1, "denies"] == ["a:a1"]


def test_dispute_of_a_claim_that_is_not_there_is_left_out_and_counted_as_loose(story):
    story.says("Cy", "it is false", disputes=["gone:a1"], act="denies")
    made = story.record()
    assert story.statements().empty
    loose = counts.loose_denials(made.claims, sides_taken(made.claims))
    assert loose.loc[0].tolist() == ["Cy", "it is false", "said", ["a:a1"]]


def test_what_may_be_denied_is_no_contested_claim_and_is_listed_to_be_read(story):
    first = story.says("Ann", "it will close")
    second = story.says(
        "Bo", "it will not close", may_dispute=[first], link_evidence=f"{first}: denies: close"
    )
    story.says("Cy", "it is old", may_dispute=["gone:a1"])
    made = story.record()
    assert story.sides().empty
    found = counts.possible_denials(made.claims, made.claims)
    row = ("Bo", "it will not close", "it will close", "Ann", "denies: close", [second, first])
    assert found.columns.tolist() == ["source", "says", "may_deny", "of", "why", "ids"]
    assert [tuple(each) for each in found.to_numpy()] == [row]
    one, others = made.claims[:1], made.claims[2:]
    assert len(counts.possible_denials(one, made.claims)) == 1  # one end is enough
    assert counts.possible_denials(others, made.claims).empty


def test_denial_that_is_tied_to_a_claim_is_not_loose(story):
    seven(story)
    made = story.record()
    assert counts.loose_denials(made.claims, sides_taken(made.claims)).empty


def test_outer_and_inner_source_of_one_claim_are_one_statement(story):
    seven(story)
    found = story.statements()
    assert found["source"].tolist() == [
        "Woodward (unnamed) says that an aide (unnamed)",
        "Putin (unnamed)",
        "The team (unnamed)",
    ]
    assert found["sentence"][1] == "Putin called the claims are nonsense."


def test_statements_stand_in_the_order_in_which_they_appeared(story):
    late = {"of": "late", "published": "2025-03-09", "outlet": "Tide"}
    early = {"of": "early", "published": "2025-03-02", "outlet": "Post"}
    story.says("Undated", "it is false", of="no-date", disputes=["early:a1"])
    story.says("Late", "it is false", disputes=["early:a1"], **late)
    story.says("Early", "it will close", **early)
    assert story.statements()["article"].tolist() == [
        "2025-03-02 early",
        "2025-03-09 late",
        "no-date",
    ]


def test_most_denied_claim_comes_first(story):
    once, twice = story.says("Ann", "it is old"), story.says("Ann", "it will close")
    story.says("Bo", "it is new", disputes=[once])
    story.says("Bo", "it is false", disputes=[twice])
    story.says("Cy", "it is a lie", disputes=[twice])
    assert story.statements()["claim"].drop_duplicates().tolist() == ["it will close", "it is old"]


def test_what_two_articles_print_alike_is_one_statement_of_both(story):
    first = story.says("Ann", "it will close", of="one")
    story.says("Ann", "it will close", of="two", echoes=[first])
    story.says("Cy", "it is false", of="three", disputes=[first])
    found = story.statements()
    assert found["articles"].tolist() == [2, 1]
    assert found["ids"][0] == ["one:a1", "two:a1"]


def test_last_day_is_that_of_the_last_printing(story):
    first = story.says("Ann", "it will close", of="one", published="2025-03-01")
    story.says("Ann", "it will close", of="two", published="2025-03-09", echoes=[first])
    story.says("Ann", "it will close", of="no-date", echoes=[first])
    story.says("Cy", "it is false", of="three", published="2025-03-04", disputes=[first])
    row = counts.contested_claims(story.statements()).loc[0]
    assert (row["first"], row["last"]) == ("2025-03-01", "2025-03-09")


def test_only_contested_claims_with_one_of_the_claims_asked_for(story):
    seven(story)
    assert len(story.statements(["a:a4"])) == 3
    assert story.statements([]).empty


def test_row_of_the_table_names_each_side_and_opens_to_it(story):
    seven(story)
    row = counts.contested_claims(story.statements()).loc[0]
    assert row["denies"] == ["Putin (unnamed)", "The team (unnamed)"]
    assert row["ids"] == {"asserts": ["a:a2"], "denies": ["a:a3", "a:a4"]}


def test_long_sentence_is_cut_at_words_around_what_is_claimed(story):
    first = story.says("Ann", f"{'before ' * 90}the port will close {'after ' * 90}")
    story.says("Cy", "it is false", disputes=[first])
    sentence = story.statements()["sentence"][0]
    assert len(sentence) <= LONGEST_SENTENCE and sentence.endswith(" …")


def texts(picture):
    return ["".join(t.itertext()) for t in ElementTree.fromstring(picture.svg).iter(f"{SVG}text")]


def boxes(ax):
    """What each text covers, in inches."""
    ax.figure.set_dpi(720)
    scale = ax.figure.dpi_scale_trans.inverted()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of glyphs that our font lacks
        ax.figure.draw_without_rendering()
        drawn = [t for t in (*ax.texts, *ax.figure.texts) if t.get_text()]
        return [t.get_window_extent().transformed(scale) for t in drawn]


def assert_readable(ax):
    """Nothing overlaps, and nothing leaves the sheet."""
    found = boxes(ax)
    for one, other in combinations(found, 2):
        wide = min(one.x1, other.x1) - max(one.x0, other.x0)
        high = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert wide < 0.005 or high < 0.045, (one, other)  # descenders may reach into a line
    assert all(b.x0 > -0.02 and b.x1 < NARROW_SHEET + 0.02 for b in found)
    assert all(b.y0 > -0.02 and b.y1 < ax.figure.get_figheight() + 0.02 for b in found)


def test_denier_and_denied_sentence_stand_whole_in_the_chart(story):
    seven(story)
    shown = texts(show_chart(charts.plot_contested_statements(story.statements(), loose=3)))
    said = " ".join(shown)
    assert "Putin (unnamed) denies Putin called the claims are nonsense." in said
    assert "Left out: 3 denials whose claim was not found." in said
    assert {"asserts", "denies"} <= set(shown)
    assert_readable(charts.plot_contested_statements(story.statements()))


def test_sides_differ_by_place_and_shape_and_not_by_colour_alone():
    looks = {(m["marker"], m["markerfacecolor"] == "white") for m in STANCE_MARKS.values()}
    assert len(looks) == len(set(LANES.values())) == 2


def test_thousand_deniers_are_counted_and_not_drawn(story):
    first = story.says("Ann", "it will close")
    for n in range(1000):
        story.says(f"Person {n}", f"it is false for reason {n}", disputes=[first])
    ax = charts.plot_contested_statements(story.statements())
    assert "Not shown: 996 denies." in texts(show_chart(ax))
    assert ax.figure.get_figheight() < 12
    assert_readable(ax)


def test_contested_claims_beyond_the_top_are_counted(story):
    for n in range(30):
        first = story.says(f"Ann {n}", f"it will close in {n} days")
        story.says(f"Bo {n}", f"it stays open for {n} days", disputes=[first])
    said = " ".join(texts(show_chart(charts.plot_contested_statements(story.statements(), top=2))))
    assert "30 sources dispute 30 claims" in said and "Not shown: 28 contested claims." in said


@pytest.mark.parametrize(
    "words", [HOSTILE, LONG, "X" * 500, "王毅外长 " * 40, "Владимир Путин " * 40, "$math$ _{a}^"]
)
def test_names_and_words_of_any_kind_stay_on_the_sheet(story, words):
    first = story.says(words, f"{words} it is", parent_id=None)
    story.says(f"{words} too", f"no {words}", disputes=[first], parent_id=first, depth=1)
    made = story.record()
    for ax in (
        charts.plot_contested_statements(story.statements()),
        charts.plot_claims_passed_on(counts.claims_passed_on(made.claims, made.attributions)),
    ):
        root = ElementTree.fromstring(show_chart(ax).svg)
        assert not list(root.iter(f"{SVG}script"))
        assert_readable(ax)


def test_chain_marks_who_has_no_name_by_a_word_and_a_broken_border(story):
    seven(story)
    made = story.record()
    ax = charts.plot_claims_passed_on(counts.claims_passed_on(made.claims, made.attributions))
    shown = texts(show_chart(ax))
    assert {"Woodward (unnamed)", "says that", "an aide (unnamed)"} <= set(shown)
    styles = {line.get_linestyle() for line in ax.lines if len(line.get_xdata()) == 5}
    assert "--" in styles and "-" in styles
    assert_readable(ax)
