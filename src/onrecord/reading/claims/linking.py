"""Claims over a corpus: which say the same (echo), and which deny another (dispute).

Two claims echo each other where they share most of their words with the same main word, all of
them, or a long run, and neither negates the other; one disputes another where it does negate it,
or is a denial, and its source is another. A denial needs fewer shared words to match what its own
article says of the denier. `taking_up` finds what a claim only points to (`the claims`). Who denies by
pointing denies what echoes it too. `The reports` are those that speak of who denies them.

Not found: what is said in other words altogether, and what contradicts without a negation.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from onrecord.reading.claims.candidates import (
    PAIRS_AT_ONCE,
    SHARED_TERMS,
    SHARED_WORDS,
    candidate_pairs,
)
from onrecord.reading.claims.likeness import Likeness, Stated, likeness, weights_of
from onrecord.tables.links import POINTS_TO, Links

# Asked, demanded or left unsaid: neither the same as a statement nor its denial.
UNSTATED = ("withholds", "asks", "urges")
RUN = 6  # content words in a row that only a repetition has
# Words that two claims share at least, and shares of the lighter statement and of the heavier one.
WORDS, SAME, WHOLE = 3, 0.6, 0.5
TOPIC_WORDS = 4  # of contents without a verb
OWN_WHOLE = 0.35  # of two claims of one source
# The same three where one of them has a `not`: in one article, and in two.
OPPOSED_NEAR, OPPOSED_FAR = (2, 0.6, 0.4), (4, 0.6, 0.5)
DENIED_WORDS, DENIED = 3, 0.5  # of what is denied in so many words, in another article
DESCRIBED_SHARE = 0.5  # of what a denial points to
ACCUSATION_SHARE = 0.25  # of what who is spoken of denies
BESIDE = 99  # claims of an article from a denial to what it is held against, at most
RUMOURS = re.compile(r"\b(?:reports|rumou?rs)\b", re.IGNORECASE)


def link_claims(claims: Sequence[Stated]) -> dict[int, Links]:
    """Place of a claim → its links; a claim that has none is not there.

    Args:
        claims: of the whole corpus, article by article.
    """
    links: dict[int, Links] = defaultdict(Links)
    denied = []
    for n, other in _pointed(claims):
        denies = claims[n].claim.act == "denies"
        kind = links[n].disputes if denies else links[n].responds
        kind[other] = f"{POINTS_TO} {claims[n].claim.pointing}"
        denied += [(n, other)] if denies else []
    weights = weights_of(claims)
    pairs = candidate_pairs(claims, weights)
    # In slices: all pairs as Python's own numbers would take ten times the memory.
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        for i, j in pairs[start : start + PAIRS_AT_ONCE].tolist():
            _link(links, claims, i, j, weights)
    for i, j in _accusations(claims):
        like = likeness(claims[i], claims[j], weights)
        stated = like and like.states and like.heads and like.opposed and not like.numbers
        if like and stated and like.share >= ACCUSATION_SHARE:
            links[i].disputes.setdefault(j, f"denies, of itself: {', '.join(like.shared)}")
    _deny_echoes(links, claims, denied)
    for each in links.values():
        each.responds = {n: why for n, why in each.responds.items() if n not in each.disputes}
    return {n: links[n] for n in sorted(links)}


def _pointed(claims):
    """A claim and another of its article that it points to, as places."""
    firsts: dict[int, int] = {}
    for n, stated in enumerate(claims):
        first = firsts.setdefault(stated.article, n)
        for other in (first + k for k in stated.claim.points_to):
            # `The reports` are those that speak of who denies them, or that nobody is named for.
            spoken_of = claims[other].source is None or stated.source in claims[other].entities
            meant = spoken_of or not RUMOURS.search(stated.claim.pointing)
            if meant and not _own(stated, claims[other]):
                yield n, other


def _link(links, claims, i, j, weights):
    a, b = claims[i], claims[j]
    if a.article == b.article and a.span[0] < b.span[1] and b.span[0] < a.span[1]:
        return  # one holds the other, or a part of it
    like = likeness(a, b, weights)
    if like is None or len(like.shared) < SHARED_WORDS:
        return
    if len(like.shared) + like.entities < SHARED_TERMS and like.whole < 1:
        return
    kind = relation(a, b, like)
    if kind == "echoes":
        links[i].echoes[j] = links[j].echoes[i] = f"shares: {', '.join(like.shared)}"
    elif kind == "disputes":
        denier, other = (i, j) if _denies_first(a, b, like) else (j, i)
        links[denier].disputes.setdefault(other, f"denies: {', '.join(like.shared)}")


def relation(a: Stated, b: Stated, like: Likeness) -> str | None:
    """`echoes`, `disputes` or None: what two claims that share words are to each other."""
    one, two = a.claim, b.claim
    if one.describes != two.describes:
        other, said = (two, like.of_first) if one.describes else (one, like.of_second)
        denied = like.opposed and other.act not in UNSTATED and not _own(a, b)
        return "disputes" if denied and said >= DESCRIBED_SHARE else None
    unstated = one.act in UNSTATED or two.act in UNSTATED
    if (unstated and one.act != two.act) or like.numbers:
        return None
    if not like.opposed:
        return "echoes" if _says_the_same(a, b, like) else None
    stated = like.states and like.heads and not (_on_condition(one) or _on_condition(two))
    if not stated or _own(a, b) or _of_others(a, b, like):
        return None
    return "disputes" if _contradicts(a, b, like) else None


def _contradicts(a, b, like):
    """Whether two claims, one of which denies or has a `not`, are about the same."""
    near, words = a.article == b.article, len(like.shared)
    if "denies" in (a.claim.act, b.claim.act):
        return (near or words >= DENIED_WORDS) and like.share >= DENIED
    least = OPPOSED_NEAR if near else OPPOSED_FAR
    return words >= least[0] and like.share >= least[1] and like.whole >= least[2]


def _own(a, b):
    """Whether both are of one source, as far as it is known."""
    return a.source is not None and a.source == b.source


def _of_others(a, b, like):
    """Whether both name somebody, nobody in common, and neither the other's source (`I`)."""
    named = a.source in b.entities or b.source in a.entities
    return bool(a.entities and b.entities) and not (like.entities or named)


