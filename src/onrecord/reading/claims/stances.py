"""Words that tell how a source stands to what is said: `may`, `probably`, `unlikely`, `false`.

`data/stances.tsv` has a row for each phrase, as lemma or as it stands. `possible`, `probable` and
`unlikely` are hedges. `false` says that a thing is not so, of whatever it is said; `mistaken` does
so of a claim alone (`the allegations are absurd`), for other things may be absurd and so.
"""

import functools
import re

from onrecord.reading.word_lists import read_rows

POSSIBLE, PROBABLE, UNLIKELY, FALSE, MISTAKEN = (
    "possible", "probable", "unlikely", "false", "mistaken",
)  # fmt: skip
HEDGES = (POSSIBLE, PROBABLE, UNLIKELY)
# Before a phrase, with two words between at most: `not false`; but `not only false` is false.
NEGATED = re.compile(
    r"(?:\b(?:not|never|no|cannot)|n[’']t)\s(?:(?!(?:only|but)\b)\w+\s){0,2}$", re.IGNORECASE
)
REACH = 40  # characters in which a negation is looked for
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
FEW_WORDS = 2  # of a content that does no more than reject: `“Utter nonsense,” she said`
OPENING = 120  # characters of a content in which it rejects what it takes up
REJECTING = ("asserts", "evaluates", "believes")  # acts that may deny by what they say


@functools.cache
def load_stances() -> dict[str, str]:
    """The list: phrase → stance."""
    return {row["phrase"]: row["stance"] for row in read_rows("stances.tsv")}


@functools.cache
def hedge_of(word: str) -> str | None:
    """Which hedge one word is, inflected or not; None where it is none."""
    import simplemma

    known, word = load_stances(), word.lower()
    stance = known.get(word) or known.get(simplemma.lemmatize(word, lang="en"))
    return stance if stance in HEDGES else None


def taken_up(text: str) -> str | None:
    """How a claim text begins that speaks of what others claim: `the allegations`; or None."""
    found = TAKEN_UP.search(text)
    return found.group() if found else None


def rejection(act: str, text: str) -> str | None:
    """The words by which a claim text calls others' claims false; None where it does not."""
    if act not in REJECTING:
        return None
    opening = text[:OPENING]
    if NO_TRUTH.search(text):
        return rejected_in(opening, FALSE, MISTAKEN)
    if begins := taken_up(text):  # `a false claim` rejects nothing: it is the article's word
        return rejected_in(opening[len(begins) :], FALSE, MISTAKEN)
    alone = act == "asserts" and len(opening.split()) <= FEW_WORDS
    return rejected_in(opening, FALSE) if alone or PRONOUN.search(text) else None


def rejected_in(text: str, *stances: str) -> str | None:
    """The first words in `text` that have one of the stances and are not negated, as they stand.

    None where there are none.
    """
    found = _phrases(stances).finditer(text)
    held = (f for f in found if not NEGATED.search(text[max(f.start() - REACH, 0) : f.start()]))
    return next((f.group() for f in held), None)


@functools.cache
def _phrases(stances):
    phrases = sorted((p for p, s in load_stances().items() if s in stances), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})s?\b", re.IGNORECASE)
