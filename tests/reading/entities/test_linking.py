"""Linking: rules first, then the likeliest referent, and what is never joined; scores set by hand."""

import numpy as np
import pytest

from onrecord.reading.attribution import find_attributions
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.entities.clusters import Antecedent
from onrecord.reading.entities.linking import APPOSITION, BRACKETS, SPEAKER, SPEAKS, link
from onrecord.reading.entities.mentions import mentions_of
from onrecord.reading.entities.pairs import make_pairs
from onrecord.reading.entities.phrased_article import read_phrases
from onrecord.reading.entities.traits import FEMALE, MALE, TOLD

UNLIKELY, LIKELY = -50.0, 5.0


class Linked:
    """An article linked by scores: `(phrase, candidate)` → score; none of a phrase has the score 0."""

    def __init__(self, text):
        doc = parse_text(text)
        self.article = read_phrases(Words(doc), find_attributions(doc))
        self.pairs = make_pairs(self.article)
        self.said = [self.article.words.said(p.first, p.last) for p in self.article.phrases]

    def by(self, scores):
        asked = self.asked()
        assert scores.keys() <= set(asked), "a score for a pair that is none"
        known = [scores.get(pair, UNLIKELY) for pair in asked]
        self.scores = np.array(known, np.float32), np.zeros(len(self.said), np.float32)
        self.clusters, self.links = link(self.article, self.pairs, *self.scores)
        return self

    def asked(self):
        """The words of the phrases of each pair."""
        pairs = zip(self.pairs.anaphors.tolist(), self.pairs.candidates.tolist(), strict=True)
        return [(self.said[i], self.said[j]) for i, j in pairs]

    def mentions(self):
        return mentions_of(self.article, self.pairs, *self.scores)

    def same(self, one, other):
        return self.clusters.find(self.said.index(one)) == self.clusters.find(
            self.said.index(other)
        )

    def joined(self):
        """What each phrase that was joined was joined to, by its words."""
        return {self.said[n]: to for n, to in self.links.items()}

    def why(self, said):
        found = self.links.get(self.said.index(said))
        return found and (found.why, self.said[found.phrase])


def linked(text, scores=None):
    return Linked(text).by(scores or {})


def test_what_nothing_makes_likely_stays_apart():
    found = linked("Tom Reed met the mayor. She sang.")
    assert found.links == {}
    assert not found.same("Tom Reed", "the mayor")


def test_forms_of_one_name_are_joined_before_anything_else():
    found = linked("Tom Reed met Ida Moss. Reed sang.")
    assert found.same("Tom Reed", "Reed") and not found.same("Tom Reed", "Ida Moss")
    assert found.links == {}


def test_likeliest_candidate_is_joined_and_told():
    text = "Tom Reed met the mayor. She sang."
    found = linked(text, {("She", "the mayor"): LIKELY, ("She", "Tom Reed"): 1.0})
    assert found.same("She", "the mayor") and not found.same("She", "Tom Reed")
    assert found.why("She") == ("model", "the mayor")


def test_candidate_less_likely_than_none_is_left():
    text = "Tom Reed met the mayor. She sang."
    assert linked(text, {("She", "the mayor"): -0.1}).links == {}
    assert linked(text, {("She", "the mayor"): 0.1}).same("She", "the mayor")


def test_mentions_of_one_referent_count_together():
    text = "Ida Moss met Ann Reed, the clerk. She sang."
    scores = {("She", "Ida Moss"): 1.0, ("She", "Ann Reed"): 0.7, ("She", "the clerk"): 0.6}
    found = linked(text, scores)
    assert found.same("She", "Ann Reed")
    assert found.why("She") == ("model", "Ann Reed"), "the mention that counted most is told"


def test_mentions_of_one_referent_may_together_be_likelier_than_none():
    text = "Ann Reed, the clerk, spoke. She sang."
    apart = {("She", "Ann Reed"): -0.3}
    assert "She" not in linked(text, apart).joined()
    assert linked(text, apart | {("She", "the clerk"): -0.3}).same("She", "Ann Reed")


