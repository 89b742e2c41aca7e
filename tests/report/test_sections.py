"""What a page is made of: sections, their anchors, and what is folded in them."""

from markupsafe import Markup

from onrecord.report.sections import SHORT, Block, sections_of

PICTURE = Block(Markup("<figure></figure>"), Markup("draw"), pictured=True)


def text(html):
    return Block(Markup(html))


def table(*captions, rows=1):
    shown = "".join(f"<table><caption>{c}</caption>{'<tbody>' * rows}</table>" for c in captions)
    return Block(Markup(shown), Markup("show"))


def folded(*blocks):
    return [piece.folded for section in sections_of(blocks) for piece in section.parts]


def test_headings_give_anchors_of_their_words_and_no_two_are_alike():
    titles = "Who is it?", "Who is it", "Main", "“王毅”", "?!"
    found = sections_of([text(f"<h2>{title}</h2>\n<p>x</p>") for title in titles])
    assert [s.anchor for s in found] == ["who-is-it", "who-is-it-2", "main-2", "王毅", "2"]
    assert [str(s.title) for s in found] == list(titles)
    assert found[0].parts[0].blocks[0].html == "<p>x</p>"


def test_title_that_links_elsewhere_is_no_link():
    [section] = sections_of([text('<h2>See <a href="https://example.org">this</a></h2>')])
    assert section.title == "See this" and section.anchor == "see-this"


def test_what_stands_before_all_headings_is_kept_without_a_title():
    first, second = sections_of([text("<p>a</p>"), text("<h2>B</h2>")])
    assert (first.title, second.title) == ("", "B")


def test_table_is_folded_behind_its_chart_with_the_words_before_it():
    section, *_ = sections_of([text("<h2>A</h2>"), PICTURE, text("<p>behind</p>"), table("T")])
    *_, last = section.parts
    assert last.folded == "T" and last.blocks[0].html == "<p>behind</p>"


def test_short_table_without_a_chart_stays_open_and_a_long_one_is_folded():
    assert folded(table("T", rows=SHORT)) == [None]
    assert folded(table("T", rows=SHORT + 1)) == ["T"]


def test_two_tables_of_one_cell_are_both_named():
    assert folded(PICTURE, table("One", "Two"))[-1] == "One · Two"


def test_marked_article_is_folded_by_its_title_and_a_search_is_none():
    title = '<p class="onrecord-title" role="heading">The ferry</p>'
    article = Block(Markup(f'<article class="onrecord-output">{title}</article>'), Markup("show"))
    search = Block(Markup(f'<div class="onrecord-output">{title}</div>'), Markup("show"))
    assert folded(article) == ["The article, marked: The ferry"]
    assert folded(search) == [None]


def test_words_after_a_chart_that_lead_to_nothing_stay():
    assert [len(p.blocks) for s in sections_of([PICTURE, text("<p>x</p>")]) for p in s.parts] == [
        1,
        1,
    ]


def test_a_further_chart_of_a_section_is_folded_by_its_title_and_a_note_by_its_words():
    def chart(html):
        return Block(Markup(f'<figure><p class="chart-{html}</p></figure>'), Markup("draw"), True)

    first, second, note = chart('title">A'), chart('title">B'), chart('note">C. Nothing.')
    assert folded(first, text("<p>then</p>"), second, note) == [None, "B", "C"]
    assert folded(note) == [None]
