"""The reports in a real browser, without a network."""

import base64
import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from report_examples import reports  # noqa: F401, a fixture

from onrecord.report.parameters import NOTEBOOKS

PAGES = ("index.html", *(f"{name}.html" for name in NOTEBOOKS))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = {  # CSS pixels, size of text, and what the browser says of its user
    "320 pixels": (320, "100%", {}),
    "telephone": (390, "100%", {}),
    "desk": (1300, "100%", {}),
    "text twice as large": (1300, "200%", {}),
    "dark": (1300, "100%", {"color_scheme": "dark"}),
    "forced colours": (1300, "100%", {"forced_colors": "active"}),
    "print": (800, "100%", {"media": "print"}),
}
LEAST = 10.5  # CSS pixels of the smallest text: numbers of notes
SCREENSHOTS = os.environ.get("ONRECORD_SCREENSHOTS")  # a folder for people to look at
every_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture
def opened(page, reports):  # noqa: F811
    """Open a page of the reports; `page.troubles` gathers what it asked for or complained of."""
    page.troubles = []
    page.on(
        "request", lambda r: r.url.startswith(("file:", "data:")) or page.troubles.append(r.url)
    )
    page.on("requestfailed", lambda r: page.troubles.append(r.url))
    page.on("console", lambda message: page.troubles.append(message.text))
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on("dialog", lambda dialog: page.troubles.append(dialog.message))

    def open_page(name, width=1400, folded=True):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(reports[name].as_uri())
        if not folded:
            page.evaluate("document.querySelectorAll('.fold').forEach(d => d.open = true)")
        return page

    return open_page


@every_page
@pytest.mark.parametrize("width", [400, 1400])
def test_page_is_whole_and_fits_its_width(opened, name, width):
    page = opened(name, width)
    assert page.troubles == []
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@every_page
def test_rows_that_are_opened_fit_too(opened, name):
    page = opened(name, 400)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@every_page
def test_every_chart_is_drawn_and_has_an_alternative_text(opened, name):
    page = opened(name)
    images = page.evaluate("[...document.images].map(i => [i.naturalWidth, i.alt])")
    assert all(width > 0 and alt for width, alt in images)
    assert images or page.get_by_text("Nobody has audited articles").count()


def test_note_of_a_chart_is_folded_on_a_telephone_and_whole_where_there_is_room(opened):
    first, more = "words of reported speech by", "What is quoted inside a quotation"
    section = "#whose-words-fill-the-articles .chart"
    narrow = opened("01-quotes.html", 390).locator(section)
    assert narrow.get_by_text(first).is_visible() and not narrow.get_by_text(more).is_visible()
    narrow.locator("summary").click()
    expect(narrow.get_by_text(more)).to_be_visible()
    wide = opened("01-quotes.html", 1300).locator(section)
    assert wide.get_by_text(more).is_visible() and not wide.locator("summary").is_visible()


@every_page
def test_hostile_text_runs_nothing(opened, name):
    page = opened(name)
    assert page.title() != "ran" and "On the record" in page.title()
    assert page.locator("main script, main img[onerror]").count() == 0


def test_code_is_hidden_until_it_is_asked_for_without_scripts(browser, reports):  # noqa: F811
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(reports["01-quotes.html"].as_uri())
    code = page.locator(".code").first
    assert not code.is_visible()
    page.get_by_label("Show the code").check()
    expect(code).to_be_visible()
    assert "check_cell" in code.text_content()
    context.close()


def test_row_opens_to_its_sentences_by_keyboard(opened):
    page = opened("01-quotes.html", folded=False)
    row = page.locator("tbody", has_text="Ada Marsh").first
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(row.get_by_text("promised").first).to_be_visible()


