"""What the models read of a text, and where it stands in the untouched one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.doc.clean import clean
from onrecord.reading.doc.sentences import paragraphs


def untouched(text, part):
    """What stands in the untouched text where `part` stands in the clean one."""
    cleaned = clean(text)
    at = cleaned.text.index(part)
    [(start, end)] = cleaned.untouched([(at, at + len(part))])
    return text[start:end]


@pytest.mark.parametrize(
    "text",
    [
        "“It rained – twice,” said Zoë Brügger’s aunt…\n\nShe left.",
        "Fish & chips; AT&T; R&D; a <b and 3 < 4 > 2",
        "Well-\n\nA list -\nof things\n",
        "",
    ],
)
def test_text_without_anything_odd_stays_the_same_object(text):
    cleaned = clean(text)
    assert cleaned.text is text and not cleaned.starts
    assert cleaned.untouched([(0, 2)]) == ((0, 2),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ida\u00a0Holm said", "Ida Holm said"),
        ("Ida\u2009\u00a0 Holm", "Ida Holm"),
        ("Ida\u202fHolm\u3000said", "Ida Holm said"),
        ("I\u200bda Ho\u00adlm\u2060 \u200esaid\u202c", "Ida Holm said"),
        ("\ufeffIda", "Ida"),
        ("Ho\u00ad\nlm said", "Holm said"),
        ("Zoe\u0308 Bru\u0308gger", "Zoë Brügger"),
        ("\u1100\u1161\u11a8", "각"),
        ("the ﬁre o\ufb03ce", "the fire office"),
        ("Ann\u2011Marie O\u02bcDowd", "Ann-Marie O’Dowd"),
        ("&ldquo;No,&rdquo; &#8220;no&#x201d; &quot;no&quot;", '“No,” “no” "no"'),
        ("&amp;quot;No&amp;amp;quot; Fish &amp; chips", '"No" Fish & chips'),
        ("Ida&nbsp;Holm&shy;er", "Ida Holmer"),
        ("<p>She said <i>no</i>.</p>He <a href='x'>left</a>", "\nShe said no.\nHe left"),
        ("&lt;em&gt;No&lt;/em&gt;", "No"),
        ("\x93No,\x94 she said", "“No,” she said"),
        ("â€œNo,â€\x9d she said", "“No,” she said"),
        ("BrA\u0303\x83A\u0302¼gger", "Brügger"),
        ("Ã¢â‚¬Å“BrÃƒÂ¼gger,Ã¢â‚¬Â\x9d", "“Brügger,”"),
    ],
)
def test_models_read_what_a_reader_sees(text, expected):
    assert clean(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("👩‍🚒 Ida said “we are out 😀”, 🇬🇧 and left ❤️.", "Ida said “we are out”, and left."),
        ('She said "no 😀" and 🔥 "😀 yes" 👍🏽', 'She said "no" and "yes"'),
        ("No 😀\n🔴 LIVE: yes", "No\nLIVE: yes"),
        ("he won🎉they lost", "he won they lost"),
        ("He said 😀 “no”", "He said “no”"),
        ("1️⃣ first ✅ done", "1 first done"),
    ],
)
def test_emoji_go_with_the_space_that_they_do_not_need(text, expected):
    assert clean(text).text == expected


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("Mr Tom V\u200bale said", "Vale", "V\u200bale"),
        ("Tom Vale\u200b said", "Tom Vale", "Tom Vale"),
        ("👩‍🚒 Ida Holm said", "Ida", "Ida"),
        ("Warden Zoe\u0308 said", "Zoë", "Zoe\u0308"),
        ("&ldquo;No,&rdquo; said", "“No,”", "&ldquo;No,&rdquo;"),
        ("a &amp;quot;No&quot; b", '"No"', "&amp;quot;No&quot;"),
        ("BrÃ¼gger said", "Brügger", "BrÃ¼gger"),
        ("the o\ufb03ce is", "office", "o\ufb03ce"),
    ],
)
def test_spans_are_those_of_the_untouched_text(text, part, expected):
    assert untouched(text, part) == expected


PRINTED = (
    "Weir to close\nThe keeper, Wanda Grze-\ngorczyk, said that the old tun-\nnel would be shut"
    " and\nthat Ann-\nMarie Foss had known of\nit for long."
)


def test_lines_of_print_are_one_line_and_words_are_whole():
    cleaned = clean(PRINTED)
    assert cleaned.text == (
        "Weir to close\nThe keeper, Wanda Grzegorczyk, said that the old tunnel would be shut and "
        "that Ann-Marie Foss had known of it for long."
    )
    assert untouched(PRINTED, "Wanda Grzegorczyk") == "Wanda Grze-\ngorczyk"
    assert untouched(PRINTED, "known of it") == "known of\nit"
    assert len(paragraphs(PRINTED)) == len(paragraphs(cleaned.text)) == 2


ODD = "aZ.“” \n-&;<p>\u00a0\u200b\u00ad\u0308\u0065â€œÃ¼😀\u200d\ufb03\x93\u1100\u1161"


@given(st.text(alphabet=ODD, max_size=60))
def test_offsets_run_through_the_untouched_text_in_order(text):
    cleaned = clean(text)
    spans = cleaned.untouched((i, i + 1) for i in range(len(cleaned.text)))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert list(spans) == sorted(spans)
    kept = [(c, text[s:e]) for c, (s, e) in zip(cleaned.text, spans, strict=True)]
    assert all(c in there for c, there in kept if c in "aZ.")
