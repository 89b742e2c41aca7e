"""Corrections of who is who: read, applied to a corpus, and proposed; on mentions and tables made by hand."""

import csv
import io

import pytest
from joining import join
from project import SEEDS
from small_record import article, entity, mention, record
from tables_by_hand import write_tables

from onrecord.corpus import read_articles
from onrecord.corpus.article import Article
from onrecord.corrections import Revision, read_corrections
from onrecord.corrections.corrections import COLUMNS
from onrecord.corrections.proposals import propose
from onrecord.corrections.review import check_can_write_corrections, write_review
from onrecord.errors import OnrecordError
from onrecord.extraction.extract import extract_tables
from onrecord.reading.entities import Mention, Referent
from onrecord.report.execution import Kernel
from onrecord.report.project import find_notebooks
from onrecord.tables.cells import write_rows
from onrecord.tables.folder import read_tables


def decided_in(folder, *rows, name="corrections.csv"):
    """A file of rows; each is a dict, the columns are all that any of them has."""
    columns = list(dict.fromkeys(["kind", "name", *(key for row in rows for key in row)]))
    lines = [columns, *([row.get(key, "") for key in columns] for row in rows)]
    with open(folder / name, "w", encoding="utf-8", newline="") as file:
        write_rows(file, lines)
    return read_corrections(folder / name)


def merge(name, other, **known):
    return {"kind": "merge", "decision": "yes", "name": name, "other_name": other, **known}


def split(name, articles, **known):
    return {"kind": "split", "decision": "yes", "name": name, "other_articles": articles, **known}


def attributes(name, **known):
    return {"kind": "entity", "name": name, **known}


def made(*names):
    """The mentions of one article, each of a referent of its own: names, or (name, label)."""
    found = []
    for n, each in enumerate(names):
        name, label = each if isinstance(each, tuple) else (each, "PERSON")
        known = Referent(n, name, label, named=name[:1].isupper())
        form = "proper" if known.named else "common"
        found.append(Mention(10 * n, 10 * n + 9, known, form, "name", aliases=(name,)))
    return found


def plain_article(n):
    return Article(article_id=f"a{n}", path=f"a{n}.txt", text="")


def apply(decided, *articles):
    """Entities, the names that the mentions of each article have, and the Revision."""
    revision = Revision(decided)
    found = [(plain_article(n), made(*names), ()) for n, names in enumerate(articles, 1)]
    entities, links = join(found, revise=revision)
    by_id = {each.entity_id: each.name for each in entities}
    return entities, [[by_id[link.entity_id] for link in each] for each in links], revision


# Reading.


def test_row_that_is_read_has_its_number_and_what_the_user_added(tmp_path):
    read = decided_in(tmp_path, attributes("Ann Reed", party=" Lab "), {}, merge("Ann", "Anne"))
    assert [(row.number, row.kind, row.name) for row in read.rows] == [
        (2, "entity", "Ann Reed"),
        (4, "merge", "Ann"),
    ]
    assert (read.attributes, read.rows[0].attributes) == (("party",), {"party": "Lab"})
    assert read.file == "corrections.csv"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffkind,name,party\r\nentity,Zoë,Lab\r\n",
        "kind;name;party\nentity;Zoë;Lab\n",
        "KIND".lower() + ',name,party,\n"entity",Zoë,"Lab",\n,,,\n',
    ],
)
def test_file_is_read_as_spreadsheets_save_it(text, tmp_path):
    (tmp_path / "r.csv").write_bytes(text.encode())
    [row] = read_corrections(tmp_path / "r.csv").rows
    assert (row.name, row.attributes) == ("Zoë", {"party": "Lab"})


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"", "no column 'kind'"),
        (b"name,party\nAnn,Lab\n", "no column 'kind'"),
        (b"kind,name\nperson,Ann\n", "row 2: kind is 'person'"),
        (b"kind,name,decision\nmerge,Ann,perhaps\n", "row 2: decision is 'perhaps'"),
        (b"kind,name,party\nentity,,Lab\n", "row 2: name is empty"),
        (b"kind,name,decision\nentity,Ann,\nmerge,Ann,yes\n", "row 3: other_name is empty"),
        (b"kind,name,decision\nsplit,Ann,yes\n", "other_articles is empty"),
        (b"kind,name,party\nmerge,Ann,Lab\n", "'party' stands on a row of the kind merge"),
        (b"kind,name,party,party\n", "the column 'party' twice"),
        (b"kind,name,aliases\n", "'aliases', which the table entities has already"),
        (b"kind,name\nentity,Reed, Ann\n", "row 2 has more cells"),
        (b"kind,name\nentity,Ren\xe9e\n", "are not UTF-8"),
        (b'kind,name\nentity,"Ann\n', "are not CSV"),
    ],
)
def test_malformed_file_is_refused_with_its_row(data, named, tmp_path):
    (tmp_path / "r.csv").write_bytes(data)
    with pytest.raises(OnrecordError, match=r"r\.csv") as error:
        read_corrections(tmp_path / "r.csv")
    assert named in str(error.value)


