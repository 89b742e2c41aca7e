"""The table of claims in a real browser: a report's page, without a network."""

import nbformat.v4 as v4
import pytest
from report_examples import RUN, add_ferry, add_hostile, tables_of
from small_record import article, attribution, claim, record

from onrecord.record import Record
from onrecord.report.page import read_page, write_page
from onrecord.tables.outputs import GENERATOR

ACTS = ("asserts", "denies", "warns")  # typing w, then a, leads to the last one only

UNFOLD = "document.querySelectorAll('.fold').forEach(d => d.open = true)"


def ships():
    """Sixty claims, by turns of three acts and two outlets; those of boat 7 are said by Zed."""
    found = []
    for outlet in ("The Tide", "The Gazette"):
        of = article(
            outlet[4:],
            " ".join(f"{who(n)} said that “boat {n}” isn’t here." for n in range(30)),
            outlet=outlet,
        )
        rows = [
            attribution(of, n + 1, f"“boat {n}” isn’t", source=who(n), cue="said")
            for n in range(30)
        ]
        found.append((of, rows))
    every = [row for _, rows in found for row in rows]
    claims = [claim(row, act=ACTS[n % 3]) for n, row in enumerate(every)]
    return record([of for of, _ in found], every, claims=claims)


def who(n):
    return "Zed" if n == 7 else "Ann"


def written(*outputs):
    """A page of a report whose notebook made these tables."""
    made = [
        v4.new_output("execute_result", {"text/html": table._repr_html_()}) for table in outputs
    ]
    cells = [v4.new_code_cell("table", outputs=[output]) for output in made]
    page = read_page("03-claims", v4.new_notebook(cells=[v4.new_markdown_cell("# All"), *cells]))
    return write_page(
        "report.html",
        browses=page.browses,
        page=page,
        current="03-claims",
        parameters=[],
        generator=GENERATOR,
        titles={"03-claims": "All"},
        failed={},
        facts=[],
        notes=[],
        command="onrecord report",
        versions={"tools": [], "weights": None, "attribution": None},
    )


@pytest.fixture
def opened(page, tmp_path):
    """Open a page of tables; `page.troubles` gathers what it asked for or complained of."""
    page.troubles = []
    page.on(
        "request", lambda r: r.url.startswith(("file:", "data:")) or page.troubles.append(r.url)
    )
    page.on("console", lambda message: page.troubles.append(message.text))
    page.on("pageerror", lambda error: page.troubles.append(str(error)))

    def open_page(*tables, width=1400):
        path = tmp_path / "page.html"
        path.write_text(written(*tables), encoding="utf-8", newline="\n")
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path.as_uri())
        page.evaluate(UNFOLD)
        return page

    return open_page


def rows(page):
    return page.locator("tbody:visible")


def column(page, name):
    return page.locator(f"tbody:visible [data-column={name}]").all_inner_texts()


def choice(page, name):
    return page.get_by_role("combobox", name=name, exact=True)


def status(page):
    return page.get_by_role("status").inner_text()


def test_page_begins_with_the_first_rows_and_says_how_many_there_are(opened):
    page = opened(ships().claims_table())
    assert rows(page).count() == 25 and status(page) == "60 claims; 1 to 25 are shown."
    assert page.troubles == []


def test_words_find_rows_in_any_case_and_with_either_quote_marks(opened):
    page = opened(ships().claims_table())
    page.get_by_label("search in claims").press_sequentially("BOAT isn't zed")
    assert status(page) == "2 of 60 claims."
    assert column(page, "source") == ["Zed", "Zed"]
    page.get_by_label("search in claims").fill("no such words")
    assert rows(page).count() == 0 and status(page) == "No claim matches."
    assert page.troubles == []


def test_word_that_only_the_sentence_has_finds_its_row(opened):
    page = opened(ships().claims_table())
    page.get_by_label("search in claims").fill("here 29")
    assert column(page, "claim") == ["“boat 29” isn’t"] * 2


def test_filters_are_joined_and_say_how_many_rows_each_choice_leaves(opened):
    page = opened(ships().claims_table())
    choice(page, "outlet").select_option("The Tide")
    assert status(page) == "30 of 60 claims; 1 to 25 are shown."
    assert choice(page, "act").locator("option").all_inner_texts() == [
        "all",
        "asserts (10)",
        "denies (10)",
        "warns (10)",
    ]
    choice(page, "act").select_option("denies")
    assert status(page) == "10 of 60 claims." and set(column(page, "act")) == {"denies"}
    page.get_by_role("button", name="Clear all").click()
    assert status(page) == "60 claims; 1 to 25 are shown."


def test_choice_is_made_by_typing_its_first_letters(opened):
    page = opened(ships().claims_table())
    choice(page, "act").focus()
    page.keyboard.type("wa")
    assert choice(page, "act").input_value() == "warns" and set(column(page, "act")) == {"warns"}


