"""How a content is worded: hedged, on a condition, as a question or as a command.

What counts is the main verb of the first thing that the content states: `it may rain, and ...`
is possible, `it rained, and may rain again` is certain.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.reading.claims.stances import PROBABLE, hedge_of, is_negation
from onrecord.reading.doc.words import Words
from onrecord.word_lists import word_list

HEDGING = ("aux", "advmod", "acomp", "attr")  # where a hedge hangs from the main verb
OPINIONS = word_list("opinions")
THINKERS = {"i", "we", "he", "she", "they"}
QUESTION_WORDS = ("WDT", "WP", "WP$", "WRB")
CONDITIONS = ("if", "unless")
BESIDE_CONDITIONS = (["even"], ["as"], ["only"])  # `even if` states all the same
BEFORE_COMMANDS = ("please", "do", "not", "n't", "n’t", "never", "just")


class Wording(NamedTuple):
    """`stance` of stances.tsv, `condition`, `question` or `command`; and the words that tell it."""

    stance: str
    words: str


CONDITION, QUESTION, COMMAND = "condition", "question", "command"


def wording(words: Words, content: Sequence[int], direct: bool = False) -> Wording | None:
    """What tells how the first statement of a content is meant; None for a plain statement.

    Args:
        content: token indices, in text order.
        direct: whether they are all the speaker's own words.
    """
    root = main_word(words, content)
    if root is None:
        return None
    inside = set(content)
    first = next(i for i in content if words.texts[i][:1].isalnum())
    if words.tags[first] in QUESTION_WORDS and words.quotation_at[first] < 0 and not direct:
        return None  # `what is probably a crime` names a thing
    near = range(root, min(content[-1] + 3, len(words)))  # the mark may follow the content
    if any(words.texts[i] == "?" and words.sentence[i] == words.sentence[root] for i in near):
        return Wording(QUESTION, "?")
    if _is_command(words, root, inside):
        return Wording(COMMAND, words.texts[root])
    if condition := _condition(words, content, root, inside):
        return Wording(CONDITION, words.texts[condition])
    return next(_hedges(words, root, inside), None)


def cue_hedge(words: Words, cue: Sequence[int]) -> str | None:
    """The stance of the first hedge within a cue (`may have said`, `reportedly said`), or None.

    What a source could see or hear, it saw or heard.
    """
    hedges = (hedge_of(words.texts[i]) for i in cue if words.lower[i] != "could")
    return next(filter(None, hedges), None)


def main_word(words: Words, content: Sequence[int]) -> int | None:
    """The token of the first statement from which the others hang; None for an empty content."""
    inside = set(content)
    for i in content:
        if words.texts[i][:1].isalnum() and (words.heads[i] == i or words.heads[i] not in inside):
            return i
    return None


def _is_command(words, root, inside):
    """`“Vote for me,” he said`: a bare verb that opens its sentence, and nothing is its subject."""
    if words.tags[root] != "VB" or words.quotation_at[root] < 0:
        return False
    hung = [words.deps[k] for k in words.children[root]]
    before = [k for k in range(words.left[root], root) if k in inside and words.texts[k].isalpha()]
    opens = all(words.lower[k] in BEFORE_COMMANDS for k in before)
    return opens and not any(d.startswith(("nsubj", "mark", "expl")) for d in hung)


def _condition(words, content, root, inside):
    """The `if` on which the first statement hangs, before or after it; None where there is none."""
    said = [i for i in content if words.texts[i][:1].isalnum()][:2]
    opening = said[1:] if words.lower[said[0]] == "that" else said[:1]
    clauses = [k for k in words.children[root] if words.deps[k] == "advcl" and k in inside]
    marks = (k for clause in clauses for k in words.children[clause] if words.deps[k] == "mark")
    for i in (*opening, *marks):
        if words.lower[i] in CONDITIONS and words.lower[i - 1 : i] not in BESIDE_CONDITIONS:
            return i
    return None


def _hedges(words, root, inside) -> Iterator[Wording]:
    if stance := hedge_of(words.texts[root]):
        yield Wording(stance, words.texts[root])
    hung = [k for k in words.children[root] if k in inside]
    subjects = {words.lower[k] for k in hung if words.deps[k] == "nsubj"}
    clause = any(words.deps[k] == "ccomp" for k in hung)
    if clause and words.lower[root] in OPINIONS and subjects & THINKERS:
        yield Wording(PROBABLE, words.texts[root])
    for k in hung:
        stance = hedge_of(words.texts[k]) if words.deps[k] in HEDGING else None
        # What could not be, or is not possible, is not so.
        beside = {"could": k + 1, "possible": k - 1}.get(words.lower[k], len(words))
        if stance and not any(map(is_negation, words.lower[beside : beside + 1])):
            yield Wording(stance, words.texts[k])
