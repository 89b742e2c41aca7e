"""Contents that take up what others claim, and reject it: `the claims were fabricated`."""

import re

from onrecord.reading.claims.stances import FALSE, MISTAKEN, rejected_in

# Words that take up what others have claimed.
CLAIM_NOUNS = (
    r"(?:claim|allegation|accusation|report|rumou?r|charge|suggestion|story|stories|assertion"
    r"|insinuation|speculation|theory|notion|account|narrative|argument|version|characteri[sz]ation)s?"
)
TAKEN_UP = re.compile(
    r"^(?:that |as )?(?:the|these|those|such|all|both|any|an?|this|that|his|her|their|its|any such)\b"
    rf"(?: [\w’'-]+){{0,4}}? {CLAIM_NOUNS}\b",
    re.IGNORECASE,
)
NO_TRUTH = re.compile(
    rf"^(?:that )?there\b[^.;!?]{{0,20}}?\bno\b[^.;!?]{{0,40}}?\b{CLAIM_NOUNS}\b", re.IGNORECASE
)
PRONOUN = re.compile(r"^(?:that )?(?:it|that|this|they|those|these)\b(?=[’' ])", re.IGNORECASE)
ALONE = 2  # words of a content that does no more than reject: `“Utter nonsense,” she said`
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
    opening = text[:FIRST]
    if NO_TRUTH.search(text):
        return rejected_in(opening, FALSE, MISTAKEN)
    if found := TAKEN_UP.search(text):  # `a false claim` rejects nothing: it is the article's word
        return rejected_in(opening[found.end() :], FALSE, MISTAKEN)
    alone = act == "asserts" and len(opening.split()) <= ALONE
    return rejected_in(opening, FALSE) if alone or PRONOUN.search(text) else None