def test_rows_are_sorted_up_down_and_back_by_keyboard(opened):
    page = opened(ships().claims_table())
    head = page.get_by_role("columnheader", name="claim")
    before = column(page, "claim")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert column(page, "claim")[:4] == [f"“boat {n}” isn’t" for n in (0, 0, 1, 1)]
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert column(page, "claim")[0] == "“boat 29” isn’t"
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") is None and column(page, "claim") == before


def test_missing_values_stay_last_in_either_order_and_commitment_follows_its_scale(opened):
    of = article("a1", "A said one. B said two. C said three.")
    made = [attribution(of, 1, "one"), attribution(of, 2, "two", source="B")]
    made.append(attribution(of, 3, "three", source="C"))
    sure = ("CT-", "Uu", "PR+")
    claims = [claim(a, commitment=c) for a, c in zip(made, sure, strict=True)]
    page = opened(record([of], made, claims=claims).claims_table())
    by_source = page.get_by_role("button", name="source")
    by_source.click()
    assert column(page, "source") == ["B", "C", "no source"]
    by_source.click()
    assert column(page, "source") == ["C", "B", "no source"]
    page.get_by_role("button", name="commitment").click()
    scale = ["probably so", "certainly not so", "takes no stand"]
    assert column(page, "commitment") == scale


def test_pages_are_turned_and_the_last_one_is_what_is_left(opened):
    page = opened(ships().claims_table())
    following = page.get_by_role("button", name="Next")
    assert page.get_by_role("button", name="Previous").is_disabled()
    following.click()
    following.click()
    assert status(page) == "60 claims; 51 to 60 are shown." and rows(page).count() == 10
    assert following.is_disabled() and page.get_by_text("page 3 of 3").is_visible()
    page.get_by_label("search in claims").fill("boat 1")
    assert page.get_by_text("page 1 of 1").is_visible()


@pytest.mark.parametrize("width", [400, 1400])
def test_row_opens_to_its_sentence_and_nothing_is_wider_than_the_window(opened, width):
    page = opened(Record(tables_of(add_ferry, add_hostile)).claims_table(), width=width)
    row = rows(page).filter(has_text="a new boat").first
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    assert row.locator("mark:visible").all_inner_texts() == ["a new boat"]
    assert row.get_by_text("decided by").is_visible()
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert page.troubles == []


def test_on_a_narrow_screen_no_row_is_cut_or_has_to_be_scrolled(opened):
    page = opened(ships().claims_table(), width=400)
    box = page.locator(".onrecord-scroll")
    assert box.evaluate("e => e.scrollWidth <= e.clientWidth")
    page.get_by_role("button", name="claim", exact=True).click()
    assert column(page, "claim")[:2] == ["“boat 0” isn’t"] * 2


def test_hostile_text_runs_nothing_in_cells_and_in_lists(opened):
    page = opened(Record(tables_of(add_ferry, add_hostile)).claims_table())
    choice(page, "source").select_option(index=1)
    page.get_by_label("search in claims").fill(f"<script>{RUN}</script>")
    assert page.title() != "ran" and page.locator("main img, main script").count() == 0
    assert page.troubles == []


def test_script_that_is_not_ours_is_refused_by_the_page(opened):
    page = opened(ships().claims_table())
    page.evaluate(
        f"document.body.append(Object.assign(document.createElement('script'), "
        f'{{ textContent: "{RUN}" }}))'
    )
    assert page.title() != "ran" and "Content Security Policy" in page.troubles[0]


def test_two_tables_of_one_page_share_a_script_and_are_searched_apart(opened):
    page = opened(ships().claims_table(caption="One"), ships().claims_table(caption="Two"))
    assert page.locator("script").count() == 1
    page.get_by_role("search", name="Two").get_by_label("search in claims").fill("zed")
    found = page.get_by_role("status").all_inner_texts()
    assert found == ["60 claims; 1 to 25 are shown.", "2 of 60 claims."]


def test_without_scripts_it_is_a_plain_table_whose_rows_open(browser, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(written(ships().claims_table()), encoding="utf-8", newline="\n")
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    page.locator(".fold > summary").click()
    assert (
        page.locator("tbody:visible").count() == 25
        and page.locator("input[type=search]").count() == 0
    )
    assert "The first 25 of 60 claims." in page.get_by_role("status").inner_text()
    page.locator(".onrecord-behind summary").first.click()
    assert page.locator("mark:visible").count() == 1
    context.close()


def test_page_without_such_a_table_has_no_script_and_allows_none():
    made = written(ships().evidence_table(ships().claims[["act"]]))
    assert "<script" not in made and "script-src" not in made and "runs nothing." in made