def test_file_that_is_not_there_is_refused(tmp_path):
    for path in (tmp_path / "nowhere.csv", tmp_path):
        with pytest.raises(OnrecordError, match="cannot be read"):
            read_corrections(path)


# Merging.


def test_merge_makes_two_entities_one_under_the_first_name(tmp_path):
    decided = decided_in(tmp_path, merge("Bo Vale", "Robert Vale"))
    entities, names, revision = apply(decided, ["Robert Vale"], ["Bo Vale", "Ann Reed"])
    assert names == [["Bo Vale"], ["Bo Vale", "Ann Reed"]]
    assert entities[0].aliases == ("Robert Vale",)
    assert (entities[0].mentions, entities[0].articles) == (2, 2)
    assert revision.manifest()["rows"] == [
        {"row": 2, "did": "merged", "name": "Bo Vale", "other_name": "Robert Vale"}
    ]


def test_mention_says_which_row_merged_it(tmp_path):
    revision = Revision(decided_in(tmp_path, merge("Bob Vale", "Robert Vale")))
    found = [(plain_article(1), made("Robert Vale", "Bob Vale"), ())]
    _, [links] = join(found, revise=revision)
    assert [link.evidence for link in links] == ["the corrections, row 2", "name"]


def test_merges_chain(tmp_path):
    decided = decided_in(tmp_path, merge("Ann Reed", "Bea Vale"), merge("Bea Vale", "Cy Moss"))
    assert apply(decided, ["Cy Moss"], ["Bea Vale"], ["Ann Reed"])[1] == [["Ann Reed"]] * 3


def test_description_in_one_article_is_merged_by_its_article(tmp_path):
    decided = decided_in(
        tmp_path, merge("Ann Reed", "the suspect", label="PERSON", other_articles="a2")
    )
    _, names, _ = apply(decided, ["Ann Reed"], ["the suspect"], ["the suspect"])
    assert names == [["Ann Reed"], ["Ann Reed"], ["the suspect"]]


def test_two_of_one_name_are_merged(tmp_path):
    decided = decided_in(tmp_path, merge("the suspect", "the suspect"))
    entities, _, revision = apply(decided, ["the suspect"], ["the suspect"])
    assert len(entities) == 1
    assert revision.warnings == []


def test_what_is_one_already_is_left_as_it_is(tmp_path):
    decided = decided_in(tmp_path, merge("Ann Reed", "Reed"))
    entities, _, revision = apply(decided, ["Ann Reed"], ["Reed"])
    assert len(entities) == 1
    assert revision.manifest()["rows"][0]["did"] == "nothing: they are one already"


def test_only_what_is_decided_with_yes_is_done(tmp_path):
    rows = [merge("Ann Reed", "Tom Vale", decision=said) for said in ("", "no")]
    entities, _, revision = apply(decided_in(tmp_path, *rows), ["Ann Reed", "Tom Vale"])
    assert len(entities) == 2
    told = revision.manifest()
    assert (told["rows"], told["undecided"], told["declined"]) == ([], 1, 1)


