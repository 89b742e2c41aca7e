"""What a source does with a claim, how sure it is, and the words that decided."""

import pytest
from marked_text import act_of

from onrecord.reading.attribution import Attribution, find_attributions
from onrecord.reading.claims import find_claims
from onrecord.reading.claims.acts import read_speech
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words


@pytest.mark.parametrize(
    ("marked", "act", "commitment"),
    [
        ("[Ann Reed] {said} <the port was open>.", "asserts", "CT+"),
        ("[Ann Reed] {insisted} <that the port was open>.", "asserts", "CT+"),
        ("{According to} [Ann Reed], <the port was open>.", "asserts", "CT+"),
        ("[Ann Reed] {denied} <that the port was open>.", "denies", "CT-"),
        ("[Ann Reed] {dismissed} <the claims as baseless>.", "denies", "CT-"),
        ("[Ann Reed] {would not say} <whether the port was open>.", "withholds", "Uu"),
        ("[Ann Reed] {promised} <to open the port>.", "promises", "CT+"),
        ("[Ann Reed] {plans} <to open the port>.", "intends", "CT+"),
        ("[Ann Reed] {hopes} <to open the port>.", "intends", "PS+"),
        ("[Ann Reed] {urged} <the council to open the port>.", "urges", "Uu"),
        ("[Ann Reed] {called on} <the council to open the port>.", "urges", "Uu"),
        ("[Ann Reed] {warned} <that the port would flood>.", "warns", "PR+"),
        ("[Ann Reed] {predicted} <that the port would flood>.", "predicts", "PR+"),
        ("[Ann Reed] {praised} <the port>.", "evaluates", "CT+"),
        ("[Ann Reed] {accused} <the council of lying>.", "evaluates", "CT+"),
        ("[Ann Reed] {believes} <that the port is open>.", "believes", "PR+"),
        ("[Ann Reed] {is convinced} <that the port is open>.", "believes", "CT+"),
        ("[Ann Reed] {fears} <that the port is closed>.", "believes", "PS+"),
        ("[Ann Reed] {found} <that the port was open>.", "finds", "CT+"),
        ("[The court] {ruled} <that the port was open>.", "decides", "CT+"),
        ("[Ann Reed] {hinted} <that the port was open>.", "hints", "PR+"),
        ("[Ann Reed] {asked} <whether the port was open>.", "asks", "Uu"),
        ("[The Herald] {reported} <that the port was open>.", "reports", "Uu"),
    ],
)
def test_cue_says_what_the_source_does(marked, act, commitment):
    assert act_of(marked)[:2] == (act, commitment)


@pytest.mark.parametrize("cue", ["flabbergasted", ":", "according to"])
def test_cue_that_the_lexicon_lacks_asserts(cue):
    assert act_of(f"[Ann Reed] {{{cue}}} <it failed>.") == ("asserts", "CT+", cue)


def test_content_without_a_cue_is_asserted():
    assert act_of("“<It was wet and it was cold.>”") == ("asserts", "CT+", "no cue")


@pytest.mark.parametrize(
    "cue",
    [
        "did not say", "didn’t say", "didn't say", "never said", "has not said", "cannot say",
        "would neither confirm nor deny", "left without saying", "said nothing", "did not deny",
        "refused to confirm", "declined to say", "declined to comment", "failed to mention",
        "is avoiding saying", "stopped short of saying", "has yet to say", "was unable to say",
        "had no comment",
    ],
)  # fmt: skip
def test_who_does_not_say_withholds(cue):
    made = act_of(f"[Ann Reed] {{{cue}}} <that the port was open>.")
    assert made == ("withholds", "Uu", cue)


@pytest.mark.parametrize(
    "source",
    ["Nobody", "Neither", "Neither of them", "No one", "None of the officials", "Few aides"],
)
def test_where_nobody_says_it_is_withheld(source):
    made = act_of(f"[{source}] {{said}} <that the port was open>.")
    assert made == ("withholds", "Uu", f"said … {source.split()[0].lower()}")


@pytest.mark.parametrize("source", ["No 10", "No. 10", "The mayor, who is not well,"])
def test_source_with_a_no_in_it_is_somebody(source):
    assert act_of(f"[{source}] {{said}} <the port was open>.").act == "asserts"


