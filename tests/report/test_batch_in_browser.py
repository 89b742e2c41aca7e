"""The index over many reports in a real browser: from a file, without a network."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from report_examples import HOSTILE, RUN, add_ferry, add_hostile, tables_of

from onrecord.record import Record
from onrecord.report.batch_index import about_batch, write_index
from onrecord.report.each import Choice, Choices
from onrecord.report.figures import FIGURES
from onrecord.report.worker import Made

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NUMBERS = {"articles": 2, "words": 900, "attributions": 8}
CHART = f"{FIGURES}/a & <b>.svg"
LEAD = {"finding": f"Nobody but {HOSTILE}", "chart": CHART, "alt": HOSTILE, "above": 25.5}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300pt" height="200pt" viewBox="0 0 300 200"/>'


@pytest.fixture
def index(tmp_path):
    """An index of a hundred and twenty reports, of which the second failed and the last is not made."""
    names = [HOSTILE, "Failed", *(f"Paper {n}" for n in range(3, 121))]
    choices = [Choice(name, {}, f"p-{n}") for n, name in enumerate(names)]
    made = {n: Made("", "", numbers=NUMBERS | {"words": 1000 - n}) for n in range(119)}
    made[1] = Made("", "", failed={"02-mentions": f"raised {HOSTILE}"}, numbers=NUMBERS)
    made[2] = Made("", "", numbers=NUMBERS | {"words": 998}, lead=LEAD)
    (tmp_path / "p-2" / FIGURES).mkdir(parents=True)
    (tmp_path / "p-2" / CHART).write_text(SVG)
    (tmp_path / "p-1").mkdir()
    (tmp_path / "p-1" / "02-mentions.ipynb").touch()
    corpus = Record(tables_of(add_ferry, add_hostile))
    about = about_batch("outlet", Choices(choices, ["2 articles have no outlet."]), corpus, {}, "x")
    write_index(tmp_path, about, choices, made)
    return tmp_path / "index.html"


@pytest.fixture
def opened(page, index):
    """The index; `page.troubles` gathers what it asked for or complained of."""
    page.troubles = []
    page.on(
        "request", lambda r: r.url.startswith(("file:", "data:")) or page.troubles.append(r.url)
    )
    page.on("console", lambda message: page.troubles.append(message.text))
    page.on("pageerror", lambda error: page.troubles.append(str(error)))

    def open_page(width=1300):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(index.as_uri())
        return page

    return open_page


def shown(page, name):
    return page.locator(f"tbody:visible [data-column={name}]")


def test_index_is_searched_sorted_and_paged_without_a_server(opened):
    page = opened()
    status = page.get_by_role("status")
    expect(status).to_have_text("120 reports; 1 to 100 are shown.")
    page.get_by_role("button", name="words").click()
    expect(shown(page, "words").first).to_have_text("882")
    expect(shown(page, "words").nth(1)).to_have_text("883")
    page.get_by_role("button", name="words").click()
    expect(shown(page, "words").first).to_have_text("1,000")
    expect(shown(page, "words").nth(1)).to_have_text("998")
    page.get_by_label("search in names, findings and reasons").fill("PAPER 120")
    expect(status).to_have_text("1 of 120 reports.")
    page.get_by_label("search in names, findings and reasons").fill("raised")
    expect(shown(page, "name")).to_have_text(["Failed"])
    assert page.troubles == []


def test_failures_are_chosen_from_a_list_and_lead_to_the_notebook(opened):
    page = opened()
    choice = page.get_by_role("combobox", name="status", exact=True)
    assert choice.locator("option").all_inner_texts() == [
        *("all", "failed (1)", "made (118)", "not made yet (1)")
    ]
    choice.select_option("failed")
    expect(page.get_by_text("02-mentions could not be made: raised")).to_be_visible()
    expect(page.locator("tbody:visible img")).to_have_count(0)
    link = page.get_by_role("link", name="The notebook as far as it ran")
    assert link.get_attribute("href") == "p-1/02-mentions.ipynb"
    choice.select_option("not made yet")
    expect(page.locator("tbody:visible a")).to_have_count(0)
    assert page.troubles == []


@pytest.mark.parametrize("width", [390, 1300])
def test_index_fits_its_width_and_hostile_names_run_nothing(opened, width):
    page = opened(width)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert page.title() != "ran" and page.locator("main script, main img[onerror]").count() == 0
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), "
        f'{{ textContent: "{RUN}" }}))'
    )
    assert page.title() != "ran"


def test_card_shows_a_finding_that_is_searched_and_the_chart_beside_its_report(opened):
    page = opened()
    page.get_by_label("search in names, findings and reasons").fill("nobody BUT")
    expect(shown(page, "name")).to_have_text(["Paper 3"])
    [chart] = page.locator("tbody:visible img").all()
    chart.scroll_into_view_if_needed()
    assert chart.get_attribute("alt") == HOSTILE
    page.wait_for_function("document.images[0].complete")
    assert chart.evaluate("i => i.naturalWidth") == 400
    frame, drawn = chart.evaluate("i => [i.parentElement, i].map(e => e.getBoundingClientRect().y)")
    assert drawn < frame, "the words over it are cut, which stand on the card"
    assert page.troubles == []


@pytest.mark.parametrize("width", [320, 1300])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_index_keeps_to_the_rules_of_access(opened, width, scheme):
    page = opened(width)
    page.emulate_media(color_scheme=scheme)
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found] == []


def test_index_says_what_was_not_read(opened):
    page = opened()
    assert page.get_by_role("heading", name="What was not read").is_visible()
    assert page.get_by_text("noise.txt holds NUL bytes").is_visible()


def test_without_scripts_all_cards_are_there_in_their_order(browser, index):
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(index.as_uri())
    assert page.locator(".onrecord-cards tbody:visible").count() == 120
    assert page.get_by_role("status").inner_text() == "120 reports."
    names = page.locator(".onrecord-cards tbody th").all_inner_texts()
    assert names[1:4] == ["Failed", "Paper 3", "Paper 4"] and names[-1] == "Paper 120"
    assert page.locator("input").count() == 0
    context.close()
