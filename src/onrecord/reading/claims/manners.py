"""How a source puts a claim forward: in words, in its mind, or by what it does.

A quotation is words. Else the cue tells, by its row in the lexicon; a verb of speech makes speech of
all that is said with it (`said he hoped`), but not of what is only wanted (`wants to tell`). What the
lexicon does not have is speech where a clause follows it (`quipped that`) or where it tells of a thing
that is read or heard (`gave a speech`), and an act where a thing follows (`passed the bill`).

Not told: who speaks by signing (`signed a letter that calls for`), unless the cue has the letter.
"""

from collections.abc import Sequence

from onrecord.reading.attribution import Attribution
from onrecord.reading.attribution.cues import (
    CLAUSE,
    QUOTE,
    WITHHOLDS,
    Cue,
    entries_in,
    frames_of,
    look_up,
)
from onrecord.reading.attribution.roles import hears
from onrecord.reading.doc.lemmas import lemma_of
from onrecord.reading.doc.words import Words
from onrecord.tables.schema import ACT, SPEECH, STANCE
from onrecord.word_lists import word_list

HALF = 0.5  # of the words of a content: if that many are quoted, nobody only did it
UTTERED = word_list("uttered")  # things that are said or written
IN_MIND = ("for", "to")  # `For Reed, it is over`
BEFORE_CONTENT = 4  # words of a content in which the verb stands that is withheld


def manner_of(words: Words, attribution: Attribution) -> str:
    """The manner of one attribution, as the schema has it."""
    cue, content = (words.tokens_in(spans) for spans in (attribution.cue, attribution.content))
    spoken = [i for i in cue if words.is_word[i]]
    if not spoken or hears(words, cue):
        return SPEECH
    entries = entries_in(words, cue, content)
    known = (
        _by_lexicon(words, cue, content, entries) if entries else _unlisted(words, spoken, content)
    )
    quoted = _quoted(words, spoken, content)
    return SPEECH if quoted == 1 or (quoted >= HALF and known == ACT) else known


def _quoted(words, cue, content):
    """How much of a content stands in quotation marks that are not around its cue too, 0 to 1."""
    said = [i for i in content if words.is_word[i]]
    around = {words.quotation_at[i] for i in cue}
    return sum(words.quotation_at[i] not in (-1, *around) for i in said) / max(len(said), 1)


def _by_lexicon(words, cue: Sequence[int], content, entries: dict[int, Cue]):
    verbs = {i: each for i, each in entries.items() if each.part == "verb"}
    known = verbs if any(each.manner != ACT for each in verbs.values()) else entries
    withheld = [i for i, each in known.items() if each.act == WITHHOLDS]
    if withheld:
        what = [i for i in (*cue, *content[:BEFORE_CONTENT]) if i > withheld[0]]
        return SPEECH if any(_speaks(words, i) for i in what) else ACT
    manners = [each.manner for each in known.values() if each.manner != ACT]
    return manners[0] if manners else SPEECH if _is_uttered(words, cue) else ACT


def _speaks(words, i):
    """Whether a word is one of speech: `comment` of `declined to comment`."""
    parts = ("verb",) if words.tags[i][:1] == "V" else ("noun",) if words.tags[i][:1] == "N" else ()
    found = (
        each for part in parts for each in look_up(words.texts[i], part, further=True).values()
    )
    return _is_uttered(words, [i]) or any(each.manner == SPEECH for each in found)


def _is_uttered(words, tokens):
    return any(lemma_of(words.lower[i]) in UTTERED for i in tokens)


def _unlisted(words, cue, content):
    """The manner of a cue of which the lexicon has no word."""
    verbs = [i for i in cue if words.tags[i][:1] == "V" and lemma_of(words.lower[i]) != "be"]
    if words.lower[cue[0]] == "according" or _is_uttered(words, (*cue, *content[:BEFORE_CONTENT])):
        return SPEECH
    if not verbs:
        described = any(words.tags[i][:1] in "JN" for i in cue)
        return STANCE if described or words.lower[cue[-1]] in IN_MIND else SPEECH
    if frames_of(words, cue, content)[0] in (CLAUSE, QUOTE):
        return SPEECH
    return ACT
