"""Names joined within one article: shorter forms to the one longer name that they are part of.

A surname joins a full name, `Tolvane` Tolvane Marine, `DFWU` the Dock and Ferry Workers' Union.
Where two longer names would do, the short form stays apart, but for a surname that stood alone
when only one of those who bear it had been named. A name is never short for a place, nor a place
for a person: `Google` is not the Google Science Fair, `Canada` no Friends of Canada.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from onrecord.reading.names.full_names import FullNames
from onrecord.reading.names.lexicon import gender_of_first_name
from onrecord.reading.names.spans import Name
from onrecord.reading.names.spelling import plain_name
from onrecord.reading.names.titles import gender_of_title

HONOURS = {"qc", "kc", "mp", "frs", "obe", "mbe", "cbe", "dbe", "phd", "md", "esq"}
NICKNAME = re.compile(r"""(?<=\s)["“'‘(][^"”'’)]+["”'’)]\s*""")
# Reasons, as the evidence of a mention says them.
NAME = "name"
OTHER_FORM = "another form of the name"
SHORT = "short for a longer name"
FIRST_BEARER = "the one of that name who was named first"
BY_FIRST_NAMES = "title, and the usual gender of the first names"
ROUNDS = 2  # `Mr Reed` settled, who `Ms Reed` is may be settled too


def joined_names(names: Sequence[Name]) -> list[tuple[str, str]]:
    """The referent of each name, as its most complete form in the article is written, and the reason.

    A surname that two full names share stays apart, and `Mr` and `Ms` of that surname too, unless
    the first names of all but one speak against the title. Where no full name has it, the surname
    alone is whoever of `Mr` and `Ms` comes first.
    """
    plain = [_plain(name) for name in names]
    labels = {p: name.label for p, name in zip(plain, names, strict=True)}
    written = _written(names, plain)
    candidates = _candidates(labels, written)
    first_bearers = _first_bearers(names, plain, candidates)
    titled = _titled(names, plain, candidates, written)
    joined = []
    for name, p in zip(names, plain, strict=True):
        gender = gender_of_title(name.title)
        if (p, gender) in titled:
            joined.append(titled[p, gender])
        elif len(candidates[p]) == 1:
            joined.append((written[min(candidates[p])], SHORT))
        elif first_bearers.get(p, p) != p:
            joined.append((written[first_bearers[p]], FIRST_BEARER))
        else:
            joined.append((written[p], NAME if written[p] == name.core else OTHER_FORM))
    return joined


def _titled(names, plain, candidates, written):
    """Plain name and gender of its title → its referent and the reason, where the title matters.

    A title tells the gender of who bears it, and then rules out that one for the other title; a
    first name has the gender that it usually has: a guess, which counts only where there is a choice.
    """
    asked, told = _titles(names, plain), {}
    for p, gender in asked:
        if not candidates[p]:
            told.setdefault(p, gender)
    settled, apart = {}, set()
    for _ in range(ROUNDS):
        for p, gender in asked:
            choice = len(candidates[p]) > 1 or {(p, "m"), (p, "f")} <= asked.keys()
            fits = [f for f in candidates[p] if _gender(f, told, choice) in ("", gender)]
            if choice and len(fits) == 1:
                settled[p, gender] = written[fits[0]], BY_FIRST_NAMES
                told[fits[0]] = gender
            elif choice or not fits if candidates[p] else " " not in p and told[p] != gender:
                apart.add((p, gender))
    return {key: (f"{asked[key]} {written[key[0]]}", NAME) for key in apart} | settled


def _titles(names, plain):
    """Plain name and gender → the title that tells it, as it comes first, in text order."""
    titles = {}
    for name, p in zip(names, plain, strict=True):
        if gender := gender_of_title(name.title):
            titles.setdefault((p, gender), name.title)
    return titles


def _gender(full, told, guess):
    """`m`, `f` or empty of a full name: as a title told it, else as its first name lets one guess."""
    return told.get(full) or (gender_of_first_name(full.split()[0]) if guess else "")


def _plain(name):
    plain = plain_name(name.core)
    if name.label != "PERSON" or " " not in plain:
        return plain
    words = re.sub(r"\s+", " ", NICKNAME.sub("", plain)).replace(",", "").split()
    while len(words) > 1 and words[-1].replace(".", "") in HONOURS:
        words.pop()
    return " ".join(words) or plain


def _written(names, plain):
    """Plain name → how it is written: most often, but not in capitals or shorter than it might be."""
    forms = defaultdict(Counter)
    for name, p in zip(names, plain, strict=True):
        forms[p][name.core] += 1
    return {
        p: max(counts, key=lambda f: (f.casefold() == p, not f.isupper(), counts[f], f))
        for p, counts in forms.items()
    }


def _first_bearers(names, plain, candidates):
    """Names that stood alone when only one whom they may mean had been named → that one."""
    bearers, named = {}, set()
    for name, p in zip(names, plain, strict=True):
        if len(candidates[p]) < 2:
            named |= candidates[p] or {p}
        elif p not in bearers and not gender_of_title(name.title):
            before = candidates[p] & named
            if before:
                bearers[p] = before.pop() if len(before) == 1 else p
    return bearers


def _candidates(labels, written):
    """Name → the longest names that it may be short for; two forms of one name are one candidate."""
    full_names, candidates, longest = FullNames(labels, written), {}, {}
    for plain in sorted(labels, key=len, reverse=True):
        longer = (other for other in full_names.of(plain, labels[plain]) if other in longest)
        candidates[plain] = {longest[other] for other in longer}
        longest[plain] = min(candidates[plain]) if len(candidates[plain]) == 1 else plain
    return candidates
