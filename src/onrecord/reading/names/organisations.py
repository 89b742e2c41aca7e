"""Names of organisations, buildings and places: what a noun in them tells, how they are shortened."""

from collections.abc import Iterator, Mapping

from onrecord.reading.names.spelling import COUNTRIES, plain_name

LEGAL_FORMS = {"inc", "ltd", "llc", "plc", "co", "corp"}
COMPANY = LEGAL_FORMS | {"corporation", "company", "group", "holdings"}
# The Church of Scientology is Scientology; the Bank of England is not England.
SAME_AS_ITS = {"church", "city", "kingdom", "province", "republic", "state", "town", "village"}
# Label → the nouns at whose sight a name has it.
NOUNS = {
    "FAC": """
        airport arena avenue bridge building castle cathedral cemetery center centre embassy hall
        hospital hotel library mall mosque museum palace park prison road square stadium station
        street synagogue temple terminal theater theatre tower""",
    "LOC": """
        bay beach cape coast county desert gulf harbour harbor hills island islands lake mountain
        mountains ocean peninsula province river sea strait valley""",
    "ORG": """
        academy administration agency alliance army assembly association authority bank board
        brigade bureau chamber church club college commission committee company conference congress
        corporation corps council court department departments federation force forces foundation
        front fund group guard institute league ministry movement navy network office organisation
        organization parliament party police school senate service society team tribunal trust
        union university""",
}
LABEL_OF_NOUN = {noun: label for label, nouns in NOUNS.items() for noun in nouns.split()}


def kind_of_noun(noun: str) -> str:
    """The label of a name that ends in a noun, in lower case; empty where it tells nothing."""
    return LABEL_OF_NOUN.get(noun, "")


def short_names(plain: str, labels: Mapping[str, str]) -> Iterator[str]:
    """What an organisation or a place of several words may be called for short, as plain names.

    Args:
        labels: plain name → label, of all names of the article.
    """
    words = plain.split()
    for n in range(1, len(words)):
        begin, rest = " ".join(words[:n]), words[n:]
        if (
            rest[0] in ("of", "for")
            or all(word.strip(".,&") in COMPANY for word in rest)
            or (len(rest) == 1 and "of" not in words and plain_name(rest[0]) not in labels)
        ):
            yield begin
        if labels.get(begin) == "GPE" or begin in COUNTRIES:  # `Boston Red Sox`
            yield " ".join(rest)
    noun = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    if kind_of_noun(noun) == "ORG":
        yield noun  # `the Court`, with a capital, is the Supreme Court
    if words[0] in SAME_AS_ITS and words[1] == "of":
        yield " ".join(words[2:]).removeprefix("the ")
