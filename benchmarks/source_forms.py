"""What stands as the source of an attribution: a name, a description, a pronoun of which kind, or nothing.

The parse decides, not what the source was resolved to: its head's tag and whether the recogniser
has it in a name.

- **nothing**: the attribution has no source.
- **pronoun**: the head is a personal or relative pronoun, or one that counts (`some`, `others`).
- **name**: the head, or what stands beside it in apposition (`the mayor, Ann Lee`), is a proper noun.
- **description**: all others: `Trump's team`, `officials`; also a proper noun for one of a group (`the
  Republican`; `Republicans` is a name), or after an article and in no name (`the President`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PERSONAL = {
    "he": {"he", "him", "his", "himself"},
    "she": {"she", "her", "hers", "herself"},
    "they": {"they", "them", "their", "theirs", "themselves"},
    "it": {"it", "its", "itself"},
    "I": {"i", "me", "my", "mine", "myself"},
    "we": {"we", "us", "our", "ours", "ourselves"},
    "you": {"you", "your", "yours", "yourself", "yourselves"},
}
RELATIVE = ("WP", "WP$", "WDT")
PRONOUN_TAGS = ("PRP", "PRP$", "DT", "PDT", *RELATIVE)
COUNTING = {
    "all", "another", "anybody", "anyone", "both", "each", "everybody", "everyone", "few", "many",
    "most", "nobody", "none", "one", "others", "several", "some", "somebody", "someone",
}  # fmt: skip
FORMS = ("name", "description", "pronoun", "nothing")
KINDS = (*PERSONAL, "who, which", "some, others, this")


class SourceForm(NamedTuple):
    """`form` is one of FORMS; `kind` one of KINDS for a pronoun, else empty."""

    form: str
    kind: str = ""


def form_of(doc: "Doc", spans: Sequence[Sequence[int]]) -> SourceForm:
    """The form of a source.

    Args:
        spans: half-open character spans of the source, none where there is none.
    """
    from onrecord.entities.mentions import head_of

    head = head_of(doc, spans)
    if head is None:
        return SourceForm("nothing")
    if head.tag_ in PRONOUN_TAGS or head.lower_ in COUNTING:
        return SourceForm("pronoun", _kind(head))
    beside = [head, *(child for child in head.children if child.dep_ == "appos")]
    return SourceForm("name" if any(map(_is_name, beside)) else "description")


def _kind(pronoun: "Token") -> str:
    if pronoun.tag_ in RELATIVE:
        return "who, which"
    kinds = (kind for kind, words in PERSONAL.items() if pronoun.lower_ in words)
    return next(kinds, "some, others, this")


def _is_name(token: "Token") -> bool:
    if token.tag_ not in ("NNP", "NNPS"):
        return False
    if token.ent_type_ == "NORP":
        return token.tag_ == "NNPS"
    return bool(token.ent_type_) or all(child.dep_ != "det" for child in token.children)
