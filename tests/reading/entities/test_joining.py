"""Entities over a corpus: the same name in many articles is one row, on mentions made by hand."""

import time
import weakref

import pytest
from joining import join

from onrecord.corpus.article import Article
from onrecord.reading.entities import Mention, Referent, join_entities, naming
from onrecord.reading.names.people import parse_name
from onrecord.reading.names.spelling import core
from onrecord.tables.scratch import open_scratch


def person(words, name=None, gender="", form="proper", label="PERSON", named=True):
    """One mention: its words, and the name by which its referent goes in its article."""
    return words, name or words, label, form, gender, named


def thing(words, label="ORG", name=None):
    return person(words, name, label=label)


def unnamed(words, label="PERSON"):
    return person(words, form="common", label=label, named=False)


def made(*mentions):
    """The mentions of one article: those whose name and gender are the same have one referent."""
    referents, found, at = {}, [], 0
    for words, name, label, form, gender, named in mentions:
        key = (name, label, gender, named)
        referents.setdefault(key, Referent(len(referents), name, label, named, gender))
        aliases = () if form == "pronoun" else (words,)
        found.append(Mention(at, at + len(words), referents[key], form, "name", aliases=aliases))
        at += len(words) + 1
    return found


def article(n, text="It rained.", **known):
    return Article(article_id=f"a{n}", path=f"a{n}.txt", text=text, **known)


def corpus(*articles):
    """Entities and links of articles, each of which is a list of mentions."""
    return join([(article(n), made(*ms), ()) for n, ms in enumerate(articles, 1)])


def names(*articles):
    return [entity.name for entity in corpus(*articles)[0]]


def ids(*articles):
    return [[link.entity_id for link in each] for each in corpus(*articles)[1]]


def test_same_name_in_two_articles_is_one_entity():
    articles = [person("Ann Reed")], [person("ANN REED"), person("Tom Vale")]
    entities, _ = corpus(*articles)
    assert [(e.entity_id, e.name) for e in entities] == [("e1", "Ann Reed"), ("e2", "Tom Vale")]
    assert ids(*articles) == [["e1"], ["e1", "e2"]]
    assert (entities[0].mentions, entities[0].articles) == (2, 2)


def test_same_name_with_another_apostrophe_or_article_is_one_entity():
    three = [thing("Sailors’ Union")], [thing("Sailors' Union")], [thing("The Sailors' Union")]
    assert len(names(*three)) == 1


def test_corpus_without_mentions_has_no_entities():
    assert join([(article(1), [], ()), (article(2, text=None), [], ())]) == ([], [[], []])


# Fuller names.


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Donald Trump", "Donald J. Trump"),
        ("Donald J. Trump", "Donald John Trump"),
        ("D. Trump", "Donald Trump"),
        ("Ursula von der Leyen", "Ursula Gertrud von der Leyen"),
        ("Robert Kennedy Jr.", "Robert F. Kennedy Jr"),
        ("Dr. Anthony Fauci", "Anthony Fauci"),
        ("Mr John Smith", "John Smith"),
        ("President Donald Trump", "Donald Trump"),
    ],
)
def test_name_joins_the_one_fuller_name(short, full):
    assert names([person(short)], [person(full)]) == [full]
    assert names([person(full)], [person(short)]) == [full]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Donald Trump", "Donald Trump Jr."),
        ("George H. Bush", "George W. Bush"),
        ("Ann Reed", "Tom Reed"),
        ("Ann Reed", "Anna Reed"),
        ("John Edgar Smith", "Edgar Smith"),
        ("Ann Reed", "Ann Vale"),
    ],
)
def test_names_of_two_people_stay_apart(one, other):
    assert len(names([person(one)], [person(other)])) == 2


def test_name_that_may_be_short_for_two_stays_apart():
    bushes = [person("George H. Bush")], [person("George W. Bush")], [person("George Bush")]
    assert len(names(*bushes)) == 3


def test_fuller_name_of_another_gender_stays_apart():
    assert len(names([person("J. Smith", gender="f")], [person("John Smith", gender="m")])) == 2


def test_entity_has_its_most_complete_name_and_the_others_as_aliases():
    entities, links = corpus([person("Donald Trump")], [person("Donald J. Trump")])
    assert [(e.name, e.aliases) for e in entities] == [("Donald J. Trump", ("Donald Trump",))]
    assert [[x.evidence for x in each] for each in links] == [
        ["the one fuller name in the corpus"],
        ["name"],
    ]


