"""Pronouns joined to people: `he` and `she` to the nearest that fits, `I` to who speaks.

`it`, `they` and `we` are left alone, and so is a `he` inside a quotation: who that is, the
narrator's text does not tell.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.attribution import Attribution
from onrecord.attribution.quotes import quotations_of
from onrecord.entities.mentions import Mention, MentionsSoFar, head_of, tokens_in

GENDERED = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
SPEAKER = {"i", "me", "my", "mine", "myself"}
SENTENCES_BACK = 3
TOKENS_BACK = 500  # sentences have no bound of their own
# Somebody who stands in what another is reported to say counts as this many sentences farther.
REPORTED = 2


def add_pronouns(found: MentionsSoFar, attributions: Sequence[Attribution]) -> None:
    """Add the pronouns of an article; those outside quotations first, since they may tell who speaks."""
    doc = found.doc
    speaker_at = _speaker_at(doc, attributions)
    outer = [a for a in attributions if a.depth == 0]
    reported = {t.i for a in outer for t in tokens_in(doc, a.content)}
    for token in doc:
        if token.lower_ in GENDERED and token.i not in speaker_at:
            _add_gendered(found, token, speaker_at, reported)
    for token in doc:
        if token.lower_ in SPEAKER and speaker_at.get(token.i):
            _add_speaker(found, token, speaker_at[token.i])


def _speaker_at(doc, attributions):
    """Index of a token inside quotation marks → the innermost attribution that quotes it, or None."""
    inside = {}
    for quotation in quotations_of(doc.text):
        inside |= dict.fromkeys(t.i for t in tokens_in(doc, quotation.spans))
    for a in sorted(attributions, key=lambda a: a.depth):
        if a.kind != "indirect" and a.source:
            for token in tokens_in(doc, a.content):
                if token.i in inside or a.evidence == "speaker_label":
                    inside[token.i] = a
    return inside


def _add_gendered(found, token, quoted, reported):
    gender = GENDERED[token.lower_]
    people = _people_before(found, token, quoted, reported)
    fitting = [p for p in people if found.gender.get(p[1].entity, gender) == gender]
    if not fitting:
        return
    _, person = max(fitting, key=lambda p: p[0])
    found.gender.setdefault(person.entity, gender)
    _add(found, token, person, "nearest person before it")


def _people_before(found, token, quoted, reported) -> Iterator[tuple[tuple, Mention]]:
    """People mentioned before a pronoun, each with a rank: sentences back, subject, position.

    In the pronoun's own sentence the earlier person ranks first, in one before it the later.
    """
    starts = found.sentence_starts
    own = bisect_right(starts, token.i)
    earliest = starts[max(own - 1 - SENTENCES_BACK, 0)]
    for i in range(max(earliest, token.i - TOKENS_BACK), token.i):
        person = found.at.get(i)
        if person is None or person.label != "PERSON" or i in quoted:
            continue
        back = own - bisect_right(starts, i)
        if i in reported and token.i not in reported:
            back += REPORTED
        subject = found.doc[i].dep_ in ("nsubj", "nsubjpass")
        yield (-back, subject, i if back else -i), person


def _add_speaker(found, token, attribution):
    head = head_of(found.doc, attribution.source)
    speaker = found.at.get(head.i) if head is not None else None
    if speaker is not None and speaker.label == "PERSON":
        _add(found, token, speaker, "who speaks")


def _add(found, token, person, evidence):
    found.add(
        token.i, token.i + 1, entity=person.entity, label=person.label, form="pronoun",
        evidence=evidence,
    )  # fmt: skip