def test_description_is_joined_only_where_that_is_likelier_than_all_else():
    text = "Ida Moss met Ann Reed. The clerk sang."
    one, other = ("The clerk", "Ann Reed"), ("The clerk", "Ida Moss")
    assert not linked(text, {one: 1.0, other: 0.9}).same(*one)
    assert linked(text, {one: 2.0, other: 0.9}).same(*one)
    pronoun = {("She", who): score for who, score in (("Ann Reed", 1.0), ("Ida Moss", 0.9))}
    assert linked(text.replace("The clerk", "She"), pronoun).same("She", "Ann Reed")


def test_what_was_joined_before_counts_for_what_comes_after():
    text = "Tom Reed met the mayor. She sang. Her brother left."
    found = linked(text, {("She", "the mayor"): LIKELY, ("Her", "She"): LIKELY})
    assert found.same("Her", "the mayor")


def test_name_in_brackets_is_who_the_pronoun_means_whatever_is_likelier():
    text = "Tom Reed left. He [Vladimir Putin] sang."
    found = linked(text, {("He", "Tom Reed"): LIKELY})
    assert found.same("He", "Vladimir Putin") and not found.same("He", "Tom Reed")
    assert found.why("He") == (BRACKETS, "Vladimir Putin")


def test_noun_in_brackets_is_who_the_pronoun_means_too():
    found = linked(
        "The sirens failed. They [the council] sent a text.", {("They", "The sirens"): LIKELY}
    )
    assert found.why("They") == (BRACKETS, "the council")


@pytest.mark.parametrize("text", ["Ann Reed, the clerk, left.", "The clerk, Ann Reed, left."])
def test_description_in_apposition_is_that_of_the_name(text):
    found = linked(text)
    [description] = [said for said in found.said if "clerk" in said]
    assert found.why(description) == (APPOSITION, "Ann Reed")


def test_description_of_several_is_not_that_of_one_name_beside_it():
    found = linked("Two clerks, Ann Reed and Ida Moss, left.")
    assert found.links == {}


def test_place_is_no_description_of_a_person_beside_it():
    found = linked("Mr. Reed, the city, left.")
    assert not found.same("Mr. Reed", "the city")


def test_i_in_quotation_marks_is_who_speaks():
    found = linked("“I left my home,” Ann Reed said.")
    assert found.why("I") == (SPEAKER, "Ann Reed")
    assert found.same("my", "Ann Reed")


def test_i_outside_of_quotation_marks_is_nobody_by_rule():
    assert linked("I met Ann Reed.").links == {}


@pytest.mark.parametrize("pronoun", ["He", "She", "You"])
def test_he_she_and_you_in_quotation_marks_are_not_who_speaks(pronoun):
    assert (pronoun, "Tom Reed") not in linked(f"“{pronoun} left,” Tom Reed said.").asked()
    assert (pronoun, "Tom Reed") in linked(f"Tom Reed sang. {pronoun} left.").asked()


def test_in_quotation_marks_who_speaks_is_nobody_of_whom_he_speaks_by_another_name_either():
    text = "Tom Reed, the clerk, left. “He left,” Reed said."
    found = linked(text, {("He", "the clerk"): LIKELY})
    assert not found.same("He", "Tom Reed")


def test_two_names_are_never_joined_even_over_a_description():
    text = "Ann Reed left. The mayor sang. Ida Moss stayed."
    scores = {("The mayor", "Ann Reed"): LIKELY, ("Ida Moss", "The mayor"): LIKELY}
    found = linked(text, scores)
    assert found.same("The mayor", "Ann Reed")
    assert not found.same("Ida Moss", "Ann Reed")
    assert linked(text, {("Ida Moss", "The mayor"): LIKELY}).same("Ida Moss", "The mayor")


def test_where_the_likeliest_is_forbidden_the_next_is_taken():
    text = "The clerk left. He met the mayor. She sang."
    scores = {("He", "The clerk"): LIKELY, ("She", "The clerk"): LIKELY, ("She", "the mayor"): 1.0}
    found = linked(text, scores)
    assert found.same("He", "The clerk") and found.same("She", "the mayor")


@pytest.mark.parametrize("before", ["Mr. Reed", "The spokesman", "His brother"])
def test_she_is_nobody_whom_the_text_calls_a_man(before):
    asked = linked(f"{before} left. She sang. He stayed.").asked()
    assert ("She", before) not in asked and ("He", before) in asked