def test_surname_joins_two_forms_of_one_full_name():
    articles = [person("Trump")], [person("Donald Trump")], [person("Donald J. Trump")]
    assert names(*articles) == ["Donald J. Trump"]


@pytest.mark.parametrize(
    ("nickname", "full"),
    [
        ("Bob Vale", "Robert Vale"),
        ("Liz Vale", "Elizabeth M. Vale"),
        ("Peggy J. Vale", "Margaret Vale"),
    ],
)
def test_nickname_joins_the_one_other_form_of_its_surname(nickname, full):
    often = [[person(full)]] * 2
    assert len(names([person(nickname)], *often)) == 1
    assert len(names([person(nickname)], often[0])) == 2  # once tells little
    assert len(names([person(nickname), person(full)], *often)) == 2
    assert len(names([person(nickname)], *often, [person("Ann Vale")])) == 3
    assert len(names([person(nickname, gender="m")], *[[person(full, gender="f")]] * 2)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Renée Vale", "Rene\u0301e Vale"),
        ("Renée Vale", "Renee Vale"),
        ("Jean-Luc Vale", "Jean Luc Vale"),
        ("Ann O’Vale", "Ann O'Vale"),
        ("Park Seul-bom", "Seul-bom Park"),
    ],
)
def test_names_of_the_same_letters_are_one(one, other):
    assert len(names([person(one)], [person(other)])) == 1


def test_order_of_two_names_counts_where_no_hyphen_tells_the_given_one():
    assert len(names([person("Reed Vale")], [person("Vale Reed")])) == 2


def test_name_after_words_that_nobody_is_called_is_the_usual_one():
    often = [[person("Ann Reed")]] * 9
    entities, links = corpus(*often, [person("Derelict Ann Reed")])
    assert [e.name for e in entities] == ["Ann Reed"]
    assert links[-1][0].evidence == "the usual name among other words"
    assert len(names(*often[1:], [person("Derelict Ann Reed")])) == 2
    assert len(names(*often, [person("Mary Ann Reed")])) == 2
    assert names(*often, [person("Reed Ann Reed")]) == ["Ann Reed"]
    assert names(*often, [person("Lawyer Ann Reed")]) == ["Ann Reed"]


@pytest.mark.parametrize(
    ("usual", "times", "once", "called"),
    [
        ("Ann Reed", 1, "Ann M. Reed", "Ann M. Reed"),
        ("Ann Reed", 8, "Ann M. Reed", "Ann M. Reed"),
        ("Ann Reed", 9, "Ann M. Reed", "Ann Reed"),
        ("Ann Reed", 2, "A. Moss Reed", "Ann Reed"),
        ("Ann Reed", 2, "ANN REED", "Ann Reed"),
        ("Ann Reed", 2, "Staff Ann Reed", "Ann Reed"),
    ],
)
def test_entity_has_the_fullest_name_that_is_usual(usual, times, once, called):
    assert names(*[[person(usual)]] * times, [person(once)]) == [called]


# Surnames alone.


def test_lone_surname_joins_the_one_full_name_of_the_corpus():
    articles = [person("Reed")], [person("Ann Reed")]
    assert [(e.name, e.aliases) for e in corpus(*articles)[0]] == [("Ann Reed", ("Reed",))]
    assert ids(*articles) == [["e1"], ["e1"]]


def test_full_name_of_one_of_many_articles_is_not_meant_by_a_surname_elsewhere():
    others = [[person(f"Quilla Vale{n}")] for n in range(48)]
    ann, alone = [person("Ann Reed")], [person("Reed")]
    assert len(names(ann, alone, *others)) == 49
    assert len(names(ann, alone, *others, [person("Tom Vale")])) == 51
    assert len(names(ann, ann, alone, *others)) == 49


def test_long_form_of_one_of_many_articles_is_not_what_another_abbreviates():
    others = [[person(f"Quilla Vale{n}")] for n in range(49)]
    long, short = [thing("Quayside Boat Club")], [thing("QBC")]
    assert len(names(long, short, *others[1:])) == 49
    assert len(names(long, short, *others)) == 51
    assert len(names(long, long, short, *others)) == 50


def test_surname_with_a_particle_joins_its_full_name():
    for surname in ("von der Leyen", "Leyen"):
        assert names([person(surname)], [person("Ursula von der Leyen")]) == [
            "Ursula von der Leyen"
        ]


