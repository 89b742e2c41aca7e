"""Phrases that may refer to somebody or something: names, descriptions and pronouns.

One phrase for each noun or pronoun that heads one. A name in apposition is a phrase of its own; a
name with a role before it (`German chancellor Olaf Scholz`) is one, as in GUM and OntoNotes; a name
inside another phrase (`Trump's team`) is one too, and so is that phrase.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.reading.doc.words import PLURALS, PROPER, Words
from onrecord.reading.names import Name
from onrecord.reading.names.labels import COMPANIES
from onrecord.reading.names.lexicon import look_up_noun, singular_of
from onrecord.word_lists import word_table

PRONOUN_OF_FORM = word_table("pronouns")
PLURAL_OF_PRONOUN = {"they": True, "we": True, "you": None}
KIND_OF_BEGINNING = word_table("beginnings")
NOUNS = ("NN", *PLURALS, *PROPER)
INSIDE_OTHERS = {"compound", "nmod", "npadvmod", "quantmod"}
# A description ends before what hangs from its head like this.
APART_OR_CASE = {
    "relcl", "acl", "appos", "punct", "cc", "conj", "advcl", "parataxis", "dep", "case",
}  # fmt: skip
AMOUNTS = {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"}
WHEN = {"DATE", "TIME"}
ARTICLES = {"the", "a", "an"}
LONGEST_SIDE = 40  # tokens of a phrase before its head, and after it: chains without end are cut
QUOTE_MARKS = set('“”"«»„')
OF_ONE = ("an", "at", "ist", "ian", "ite", "ek", "iard", "on", "i", "er")
OF_THEM = ("the", "a", "an", "this", "that", "one", "another", "each", "every", "no")
AFTER_OFFICES = {"elect", "designate", "general"}
BELOW = {"deputy", "vice", "assistant"}  # `the mayor` is not the deputy mayor
# Offices that go by several names, by the one that stands for all.
OFFICES = word_table("offices")


@dataclass(frozen=True)
class Phrase:
    """One phrase: tokens `[first, last)` and its head.

    Attributes:
        kind: `name`, `pronoun`, or by how a description begins: `the`, `this`, `whose`, `a`,
            `bare`, `some`.
        word: the pronoun (`his` is `he`), or the noun that heads a description, singular.
        name: the place of its name in the article's list, or -1.
        role: tokens of what stands before a name (`German chancellor`), or an empty pair.
        plural: whether its form is; None where it does not tell.
    """

    first: int
    last: int
    head: int
    kind: str
    word: str
    name: int = -1
    role: tuple[int, int] = (0, 0)
    plural: bool | None = None


def find_phrases(words: Words, names: Sequence[Name]) -> list[Phrase]:
    """The phrases of an article in text order, an outer one before what it holds.

    `names` are all of the article, those inside longer ones too.
    """
    named = {i for name in names for i in range(name.first, name.last)}
    found = [
        _description(words, name.last - 1)
        if _is_one_of_them(words, name)
        else _of_name(words, n, name, named)
        for n, name in enumerate(names)
    ]
    for i, tag in enumerate(words.tags):
        if i in named:
            continue
        if tag in ("PRP", "PRP$") and words.lower[i] in PRONOUN_OF_FORM:
            word = PRONOUN_OF_FORM[words.lower[i]]
            plural = PLURAL_OF_PRONOUN.get(word, False)
            found.append(Phrase(i, i + 1, i, "pronoun", word, plural=plural))
        elif tag in NOUNS and _heads_phrase(words, i):
            found.append(_description(words, i))
    return sorted(_with_roles(words, names, found), key=lambda p: (p.first, -p.last))


def noun_of(words: Words, i: int) -> str:
    """The noun that says what somebody is: `president` of `president-elect`, `spokesperson` of all such."""
    if words.lower[i] in AFTER_OFFICES and i > 1 and words.texts[i - 1] == "-":
        i -= 2
    noun = singular_of(words.lower[i]) if is_plural(words, i) else words.lower[i]
    before = words.lower[i - 1] if i else ""
    office = OFFICES.get(f"{before} {noun}") or OFFICES.get(noun, noun)
    return f"{before} {office}" if before in BELOW else office


def is_plural(words: Words, i: int) -> bool:
    """Whether a noun is one of several, also where its capital made the parse take it for a name."""
    lower = words.lower[i]
    capital = words.tags[i] == "NNP" and singular_of(lower) != lower
    return words.tags[i] in PLURALS or (capital and bool(look_up_noun(lower).classes))


def end_before_time(words: Words, phrase: Phrase) -> int:
    """Where a description ends without what tells when: `the Reed campaign | on Monday night`."""
    after = [i for i in range(phrase.head + 1, phrase.last) if words.entity_types[i] in WHEN]
    if not after:
        return phrase.last
    first = last = after[0]
    while last + 1 in after:
        last += 1
    above = words.heads[last]
    if above > last:  # `records of the 2008 election`
        return phrase.last
    return above if phrase.head < above < first else first


def telling_words(words: Words, phrase: Phrase) -> list[str]:
    """The nouns, adjectives, verbs and numbers of a phrase, but for its head, in lower case."""
    inside = (i for i in range(phrase.first, phrase.last) if i != phrase.head)
    return [words.lower[i] for i in inside if words.tags[i][0] in "NJVC"]


def _with_roles(words, names, found):
    """The phrases, a description that ends where a name of its kind begins as the role before it."""
    ends = {p.last: p for p in found if p.name < 0 and p.kind != "pronoun" and not p.plural}
    whole, roles = [], set()
    for phrase in found:
        before = ends.get(phrase.first)
        if phrase.name >= 0 and before and _is_role_of(words, before, phrase, names[phrase.name]):
            roles.add(ends.pop(phrase.first))
            first = _after_articles(words, before.first, before.last - 1)
            phrase = replace(phrase, first=first, role=(first, phrase.first))
        whole.append(phrase)
    return [phrase for phrase in whole if phrase not in roles]


def _is_role_of(words, before, phrase, name):
    """Whether a description and the name after it mean the same, not `the man Trump called`."""
    classes = look_up_noun(before.word).classes[:1]
    verb = words.heads[phrase.head]
    called = words.deps[verb] == "relcl" and words.heads[verb] == before.head
    same = {"PERSON": ("person",), "ORG": ("group",)}.get(name.label) == classes
    same = same or (name.label == "ORG" and before.word in COMPANIES)  # `the broker Fjord Bank`
    return same and before.last == before.head + 1 and not called


def _is_one_of_them(words, name):
    """Whether a nation's or a party's name means one of its people: `the Republican`, `a Briton`."""
    last = name.last - 1
    return (
        name.label == "NORP"
        and words.tags[last] not in PLURALS
        and words.lower[last].endswith(OF_ONE)  # not `the Rohingya`
        and words.lower[words.left[last]] in OF_THEM
    )


def _of_name(words, n, name, named):
    inside = range(name.first, name.last)
    head = next((i for i in reversed(inside) if words.heads[i] not in inside), name.last - 1)
    first = name.first
    if words.deps[head] not in INSIDE_OTHERS or not words.tags[words.heads[head]].startswith("N"):
        first = _begin_of_role(words, name.first, words.left[head], named)
    role = (first, name.first) if first < name.first else (0, 0)
    plural = words.tags[head] in PLURALS and name.label in ("NORP", "PERSON")
    return Phrase(first, name.last, head, "name", name.core, n, role, plural)


def _begin_of_role(words, end, begin, named):
    """First token of the role that ends before a name: it ends in a noun, and no mark is inside."""
    if end == 0 or words.tags[end - 1] not in NOUNS or (end - 1) in named:
        return end
    first, begin = end, max(begin, end - LONGEST_SIDE)
    while first > begin and (words.texts[first - 1][0].isalnum() or words.tags[first - 1] == "POS"
                             or words.texts[first - 1] == "-"):  # fmt: skip
        first -= 1
    return _after_articles(words, first, end, ("IN", "CC", "RB"))


def _after_articles(words, first, last, tags=()):
    """The first token that is no article and has none of some tags; `last` where all are or have."""
    kept = (i for i in range(first, last) if words.lower[i] not in ARTICLES)
    return next((i for i in kept if words.tags[i] not in tags), last)


def _heads_phrase(words, i):
    if words.deps[i] in INSIDE_OTHERS:
        return False
    if words.entity_types[i] in AMOUNTS:
        return bool(look_up_noun(words.lower[i]).classes)
    return words.texts[i][0].isalpha() and not (
        _touches_next(words, i) and words.texts[i + 1] == "-"
    )


def _touches_next(words, i):
    """Whether no space stands between a token and the next."""
    return words.starts[i + 1 : i + 2] == [words.ends[i]]


def _description(words, i):
    first, last = max(words.left[i], i - LONGEST_SIDE), _end_of(words, i)
    while first > 1 and words.texts[first - 1] == "-" and _touches_next(words, first - 1):
        # `the co-founder`, where the parse leaves `the co` to something else
        first -= 2
        if words.heads[first] != first:
            first = max(words.left[first], first - LONGEST_SIDE)
    begin = first
    least = 2 * (words.lower[begin : begin + 2] == ["at", "least"])
    left_out = ("RB", "CC", "PDT", "IN")
    kept = (k for k in range(begin + least, i) if words.tags[k] not in left_out)
    first = next((k for k in kept if words.texts[k][0].isalnum()), i)
    marks = (k + 1 for k in range(i - 1, first - 1, -1) if words.texts[k] in QUOTE_MARKS)
    first = next(marks, first)  # `other “world leaders`
    kind, plural = _kind(words, first, i), is_plural(words, i)
    if least and first == begin + least:  # it bounds a number, which says what kind it is
        first = begin
    return Phrase(first, last, i, kind, noun_of(words, i), plural=plural)


def _end_of(words, i):
    """One past the last token of what hangs from a noun, without the clauses in it."""
    last, open_ = i + 1, [_after(words, i)]
    while open_ and last - i <= LONGEST_SIDE:
        child = next(open_[-1], None)
        if child is None or words.deps[child] in APART_OR_CASE or words.left[child] != last:
            open_.pop()
        else:
            last = child + 1
            open_.append(_after(words, child))
    return last


def _after(words, i):
    """What hangs from a token and stands after it, in text order."""
    return (child for child in words.children[i] if child > i)


def _kind(words, first, head):
    if kind := KIND_OF_BEGINNING.get(words.lower[first]):
        return kind
    before = (child for child in words.children[head] if child < head)
    if words.tags[first] == "PRP$" or any(words.deps[child] == "poss" for child in before):
        return "whose"
    return "some" if words.tags[first] in ("DT", "CD", "WDT", "JJR") else "bare"