@pytest.mark.parametrize(
    ("source", "cue", "act", "commitment"),
    [
        ("Ann Reed", "does not believe", "believes", "PR-"),
        ("Ann Reed", "doesn’t think", "believes", "PR-"),
        ("Ann Reed", "does not expect", "predicts", "PR-"),
        ("Ann Reed", "does not fear", "believes", "PS-"),
        ("Ann Reed", "doubts", "believes", "PR-"),
        ("Ann Reed", "does not doubt", "believes", "CT+"),
        ("Ann Reed", "has no doubt", "believes", "CT+"),
        ("Ann Reed", "has little doubt", "believes", "CT+"),
        ("Ann Reed", "did not know", "believes", "Uu"),
        ("Ann Reed", "is not sure", "believes", "Uu"),
        ("Ann Reed", "did not find", "finds", "CT-"),
        ("Few residents", "believe", "believes", "PR-"),
    ],
)
def test_negation_of_a_thought_turns_its_commitment(source, cue, act, commitment):
    made = act_of(f"[{source}] {{{cue}}} <that the port is open>.")
    assert made[:2] == (act, commitment)


def test_negation_outside_the_cue_counts_and_is_named():
    made = act_of("[Ann Reed] did not {say} <that the port was open>.")
    assert made == ("withholds", "Uu", "say … not")


@pytest.mark.parametrize("cue", ["not only said", "said nothing but"])
def test_not_only_takes_nothing_away(cue):
    assert act_of(f"[Ann Reed] {{{cue}}} <that the port was open>.").act == "asserts"


def test_negation_in_a_content_is_the_contents():
    assert act_of("“<Never,>” [she] {said}.")[:2] == ("asserts", "CT+")
    assert act_of("[Ann Reed] {said} <the port was not open>.")[:2] == ("asserts", "CT+")
    assert act_of("[Ann Reed] {told} <Tom Vale not to leave>.")[:2] == ("urges", "Uu")


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("[Ann Reed] {told} <Tom Vale to leave>.", "urges"),
        ("[Ann Reed] {told} Tom Vale <to leave>.", "urges"),
        ("[Ann Reed] {told} Tom Vale <that the port was open>.", "asserts"),
        ("[Ann Reed] {warned} Tom Vale <to leave>.", "urges"),
        ("[Ann Reed] {estimates} <that it costs £55m>.", "believes"),
        ("[Ann Reed] {estimates} <that it will cost £55m>.", "predicts"),
        ("[Ann Reed] {agreed} <to leave>.", "promises"),
        ("[Ann Reed] {agreed} <that the port was open>.", "believes"),
        ("[Ann Reed] {suggested} <leaving>.", "urges"),
        ("[Ann Reed] {suggested} <that the port was open>.", "hints"),
    ],
)
def test_what_the_content_is_decides_between_the_acts_of_one_cue(marked, act):
    assert act_of(marked).act == act


@pytest.mark.parametrize(
    "marked",
    [
        "[Ann Reed] {was told} <that the port was open>.",
        "{It is said} <that the port was open>.",
        "<The port> {is said} <to be closed>.",
        "<The port> {is alleged} <to be closed>.",
    ],
)
def test_what_is_said_by_nobody_in_particular_is_passed_on(marked):
    assert act_of(marked)[:2] == ("reports", "Uu")


def test_passive_that_names_who_says_it_asserts():
    assert act_of("<The port was open>, it {was said by} [Ann Reed].").act == "asserts"


@pytest.mark.parametrize(
    ("marked", "evidence"),
    [
        ("[The study] {said} <the port was open>.", "said … study"),
        ("[A new poll] {said} <that voters want the port>.", "said … poll"),
        ("{According to} [a survey by Ann Reed], <it was open>.", "According to … survey"),
    ],
)
def test_studies_and_polls_find(marked, evidence):
    assert act_of(marked) == ("finds", "CT+", evidence)


def test_study_that_does_not_say_withholds():
    assert act_of("[The study] {did not say} <that the port was open>.").act == "withholds"


