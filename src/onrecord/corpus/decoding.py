"""From bytes to text, without a guess that would put wrong characters on the record.

UTF-8, and UTF-16 and UTF-32 by their byte order mark, are certain. Everything else is a finding:
it is taken only if what comes out reads as text.
"""

import codecs
import re
import unicodedata

from onrecord.corpus.inputs import Unreadable, explain

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BYTES_TO_DETECT = 200_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ESCAPED_BYTES = re.compile("[\udc80-\udcff]")
_PUNCTUATION = frozenset("“”‘’„‚‹›«»–—…•·†‡§¶©®™°€£¥¢½¼¾¡¿\xa0\xad²³¹±×÷ºª´µ‰ˆ˜¨¯¸¬¦¤")
# others that articles are written in; EBCDIC and the like would fit nearly any bytes
_OTHER_ENCODINGS = (
    *("cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "koi8_r"),
    *("big5", "cp949", "euc_jp", "gb18030", "shift_jis"),
)
_LETTERS = [chr(code) for code in range(0x80, 0x250)]
_LOWER = "a-z" + "".join(filter(str.islower, _LETTERS))
_UPPER = "".join(filter(str.isupper, _LETTERS))
# what a wrong single-byte decoding leaves behind: `ItÕs`, `,Ó he said`, `Wa³êsa`, `cafГ`
_MISREAD = re.compile(
    rf"[a-zA-Z][\u0370-\u07ff]|[{_LOWER}][{_UPPER}]|[.,!?][ÒÓÔÕ](?!\w)|[^\W\d_][¹²³±¿¼½¾ºª´×÷‚„†‡§¶°£¥¢ˆ˜¨¯¸¬¦¤][^\W\d_]"
)


def decode(data: bytes) -> str:
    """The text of a whole file, without a byte order mark and otherwise untouched.

    Raises:
        Unreadable: no encoding is known in which the bytes are text (`undecodable`).
    """
    try:
        return data.decode(find_encoding(data))
    except UnicodeDecodeError as error:
        raise Unreadable("undecodable", explain(error)) from error


def find_encoding(data: bytes, *, cut: bool = False) -> str:
    """Name the codec that the bytes are written in; `cut` says that more bytes follow.

    Bytes that are UTF-8 but for a few faults are UTF-8: decoding them strictly names the first.

    Raises:
        Unreadable: there is none (`undecodable`).
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data:
        return _without_mark(data[: len(data) - len(data) % 2])
    if _is_utf_8(data, cut):
        return "utf-8"
    for encoding in ("cp1252", "mac_roman", "cp1250"):
        if _is_plausible(data, encoding):
            return encoding
    return _detect(data[:_BYTES_TO_DETECT])


def find_fault(text: str) -> str | None:
    """Say why the characters are not those of a text that can be stored; None where they are."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        is_byte = 0xDC80 <= code <= 0xDCFF  # how a byte that is no UTF-8 is carried along
        what = f"byte 0x{code - 0xDC00:02x}" if is_byte else f"\\u{code:x}, half a pair"
        return f"At character {error.start} stands {what}: no character that can be stored."
    controls = _CONTROL.findall(text)
    if "\0" in controls or len(controls) > len(text) / 100:
        such = f"{len(controls)} control characters such as {controls[0]!r}"
        return f"It holds {such}, so is no text."
    return None


def _is_utf_8(data: bytes, cut: bool) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=not cut)
        return True
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
        bad = len(_ESCAPED_BYTES.findall(text))
        return sum(c > "\x7f" for c in text) - bad > bad


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark: in European text every second byte is nearly always zero."""
    for encoding, high, low in (
        ("utf-16-le", data[1::2], data[::2]),
        ("utf-16-be", data[::2], data[1::2]),
    ):
        if high.count(0) >= 0.75 * len(high) and low.count(0) == 0:
            return encoding
    raise Unreadable("undecodable", "It holds zero bytes, so it is a binary file and no text.")


def _is_plausible(data: bytes, encoding: str) -> bool:
    """Whether single bytes, read so, are Latin letters and punctuation where these can stand."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    foreign = {c for c in set(text) if c > "\x7f"} - _PUNCTUATION
    latin = all(unicodedata.name(c, "").startswith("LATIN") for c in foreign)
    if not latin or _MISREAD.search(text):
        return False
    most = max(0.4 * sum(map(str.isalpha, text)), 3)
    return sum(text.count(c) for c in foreign) <= most and not find_fault(text)


def _detect(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_OTHER_ENCODINGS)).best()
    text = str(best or "")
    odd = find_fault(text) or _MISREAD.search(text) or any(map(_is_unassigned, set(text)))
    if best is None or odd:
        raise Unreadable("undecodable", "Its bytes are not UTF-8, and no other encoding fits them.")
    return best.encoding


def _is_unassigned(character: str) -> bool:
    return unicodedata.category(character) in ("Cn", "Co") or "\x80" <= character <= "\x9f"