def test_lone_surname_of_two_people_of_the_corpus_stays_apart():
    found = names([person("Reed")], [person("Ann Reed")], [person("Tom Reed")])
    assert found == ["Reed", "Ann Reed", "Tom Reed"]


def test_lone_surname_is_the_one_of_two_whose_gender_fits():
    both = [person("Ann Reed", gender="f")], [person("Tom Reed", gender="m")]
    he = [person("Mr Reed", "Reed", "m")]
    assert ids(*both, he) == [["e1"], ["e2"], ["e2"]]
    assert len(names(*both, [person("Reed")])) == 3
    assert len(names(both[0], [person("Tom Reed")], he)) == 3


def test_lone_surname_is_the_only_one_whom_other_articles_call_so():
    called = [person("Ann Reed"), person("Reed", "Ann Reed")]
    tom = [person("Tom Reed")]
    assert len(names(called, called, tom, [person("Reed")])) == 2
    assert len(names(called, tom, [person("Reed")])) == 3  # once tells little
    tom_too = [person("Tom Reed"), person("Mr Reed", "Tom Reed")]
    assert len(names(called, called, tom_too, [person("Reed")])) == 3


def test_lone_surname_is_whom_nearly_all_articles_call_so():
    ann = [[person("Ann Reed"), person("Reed", "Ann Reed")]] * 9
    tom = [person("Tom Reed"), person("Reed", "Tom Reed")]
    alone = [person("Reed")]
    _, links = corpus(*ann, tom, alone)
    assert (links[-1][0].entity_id, links[-1][0].evidence) == (
        links[0][0].entity_id,
        "called so beside its full name in other articles",
    )
    assert len(names(*ann[1:], tom, alone)) == 3


def test_lone_surname_is_nobody_whom_its_gender_speaks_against():
    ann = [[person("Ann Reed", gender="f"), person("Reed", "Ann Reed", "f")]] * 9
    tom = [person("Tom Reed"), person("Reed", "Tom Reed")]
    assert names(*ann, tom, tom, [person("Reed", gender="m")]) == ["Ann Reed", "Tom Reed"]
    assert len(names(*ann, [person("Quilla Reed")], [person("Reed", gender="m")])) == 3


def test_whom_an_article_mixes_up_with_another_does_not_count():
    tom = [[person("Tom Reed", gender="m"), person("Reed", "Tom Reed", "m")]] * 9
    mixed = [person("Ann Reed", gender="m"), person("Mr Reed", "Ann Reed", "m")]
    assert names(*tom, mixed, mixed, [person("Reed")]) == ["Tom Reed", "Ann Reed"]


def test_title_that_an_article_keeps_is_of_the_one_whom_others_call_so():
    called = [[person("Tom Reed", gender="m"), person("Mr Reed", "Tom Reed", "m")]] * 2
    others = [person("Jim Reed")]
    he, she = person("Mr Reed", gender="m"), person("Ms Reed", gender="f")
    assert ids(*called, others, [he, she])[-1] == ["e1", "e3"]


def test_lone_first_name_is_whom_nearly_all_articles_call_so():
    called = [[person("Quilla Reed"), person("Quilla", "Quilla Reed")]] * 2
    assert names(*called, [person("Quilla")]) == ["Quilla Reed"]
    assert len(names(called[0], [person("Quilla")])) == 2  # once tells little
    assert len(names(*called, [person("Quilla Vale")], [person("Quilla")])) == 3


def test_surname_that_an_article_keeps_apart_is_who_has_its_gender_and_is_meant_elsewhere():
    hers = [[person("Ann Reed", gender="f"), person("Reed", "Ann Reed", "f")]] * 9
    tom = person("Tom Reed", gender="m")
    she = [tom, person("Ann Reed"), person("Reed", gender="f")]
    assert ids(*hers, she)[-1] == ["e2", "e1", "e1"]
    untold = [tom, person("Ann Reed"), person("Reed")]
    assert ids(*hers, untold)[-1] == ["e2", "e1", "e3"]


def test_full_name_comes_before_a_surname_that_an_article_keeps_apart():
    known = [person("Ann Moss Reed")]
    assert ids(known, [person("Reed"), person("Ann Reed")]) == [["e1"], ["e2", "e1"]]


