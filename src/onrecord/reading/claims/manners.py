"""How a source puts a claim forward: in words, in its mind, or by what it does.

A quotation is words. Else the cue tells, by its row in the lexicon; of several verbs the first that is
no deed (`said he hoped`, `wants to tell`). What the lexicon does not have is speech where a clause
follows it (`quipped that`), where it tells of what is read or heard (`gave a speech`) or whom it is
against (`took aim at`), a stance where it describes (`at ease with`), and else an act.

Not told: who speaks by signing (`signed a letter that calls for`), unless the cue has the letter.
"""

from collections.abc import Mapping, Sequence

from onrecord.reading.attribution import Attribution
from onrecord.reading.attribution.cues import (
    CLAUSE,
    QUOTE,
    WITHHOLDS,
    Cue,
    entries_in,
    frames_of,
    look_up,
    looks_ahead,
)
from onrecord.reading.attribution.roles import hears
from onrecord.reading.claims.stances import is_negation
from onrecord.reading.doc.lemmas import lemma_of
from onrecord.reading.doc.words import Words
from onrecord.reading.names.lexicon import look_up_noun
from onrecord.tables.schema import ACT, SPEECH, STANCE
from onrecord.word_lists import word_list

HALF = 0.5  # of the words of a content: if that many are quoted, nobody only did it
UTTERED = word_list("uttered")  # things that are said or written
SHOWING = word_list("showing")  # verbs by which a thing lets something be seen
IN_MIND = ("for", "to")  # `For Reed, it is over`
AGAINST = ("at", "into", "over")  # `took aim at`, `lit into`, `clashed over`
NEAR = 4  # words of a content in which the verb stands that is withheld


def manner_of(words: Words, attribution: Attribution) -> str:
    """The manner of one attribution, as the schema has it."""
    cue, content = (words.tokens_in(spans) for spans in (attribution.cue, attribution.content))
    spoken = [i for i in cue if words.is_word[i]]
    if not spoken or hears(words, cue):
        return SPEECH
    if entries := entries_in(words, cue, content):
        source = words.source_of(attribution.source)
        told = ACT if _shows(words, source, entries) else _by_lexicon(words, cue, content, entries)
    else:
        told = _unlisted(words, spoken, content)
    quoted = _quoted(words, spoken, content)
    return SPEECH if quoted == 1 or (quoted >= HALF and told == ACT) else told


def _quoted(words, cue, content):
    """How much of a content stands in quotation marks that are not around its cue too, 0 to 1."""
    said = [i for i in content if words.is_word[i]]
    around = {words.quotation_at[i] for i in cue}
    return sum(words.quotation_at[i] not in (-1, *around) for i in said) / max(len(said), 1)


def _shows(words, source, entries: Mapping[int, Cue]):
    """`The poll underscores`: whether something that is nobody lets something be seen."""
    if source is None or words.tags[source] not in ("NN", "NNS"):
        return False
    somebody = look_up_noun(words.lower[source]).classes[:1] in (("person",), ("group",))
    return not somebody and all(each.lemma in SHOWING for each in entries.values())


def _by_lexicon(words, cue: Sequence[int], content, entries: Mapping[int, Cue]):
    ahead = looks_ahead(words, cue, entries)
    if ahead is not None:
        return entries[ahead].manner
    verbs = {i: each for i, each in entries.items() if each.part == "verb"}
    known = verbs if any(each.manner != ACT for each in verbs.values()) else entries
    withheld = [i for i, each in known.items() if each.act == WITHHOLDS]
    if withheld and known[withheld[0]].manner == ACT:
        what = [i for i in (*cue, *content[:NEAR]) if i > withheld[0]]
        return SPEECH if any(_is_of_speech(words, i) for i in what) else ACT
    manners = [each.manner for each in known.values() if each.manner != ACT]
    return manners[0] if manners else SPEECH if _is_uttered(words, cue) else ACT


def _is_of_speech(words, i):
    """Whether a word is a verb or noun of speech: `comment` of `refused to comment`."""
    part = {"V": "verb", "N": "noun"}.get(words.tags[i][:1], "")
    found = look_up(words.texts[i], part, further=True).values()
    return _is_uttered(words, [i]) or any(each.manner == SPEECH for each in found)


def _is_uttered(words, tokens):
    nouns = (i for i in tokens if words.tags[i][:1] == "N")
    return any(lemma_of(words.lower[i]) in UTTERED for i in nouns)


def _unlisted(words, cue, content):
    """The manner of a cue of which the lexicon has no word."""
    verbs = [i for i in cue if words.tags[i][:1] == "V" and lemma_of(words.lower[i]) != "be"]
    last = words.lower[cue[-1]]
    if words.lower[cue[0]] == "according" or _is_uttered(words, (*cue, *content[:NEAR])):
        return SPEECH
    if not verbs:
        described = any(words.tags[i][:1] in "JN" for i in cue)
        return STANCE if described or last in IN_MIND else SPEECH
    if frames_of(words, cue, content)[0] in (CLAUSE, QUOTE) or last in AGAINST:
        return SPEECH
    minded = words.tags[cue[-1]] == "IN" or any(is_negation(words.lower[i]) for i in cue)
    return STANCE if minded else ACT
