"""Claims: what each attribution's source puts forward, and what of its article it points to."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.attribution import Attribution
from onrecord.reading.claims.acts import pass_on, read_act
from onrecord.reading.claims.rejections import taken_up
from onrecord.reading.claims.statements import Statement, read_statements
from onrecord.reading.claims.taking_up import STORY, take_up
from onrecord.reading.claims.texts import without_marks
from onrecord.reading.entities import Words


@dataclass(frozen=True)
class Claim:
    """What one attribution puts forward.

    Attributes:
        act, commitment, act_evidence: see `acts`.
        text: the content without its quotation marks.
        statements: what it states, to be compared with other claims.
        disputes, responds: indices, in the list of the article's attributions, of the claims that it
            denies, or speaks to without confirming or denying, where it only points to them.
        pointing: the words by which it points, if it does.
        describes: whether it denies claims that it describes (`the allegations about the tests`), in
            its article or another.
    """

    act: str
    commitment: str
    act_evidence: str
    text: str
    statements: tuple[Statement, ...] = ()
    disputes: tuple[int, ...] = ()
    responds: tuple[int, ...] = ()
    pointing: str | None = None
    describes: bool = False


def find_claims(words: Words, attributions: Sequence[Attribution]) -> list[Claim]:
    """One claim for each attribution, in the same order.

    Args:
        words: of the article.
        attributions: the article's own, as `find_attributions` returns them.
    """
    text_of = without_marks(words.text, words.quotations)
    texts = [text_of(a.content) for a in attributions]
    acts = [read_act(words, *each) for each in zip(attributions, texts, strict=True)]
    acts = pass_on(words.text, attributions, acts)
    statements = [read_statements(words, words.tokens_in(a.content)) for a in attributions]
    pointed = take_up(words.text, attributions, acts, texts)
    return [
        _claim(*each, pointed.get(k))
        for k, each in enumerate(zip(acts, texts, statements, strict=True))
    ]


def _claim(act, text, statements, pointed):
    described = taken_up(text)
    describes = act.act == "denies" and described is not None and not STORY.search(described)
    denied = pointed.claims if pointed and act.act == "denies" else ()
    return Claim(
        *act,
        text,
        statements,
        disputes=denied,
        responds=pointed.claims if pointed and not denied else (),
        pointing=pointed.words if pointed else None,
        describes=describes,
    )