@pytest.mark.parametrize(
    ("short", "full", "joined"),
    [
        (person("Mrs Smith", "Smith", "f"), person("John Smith", gender="m"), False),
        (person("Mrs Smith", "Smith", "f"), person("Lee Smith"), False),
        (person("Mrs Smith", "Smith", "f"), person("Ann Smith", gender="f"), True),
        (person("Smith", gender="f"), person("John Smith", gender="m"), False),
        (person("Smith", gender="f"), person("Ann Smith"), True),
        (person("Smith"), person("John Smith", gender="m"), True),
        (person("Mr Smith", gender="m"), person("John Smith", gender="m"), False),
        (person("Mr Smith", gender="m"), person("John Smith"), False),
        (person("Mrs Smith", gender="f"), person("John Smith", gender="m"), False),
    ],
)
def test_surname_joins_the_full_name_unless_the_gender_speaks_against_it(short, full, joined):
    for articles in (([short], [full]), ([full], [short])):
        assert (len(names(*articles)) == 1) is joined


def test_surname_that_is_she_in_one_article_and_he_in_others_is_two_entities():
    he, she = [person("Smith", gender="m")], [person("Smith", gender="f")]
    assert ids(he, she, he, [person("Smith")]) == [["e1"], ["e2"], ["e1"], ["e1"]]


def test_titled_name_is_no_full_name():
    assert names([person("Mr Reed", gender="m")], [person("Reed")]) == ["Mr Reed", "Reed"]


def test_surname_is_a_person_where_most_mentions_say_so():
    labels = [[person("Reed", label=label)] for label in ("PERSON", "PERSON", "ORG")]
    assert names([person("Ann Reed")], *labels) == ["Ann Reed"]


def test_surname_is_a_person_where_nearly_all_articles_have_it_beside_a_full_name():
    full = [person("Ann Reed"), person("Reed", "Ann Reed")]
    entities, _ = corpus(*[full] * 9, [thing("Reed")])
    assert [(e.name, e.label) for e in entities] == [("Ann Reed", "PERSON")]
    assert len(names(*[full] * 8, [thing("Reed")])) == 2


def test_entity_has_the_label_that_most_articles_give_it():
    often = [thing("Tolvane", "GPE")] * 5
    entities, _ = corpus(often, [thing("Tolvane")], [thing("Tolvane")])
    assert [e.label for e in entities] == ["ORG"]


def test_what_has_the_name_of_an_outlet_of_the_corpus_is_an_organisation():
    found = [person("Quayside Ledger", gender="f")]
    by_outlet = [
        (article(1, outlet="The Quayside Ledger"), made(*found), ()),
        (article(2), made(*found), ()),
    ]
    assert [(e.name, e.label) for e in join(by_outlet)[0]] == [("Quayside Ledger", "ORG")]


def test_mention_says_that_its_full_name_stands_elsewhere_in_the_corpus():
    reed = (
        person("Reed"),
        person("the mayor", "Reed", form="common"),
        person("she", "Reed", form="pronoun"),
    )
    _, links = corpus([person("Ann Reed")], reed)
    assert [link.evidence for link in links[1]] == [
        "the one full name in the corpus",
        "name",
        "name",
    ]


# Acronyms and organisations.


def test_acronym_joins_the_one_long_form_of_the_corpus():
    nhs = [thing("NHS")], [thing("National Health Service")]
    assert names(*nhs) == ["National Health Service"]
    assert corpus(*nhs)[1][0][0].evidence == "the one long form in the corpus"
    assert names(
        [thing("U.K.", "GPE")], [thing("UK", "GPE")], [thing("United Kingdom", "GPE")]
    ) == ["United Kingdom"]


@pytest.mark.parametrize(
    ("forms", "label", "usual"),
    [
        (("Britain", "UK", "U.K.", "United Kingdom", "Great Britain"), "GPE", "United Kingdom"),
        (("America", "the U.S.", "USA", "United States"), "GPE", "United States"),
        (("People's Republic of China", "China"), "GPE", "China"),
        (("UN", "United Nations"), "ORG", "United Nations"),
        (("U.S. Senate", "United States Senate"), "ORG", "United States Senate"),
    ],
)
def test_country_is_one_entity_whatever_an_article_calls_it(forms, label, usual):
    assert names(*([thing(form, label)] for form in forms)) == [usual]


