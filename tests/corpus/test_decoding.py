"""From bytes to text: what is certain, what is plausible, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.corpus.decoding import decode, find_encoding, find_fault
from onrecord.corpus.inputs import Unreadable

ENGLISH = "“We won,” he said. It’s the mayor’s café – £5.\r\nNaïve, said Zoë.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [ENGLISH, "Президент сказал\r", "市长说", ""])
def test_unicode_comes_back_untouched_and_without_its_mark(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_known_by_its_zeros(encoding):
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_curly_quotes_of_one_byte_come_out_as_quotes(encoding):
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize("text", ["é", "café", "Zoë said: naïve.", "¿Qué?", "5 km² at 20 °C"])
def test_short_latin_1_is_read(text):
    assert decode(text.encode("latin-1")) == text


def test_foreign_name_in_another_code_page_is_not_garbled():
    text = "Lech Wałęsa said on Tuesday that the shipyard would close."
    assert decode(text.encode("cp1250")) == text


def test_other_scripts_are_detected():
    text = "Президент заявил в среду, что мост закроют до июня, сообщили чиновники города."
    assert decode(text.encode("cp1251")) == text


def test_damaged_utf_8_is_refused_rather_than_read_as_something_else():
    data = ENGLISH.encode() + b"\xff" + ENGLISH.encode()
    with pytest.raises(Unreadable, match=f"Byte 0xff at position {len(ENGLISH.encode())} ") as e:
        decode(data)
    assert e.value.status == "undecodable"


@pytest.mark.parametrize(
    "data",
    [
        *(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\x7fELF\x02\x01\x01\0\0"),
        *(b"caf\xc3", b"\xff\xfea", bytes(range(1, 256)) * 4),
    ],
)
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(Unreadable) as error:
        decode(data)
    assert error.value.status == "undecodable"


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data):
    try:
        assert isinstance(decode(data), str)
    except Unreadable as error:
        assert error.status == "undecodable"


def test_head_cut_inside_a_character_is_still_utf_8():
    head = "It’s".encode()[:4]
    assert find_encoding(head, cut=True) == "utf-8"


@pytest.mark.parametrize(
    ("text", "named"),
    [("a\ud83d", "half a pair"), ("a\udc93", "byte 0x93"), ("a\0b", "control"), ("\x01\x02", "2")],
)
def test_fault_in_the_characters_is_named(text, named):
    assert named in find_fault(text)


@pytest.mark.parametrize("text", ["", "a\tb\r\nc\x0b\x0c\x85\u2028", "word " * 50 + "\x1a"])
def test_rare_white_space_and_a_stray_control_character_are_no_fault(text):
    assert find_fault(text) is None
