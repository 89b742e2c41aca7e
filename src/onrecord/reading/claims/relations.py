"""What two claims are to each other: which say the same (echo), and which deny another (dispute).

Two claims echo each other where they share most of their words with the same main word, all of
them, or a long run, and neither negates the other; one disputes another where it is a denial, and its
source is another, and may dispute it where it only negates it. A denial needs fewer shared words to match
what its own article says of the denier. `taking_up` finds what a claim only points to (`the claims`). `The
reports` are those that speak of who denies them.

Not found: what is said in other words altogether, and what contradicts without a negation.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.reading.claims.candidates import SHARED_TERMS, SHARED_WORDS
from onrecord.reading.claims.likeness import Likeness, Stated

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
NEXT_TO = 3  # claims before a denial that it may repeat
BESIDE = 99  # claims of an article from a denial to what it is held against, at most
RUMOURS = re.compile(r"\b(?:reports|rumou?rs)\b", re.IGNORECASE)


class Link(NamedTuple):
    """What one of two claims is to the other.

    Attributes:
        kind: a column of links.
        backwards: whether it is of the second one to the first.
        reason: what decided.
    """

    kind: str
    backwards: bool
    reason: str


def link_between(a: Stated, b: Stated, like: Likeness) -> Link | None:
    """The link between two claims that share words, if there is any."""
    if a.article == b.article and a.span[0] < b.span[1] and b.span[0] < a.span[1]:
        return None  # one holds the other, or a part of it
    words = len(like.shared)
    if words < SHARED_WORDS or (words + like.entities < SHARED_TERMS and like.whole < 1):
        return None
    kind = relation(a, b, like)
    if kind == "echoes":
        return Link(kind, False, f"shares: {', '.join(like.shared)}")
    if kind == "disputes":
        # Of those by a mere `not` fewer than half hold when they are read.
        sure = "denies" in (a.claim.act, b.claim.act)
        backwards = not _denies_first(a, b, like)
        kind = "disputes" if sure else "may_dispute"
        return Link(kind, backwards, f"denies: {', '.join(like.shared)}")
    return None


def relation(a: Stated, b: Stated, like: Likeness) -> str | None:
    """`echoes`, `disputes` or None: what two claims that share words are to each other.

    One that denies and one that only negates are told apart in `link_between`.
    """
    one, two = a.claim, b.claim
    if one.describes != two.describes:
        other, said = (two, like.of_first) if one.describes else (one, like.of_second)
        denied = like.opposed and other.act not in UNSTATED and not own(a, b)
        return "disputes" if denied and said >= DESCRIBED_SHARE else None
    unstated = one.act in UNSTATED or two.act in UNSTATED
    if (unstated and one.act != two.act) or like.numbers:
        return None
    if not like.opposed:
        return "echoes" if _says_the_same(a, b, like) else None
    stated = like.states and like.heads and not (_on_condition(one) or _on_condition(two))
    if not stated or own(a, b) or _of_others(a, b, like):
        return None
    return "disputes" if _contradicts(a, b, like) else None


def _contradicts(a, b, like):
    """Whether two claims, one of which denies or has a `not`, are about the same."""
    near, words = a.article == b.article, len(like.shared)
    if "denies" in (a.claim.act, b.claim.act):
        return (near or words >= DENIED_WORDS) and like.share >= DENIED
    least = OPPOSED_NEAR if near else OPPOSED_FAR
    return words >= least[0] and like.share >= least[1] and like.whole >= least[2]


def own(a: Stated, b: Stated) -> bool:
    """Whether both are of one source, as far as it is known."""
    return a.source is not None and a.source == b.source


def _of_others(a, b, like):
    """Whether both name somebody, nobody in common, and neither the other's source (`I`)."""
    named = a.source in b.entities or b.source in a.entities
    return bool(a.entities and b.entities) and not (like.entities or named)


def _on_condition(claim):
    return claim.commitment == "Uu" and claim.act != "reports"


def _says_the_same(a, b, like):
    mine, words = own(a, b), len(like.shared)
    # Two may do the same with a topic; but praise and blame are one act.
    alike = a.claim.act == b.claim.act and (mine or a.claim.act != "evaluates")
    if not _of_others(a, b, like) and (like.states or alike):
        # Word for word; but two people may speak of one topic in the same few words.
        if like.whole == 1:
            enough = mine or words >= (WORDS if like.states else TOPIC_WORDS)
        else:
            enough = words >= WORDS and like.share >= SAME and like.heads
            enough = enough and like.whole >= (OWN_WHOLE if mine else WHOLE)
        if enough:
            return True
    return like.longest >= RUN and like.run >= RUN


def _denies_first(a, b, like):
    one, two = a.claim, b.claim
    if one.describes != two.describes:
        return one.describes
    if (one.act == "denies") != (two.act == "denies"):
        return one.act == "denies"
    return like.negated


def pointed(claims: Sequence[Stated]) -> Iterator[tuple[int, int]]:
    """Each claim with each other that it points to, as places in `claims`, those of one article."""
    for n, stated in enumerate(claims):
        for other in stated.claim.points_to:
            # `The reports` are those that speak of who denies them, or that nobody is named for.
            spoken_of = claims[other].source is None or stated.source in claims[other].entities
            meant = spoken_of or not RUMOURS.search(stated.claim.pointing or "")
            if meant and not own(stated, claims[other]):
                yield n, other


def accusations(claims: Sequence[Stated]) -> Iterator[tuple[int, int]]:
    """Each denial with what it may deny in so many words, as places in `claims`, those of one article.

    That is what others say of who denies, and what they say just before.
    """
    for i, denial in enumerate(claims):
        if denial.claim.act != "denies" or denial.claim.describes or denial.source is None:
            continue
        start = max(0, i - BESIDE)
        for j, other in enumerate(claims[start : i + BESIDE + 1], start):
            spoken_of = denial.source in other.entities and not own(denial, other)
            said = other.claim.act not in (*UNSTATED, "denies") and not _on_condition(other.claim)
            if said and (spoken_of or (i - NEXT_TO <= j < i and not own(denial, other))):
                yield i, j


def link_to_accusation(a: Stated, b: Stated, like: Likeness) -> Link | None:
    """The link between a denial and a claim of its article, if it is that which is denied.

    Of what is said of who denies a part is enough; else all words of one must stand in the other.
    """
    stated = like.states and like.opposed and not like.numbers
    of_itself = a.source in b.entities
    if not stated or not (like.heads or like.whole == 1):
        return None
    if like.share < (ACCUSATION_SHARE if of_itself else 1):
        return None
    how = "denies, of itself" if of_itself else "denies"
    return Link("disputes", False, f"{how}: {', '.join(like.shared)}")
