"""Contents that take up what others claim, and reject it: `the claims were fabricated`."""

import re

from onrecord.claims.stances import FALSE, MISTAKEN, rejected_in

# Words that take up what others have claimed.
CLAIM_NOUNS = (
    r"(?:claim|allegation|accusation|report|rumou?r|charge|suggestion|story|stories|assertion"
    r"|insinuation|speculation|theory|notion|account|narrative)s?"
)
TAKEN_UP = re.compile(
    r"^(?:that |as )?(?:the|these|those|such|all|both|any|this|that|his|her|their|its|any such)\b"
    rf"[^.;!?]{{0,40}}?\b{CLAIM_NOUNS}\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"^(?:that )?(?:it|that|this|they|those|these)\b(?=[’' ])", re.IGNORECASE)
FIRST = 120  # characters of a content in which it rejects what it takes up
REJECTING = ("asserts", "evaluates", "believes")  # acts that may deny by what they say


def taken_up(text: str) -> str | None:
    """How a claim text begins that speaks of what others claim: `the allegations`; or None."""
    found = TAKEN_UP.search(text)
    return found.group() if found else None


def rejection(act: str, text: str) -> str | None:
    """The words by which a claim text calls others' claims false; None where it does not."""
    if act not in REJECTING:
        return None
    if TAKEN_UP.search(text):
        return rejected_in(text[:FIRST], FALSE, MISTAKEN)
    return rejected_in(text[:FIRST], FALSE) if PRONOUN.search(text) else None
