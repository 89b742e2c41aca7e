"""Names joined within one article: shorter forms to the one longer name that they are part of.

A surname joins a full name, `Tolvane` Tolvane Marine, `DFWU` the Dock and Ferry Workers' Union.
Where two longer names would do, the short form stays apart, but for a surname that stood alone
when only one of those who bear it had been named. A name is never short for a place, nor a place
for a person: `Google` is not the Google Science Fair, `Canada` no Friends of Canada.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from onrecord.entities.lexicon import gender_of_first_name
from onrecord.entities.names.full_names import FullNames
from onrecord.entities.names.spans import Name
from onrecord.entities.names.titles import gender_of_title
from onrecord.entities.names.variants import plain_name

HONOURS = {"qc", "kc", "mp", "frs", "obe", "mbe", "cbe", "dbe", "phd", "md", "esq"}
NICKNAME = re.compile(r"""(?<=\s)["“'‘(][^"”'’)]+["”'’)]\s*""")
# Reasons, as the evidence of a mention says them.
NAME = "name"
OTHER_FORM = "another form of the name"
SHORT = "short for a longer name"
FIRST_BEARER = "the one of that name who was named first"
BY_FIRST_NAMES = "title, and the usual gender of the first names"
ROUNDS = 2  # `Mr Reed` settled, who `Ms Reed` is may be settled too


def join_names(names: Sequence[Name]) -> list[str]:
    """The referent of each name, as its most complete form in the article is written."""
    return [referent for referent, _ in joined_names(names)]


def joined_names(names: Sequence[Name]) -> list[tuple[str, str]]:
    """The referent of each name, as its most complete form in the article is written, and the reason.

    A surname that two full names share stays apart, and `Mr` and `Ms` of that surname too, unless
    the first names of all but one speak against the title.
    """
    plain = [_plain(name) for name in names]
    labels = {p: name.label for p, name in zip(plain, names, strict=True)}
    written = _written(names, plain)
    candidates = _candidates(labels, written)
    first_bearers = _first_bearers(names, plain, candidates)
    titled = _titled(names, plain, candidates)
    joined = []
    for name, p in zip(names, plain, strict=True):
        gender = gender_of_title(name.title)
        if len(candidates[p]) == 1:
            joined.append((written[min(candidates[p])], SHORT))
        elif (p, gender) in titled:
            joined.append((written[titled[p, gender]], BY_FIRST_NAMES))
        elif candidates[p] and gender:
            joined.append((f"{name.title} {written[p]}", NAME))
        elif first_bearers.get(p, p) != p:
            joined.append((written[first_bearers[p]], FIRST_BEARER))
        else:
            joined.append((written[p], NAME if written[p] == name.core else OTHER_FORM))
    return joined


def _titled(names, plain, candidates):
    """Plain name and gender of its title → the one of several who is not of the other gender.

    A title tells the gender of who bears it, and then rules out that one for the other title; a
    first name has the gender that it usually has, which is a guess.
    """
    titled = {}
    asked = dict.fromkeys((p, gender_of_title(n.title)) for n, p in zip(names, plain, strict=True))
    asked = [(p, gender) for p, gender in asked if gender]
    genders = {p: gender for p, gender in asked if not candidates[p]}
    for _ in range(ROUNDS):
        for p, gender in asked:
            if len(candidates[p]) > 1:
                fits = [f for f in candidates[p] if _gender(f, genders) in ("", gender)]
                if len(fits) == 1:
                    titled[p, gender] = fits[0]
                    genders[fits[0]] = gender
    return titled


def _gender(full, genders):
    return genders.get(full) or gender_of_first_name(full.split()[0])


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