@pytest.mark.parametrize("width", [400, 1400])
def test_count_of_each_form_opens_to_its_sentences_with_one_click(opened, width):
    page = opened("02-mentions.html", width, folded=False)
    table = page.get_by_role("region", name="Mentions by entity and form")
    row = table.locator("tbody", has_text="Ada Marsh").first
    sentence = row.get_by_text("promised a new boat")
    assert not sentence.is_visible()
    row.locator("summary", has_text="pronoun 1").click()
    expect(sentence).to_be_visible()
    assert row.locator("mark:visible").all_inner_texts() == ["She"]
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert page.troubles == []


def test_second_click_leads_from_a_count_to_the_marked_article(opened):
    page = opened("02-mentions.html", 400, folded=False)
    row = page.get_by_role("region", name="Ada Marsh by article").locator("tbody").first
    row.locator("summary", has_text="proper 1").click()
    row.get_by_role("link", name="in the article").first.click()
    article = page.locator("article.onrecord-output:target")
    expect(article.locator(".onrecord-mention").filter(has_text="She")).to_be_visible()


@pytest.mark.parametrize("width", [400, 1400])
def test_chart_of_contested_claims_is_read_at_its_own_size(opened, width):
    page = opened("03-claims.html", width)
    chart = page.get_by_role("img", name="Contested claims")
    drawn, points = chart.evaluate(
        "i => [i.getBoundingClientRect().width, i.naturalWidth * 72 / 96]"
    )
    assert 10.5 * drawn / points >= 12  # pixels of its smallest text
    assert drawn <= width


def test_side_of_a_contested_claim_opens_to_its_sentence(opened):
    page = opened("03-claims.html", 400, folded=False)
    table = page.get_by_role("region", name="Contested claims")
    row = table.locator("tbody", has_text="The ferry is safe.").first
    row.locator("summary", has_text="denies 1").click()
    expect(row.locator("mark:visible").first).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_pages_lead_to_each_other(opened):
    page = opened("index.html")
    page.get_by_role("link", name="Who is quoted, and how?").first.click()
    expect(page).to_have_url(ending("01-quotes.html"))
    page.get_by_role("link", name="On the record").click()
    expect(page).to_have_url(ending("index.html"))


def test_index_is_cards_that_are_searched_by_what_is_in_them_and_sorted(opened):
    page = opened("index.html")
    names = page.locator("tbody:visible [data-column=name]")
    expect(page.get_by_role("status")).to_have_text("4 pages.")
    first = page.locator("tbody", has_text="Who is quoted, and how?").first
    assert first.get_by_text("gets 42% of the reported words").is_visible()
    assert first.locator(".chart img").is_visible() and "2025-03-04" in first.inner_text()
    page.get_by_label("search in findings and headings").fill("which outlet WRITES about")
    expect(names).to_have_text(["Who is written about, and under which names?"])
    page.get_by_role("button", name="Clear all").click()
    page.get_by_role("button", name="charts").click()
    numbers = [int(t) for t in page.locator("tbody [data-column=charts]").all_text_contents()]
    assert len(numbers) == 4 and numbers == sorted(numbers)
    assert page.troubles == []


def test_card_leads_to_a_section_and_to_the_files_of_its_chart(opened):
    page = opened("index.html")
    card = page.locator("tbody", has_text="Who is quoted, and how?").first
    card.locator("summary").click()
    line = card.locator("li", has_text="Whose words fill the articles?")
    assert line.get_by_role("link").all_inner_texts()[1:] == ["SVG", "PNG", "CSV"]
    line.get_by_role("link").first.click()
    expect(page).to_have_url(ending("01-quotes.html#whose-words-fill-the-articles"))


@every_page
def test_page_prints_without_cutting_its_width(opened, name):
    page = opened(name, 800)
    page.emulate_media(media="print")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_print_has_the_tables_and_neither_contents_nor_what_only_a_screen_needs(opened):
    page = opened("01-quotes.html")
    page.emulate_media(media="print")
    assert page.get_by_text("Ada Marsh", exact=True).first.is_visible()
    for part in (".contents", ".with-code", ".skip", ".bar a:not(.home)", ".chart figcaption"):
        assert not page.locator(part).first.is_visible(), part


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(opened, scheme):
    page = opened("index.html")
    page.emulate_media(color_scheme=scheme)
    ink, paper = page.evaluate(
        "(s => [s.color, s.backgroundColor].map(c => c.match(/\\d+/g).slice(0, 3).map(Number)))"
        "(getComputedStyle(document.body))"
    )
    assert abs(sum(ink) - sum(paper)) > 500