@pytest.mark.parametrize(
    ("content", "commitment", "evidence"),
    [
        ("the port may flood", "PS+", "said … may"),
        ("the port was probably open", "PR+", "said … probably"),
        ("the port is unlikely to flood", "PR-", "said … unlikely"),
        ("the port would flood if it rained", "Uu", "said … if"),
        ("the port would flood", "CT+", "said"),
    ],
)
def test_hedge_or_condition_lowers_the_commitment(content, commitment, evidence):
    assert act_of(f"[Ann Reed] {{said}} <{content}>.") == ("asserts", commitment, evidence)


@pytest.mark.parametrize(
    ("cue", "content", "commitment"),
    [
        ("warned", "that the port may flood", "PS+"),
        ("fears", "that the port will probably flood", "PS+"),
        ("does not expect", "that it may flood", "PS-"),
        ("denied", "that it may flood", "CT-"),
        ("would not say", "whether it may flood", "Uu"),
    ],
)
def test_hedge_never_makes_a_commitment_firmer_and_never_hedges_a_denial(cue, content, commitment):
    assert act_of(f"[Ann Reed] {{{cue}}} <{content}>.").commitment == commitment


@pytest.mark.parametrize(
    ("cue", "commitment"),
    [("may have said", "PS+"), ("reportedly said", "PR+"), ("reportedly denied", "CT-")],
)
def test_hedge_in_the_cue_lowers_the_commitment(cue, commitment):
    made = act_of(f"[Ann Reed] {{{cue}}} <that the port was open>.")
    assert (made.commitment, made.evidence) == (commitment, cue)


@pytest.mark.parametrize(
    ("content", "act", "commitment"),
    [
        ("Who left the port open?", "asks", "Uu"),
        ("Who left the port open? It was not me.", "asserts", "Uu"),
        ("It was open. Who left it open?", "asserts", "CT+"),
        ("Close the port,", "urges", "Uu"),
        ("Close the port. It is late,", "asserts", "CT+"),
    ],
)
def test_question_or_command_is_an_act_where_it_is_all_that_is_said(content, act, commitment):
    assert act_of(f"“<{content}>” [Ann Reed] {{said}}.")[:2] == (act, commitment)


def test_question_that_another_cue_introduces_keeps_its_act():
    made = act_of("“<Who left it open?>” [Ann Reed] {believed}.")
    assert made == ("believes", "Uu", "believed … ?")


@pytest.mark.parametrize(
    ("marked", "evidence"),
    [
        ("[Ann Reed] {said} <the claims were false>.", "said … false"),
        ("[Ann Reed] {called} <it “nonsense”>.", "called … nonsense"),
        ("[Ann Reed] {said} <that was not true>.", "said … not true"),
        ("[Ann Reed] {believes} <the claims are false>.", "believes … false"),
        ("“<Nonsense,>” [Ann Reed] {said}.", "said … Nonsense"),
    ],
)
def test_who_calls_claims_false_denies_them(marked, evidence):
    assert act_of(marked) == ("denies", "CT-", evidence)


@pytest.mark.parametrize(
    ("marked", "act", "commitment"),
    [
        ("[Ann Reed] {said} <the colour was wrong>.", "asserts", "CT+"),
        ("[Ann Reed] {said} <the claims were not false>.", "asserts", "CT+"),
        ("[Ann Reed] {said} <the claims may be false>.", "asserts", "PS+"),
        ("[Ann Reed] {said} <the claims would be false if it rained>.", "asserts", "Uu"),
        ("[Ann Reed] {does not believe} <the claims are false>.", "believes", "PR-"),
        ("[Ann Reed] {did not say} <the claims were false>.", "withholds", "Uu"),
        ("“<Is that not true?>” [Ann Reed] {said}.", "asks", "Uu"),
    ],
)
def test_who_does_not_say_that_claims_are_false_denies_nothing(marked, act, commitment):
    assert act_of(marked)[:2] == (act, commitment)


def test_who_is_quoted_for_what_somebody_else_said_reports():
    text = "According to TASS, Ann Reed said that the port was open."
    doc = parse_text(text)
    claims = find_claims(Words(doc), find_attributions(doc))
    assert [(c.act, c.commitment) for c in claims] == [("reports", "Uu"), ("asserts", "CT+")]
    assert claims[0].act_evidence == "According to … said"
    doc = parse_text("According to TASS, the port was open, and Ann Reed said so.")
    assert {c.act for c in find_claims(Words(doc), find_attributions(doc))} == {"asserts"}