def test_column_of_an_entity_that_is_declined_is_not_added(tmp_path):
    declined = {**attributes("Ann Reed", party="Lab"), "decision": "no"}
    [entity], _, _ = apply(decided_in(tmp_path, declined), ["Ann Reed"])
    assert not any(entity.attributes.values())


# Splitting.


def test_split_makes_somebody_else_of_the_mentions_in_some_articles(tmp_path):
    decided = decided_in(tmp_path, split("Ann Reed", "a2; a4", other_name="Ann Reed (judge)"))
    entities, names, revision = apply(decided, *[["Ann Reed"]] * 4)
    judge = "Ann Reed (judge)"
    assert names == [["Ann Reed"], [judge], ["Ann Reed"], [judge]]
    assert [(each.name, each.articles) for each in entities] == [("Ann Reed", 2), (judge, 2)]
    assert revision.manifest()["rows"] == [
        {
            "row": 2,
            "did": "split",
            "name": "Ann Reed",
            "other_name": judge,
            "articles": ["a2", "a4"],
        }
    ]


def test_split_gives_to_who_is_there_already(tmp_path):
    decided = decided_in(tmp_path, split("Ann Reed", "a2", other_name="Mary Reed"))
    entities, names, _ = apply(decided, ["Ann Reed"], ["Ann Reed"], ["Mary Reed"])
    assert names == [["Ann Reed"], ["Mary Reed"], ["Mary Reed"]]
    assert len(entities) == 2


def test_split_off_is_named_by_its_own_articles_unless_told(tmp_path):
    decided = decided_in(tmp_path, split("Donald J. Trump", "a2"))
    _, names, _ = apply(decided, ["Donald J. Trump"], ["Donald Trump"])
    assert names == [["Donald J. Trump"], ["Donald Trump"]]


def test_split_off_can_be_merged_and_described(tmp_path):
    decided = decided_in(
        tmp_path,
        attributes("Other Reed", party="Lab"),
        merge("Tom Vale", "Other Reed"),
        split("Ann Reed", "a2", other_name="Other Reed"),
    )
    entities, names, _ = apply(decided, ["Ann Reed"], ["Ann Reed"], ["Tom Vale"])
    assert names == [["Ann Reed"], ["Tom Vale"], ["Tom Vale"]]
    assert [dict(each.attributes) for each in entities] == [{}, {"party": "Lab"}]


# Attributes.


def test_attributes_stand_on_the_entity_by_any_of_its_names(tmp_path):
    decided = decided_in(
        tmp_path, attributes("Reed", party="Lab"), attributes("Tom Vale", role="mp")
    )
    entities, _, revision = apply(decided, ["Ann Reed"], ["Reed", "Tom Vale"])
    assert [dict(each.attributes) for each in entities] == [{"party": "Lab"}, {"role": "mp"}]
    assert [did["did"] for did in revision.manifest()["rows"]] == ["attributes set"] * 2


def test_second_value_is_a_warning_and_the_first_stays(tmp_path):
    decided = decided_in(
        tmp_path, *(attributes("Ann Reed", party=p) for p in ("Lab", "Con", "Lab"))
    )
    [each], _, revision = apply(decided, ["Ann Reed"])
    assert each.attributes == {"party": "Lab"}
    [warning] = revision.warnings
    assert "row 3" in warning and "'Lab' by row 2" in warning and "'Con'" in warning


def test_label_tells_two_of_one_name_apart(tmp_path):
    decided = decided_in(
        tmp_path,
        attributes("Washington", label="GPE", country="US"),
        attributes("Washington", country="UK"),
    )
    entities, _, revision = apply(decided, ["Washington", ("Washington", "GPE")])
    assert [dict(each.attributes) for each in entities] == [{}, {"country": "US"}]
    assert "2 entities are called 'Washington'" in revision.warnings[0]


