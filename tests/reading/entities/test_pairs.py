"""Pairs: the same whether women or men are named, and only those that may be the same."""

import numpy as np
import pytest

from onrecord.reading.attribution import find_attributions
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.entities.pairs import make_pairs
from onrecord.reading.entities.phrased_article import read_phrases

WOMEN = {"Ms": "Ms", "A": "Mary", "B": "Susan", "p": "she", "P": "She", "n": "spokeswoman"}
MEN = {"Ms": "Mr", "A": "John", "B": "Peter", "p": "he", "P": "He", "n": "spokesman"}
STORY = """\
{A} Ardwick met {Ms} Reed, a {n} for the mine, on Monday.

“The pumps were off,” {A} Ardwick said. {P} said that {B} Lomas was there. {P} left early.
"""


class Read:
    def __init__(self, text):
        doc = parse_text(text)
        self.article = read_phrases(Words(doc), find_attributions(doc))
        self.pairs = make_pairs(self.article)
        self.said = [self.article.words.said(p.first, p.last) for p in self.article.phrases]

    def asked(self):
        return [
            (self.said[i], self.said[j])
            for i, j in zip(self.pairs.anaphors, self.pairs.candidates, strict=True)
        ]

    def features(self, anaphor, candidate):
        return self.pairs.features[self.asked().index((anaphor, candidate))]


def test_network_sees_the_same_whether_women_or_men_are_told_of():
    women, men = (Read(STORY.format(**cast)) for cast in (WOMEN, MEN))
    for part in ("mentions", "anaphors", "candidates", "features"):
        assert np.array_equal(getattr(women.pairs, part), getattr(men.pairs, part)), part


def test_network_sees_whether_a_first_name_agrees_or_clashes():
    agrees, clashes = (Read(f"{name} Reed left. She sang.") for name in ("Mary", "John"))
    pair = "She", f"{'Mary'} Reed"
    assert not np.array_equal(agrees.features(*pair), clashes.features("She", "John Reed"))


@pytest.mark.parametrize("name", ["Zorvanike", "Oluwadara", "Xiuyn"])
def test_first_name_that_no_list_has_agrees_and_clashes_with_neither(name):
    she, he = Read(f"{name} Reed left. She sang."), Read(f"{name} Reed left. He sang.")
    assert ("She", f"{name} Reed") in she.asked()
    assert np.array_equal(she.pairs.features, he.pairs.features)
    assert np.array_equal(she.pairs.mentions, he.pairs.mentions)


def test_last_mention_of_a_name_stands_for_those_before_it():
    asked = Read("Ann Reed left. Ms Reed sang. Ida Moss stayed. She slept.").asked()
    assert [of for who, of in asked if who == "She"] == ["Ms Reed", "Ida Moss"]


def test_description_of_somebody_takes_up_no_thing():
    asked = Read("The table fell. Rome burned. The doctor came. The nurse slept.").asked()
    assert {of for who, of in asked if who == "The nurse"} == {"Rome", "The doctor"}


def test_what_a_name_is_said_to_be_is_known_of_it():
    """A doctor whom the text has called so is another candidate than one whom it has not."""
    called = Read("Ann Reed is a surgeon. Rain fell. The surgeon left.")
    other = Read("Ann Reed is a teacher. Rain fell. The surgeon left.")
    pair = "The surgeon", "Ann Reed"
    assert not np.array_equal(called.features(*pair), other.features(*pair))
    denied = Read("Ann Reed is not a surgeon. Rain fell. The surgeon left.")
    apart = called.features(*pair) != denied.features(*pair)
    assert apart.any()


def test_who_spoke_last_differs_from_who_was_only_named():
    one = Read("Ann Reed said it rained. Ida Moss left. She sang.")
    other = Read("Ann Reed saw the rain. Ida Moss left. She sang.")
    pair = "She", "Ann Reed"
    assert not np.array_equal(one.features(*pair), other.features(*pair))
