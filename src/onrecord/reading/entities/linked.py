"""How a noun is linked to the words before it, where that tells whose a role is."""

from onrecord.reading.doc.words import Words

CALLED = {"called", "dubbed", "known", "named"}  # `a firm called Fjord Bank`


def link_of(words: Words, i: int) -> str:
    """The preposition before a noun, or an empty string."""
    return words.lower[words.heads[i]] if words.deps[i] == "pobj" else ""


def is_near(words: Words, i: int) -> bool:
    """Whether an adjective leads to a noun: `sources close to her`, `familiar with it`."""
    above = words.heads[words.heads[i]]
    return link_of(words, i) in ("to", "with") and words.tags[above][0] == "J"


def is_adjective(words: Words, i: int) -> bool:
    """Whether a party's name stands as an adjective: `a GOP senator`, as `a Republican senator`."""
    return words.lower[i] == "gop" and not link_of(words, i)


def called_by(words: Words, i: int) -> int:
    """The noun of which a name is said to be the name: `firm` in `a firm called Fjord Bank`; or -1."""
    verb = words.heads[i]
    verb = words.heads[verb] if words.lower[verb] == "as" else verb
    if words.lower[verb] in CALLED and words.deps[verb] == "acl" and i > verb:
        return words.heads[verb]
    return -1