def _on_condition(claim):
    return claim.commitment == "Uu" and claim.act != "reports"


def _says_the_same(a, b, like):
    if like.longest >= RUN and like.run >= RUN:
        return True
    own, words = _own(a, b), len(like.shared)
    # Two may do the same with a topic; but praise and blame are one act.
    alike = a.claim.act == b.claim.act and (own or a.claim.act != "evaluates")
    if _of_others(a, b, like) or not (like.states or alike):
        return False
    # Word for word; but two people may speak of one topic in the same few words.
    if like.whole == 1:
        return own or words >= (WORDS if like.states else TOPIC_WORDS)
    enough = words >= WORDS and like.share >= SAME and like.heads
    return enough and like.whole >= (OWN_WHOLE if own else WHOLE)


def _accusations(claims):
    """Each denial with what others say, in the same article, of who denies."""
    for i, denial in enumerate(claims):
        if denial.claim.act != "denies" or denial.claim.describes or denial.source is None:
            continue
        start = max(0, i - BESIDE)
        for j, other in enumerate(claims[start : i + BESIDE + 1], start):
            spoken_of = denial.source in other.entities and not _own(denial, other)
            said = other.claim.act not in (*UNSTATED, "denies") and not _on_condition(other.claim)
            if other.article == denial.article and spoken_of and said:
                yield i, j


def _denies_first(a, b, like):
    one, two = a.claim, b.claim
    if one.describes != two.describes:
        return one.describes
    if (one.act == "denies") != (two.act == "denies"):
        return one.act == "denies"
    return like.negated


def _deny_echoes(links, claims, denied):
    """Who points to a claim and denies it denies what says the same too, unless it is their own."""
    for n, pointed in denied:
        for other in links[pointed].echoes if pointed in links else ():
            mine = other == n or _own(claims[n], claims[other])
            if not mine and other not in links[n].echoes:
                links[n].disputes.setdefault(other, "denies what it echoes")
