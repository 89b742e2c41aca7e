"""Reprints made by seeded edits of real articles, and near misses that are none."""

import random
import re
from collections.abc import Callable, Sequence

SENTENCE_END = re.compile(r"(?<=[.!?][\"”’'])\s+|(?<=[.!?])\s+(?=[\"“‘A-Z])")
MARKS = str.maketrans("“”‘’", "\"\"''")
TOWNS = ("Alder Bay", "Brookfield", "Carrow", "Dunmere", "Eastport", "Fallow Hill", "Glenn")
NAMES = ("Adams", "Brown", "Clark", "Davis", "Evans", "Foster", "Green", "Hall", "Irwin", "Jones")
SKIES = ("sunny", "cloudy", "wet", "foggy", "stormy", "bright", "dull", "cold", "mild", "clear")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TEMPLATES = {
    "weather": (
        "{town} will be {sky} on {day}, with a high of {n} degrees and a low of {m}. Winds from "
        "the {side} will reach {k} miles an hour by the afternoon. There is a {n} percent chance "
        "of rain overnight, and the outlook for {day2} is {sky2}, with temperatures near {m}. "
        "The sun rises at 6:{k} a.m. and sets at 7:{m} p.m. Drivers should expect {sky2} roads "
        "around {town2}, the weather service said. The next forecast will be issued at {hour} a.m."
    ),
    "court": (
        "{name}, {n}, of {town}, pleaded guilty to {crime} on {day} and was fined ${k}00 with "
        "${m} in costs. {name2}, {m}, of {town2}, was found guilty of {crime2} and sentenced to "
        "{k} days in the county jail. {name3}, {k}, of {town}, denied {crime}, and the case was "
        "continued until {day2}. Judge {name4} heard {n} cases in all. The court list is compiled "
        "from public records, and those who are named may ask the clerk for a correction."
    ),
    "poll": (
        "A new poll of likely voters in {town} shows {name} leading {name2} by {n} points, {m} "
        "percent to {k} percent, with {name3} a distant third. The survey of {n}{m} adults was "
        "conducted by telephone from {day} to {day2} and has a margin of error of plus or minus "
        "{hour} percentage points. In {month}, the same poll had {name2} ahead of {name4} by {k}. "
        "Among women {name} leads by {m}, and among men by {n}."
    ),
}


def split(text: str) -> list[list[str]]:
    """The sentences of each paragraph, by full stops alone."""
    paragraphs = (" ".join(p.split()) for p in re.split(r"\n\s*", text))
    return [SENTENCE_END.split(p) for p in paragraphs if p]


def join(paragraphs: Sequence[Sequence[str]]) -> str:
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences)


def cut(text: str, other: str, chance: random.Random) -> str:
    """The last third of the sentences goes."""
    paragraphs = split(text)
    left = 2 * sum(map(len, paragraphs)) // 3
    kept = []
    for sentences in paragraphs:
        kept.append(sentences[: max(left, 0)])
        left -= len(sentences)
    return join(kept)


def headline(text: str, other: str, chance: random.Random) -> str:
    """The first paragraph is another's."""
    return join([split(other)[0], *split(text)[1:]])


def typography(text: str, other: str, chance: random.Random) -> str:
    """Straight marks, two hyphens for a dash, other spaces and line ends."""
    plain = re.sub(r"\s*[—–]\s*", " -- ", text.translate(MARKS))
    return re.sub(r"\n\s*", "\r\n", re.sub(r"(?<=[.?!]) ", "\u00a0 ", plain))


def words(text: str, other: str, chance: random.Random) -> str:
    """A word of every third sentence is another."""

    def change(sentence):
        found = sentence.split()
        if chance.random() < 1 / 3:
            found[chance.randrange(len(found))] = "reportedly"
        return " ".join(found)

    return join([[change(s) for s in sentences] for sentences in split(text)])


def replaced(share: float) -> Callable:
    """A share of the sentences is another article's."""

    def edit(text, other, chance):
        pool = [s for p in split(other) for s in p]
        return join(
            [
                [chance.choice(pool) if chance.random() < share else s for s in p]
                for p in split(text)
            ]
        )

    return edit


def deleted(share: float) -> Callable:
    """A share of the sentences goes."""

    def edit(text, other, chance):
        return join([[s for s in p if chance.random() >= share] for p in split(text)])

    return edit


def inserted(share: float) -> Callable:
    """After a share of the sentences stands one of another article."""

    def edit(text, other, chance):
        pool = [s for p in split(other) for s in p]
        return join(
            [
                [
                    x
                    for s in p
                    for x in ([s, chance.choice(pool)] if chance.random() < share else [s])
                ]
                for p in split(text)
            ]
        )

    return edit


def within(text: str, other: str, chance: random.Random) -> str:
    """All of it stands in a longer article."""
    return join([*split(other), *split(text)])


def all_at_once(text: str, other: str, chance: random.Random) -> str:
    """Another headline, a tenth of the sentences replaced, the last third cut, other typography."""
    for edit in (headline, replaced(0.1), cut, typography):
        text = edit(text, other, chance)
    return text


REPRINTS = {
    "last third cut": cut,
    "another first paragraph": headline,
    "other typography": typography,
    "a word changed in every third sentence": words,
    **{f"{n} % of the sentences replaced": replaced(n / 100) for n in (10, 20, 30)},
    **{f"{n} % of the sentences deleted": deleted(n / 100) for n in (10, 20, 30)},
    **{f"{n} % more sentences": inserted(n / 100) for n in (10, 20, 30)},
    "held in a longer one": within,
    "four of these at once": all_at_once,
}


def quoting(text: str, other: str, chance: random.Random) -> str:
    """Another article's own words, and between them every quotation of this one."""
    quotations = [s for p in split(text) for s in p if re.search('[“"]', s)]
    own = [[s for s in p if not re.search('[“"]', s)] for p in split(other)]
    own = [p for p in own if p]
    for quotation in quotations:
        own.insert(chance.randint(1, len(own)), [quotation])
    return join(own)


def same_lead(text: str, other: str, chance: random.Random) -> str:
    """The first two paragraphs of this one, then another article."""
    return join([*split(text)[:2], *split(other)[1:]])


def same_end(text: str, other: str, chance: random.Random) -> str:
    """The last two paragraphs, such as links to other articles, are those of this one."""
    return join([*split(other)[:-1], *split(text)[-2:]])


NEAR_MISSES = {
    "the same quotations, own words": quoting,
    "the same first two paragraphs": same_lead,
    "the same last two paragraphs": same_end,
}


def shared_half(text: str, made: str) -> bool:
    """Whether the sentences that two texts share make up at most half of the shorter one."""
    one, other = (dict.fromkeys(s for p in split(t) for s in p) for t in (text, made))
    both, *each = (sum(len(s.split()) for s in found) for found in (one.keys() & other, one, other))
    return both <= min(each) / 2


def fill(template: str, chance: random.Random) -> str:
    """A template with other facts each time."""
    facts = dict(zip(("name", "name2", "name3", "name4"), chance.sample(NAMES, 4), strict=True))
    facts |= {f"{key}{n}": chance.choice(values) for n in ("", 2) for key, values in FACTS.items()}
    facts |= {key: chance.randint(11, 89) for key in "nmk"} | {"hour": chance.randint(2, 9)}
    return template.format(**facts)


FACTS = {
    "town": TOWNS,
    "sky": SKIES,
    "day": DAYS,
    "side": ("north", "south", "east", "west"),
    "crime": ("speeding", "theft", "assault", "trespass", "careless driving", "vandalism"),
    "month": ("January", "March", "May", "July", "September"),
}
