"""Proper names in a Doc: the recogniser's, cleaned, relabelled and joined within the article.

A name loses its article and possessive and takes in a title before it (`Mr Trump`). One that the
recogniser labels differently from line to line takes the label it has most often. Shorter forms
join the one longer name that they are part of: a surname a full name, `Tolvane` Tolvane Marine,
`DFWU` the Dock and Ferry Workers' Union. Where two longer names would do, the short form stays
apart: nothing here guesses.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "LAW")
TITLES = {
    "mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "lord": "m", "lady": "f", "dame": "f",
    "dr": "", "prof": "", "professor": "", "rev": "", "judge": "", "justice": "", "captain": "",
    "sgt": "", "sen": "", "rep": "", "gov": "", "gen": "", "col": "", "lt": "", "senator": "",
    "president": "", "mayor": "", "mp": "",
}  # fmt: skip
AFTER_NUMBERS = {"m", "mn", "bn", "tn", "k", "million", "billion", "trillion", "-", "–"}
SMALL_WORDS = {"of", "the", "and", "for", "&", "in", "on", "at", "’", "'"}


@dataclass(frozen=True)
class Name:
    """One proper name: token indices `[first, last)`, what it is called without title and article."""

    first: int
    last: int
    core: str
    title: str
    label: str


def find_names(doc: "Doc", speakers: Collection[int] = ()) -> list[Name]:
    """The proper names of `doc` in text order, each with the label that the article gives it most often.

    Args:
        speakers: indices of tokens that head a source; a capitalised one that the recogniser
            passed over is a name too.
    """
    names = [_clean(doc, list(ent), ent.label_) for ent in doc.ents if ent.label_ in LABELS]
    known = {i for n in names if n for i in range(n.first, n.last)}
    names += [_capitalised(doc[i]) for i in sorted(speakers) if i not in known]
    known |= {i for n in names if n for i in range(n.first, n.last)}
    names += [_clean(doc, [t], "PERSON") for t in doc if t.i not in known and _after_title(t)]
    names = sorted((n for n in names if n), key=lambda n: n.first)
    labels = defaultdict(Counter)
    for name in names:
        labels[name.core.casefold()]["PERSON" if name.title else name.label] += 1
    titled = {name.core.casefold() for name in names if name.title}
    common = {core: _most_common(c, core) for core, c in labels.items()}
    common |= dict.fromkeys(titled, "PERSON")
    return [replace(n, label=common[n.core.casefold()]) for n in names]


def _after_title(token):
    """Whether a token is a name that stands after `Mr` or `Mrs`."""
    if token.i == 0 or token.tag_ != "NNP" or not token.is_title:
        return False
    before = token.nbor(-1)
    return before.is_title and bool(gender_of_title(before.text))


def _most_common(labels, core):
    """The label given most often; of two given as often, no person where it is a single word."""
    ranked = [*LABELS[1:], "PERSON"] if " " not in core else LABELS
    return max(labels, key=lambda label: (labels[label], -ranked.index(label)))


def _capitalised(head):
    """The name that a capitalised source is, where nobody else has found it."""
    if head.tag_ not in ("NNP", "NNPS") or head.text.isupper():
        return None
    tokens = list(head.doc[head.left_edge.i : head.i + 1])
    article = tokens[0].lower_ in ("the", "a", "an")
    person = not article and 2 <= len(tokens) <= 3 and all(t.text.isalpha() for t in tokens)
    name = _clean(head.doc, tokens, "PERSON" if person else "ORG")
    ordinary = name and any(
        w[0].islower() and w not in SMALL_WORDS and w != "’s" for w in name.core.split()
    )
    return None if ordinary else name


def _clean(doc, tokens, label):
    while tokens and (tokens[-1].tag_ == "POS" or not tokens[-1].text[:1].isalnum()):
        tokens.pop()
    while tokens and (tokens[0].lower_ in ("the", "a", "an") or not tokens[0].text[:1].isalnum()):
        tokens.pop(0)
    if not tokens or "\n" in doc[tokens[0].i : tokens[-1].i + 1].text:
        return None
    tokens = _without_amount(tokens)
    title = ""
    while len(tokens) > 1 and _title(tokens[0]):
        title = tokens.pop(0).text
    first = tokens[0].i
    if not title and first > 0 and _title(doc[first - 1]) and doc[first - 1].text[0].isupper():
        title = doc[first - 1].text
    core = re.sub(r"\s+", " ", doc[first : tokens[-1].i + 1].text)
    if not any(c.isupper() for c in core):
        return None
    return Name(first - bool(title), tokens[-1].i + 1, core, title, label)


def _without_amount(tokens):
    """Tokens of a name without the number or the amount of money that it begins with (`£55m.`)."""
    n = 0
    while n < len(tokens) - 1 and (
        tokens[n].text[0].isdigit()
        or tokens[n].is_currency
        or (n > 0 and tokens[n].lower_.rstrip(".") in AFTER_NUMBERS)
    ):
        n += 1
    return tokens[n:]


def _title(token):
    return token.lower_.rstrip(".") in TITLES


def is_titled(name: str) -> bool:
    """Whether a name begins with a title (`Mr Strake`)."""
    return name.split(" ")[0].lower().rstrip(".") in TITLES


def gender_of_title(title: str) -> str:
    """`m`, `f`, or an empty string where the title does not tell."""
    return TITLES.get(title.lower().rstrip("."), "")


def join_names(names: Sequence[Name]) -> list[str]:
    """The entity that each name belongs to, as its longest form in the article is written.

    A surname that two full names share stays apart, and `Mr` and `Ms` of that surname too.
    """
    written, labels = {}, {}
    for name in names:
        written.setdefault(name.core.casefold(), name.core)
        labels[name.core.casefold()] = name.label
    candidates = _candidates(labels)
    joined = []
    for name in names:
        core = name.core.casefold()
        if len(candidates[core]) == 1:
            [full] = candidates[core]
            joined.append(written[full])
        elif candidates[core] and gender_of_title(name.title):
            joined.append(f"{name.title} {written[core]}")
        else:
            joined.append(written[core])
    return joined


def _candidates(labels):
    """Name → the longest names that it may be short for; two forms of one name are one candidate."""
    full_names, candidates, longest = _FullNames(labels), {}, {}
    for core in sorted(labels, key=len, reverse=True):
        longer = (other for other in full_names.of(core, labels[core]) if other in longest)
        candidates[core] = {longest[other] for other in longer}
        longest[core] = min(candidates[core]) if len(candidates[core]) == 1 else core
    return candidates


class _FullNames:
    """The names of several words in an article, each found by what it may be shortened to."""

    def __init__(self, labels: Mapping[str, str]):
        """`labels` maps each name, case-folded, to its label, in text order."""
        self._people = {c for c, label in labels.items() if label == "PERSON" and " " in c}
        self._by_surname, self._by_first_name = defaultdict(list), defaultdict(list)
        self._by_surname_and_other, self._by_short = defaultdict(list), defaultdict(list)
        for core in (core for core in labels if " " in core):
            words = core.split()
            self._by_surname[words[-1]].append(core)
            if core in self._people:
                self._by_first_name[words[0]].append(core)
                for other in {form for word in words for form in (word, word[0])}:
                    self._by_surname_and_other[words[-1], other].append(core)
            else:
                beginnings = (" ".join(words[:n]) for n in range(1, len(words)))
                for short in dict.fromkeys((*beginnings, _initials(core))):
                    self._by_short[short].append(core)

    def of(self, core: str, label: str) -> list[str]:
        """The longer names that one name may stand for, people first."""
        words = core.split()
        if len(words) > 1 and label == "PERSON":
            same = self._by_surname_and_other[words[-1], words[0].rstrip(".")]
            return [p for p in same if p != core and _within(words, p.split())]
        if len(words) == 1:
            surnames = sorted(self._by_surname[core], key=lambda n: n not in self._people)
            if surnames and (surnames[0] in self._people or label == "PERSON"):
                return surnames
            if self._by_first_name[core]:
                return self._by_first_name[core]
        return [name for name in self._by_short[core] if name != core]


def _within(words, longer):
    """Whether all of `words` stand in another name, initials counting for names (J. Smith)."""
    return len(words) <= len(longer) and all(
        any(w == other or w.rstrip(".") == other[0] for other in longer) for w in words
    )


def _initials(name):
    return "".join(w[0] for w in re.split(r"[\s-]+", name) if w and w not in SMALL_WORDS)
