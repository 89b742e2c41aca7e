"""Claims over a corpus: which say the same (echo), and which deny another (dispute).

Two claims echo each other where they share most of their words, or a long run of them, and neither
negates the other; one disputes another where it does negate it, or is a denial, and its source is
another. What a claim only points to in its own article (`the claims`) is resolved there (`taking_up`).
A denial of a claim denies its echoes too.

Not found: what is said in other words altogether, and what contradicts without a negation.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.claims.candidates import candidate_pairs
from onrecord.claims.likeness import Likeness, Stated, likeness, weights_of

# Asked, demanded or left unsaid: neither the same as a statement nor its denial.
UNSTATED = ("withholds", "asks", "urges")
RUN = 6  # content words in a row that only a repetition has
SHARED, PLAIN = 3, 2  # words and entities that two claims share at least, and words alone
# Shares of the lighter statement, and of the heavier one, that two claims have in common at least.
SAME, WHOLE = 0.4, 0.25
OWN, OWN_WHOLE = 0.3, 0.15  # of two claims of one source
DENIED, OPPOSED = 0.4, 0.5
POINTED = 0.5  # of what a denial points to
ACCUSED = 0.25  # of what who is spoken of denies
ON = 0.6
POINTS_TO = "takes up:"


@dataclass(slots=True)
class Links:
    """What one claim is linked to: place of the other → why."""

    disputes: dict[int, str] = field(default_factory=dict)
    echoes: dict[int, str] = field(default_factory=dict)
    responds: dict[int, str] = field(default_factory=dict)


def link_claims(claims: Sequence[Stated]) -> dict[int, Links]:
    """Place of a claim → its links; a claim that has none is not there.

    Args:
        claims: of the whole corpus, article by article.
    """
    links: dict[int, Links] = defaultdict(Links)
    for n, claim in enumerate(claims):
        for kind in ("disputes", "responds"):
            others = getattr(claim, kind)
            if others:
                getattr(links[n], kind).update(
                    dict.fromkeys(others, f"{POINTS_TO} {claim.pointing}")
                )
    weights = weights_of(claims)
    for i, j in candidate_pairs(claims, weights).tolist():
        _link(links, claims, i, j, weights)
    for i, j in _accusations(claims):
        like = likeness(claims[i], claims[j], weights)
        if like and like.share >= ACCUSED and j not in links[i].echoes:
            links[i].disputes.setdefault(j, f"denies, of itself: {', '.join(like.shared)}")
    _deny_echoes(links, claims)
    return {n: links[n] for n in sorted(links)}


def _link(links, claims, i, j, weights):
    a, b = claims[i], claims[j]
    if i in b.over or j in a.over:
        return
    like = likeness(a, b, weights)
    if like is None or len(like.shared) < PLAIN:
        return
    few = len(like.shared) + like.entities < SHARED
    if few and like.whole < 1:
        return
    kind = relation(a, b, like)
    if kind == "echoes":
        links[i].echoes[j] = links[j].echoes[i] = _why("shares", like)
    elif kind == "disputes":
        denier, other = (i, j) if _denies_first(a, b, like) else (j, i)
        links[denier].disputes[other] = _why("denies", like)
    elif kind == "responds":
        silent, other = (i, j) if a.act == "withholds" else (j, i)
        links[silent].responds[other] = _why("on", like)


def relation(a: Stated, b: Stated, like: Likeness) -> str | None:
    """`echoes`, `disputes`, `responds` or None: what two claims that share words are to each other."""
    if a.describes != b.describes:
        return "disputes" if like.share >= POINTED and a.source != b.source else None
    silent = [claim.act == "withholds" for claim in (a, b)]
    if any(silent) and not all(silent):
        return "responds" if like.share >= ON and like.heads and not like.numbers else None
    unstated = {claim.act for claim in (a, b) if claim.act in UNSTATED}
    if like.numbers or (unstated and a.act != b.act):
        return None
    if not like.opposed:
        return "echoes" if _says_the_same(a, b, like) else None
    own = a.source is not None and a.source == b.source
    if own or not like.both_heads or any(_on_condition(claim) for claim in (a, b)):
        return None
    denial = "denies" in (a.act, b.act)
    return "disputes" if like.share >= (DENIED if denial else OPPOSED) else None


def _on_condition(claim):
    return claim.commitment == "Uu" and claim.act != "reports"


def _says_the_same(a, b, like):
    if like.run >= RUN or like.whole == 1:
        return True
    if not like.both_heads or (a.entities and b.entities and not like.entities):
        return False
    own = a.source is not None and a.source == b.source
    return like.share >= (OWN if own else SAME) and like.whole >= (OWN_WHOLE if own else WHOLE)


def _accusations(claims):
    """Each denial with what others say, in the same article, of who denies."""
    for i, denial in enumerate(claims):
        if denial.act != "denies" or denial.describes or denial.source is None:
            continue
        for step in (-1, 1):
            j = i + step
            while 0 <= j < len(claims) and claims[j].article == denial.article:
                other = claims[j]
                says = other.act not in (*UNSTATED, "denies") and other.source != denial.source
                if says and denial.source in other.entities:
                    yield i, j
                j += step


def _denies_first(a, b, like):
    if a.describes != b.describes:
        return a.describes
    if (a.act == "denies") != (b.act == "denies"):
        return a.act == "denies"
    return like.negated


def _why(word, like):
    return f"{word}: {', '.join(like.shared)}"


def _deny_echoes(links, claims):
    """Who denies a claim denies what says the same, unless it is the denier's own."""
    for n in list(links):
        for denied in list(links[n].disputes):
            pointed = links[n].disputes[denied].startswith(POINTS_TO) and denied in links
            for other in list(links[denied].echoes) if pointed else ():
                mine = claims[n].source is not None and claims[n].source == claims[other].source
                if other != n and not mine and other not in links[n].echoes:
                    links[n].disputes.setdefault(other, "denies what it echoes")