def test_whose_wife_or_husband_is_named_is_a_man_or_a_woman():
    text = "President Zzo Reed and his wife Mo came. Qqo Lum and her husband left. "
    found = linked(f"{text}Qqa Holm and her wife came. Yyo Vale and her dog slept.")
    genders = dict(zip(found.said, found.article.gender, strict=True))
    assert genders["President Zzo Reed"] & TOLD == MALE
    assert genders["Qqo Lum"] & TOLD == genders["Qqa Holm"] & TOLD == FEMALE
    assert genders["Yyo Vale"] & TOLD == 0


def test_wife_of_somebody_named_before_is_not_that_of_the_nearest_name():
    found = linked("Tom Vale met Zzo Lum and his wife.")
    assert dict(zip(found.said, found.article.gender, strict=True))["Zzo Lum"] & TOLD == 0


def test_pronoun_once_joined_tells_the_gender_of_all():
    text = "The mayor left. She sang. He stayed."
    found = linked(text, {("She", "The mayor"): LIKELY, ("He", "The mayor"): LIKELY})
    assert found.same("She", "The mayor") and not found.same("He", "The mayor")
    assert found.clusters.gender(found.said.index("The mayor")) == "f"
    assert found.clusters.gender(found.said.index("He")) == "m"


def test_first_name_alone_forbids_nothing():
    assert linked("Mary Reed left. He sang.", {("He", "Mary Reed"): LIKELY}).same("He", "Mary Reed")


def test_phrase_is_never_what_it_holds():
    text = "The brother left. Ann Reed’s brother sang."
    scores = {("Ann Reed’s brother", "The brother"): LIKELY, ("Ann Reed", "The brother"): LIKELY}
    found = linked(text, scores)
    assert found.same("Ann Reed", "The brother")  # the inner phrase is decided first
    assert not found.same("Ann Reed’s brother", "The brother")
    assert ("Ann Reed", "Ann Reed’s brother") not in found.asked()


@pytest.mark.parametrize("text", ["", "?", "Rain fell.", "Ann", "She"])
def test_article_without_pairs_has_no_links(text):
    assert linked(text).links == {}


def test_mentions_tell_what_joined_them():
    text = "Mr. Reed met the mayor. She said it rained."
    found = linked(text, {("She", "the mayor"): LIKELY})
    mentions = {text[m.start : m.end]: m for m in found.mentions()}
    assert mentions["Mr. Reed"].evidence == "name"
    assert mentions["the mayor"].evidence == "description"
    assert mentions["She"].evidence == "model: the mayor"
    mayor = mentions["She"].referent
    assert mayor == mentions["the mayor"].referent
    assert (mayor.name, mayor.named, mayor.gender, mayor.label) == (
        "the mayor", False, "f", "PERSON",
    )  # fmt: skip


def test_things_and_those_who_come_up_once_and_do_not_speak_are_no_mentions():
    text = "The mayor met the clerk. The table broke. It fell. She sang."
    found = linked(text, {("It", "The table"): LIKELY, ("She", "the clerk"): LIKELY})
    assert [text[m.start : m.end] for m in found.mentions() if m.referent.name != "The table"] == [
        "the clerk", "She",
    ]  # fmt: skip


def test_numbers_of_referents_are_unique_and_those_of_one_referent_the_same():
    text = "Tom Reed met Ida Moss. Reed sang. Moss left."
    found = linked(text)
    names = {m.referent.number: m.referent.name for m in found.mentions()}
    assert names == {0: "Tom Reed", 1: "Ida Moss"}


def test_who_speaks_comes_before_rules_and_the_network():
    text = "Tom Reed met Ida Moss, a clerk. She sang."
    found = linked(text)
    at = found.said.index
    scores = np.full(len(found.pairs.anaphors), LIKELY, np.float32), found.scores[1]
    speaks = {at("She"): at("Ida Moss"), at("a clerk"): -1}
    clusters, links = link(found.article, found.pairs, *scores, speaks)
    assert links[at("She")] == Antecedent(at("Ida Moss"), SPEAKS)
    assert at("a clerk") not in links and clusters.group(at("a clerk")) < 0