def test_film_called_us_is_no_country_nor_tom_holland_a_kingdom():
    assert len(names([thing("Us", "PRODUCT")], [thing("US", "GPE")])) == 2
    hollands = [person("Holland")], [person("Tom Holland")], [thing("Netherlands", "GPE")]
    assert names(*hollands) == ["Tom Holland", "Netherlands"]
    britains = [person("Britain")], [person("Tom Britain")], [thing("United Kingdom", "GPE")]
    assert names(*britains) == ["Tom Britain", "United Kingdom"]


def test_honours_and_nickname_are_no_part_of_a_persons_name():
    assert len(names([person("Mark Tedeschi, QC")], [person("Mark Tedeschi")])) == 1
    assert len(names([person("William “Bill” Clinton")], [person("William Clinton")])) == 1


def test_acronym_of_two_letters_may_be_anything_but_a_place():
    assert len(names([thing("SU")], [thing("Sailors Union")])) == 2
    said = thing("Sailors Union"), thing("SU", name="Sailors Union")
    assert len(names([thing("SU")], said)) == 1


def test_acronym_of_two_long_forms_stays_apart():
    both = [thing("National Baptist Convention")], [thing("New British Coal")]
    assert len(names([thing("NBC")], *both)) == 3


def test_acronym_joins_only_what_has_its_label_unless_an_article_says_so():
    place = thing("Papua New Guinea", "GPE")
    assert len(names([thing("PNG")], [place])) == 2
    said = thing("National Union"), thing("DFWU", name="National Union")
    assert len(names([thing("DFWU", "GPE")], said)) == 1
    called = thing("E.U. nations"), thing("E.U.", name="E.U. nations")
    assert len(names([thing("E.U.")], called)) == 2


def test_long_form_of_one_article_is_not_what_many_others_abbreviate():
    many = [[thing("NBC")]] * 4
    assert len(names(*many, [thing("National Baptist Convention")])) == 2
    assert len(names(*many[1:], [thing("National Baptist Convention")])) == 1
    assert len(names(*many, *[[thing("National Baptist Convention")]] * 2)) == 1


def test_person_is_no_long_form_of_an_acronym():
    assert len(names([thing("AR")], [person("Ann Reed")])) == 2


def test_short_name_of_an_organisation_joins_what_other_articles_shorten_to_it():
    said = thing("Tolvane Marine"), thing("Tolvane", name="Tolvane Marine")
    assert names(said, said, [thing("Tolvane")]) == ["Tolvane Marine"]
    assert len(names(said, [thing("Tolvane")])) == 2  # once tells little


def test_short_name_that_mostly_stands_alone_keeps_to_itself():
    said = thing("Google Maps"), thing("Google", name="Google Maps")
    assert len(names(said, said, *[[thing("Google")]] * 3)) == 2


def test_place_is_never_what_one_article_shortens_to_it():
    said = thing("Kansas City", "GPE"), thing("Kansas", "GPE", name="Kansas City")
    assert len(names(said, said, [thing("Kansas", "GPE")])) == 2


# What an article keeps apart, and what has no name.


def test_two_whom_an_article_keeps_apart_stay_apart():
    both = [person("Donald J. Trump"), person("Donald Trump")]
    assert ids(both, [person("Donald Trump")]) == [["e1", "e2"], ["e1"]]
    entities, _ = corpus([person("Ann Reed"), person("Reed")])
    assert [e.name for e in entities] == ["Ann Reed", "Reed"]


def test_surname_of_one_of_two_in_its_article_is_nobody_in_another_article():
    both = [person("Ann Reed"), person("Tom Reed"), person("Reed")]
    assert ids(both, both) == [["e1", "e2", "e3"], ["e1", "e2", "e4"]]
    titled = [person("Sam Reed", gender="m"), person("Tom Reed", gender="m")]
    he = [*titled, person("Mr Reed", gender="m")]
    assert ids(he, he) == [["e1", "e2", "e3"], ["e1", "e2", "e4"]]


def test_two_surnames_that_an_article_keeps_apart_stay_apart():
    two = [person("Reed"), person("Reed", gender="f")]
    assert len({*ids(two)[0]}) == 2


def test_same_name_of_a_person_and_a_place_in_one_article_is_two_entities():
    two = [person("Washington"), thing("Washington", "GPE")]
    assert ids(two, two) == [["e1", "e2"], ["e1", "e2"]]


