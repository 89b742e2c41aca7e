"""Who speaks, as marked by reading: one JSON file an article of PolNeAR, and when a name is right.

`{"doc": NAME, "speakers": {"0": {"who": "Full Name|Other name & Another", "type": "person"}, ...},
"people": {"Full Name": ["other name", ...]}}`. The keys of `speakers` are the places of PolNeAR's own
attributions. Types: `person`, `org`, `place` (these have a name), `unnamed`, `none` and `author` (the
article names nobody), `unclear`.

A person is right by first and last name, or by a single name that nobody else of the article has; an
organisation by the words of a name, or by its initials. Titles and `the` do not count.
"""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

NAMED = ("person", "org", "place")
UNCLEAR = "unclear"
TITLES = {
    "dr", "gen", "gov", "governor", "ii", "iii", "jr", "judge", "mr", "mrs", "ms", "president",
    "prof", "rep", "secretary", "sen", "senator", "sir", "sr", "st", "the",
}  # fmt: skip
OFFICES = TITLES | {
    "attorney", "captain", "ceo", "chair", "chairman", "chairperson", "chairwoman", "chancellor",
    "chief", "coach", "congressman", "congresswoman", "director", "first", "former", "general",
    "justice", "king", "lady", "leader", "mayor", "minister", "north", "officer", "pope", "prime",
    "professor", "queen", "rev", "reverend", "sgt", "south", "spokesman", "spokeswoman", "vice",
}  # fmt: skip
PRONOUNS = {
    "he", "her", "herself", "him", "himself", "his", "i", "it", "its", "me", "she", "that",
    "their", "them", "they", "we", "which", "who", "you",
}  # fmt: skip
OF_NATIONS = ("ian", "ean", "ish", "ese")
NOT_IN_INITIALS = ("of", "for", "and")
NO_PART = re.compile(r"[^\w\s-]")
Name = tuple[str, ...]


@dataclass(frozen=True)
class Speaker:
    """Who an attribution's source is: names of each who speaks, the fullest first, and a type."""

    names: tuple[tuple[str, ...], ...]
    type: str

    @property
    def named(self) -> bool:
        return self.type in NAMED


@dataclass(frozen=True)
class MarkedSpeakers:
    """One article: place of an attribution → its speaker; and the full names of its people."""

    article: str
    speakers: dict[int, Speaker]
    people: frozenset[Name]


def read_speakers(folder: Path) -> list[MarkedSpeakers]:
    """All marked articles of a folder, by name.

    Raises:
        FileNotFoundError: there are none.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise FileNotFoundError(
            f"{folder} has no marked articles (NAME.json says who speaks in one): nothing to compare with."
        )
    return [_marked(json.loads(path.read_text(encoding="utf-8"))) for path in paths]


def speaker(who: str, kind: str) -> Speaker:
    """A speaker as it is written: `Full Name|Other & Another`."""
    return Speaker(tuple(tuple(each.split("|")) for each in who.split("&")), kind)


def _marked(mark):
    speakers = {int(k): speaker(v["who"], v["type"]) for k, v in mark["speakers"].items()}
    called = [plain(name) for name in mark.get("people", {})]
    for each in (s for s in speakers.values() if s.type == "person"):
        called += [max(map(plain, names), key=len) for names in each.names]
    return MarkedSpeakers(mark["doc"], speakers, frozenset(filter(None, called)))


def plain(name: str) -> Name:
    """The words of a name in lower case, without titles, marks and possessive."""
    bare = re.sub(r"'s\b", " ", name.lower().replace("’", "'"))
    return tuple(word for word in NO_PART.sub(" ", bare).split() if word not in TITLES)


def is_right(name: str, meant: Speaker, people: Collection[Name]) -> bool:
    """Whether a name means one of those who speak; `people` are all of the article."""
    return any(
        _is_one(plain(name), [*filter(None, map(plain, n))], meant, people) for n in meant.names
    )


def _is_one(have: Name, forms: Sequence[Name], meant: Speaker, people: Collection[Name]) -> bool:
    if not forms or not have:
        return False
    if meant.type != "person":
        return any(
            set(have) == set(f) or _initials(f) == have or _initials(have) == f for f in forms
        )
    full = max(forms, key=len)
    while len(have) > 2 and (have[0] in OFFICES or have[0].endswith(OF_NATIONS)):
        have = have[1:]
    if len(have) == 1:
        shared = any(
            len(p) > 1 and p[-1] == have[0] and p != full and not set(p) <= set(full)
            for p in people
        )
        return (have in forms or have[0] == full[-1]) and (not shared or full == have)
    return have in forms or (have[-1] == full[-1] and (len(full) == 1 or _alike(have[0], full[0])))


def _alike(one, other):
    """Whether two first names are equal, or one is the initial of the other."""
    return one == other or (one[0] == other[0] and min(len(one), len(other)) == 1)


def _initials(words):
    return ("".join(word[0] for word in words if word not in NOT_IN_INITIALS),)


def source_form(source: str, meant: Speaker) -> str:
    """`none`, `pronoun`, `name` (a word of a marked name stands in it, with a capital) or `description`."""
    words = plain(source)
    if not words:
        return "none"
    if len(words) <= 2 and words[0] in PRONOUNS:
        return "pronoun"
    named = {word for names in meant.names for name in names for word in plain(name)}
    capital = {word.lower() for word in re.findall(r"\b[A-Z][\w-]+", source)}
    return "name" if named & capital & set(words) else "description"
