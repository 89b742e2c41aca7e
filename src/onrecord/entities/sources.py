"""Who an attribution's source is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.attribution import Attribution
from onrecord.entities.mentions import Mention, head_of, tokens_in
from onrecord.entities.names import gender_of_title, is_titled

if TYPE_CHECKING:
    from spacy.tokens import Doc

ARTICLES = ("the", "a", "an", "this", "that")
RELATIVE = ("WP", "WDT")  # tags of who and which
PLURAL_TAGS = ("NNS", "NNPS")
PLURAL = {"they", "we", "some", "many", "others", "both"}


@dataclass(frozen=True)
class Source:
    """A source: the article's entity where there is one, and its name or else the phrase itself."""

    entity: str | None
    name: str | None
    label: str | None
    plural: bool


def resolve_sources(
    doc: "Doc", attributions: Sequence[Attribution], mentions: Sequence[Mention]
) -> list[Source]:
    """Say who speaks in each attribution: who the head of its source is, or a name beside that.

    Where the head is no mention, it is the one entity that the article calls by the same words.

    `Trump's team` is not Trump: only the head of the phrase counts. A relative pronoun stands for the
    noun phrase that it takes up.

    Args:
        doc: as `pipeline.parse_articles` yields it; it is not changed.
        mentions: the article's own, in text order.
    """
    text = doc.text  # spaCy puts it together anew each time
    at, people, called = {}, {}, _called(text, mentions)
    for mention in mentions:
        for token in tokens_in(doc, [(mention.start, mention.end)]):
            at.setdefault(token.i, mention)
        if mention.form == "proper" and mention.label == "PERSON":
            people.setdefault(mention.start, mention)
    return [_resolve(doc, text, a.source, at, people, called) for a in attributions]


def _called(text, mentions):
    """Names and descriptions as `_key` has them → the first mention of each entity called so."""
    called = defaultdict(dict)
    for m in mentions:
        if m.form != "pronoun":
            for words in (m.entity, text[m.start : m.end]):
                called[_key(words)].setdefault(m.entity, m)
    return called


def _key(words):
    """`the acting mayor` → `acting mayor`, `Mr Strake` → `strake`."""
    first, _, rest = words.partition(" ")
    title = is_titled(first) and rest[:1].isupper()  # not `Mayor of Leeds`
    return (rest if rest and (title or first.lower() in ARTICLES) else words).casefold()


def _resolve(doc, text, source, at, people, called):
    head = head_of(doc, source)
    if head is None:
        return Source(None, None, None, False)
    noun = _antecedent(head)
    if noun is not None:
        source = [_without_clause(noun)]
        start, end = source[0]
        if any(child.dep_ == "conj" for child in noun.children):
            return Source(None, text[start:end], None, True)  # `Smith and Jones, who said`
        head = noun
    plural = head.tag_ in PLURAL_TAGS or head.lower_ in PLURAL
    beside = [head, *(child for child in head.children if child.dep_ == "appos")]
    meant = next((at[token.i] for token in beside if token.i in at), None)
    start, end = source[0]
    if meant is None and head.tag_ == "NN" and text.startswith(", ", end):
        # `the returning officer, Verity Lanhurst`: a person's name after a comma
        meant = people.get(end + len(", "))
    if meant is None and not plural and _definite(head):
        meant = _only_one_called(text[start:end], called)
    one_of_them = any(child.dep_ in ("det", "poss", "amod") for child in head.children)
    if meant is None or (meant.label == "NORP" and not plural and one_of_them):
        # `the Republican` is one of them, not all of them
        return Source(None, text[start:end], None, plural)
    return Source(meant.entity, meant.entity, meant.label, plural)


def _antecedent(pronoun):
    """The noun that a relative pronoun takes up (`Smith, who sang and who said`), or None."""
    verb = pronoun.head
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return verb.head if pronoun.tag_ in RELATIVE and verb.dep_ == "relcl" else None


def _without_clause(noun):
    """Start and end of the phrase of a noun, without what follows a comma or is a clause."""
    apart = [c.left_edge.i for c in noun.rights if c.dep_ in ("relcl", "acl", "appos")]
    apart += [c.i for c in noun.rights if c.dep_ == "punct"]
    last = noun.doc[min((i for i in apart if i > noun.i), default=noun.right_edge.i + 1) - 1]
    return noun.left_edge.idx, last.idx + len(last)


def _definite(head):
    """Whether a phrase may mean somebody known: no pronoun and none in it, nor `a`, `an`, `another`."""
    first = head.doc[head.left_edge.i]
    return (
        not head.tag_.startswith("PRP")
        and not first.tag_.startswith("PRP")
        and (first.lower_ in ("the", "this", "that") or first.tag_ not in ("DT", "PDT"))
    )


def _only_one_called(words, called):
    """A mention of the one entity that is called so, unless a title speaks against its gender."""
    fitting = list(called.get(_key(words), {}).values())
    gender = gender_of_title(words.split(" ")[0])
    agrees = len(fitting) == 1 and (not gender or fitting[0].gender in ("", gender))
    return fitting[0] if agrees else None