# What matches nothing.


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (merge("Ann Reed", "Nobody"), "row 2: no entity is called 'Nobody'"),
        (attributes("Ann Reed", label="ORG", party="x"), "with the label ORG, but with PERSON"),
        (split("Ann Reed", "nowhere; a1"), "row 2: no article with a mention has the id 'nowhere'"),
        (split("Ann Reed", "a1"), "stands in no other article"),
        (split("Tom Vale", "a1"), "is mentioned in none of them"),
        (merge("Ann Reed", "the clerk"), "2 entities are called 'the clerk'"),
    ],
)
def test_row_that_means_nobody_changes_nothing_and_is_a_warning(row, named, tmp_path):
    corpus = ["Ann Reed", "the clerk"], ["Tom Vale", "the clerk"]
    entities, _, revision = apply(decided_in(tmp_path, row), *corpus)
    assert len(entities) == 4
    assert not any(each.attributes for each in entities)
    assert any(named in warning for warning in revision.warnings)
    assert revision.manifest()["rows"] == []
    assert all(warning.startswith("corrections.csv, row 2: ") for warning in revision.warnings)


# In the tables: two people of one surname, and one with changing titles, of the demo corpus.

DEMO = [
    f"seeds/demo/{name}.txt"
    for name in (
        "2025-03-04-tolvane-shares",
        "2025-03-05-inspectors-told",
        "2025-03-06-two-madderns",
    )
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corrections")
    decided = decided_in(
        folder,
        split("Rosalind Maddern", "2025-03-04-tolvane-shares", other_name="R. M. of Tolvane"),
        merge("Colm Maddern", "Helen Ardwick"),
        attributes("Colm Maddern", party="none", role="=1"),
    )
    articles = list(read_articles(*DEMO))
    return extract_tables(articles), extract_tables(articles, corrections=decided), folder


def speakers(tables, article_id):
    columns = ("article_id", "source_name")
    rows = zip(*(tables.attributions[c].to_pylist() for c in columns), strict=True)
    return {name for article, name in rows if article == article_id}


def test_two_people_of_one_surname_stay_apart_in_the_demo_corpus(demo):
    names = demo[0].entities["name"].to_pylist()
    assert {"Rosalind Maddern", "Colm Maddern", "Helen Ardwick"} <= set(names)
    titles = demo[0].entities.to_pylist()[names.index("Helen Ardwick")]["aliases"]
    assert any("Ardwick" in alias for alias in titles)


def test_split_and_merge_go_through_all_tables(demo):
    plain, decided, _ = demo
    assert "Rosalind Maddern" in speakers(plain, "2025-03-04-tolvane-shares")
    assert "R. M. of Tolvane" in speakers(decided, "2025-03-04-tolvane-shares")
    assert "Rosalind Maddern" not in speakers(decided, "2025-03-04-tolvane-shares")
    assert "Rosalind Maddern" in speakers(decided, "2025-03-06-two-madderns")
    assert "Helen Ardwick" not in speakers(decided, "2025-03-05-inspectors-told")
    assert decided.attributions.num_rows == plain.attributions.num_rows
    assert decided.mentions.num_rows == plain.mentions.num_rows
    ids = set(decided.entities["entity_id"].to_pylist())
    assert set(decided.mentions["entity_id"].to_pylist()) == ids
    assert {e for about in decided.claims["about"].to_pylist() for e in about} <= ids
    chains = {name for chain in decided.claims["chain"].to_pylist() for name in chain}
    assert "R. M. of Tolvane" in chains and "Helen Ardwick" not in chains


def test_attribute_is_a_column_of_entities_that_can_be_null(demo, tmp_path):
    write_tables(demo[1], tmp_path / "t")
    entities = read_tables(tmp_path / "t").entities
    assert entities.equals(demo[1].entities)
    assert entities.column_names[-2:] == ["party", "role"]
    values = dict(zip(*(entities[c].to_pylist() for c in ("name", "role")), strict=True))
    assert (values["Colm Maddern"], values["R. M. of Tolvane"]) == ("=1", None)


def test_manifest_lists_what_each_row_did(demo):
    told = demo[1].manifest["corrections"]
    assert (told["file"], len(told["sha256"]), told["warnings"]) == ("corrections.csv", 64, [])
    assert [(did["row"], did["did"]) for did in told["rows"]] == [
        (2, "split"), (3, "merged"), (4, "attributes set"),
    ]  # fmt: skip
    assert "corrections" not in demo[0].manifest


def test_notebook_shows_who_is_who_by_the_corrections(demo):
    corpus = str(SEEDS / "demo" / "2025-03-0[456]-*.txt")
    given = {"corpus": corpus, "corrections": str(demo[2] / "corrections.csv")}
    with Kernel() as kernel:
        made = kernel.run(find_notebooks(["01-quotes"])["01-quotes"], {**given, "top": 30})
    [table] = [cell for cell in made.cells if "words.head(params.top)" in cell.source]
    shown = str(table.outputs)
    assert "R. M. of Tolvane" in shown and "Rosalind Maddern" in shown
    names = [line.split("  ")[0] for line in table.outputs[0]["data"]["text/plain"].splitlines()]
    assert not any("Helen Ardwick" in name for name in names)


def test_review_of_tables_with_attributes_keeps_them(demo, tmp_path):
    write_review(demo[1], tmp_path / "new.csv")
    [row] = [r for r in read_corrections(tmp_path / "new.csv").rows if r.attributes]
    assert (row.kind, row.name, row.attributes) == (
        "entity", "Colm Maddern", {"party": "none", "role": "=1"},
    )  # fmt: skip


# Proposing.


def tables(*articles):
    """Tables of articles, each a list of (words, name) or (words, name, label, form)."""
    entities, texts, rows = {}, [], []
    for n, mentions in enumerate(articles, 1):
        of = article(f"a{n}", "".join(f"It rained on {words}. " for words, *_ in mentions))
        texts.append(of)
        for k, (words, name, *rest) in enumerate(mentions, 1):
            label, form, named = (*rest, *("PERSON", "proper", True)[len(rest) :])
            key = (name, label) if named else (name, label, n)
            found = entities.setdefault(
                key, entity(f"e{len(entities) + 1}", name, [], label=label, named=named)
            )
            if words != name and words not in found["aliases"] and form != "pronoun":
                found["aliases"].append(words)
            known = {"label": label, "form": form}
            row = mention(of, k, words, found["entity_id"], **known)
            rows.append(row)
    return record(texts, [], rows, entities.values()).tables


def proposed(kind, *articles):
    rows = propose(tables(*articles))
    return [row for row in rows if row.kind == kind]


def one(name, label="PERSON"):
    return [(name, name, label)]


@pytest.mark.parametrize(
    ("kept", "other", "reason"),
    [
        (one("Volodymyr Zelensky"), one("Volodymyr Zelenskyy"), "of their letters"),
        (one("Recep Tayyip Erdogan"), one("Recep Tayyip Erdoğan"), "of their letters"),
        (one("Donald Trump Jr."), one("Donald Trump"), "but for Jr."),
        (one("Joseph Biden"), one("Joe Biden"), "one first name is short for the other"),
        (one("Jean-Luc Reed"), one("Jean Luc Reed"), "of their letters"),
        (one("Ann Reed"), one("Ms Reed"), "a surname alone"),
        (one("Ann Reed"), one("Reed"), "a surname alone"),
        (one("Andhra Pradesh", "GPE"), one("AP", "ORG"), "an acronym"),
        (one("The Andhra Pradesh", "GPE"), one("AP", "ORG"), "an acronym"),
        (one("Tolvane Marine", "ORG"), one("Tolvane", "ORG"), "a part of the other"),
        (one("Quayside Ledger", "ORG"), one("Ledger", "ORG"), "a part of the other"),
        (one("Lincoln", "GPE"), one("Lincoln"), "the same name, but GPE and PERSON"),
    ],
)
def test_near_names_are_proposed_for_merging(kept, other, reason):
    [row] = proposed("merge", kept, kept, other)
    assert (row.name, row.other_name, row.decision) == (kept[0][0], other[0][0], "")
    assert reason in row.reason
    assert row.example == f"a1: It rained on {kept[0][0]}."
    assert row.other_example == f"a3: It rained on {other[0][0]}."


@pytest.mark.parametrize(
    ("name", "other"),
    [
        (one("John Smith"), one("Joan Smith")),
        (one("Ann Reed"), one("Ann Vale")),
        (one("Euro 2020", "EVENT"), one("Euro 2024", "EVENT")),
        (one("Russian", "NORP"), one("Russia", "GPE")),
        (one("Kansas City", "GPE"), one("Kansas", "GPE")),
        (one("University of Hull", "ORG"), one("University of Ely", "ORG")),
        ([("Mr Reed", "Tom Reed")], [("Ms Reed", "Ms Reed")]),
        (one("Clinton"), one("Clintons")),
        (one("Ohio Democratic Party", "GPE"), one("Democratic Party", "GPE")),
    ],
)
def test_names_that_are_not_near_are_not_proposed(name, other):
    assert proposed("merge", name, other) == []


def test_part_of_two_names_is_neither():
    times = [one(f"{name} Times", "ORG") for name in ("New York", "Tampa Bay")]
    assert proposed("merge", *times, one("Times", "ORG")) == []


def test_reason_says_that_an_article_mentions_both():
    [row] = proposed("merge", one("Ann Reed") + one("Ms Reed"))
    assert row.reason.endswith("; 1 article mentions both")


def test_description_is_proposed_for_the_one_who_is_called_so_elsewhere():
    mayor = [("Ann Reed", "Ann Reed"), ("The acting mayor", "Ann Reed", "PERSON", "common")]
    unnamed = [("the acting mayor", "the acting mayor", "PERSON", "common", False)]
    rows = proposed("merge", mayor, unnamed, unnamed)
    assert [(r.name, r.other_name, r.other_articles) for r in rows] == [
        ("Ann Reed", "the acting mayor", "a2"),
        ("Ann Reed", "the acting mayor", "a3"),
    ]


def test_description_is_proposed_with_its_article_since_others_may_call_somebody_else_so():
    reed = [("Ann Reed", "Ann Reed"), ("The acting mayor", "Ann Reed", "PERSON", "common")]
    alone = [("the acting mayor", "the acting mayor", "PERSON", "common", False)]
    [row] = proposed("merge", reed, alone)
    assert (row.articles, row.other_articles) == ("", "a2")


def test_same_description_in_two_articles_is_decided_twice(tmp_path):
    rows = [merge("Ann Reed", "the clerk", other_articles=n) for n in ("a1", "a2")]
    rows[1]["decision"] = "no"
    assert len(decided_in(tmp_path, *rows).rows) == 2


def test_he_and_she_are_proposed_for_splitting():
    he = [("Lee Vale", "Lee Vale"), *[("he", "Lee Vale", "PERSON", "pronoun")] * 2]
    she = [("Ms Vale", "Lee Vale")]
    assert (
        proposed("split", he, [("Lee Vale", "Lee Vale"), ("she", "Lee Vale", "PERSON", "pronoun")])
        == []
    )
    [row] = proposed("split", he, she, he)
    assert (row.name, row.other_articles) == ("Lee Vale", "a2")
    assert row.reason == "“she” in 1 article and “he” in 2 articles"
    assert (row.example, row.other_example) == (
        "a1: It rained on Lee Vale.",
        "a2: It rained on Ms Vale.",
    )


def test_two_full_names_are_proposed_for_splitting():
    [row] = proposed("split", one("Ann Reed"), [("Mary Reed", "Ann Reed")], one("Ann Reed"))
    assert (row.other_articles, row.reason) == ("a2", "called Mary Reed there")


def test_entity_has_a_row_where_it_is_mentioned_more_than_a_few_times():
    rows = proposed("entity", one("Ann Reed"), one("Ann Reed"), one("Ann Reed") + one("Tom Vale"))
    assert [(row.name, row.label, row.reason) for row in rows] == [
        ("Ann Reed", "PERSON", "3 mentions in 3 articles")
    ]


def test_tables_without_rows_propose_nothing():
    assert list(propose(tables())) == []


# The file.


def test_file_that_is_written_is_read_and_changes_nothing(tmp_path):
    corpus = tables(one("Ann Reed"), one("Ms Reed"), one("=cmd"), one("Ann Reed"), one("Ann Reed"))
    counts = write_review(corpus, tmp_path / "r.csv")
    assert counts == {
        "questions": 1, "entities": 1, "rows kept": 0, "less at stake, left out": 0,
    }  # fmt: skip
    text = (tmp_path / "r.csv").read_text("utf-8-sig")
    header = text.splitlines()[0].split(",")
    assert header == [name for name in COLUMNS if name in header]
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    revision = Revision(read_corrections(tmp_path / "r.csv"))
    assert join([], revision) == ([], [])
    assert revision.warnings == []


def test_two_reviews_are_the_same_bytes(tmp_path):
    corpus = tables(one("Ann Reed"), one("Ms Reed"), one("Anna Reed"))
    for ending in ("csv", "xlsx"):
        for name in ("a", "b"):
            write_review(corpus, tmp_path / f"{name}.{ending}")
        one_file, other = (tmp_path / f"{name}.{ending}" for name in ("a", "b"))
        assert one_file.read_bytes() == other.read_bytes()


def test_review_keeps_what_was_decided_and_asks_nothing_twice(tmp_path):
    corpus = tables(one("Ann Reed"), one("Ms Reed"), one("Ann Reed"), one("Ann Reed"))
    decided_in(
        tmp_path,
        merge("Ann Reed", "Ms Reed", label="PERSON", other_label="PERSON", decision="no"),
        merge("Gone", "Away", decision=""),
        attributes("Ann Reed", label="PERSON", party="Lab"),
    )
    counts = write_review(corpus, tmp_path / "corrections.csv")
    assert counts == {
        "questions": 0, "entities": 0, "rows kept": 2, "less at stake, left out": 0,
    }  # fmt: skip
    rows = read_corrections(tmp_path / "corrections.csv").rows
    assert [(row.kind, row.decision, dict(row.attributes)) for row in rows] == [
        ("merge", "no", {}),
        ("entity", "", {"party": "Lab"}),
    ]


def test_file_that_is_there_is_refused_and_what_are_none_are_never_replaced(tmp_path):
    (tmp_path / "notes.csv").write_text("mine")
    with pytest.raises(OnrecordError, match="exists already"):
        check_can_write_corrections(tmp_path / "notes.csv", overwrite=False)
    with pytest.raises(OnrecordError, match="no column 'kind'"):
        check_can_write_corrections(tmp_path / "notes.csv", overwrite=True)
    with pytest.raises(OnrecordError, match="There is no folder"):
        check_can_write_corrections(tmp_path / "nowhere" / "r.csv", overwrite=False)
    with pytest.raises(OnrecordError, match="is a folder"):
        check_can_write_corrections(tmp_path, overwrite=True)
    with pytest.raises(OnrecordError, match="ends neither in"):
        check_can_write_corrections(tmp_path / "review.ods", overwrite=False)
    check_can_write_corrections(tmp_path / "new.csv", overwrite=False)


def test_name_is_whoever_is_called_so_before_the_country_of_that_name(tmp_path):
    articles = ["Tom Vale"], ["Holland"], [("Netherlands", "GPE")]
    entities, _, revision = apply(decided_in(tmp_path, merge("Tom Vale", "Holland")), *articles)
    assert [each.name for each in entities] == ["Tom Vale", "Netherlands"]
    assert not revision.warnings
