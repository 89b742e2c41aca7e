"""Words that tell how a source stands to what is said: `not`, `may`, `probably`, `unlikely`, `false`.

`data/stances.tsv` has a row for each phrase, as lemma or as it stands. A `negation` turns a statement
round. `possible`, `probable` and `unlikely` are hedges. `false` says that a thing is not so, whatever
it is. `mistaken` says so of a claim alone (`the allegations are absurd`): other things may be absurd
and still be so.
"""

import functools
import re

from onrecord.reading.doc.lemmas import lemma_of
from onrecord.word_lists import read_table

HEDGES = POSSIBLE, PROBABLE, UNLIKELY = "possible", "probable", "unlikely"
FALSE, MISTAKEN, NEGATION = "false", "mistaken", "negation"
# These deny what they stand for, and not the word after them: `nothing more than lies`.
NOT_OF_NEXT = {"little", "nobody", "none", "nothing", "without"}
REACH = 40  # characters in which a negation is looked for
# Words that take up what others have claimed.
CLAIM_NOUNS = (
    r"(?:claim|allegation|accusation|report|rumou?r|charge|suggestion|story|stories|assertion"
    r"|insinuation|speculation|theory|notion|account|narrative|argument|version|characteri[sz]ation)s?"
)
NO_NAME = r"(?!(?:It|That|This|There|Here|He|She|What|Who|Where|How|Let|\w+body|\w+one)[’'])"
OF_A_NAME = rf"(?-i:{NO_NAME}[A-Z][\w.]*(?: [A-Z][\w.]*)*[’']s?)"
OF_SOME = r"(?:the|these|those|such|all|both|any|an?|this|that|his|her|their|its|any such)\b"
TAKEN_UP = re.compile(
    rf"^(?:that |as )?(?:{OF_SOME}(?: [\w’'-]+){{0,4}}?|{OF_A_NAME}(?: [\w’'-]+){{0,2}}?) {CLAIM_NOUNS}\b",
    re.IGNORECASE,
)
# A statement may be false too; one that is absurd may still be true.
SAID = re.compile(
    rf"^(?:that )?(?:{OF_SOME}|{OF_A_NAME})(?: [\w’'-]+)? (?:comment|remark|statement)s?\b",
    re.IGNORECASE,
)
NO_TRUTH = re.compile(
    rf"^(?:that )?there\b[^.;!?]{{0,20}}?\bno\b[^.;!?]{{0,40}}?\b{CLAIM_NOUNS}\b", re.IGNORECASE
)
BE = r"(?:[’'](?:s|re)|\b(?:as|is|isn|are|aren|was|wasn|were|weren|be|been|has|have|had|having))\b"
TOLD = re.compile(rf"{BE}(?:[’']t)?(?: [\w’'-]+){{0,5}}", re.IGNORECASE)
# The verb that ends a sentence: `Reed’s claim that he is for it | is simply not true`.
TOLD_LAST = re.compile(rf"{BE}(?:[’']t)?(?: [\w’'-]+){{0,3}}\W*$", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.;!?]")
PRONOUN = re.compile(r"^(?:that )?(?:it|that|this|they|those|these)\b(?=[’' ])", re.IGNORECASE)
NEXT = re.compile(rf"(?: (?:\w+ly|all|just|also))? ?{BE}", re.IGNORECASE)  # to a pronoun
NO_MIND = r"(?! (?:\w+ )?minds?\b)"  # `they have made up their minds`
FEW_WORDS = 2  # of a content that does no more than reject: `“Utter nonsense,” she said`
OPENING = 120  # characters of a content in which it rejects what it takes up
REJECTING = ("asserts", "evaluates", "believes")  # acts that may deny by what they say


@functools.cache
def load_stances() -> dict[str, str]:
    """The list: phrase → stance."""
    return {row["phrase"]: row["stance"] for row in read_table("stances.tsv")}


def is_negation(word: str) -> bool:
    """Whether one word, in lower case, negates: `not`, `n’t`, `nobody`, `without`."""
    return load_stances().get(word.replace("’", "'")) == NEGATION


@functools.cache
def hedge_of(word: str) -> str | None:
    """Which hedge one word is, inflected or not; None where it is none."""
    known = load_stances()
    stance = known.get(word.lower()) or known.get(lemma_of(word))
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
    begins, pronoun = taken_up(text), PRONOUN.match(text)
    if begins:  # `a false claim` rejects nothing: it is the article's word
        end = len(begins)
        told = opening[end:] if act == "evaluates" else _told(text, end)
        return rejected_in(told, FALSE, MISTAKEN)
    if said := SAID.search(text):
        told = opening[said.end() :] if act == "evaluates" else _told(text, said.end())
        return rejected_in(told, FALSE)
    if act == "asserts" and len(opening.split()) <= FEW_WORDS:
        return rejected_in(opening, FALSE)
    rest = opening[pronoun.end() :] if pronoun else ""
    if act == "evaluates":  # `called it a lie` needs no `is`
        return rejected_in(rest, FALSE)
    return rejected_in(_told(rest, 0), FALSE) if NEXT.match(rest) else None


def _told(text, end):
    """What is said of the subject with which a text begins: its verb and a few words more, if it has one.

    After `that` the subject goes on with a verb of its own, and the last one counts.

    Args:
        end: of the subject.
    """
    if text.startswith(" that ", end):
        found = TOLD_LAST.search(SENTENCE_END.split(text[end:], maxsplit=1)[0])
    else:
        found = TOLD.search(text[end:OPENING])
    return found.group() if found else ""


def rejected_in(text: str, *stances: str) -> str | None:
    """The first words in `text` that have one of the stances and are not negated, as they stand.

    None where there are none.
    """
    found = _phrases(stances).finditer(text)
    negated = _negated()
    held = (f for f in found if not negated.search(text[max(f.start() - REACH, 0) : f.start()]))
    return next((f.group() for f in held), None)


@functools.cache
def _phrases(stances):
    phrases = sorted((p for p, s in load_stances().items() if s in stances), key=len, reverse=True)
    several = "|".join(map(re.escape, phrases))
    return re.compile(rf"(?<!mind )(?<!minds )\b(?:{several})s?\b{NO_MIND}", re.IGNORECASE)


@functools.cache
def _negated():
    """Up to two words before a phrase: `not false`; but `not only false` is false."""
    turning = (word for word in load_stances() if is_negation(word) and word not in NOT_OF_NEXT)
    negations = "|".join(map(re.escape, turning)).replace("'", "[’']")
    after = r"\s(?:(?!(?:only|but)\b)\w+\s){0,2}$"
    return re.compile(rf"(?:\b|(?=n[’']t))(?:{negations}){after}", re.IGNORECASE)