def test_unnamed_referents_join_nobody():
    same = [unnamed("the suspect")]
    entities, _ = corpus(same, same, [person("The Suspect")])
    assert [(e.name, e.named) for e in entities] == [
        ("the suspect", False),
        ("the suspect", False),
        ("The Suspect", True),
    ]


def test_aliases_are_names_and_descriptions_but_no_pronouns():
    entities, _ = corpus(
        [
            person("Ann Reed"),
            person("the mayor", "Ann Reed", form="common"),
            person("she", "Ann Reed", form="pronoun"),
            person("Reed", "Ann Reed"),
        ]
    )
    assert entities[0].aliases == ("the mayor", "Reed")
    assert entities[0].mentions == 4


def test_entity_takes_the_label_that_most_mentions_have():
    skein = [[thing("Skein", label)] for label in ("ORG", "PERSON", "PERSON")]
    assert [e.label for e in corpus(*skein)[0]] == ["PERSON"]


# Parts of names.


@pytest.mark.parametrize(
    ("name", "given", "surname", "generation"),
    [
        ("Donald J. Trump", ("donald", "j"), "trump", ""),
        ("Ursula von der Leyen", ("ursula",), "von der leyen", ""),
        ("Robert F. Kennedy Jr", ("robert", "f"), "kennedy", "jr"),
        ("Smith", (), "smith", ""),
        ("von der Leyen", (), "von der leyen", ""),
        ("?", (), "?", ""),
        ("", (), "", ""),
    ],
)
def test_names_have_parts(name, given, surname, generation):
    parts = parse_name(name)
    assert (parts.given, parts.surname, parts.generation) == (given, surname, generation)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Mr Smith", "mr smith"),
        ("Mr John Smith", "john smith"),
        ("President Smith", "smith"),
        ("Prime Minister Smith", "smith"),
        ("Mayor", "mayor"),
        ("The O’Brien  Trust", "o'brien trust"),
    ],
)
def test_person_is_compared_without_title_unless_it_alone_tells_who(name, plain):
    assert core(name, "PERSON") == plain
    assert core("Mr Smith", "PERSON", shorten=True) == "smith"
    assert core("President Hotel", "FAC") == "president hotel"


def test_articles_are_let_go_one_by_one(tmp_path):
    held, seen = [], 0

    def stream():
        nonlocal seen
        for n in range(50):
            each = article(n), made(person(f"Ann Vale{n}"), unnamed("the clerk")), ()
            held.append(weakref.ref(each[0]))
            seen += 1
            yield each
            each = None
            assert not any(one() for one in held[:-1])

    with open_scratch(tmp_path) as database:
        joined = join_entities(stream(), database)
        assert seen == 50
        assert len(list(joined.entities())) == 100
        first, *rest = joined.referents()
        assert [(m.entity_id, m.named) for m in first.values()] == [("e1", True), ("e2", False)]
        assert len(rest) == 49
        assert list(joined.referents())[1:] == rest


def test_what_is_joined_over_the_corpus_counts_an_article_with_both_forms_once():
    both = [person("Ann M. Reed"), person("Ann Reed")]
    others = [[person(f"Quilla Vale{n}")] for n in range(49)]
    assert len(names(both, [person("Reed")], *others)) == 52  # its full name stands in one article
    assert len(names(both, [person("Ann Reed")], [person("Reed")], *others)) == 51


def test_thousands_of_names_are_joined_in_seconds():
    articles = [
        [
            person(f"Ann{n % 97} B{n % 31}. Reed{n}"),
            person(f"Ann{n % 97} Reed{n}", f"Ann{n % 97} Reed{n}"),
        ]
        for n in range(4000)
    ]
    started = time.process_time()
    corpus(*articles)
    assert time.process_time() - started < 20


def test_names_that_are_counted_a_part_at_a_time_are_joined_the_same(monkeypatch):
    articles = [
        *([person("Ann Reed"), person("Reed", "Ann Reed")] for _ in range(3)),
        *([person("Reed")] for _ in range(2)),
        [person("Tom Reed"), person("Reed", "Tom Reed")],
        [thing("Fjord Bank"), thing("Bank", name="Fjord Bank")],
        [thing("Fjord Bank PLC")],
        [person("Dr. Ann Reed", gender="f")],
    ]
    whole = corpus(*articles)
    assert len(whole[0]) < len(articles)
    monkeypatch.setattr(naming, "ARTICLES", 2)
    monkeypatch.setattr(naming, "PLACES", 3)
    assert corpus(*articles) == whole