@pytest.mark.parametrize("hearer", ["A jury", "The inquest", "Ellerby Crown Court", "The tribunal"])
def test_what_a_court_hears_is_no_finding_of_its(hearer):
    assert act_of(f"{hearer} {{heard}} <that he lied>.") == ("reports", "Uu", "heard")
    assert act_of(f"[{hearer}] {{heard}} <that he lied>.")[:2] == ("reports", "Uu")


@pytest.mark.parametrize(
    "marked",
    [
        "The court {heard} from [Karl Mollin] <that he lied>.",
        "The jury {was told} by [Karl Mollin] <that he lied>.",
        "The panel {was informed by} [Karl Mollin] <that he lied>.",
    ],
)
def test_who_tells_a_court_asserts(marked):
    assert act_of(marked)[:2] == ("asserts", "CT+")


def test_what_somebody_has_heard_about_is_found():
    assert act_of("[Ann Reed] {heard} <that the port was open>.")[:2] == ("finds", "CT+")


@pytest.mark.parametrize(
    ("marked", "deciding"),
    [
        ("If [Ann Reed] {says} <the port is safe>, ships will come.", "If"),
        ("Unless [Ann Reed] {says} <that the port is safe>, none will come.", "Unless"),
        ("Nobody knows whether [Ann Reed] {said} <that the port is safe>.", "whether"),
        ("Had [Ann Reed] {said} <that the port was safe>, ships had come.", "Had"),
        ("{Did} [Ann Reed] {say} <that the port is safe>?", "Did"),
        ("Has [the council] {promised} <to open the port>?", "Has"),
        ("Will [Ann Reed] {deny} <that the port is safe>?", "Will"),
    ],
)
def test_what_is_only_supposed_or_asked_commits_nobody(marked, deciding):
    act, commitment, evidence = act_of(marked)
    assert act != "asks" and commitment == "Uu" and deciding in evidence


@pytest.mark.parametrize(
    "marked",
    [
        "[Ann Reed] {said} <the port is safe if it is dry>.",
        "[Ann Reed] {said} <the port is safe>. Did it rain?",
        "If it rains, [Ann Reed] {said}, <the port will be safe>.",
    ],
)
def test_conditions_and_questions_elsewhere_leave_it_said(marked):
    assert (
        act_of(marked).act == "asserts" and "if" not in act_of(marked).evidence.lower().split()[:1]
    )


@pytest.mark.parametrize(
    "marked",
    [
        "<The words “I did”> {were wrongly attributed to} Ann Reed.",
        "Ann Reed {was misquoted as saying} <“I did”>.",
        "[We] {incorrectly reported} <that Ann Reed said it>.",
        "We wrongly reported that [Ann Reed] {said} <that it was hers>.",
        "[The article] {wrongly stated} <that Ann Reed had left>.",
        "[Ann Reed] {denied saying} <that it was hers>.",
    ],
)
def test_what_was_misquoted_is_not_said(marked):
    assert act_of(marked)[:2] == ("withholds", "Uu")


@pytest.mark.parametrize(
    "marked",
    [
        "[Ann Reed] {wrongly claimed} <that it was hers>.",
        "[Ann Reed] {falsely stated} <that it was hers>.",
        "[Ann Reed], who was wrongly quoted, {said} <that it was hers>.",
    ],
)
def test_what_somebody_says_wrongly_is_said(marked):
    assert act_of(marked)[:2] == ("asserts", "CT+")


@pytest.mark.parametrize(
    "said, act",
    [
        ("Why did you leave?", "asks"),
        ("You left in May. Why?", "asks"),
        ("It was cold.", "asserts"),
        ("Why? It was cold.", "asserts"),
    ],
)
def test_turn_that_ends_in_a_question_asks(said, act):
    text = f"Q: {said}"
    turn = Attribution(
        source=((0, 1),), cue=((1, 2),), content=((3, len(text)),),
        kind="direct", evidence="speaker_label", confidence=1.0,
    )  # fmt: skip
    assert read_speech(Words(parse_text(text)), turn, said).act == act
