"""Claims: what each attribution's source puts forward, and what of its article it points to."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.attribution import Attribution
from onrecord.reading.claims.acts import pass_on, read_speech
from onrecord.reading.claims.manners import manner_of
from onrecord.reading.claims.stances import taken_up
from onrecord.reading.claims.statements import Statement, read_statements
from onrecord.reading.claims.taking_up import STORY, Pointed, take_up
from onrecord.reading.doc.quotes import without_marks
from onrecord.reading.doc.words import Words
from onrecord.tables.schema import SPEECH


@dataclass(frozen=True)
class Claim:
    """What one attribution puts forward.

    Attributes:
        act, commitment, act_evidence: see `acts`.
        text: the content without its quotation marks.
        manner: see `manners`.
        statements: what it states, to be compared with other claims.
        points_to: indices, in the list of the article's attributions, of the claims that it denies
            and only points to, or holds.
        pointing: the words by which it points, if it does.
        describes: whether it denies claims that it describes (`the allegations about the tests`), in
            its article or another.
    """

    act: str
    commitment: str
    act_evidence: str
    text: str
    manner: str = SPEECH
    statements: tuple[Statement, ...] = ()
    points_to: tuple[int, ...] = ()
    pointing: str | None = None
    describes: bool = False


def find_claims(words: Words, attributions: Sequence[Attribution]) -> list[Claim]:
    """One claim for each attribution, in the same order.

    Args:
        words: of the article.
        attributions: the article's own, as `find_attributions` returns them.
    """
    text_of = without_marks(words.text, words.quotations)
    speeches = pass_on([read_speech(words, a, text_of(a.content)) for a in attributions])
    pointed = take_up(speeches)
    return [_claim(words, each, pointed.get(k, Pointed())) for k, each in enumerate(speeches)]


def _claim(words, speech, pointed):
    described = taken_up(speech.text) if speech.act == "denies" else None
    return Claim(
        act=speech.act,
        commitment=speech.commitment,
        act_evidence=speech.evidence,
        text=speech.text,
        manner=manner_of(words, speech.attribution),
        statements=read_statements(words, words.tokens_in(speech.attribution.content)),
        points_to=pointed.claims,
        pointing=pointed.words,
        describes=described is not None and not STORY.search(described),
    )