@every_page
@pytest.mark.parametrize("width", [320, 1300])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_keeps_to_the_rules_of_access(opened, name, width, scheme):
    """WCAG 2.2, A and AA, and the good practice of axe-core, with all that opens open."""
    page = opened(name, width)
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found] == []


@every_page
@pytest.mark.parametrize("look", LOOKS)
def test_page_fits_and_its_letters_grow_in_any_look(opened, name, look):
    width, size, media = LOOKS[look]
    page = opened(name, width)
    page.emulate_media(**media)
    page.evaluate("size => document.documentElement.style.fontSize = size", size)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert page.locator("h1").is_visible()
    own = (
        "e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim())"
    )
    letters = "e => parseFloat(getComputedStyle(e).fontSize)"
    least = page.evaluate(
        f"Math.min(...[...document.body.querySelectorAll('*')].filter({own}).map({letters}))"
    )
    if look != "print":  # whose letters are measured in points
        assert least >= LEAST * (2 if size == "200%" else 1)
    if SCREENSHOTS:
        path = Path(SCREENSHOTS, f"{Path(name).stem}, {look}.jpeg")
        page.screenshot(path=path, full_page=True, type="jpeg", quality=70)


def test_keyboard_leads_from_the_contents_to_a_row_to_its_sentence_and_back(opened):
    page = opened("01-quotes.html")
    page.get_by_role("link", name="Whose words fill the articles?").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending("#whose-words-fill-the-articles"))
    press_until(page, "summary", "Reported words by source")
    page.keyboard.press("Enter")
    press_until(page, "summary", "1 passage")
    page.keyboard.press("Enter")
    expect(page.locator(".onrecord-passages:visible mark").first).to_be_visible()
    press_until(page, "a", "On the record", key="Shift+Tab")


def ending(address):
    """What an address that ends so is like, to wait for: a browser goes there a moment after a key."""
    return re.compile(re.escape(address) + "$")


def press_until(page, tag, text, key="Tab", most=200):
    """Press a key until what has the focus is such an element with such a text."""
    for _ in range(most):
        page.keyboard.press(key)
        focused = page.evaluate(
            "[document.activeElement.tagName, document.activeElement.innerText]"
        )
        if focused[0] == tag.upper() and text in focused[1]:
            return
    pytest.fail(f"no {tag} with {text!r} came within {most} presses of {key}")


@pytest.mark.parametrize(
    ("kind", "begins"), [("SVG", b"<?xml"), ("PNG", b"\x89PNG"), ("CSV", b"\xef")]
)
def test_chart_and_table_are_saved_from_the_page_without_scripts(browser, reports, kind, begins):  # noqa: F811
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(reports["01-quotes.html"].as_uri())
    page.locator(".fold > summary", has_text="Reported words by source").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=kind, exact=True).first.click()
    assert download.value.suggested_filename.endswith(kind.lower())
    assert Path(download.value.path()).read_bytes().startswith(begins)
    context.close()


def test_title_of_a_chart_is_text_of_the_page_and_not_drawn_twice(opened):
    page = opened("01-quotes.html", 390)
    title = page.locator(".chart-title").first
    assert (
        title.is_visible()
        and float(title.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= 14
    )
    source = page.locator(".chart img").first.get_attribute("src")
    drawn = base64.b64decode(source.partition(",")[2]).decode()
    assert "gets 42% of the reported words" in title.inner_text()
    top = float(re.search(r'viewBox="0 ([0-9.]+) ', drawn)[1])
    assert top > 20, "the drawing begins below its title"
