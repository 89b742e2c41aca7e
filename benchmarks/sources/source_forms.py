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
    from onrecord.reading.doc.words import Words

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


def form_of(words: "Words", spans: Sequence[Sequence[int]]) -> SourceForm:
    """The form of a source.

    Args:
        spans: half-open character spans of the source, none where there is none.
    """
    head = words.head_of(spans)
    if head is None:
        return SourceForm("nothing")
    if words.tags[head] in PRONOUN_TAGS or words.lower[head] in COUNTING:
        return SourceForm("pronoun", _kind(words, head))
    beside = [head, *(child for child in words.children[head] if words.deps[child] == "appos")]
    return SourceForm("name" if any(_is_name(words, i) for i in beside) else "description")


def _kind(words, pronoun):
    if words.tags[pronoun] in RELATIVE:
        return "who, which"
    kinds = (kind for kind, forms in PERSONAL.items() if words.lower[pronoun] in forms)
    return next(kinds, "some, others, this")


def _is_name(words, i):
    if words.tags[i] not in ("NNP", "NNPS"):
        return False
    if words.entity_types[i] == "NORP":
        return words.tags[i] == "NNPS"
    children = words.children[i]
    return bool(words.entity_types[i]) or all(words.deps[child] != "det" for child in children)
