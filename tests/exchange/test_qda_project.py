"""REFI-QDA projects, read back by zipfile and lxml, by the element names that the standard publishes."""

import re
import zipfile
from collections import Counter

import pytest
from exchange_examples import WILD, many, seeds, tables_of, wild
from lxml import etree
from small_record import article, attribution, entity, mention

from onrecord.errors import OnrecordError
from onrecord.exchange import check_can_export, export_tables
from onrecord.tables.schema import ACTS

N = "{urn:QDA-XML:project:1.0}"
BY = {"creatingUser", "creationDateTime"}
# Project.xsd of REFI-QDA 1.5, as far as texts go: the children in their order, the attributes that
# must be there, and those that may.
PUBLISHED = {
    "Project": (
        "Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef",
        {"name"},
        {"origin", "creatingUserGUID", "creationDateTime", "basePath"},
    ),
    "Users": ("User", set(), set()),
    "User": ("", {"guid"}, {"name", "id"}),
    "CodeBook": ("Codes", set(), set()),
    "Codes": ("Code", set(), set()),
    "Code": ("Description NoteRef Code", {"guid", "name", "isCodable"}, {"color"}),
    "Variables": ("Variable", set(), set()),
    "Variable": ("Description", {"guid", "name", "typeOfVariable"}, set()),
    "Cases": ("Case", set(), set()),
    "Case": ("Description CodeRef VariableValue SourceRef SelectionRef", {"guid"}, {"name"}),
    "Sources": ("TextSource", set(), set()),
    "TextSource": (
        "Description PlainTextContent PlainTextSelection Coding NoteRef VariableValue",
        {"guid"},
        {"name", "richTextPath", "plainTextPath", *BY},
    ),
    "PlainTextSelection": (
        "Description Coding NoteRef",
        {"guid", "startPosition", "endPosition"},
        {"name", *BY},
    ),
    "Coding": ("CodeRef NoteRef", {"guid"}, BY),
    "VariableValue": ("VariableRef TextValue IntegerValue DateValue", set(), set()),
    **{name: ("", {"targetGUID"}, set()) for name in ("CodeRef", "SourceRef", "VariableRef")},
    **{
        name: ("", set(), set())
        for name in ("Description", "TextValue", "IntegerValue", "DateValue")
    },
}
MANY = {"Users", "Codes", "Variables", "Cases", "Sources"}  # that hold one child at least
REFERRED = {"CodeRef": "Code", "SourceRef": "TextSource", "VariableRef": "Variable"}
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CRLF = "Ida Moss 😀 said:\r\n\r\n“It\r\nrained,\rand 𝔄 sun”\r\nshone."


def returns():
    """Lines that end in every way, and characters that are two in UTF-16, before what is marked."""
    of = article("lines", CRLF, outlet="The Tide", published="2026-02-13")
    of |= {"section": "Weather"}
    said = attribution(of, 1, "“It\r\nrained,\rand 𝔄 sun”", source="Ida Moss", cue="said")
    return tables_of(
        [of],
        [said],
        entities=[entity("e1", "Ida Moss")],
        mentions=[mention(of, 1, "Ida Moss", "e1")],
    )


def written(tables, tmp_path):
    """(the root of project.qde, name of a file → its text, what its reader is told)."""
    told = export_tables(tables, tmp_path / "out.qdpx", "refi-qda")
    with zipfile.ZipFile(tmp_path / "out.qdpx") as archive:
        assert archive.testzip() is None
        data = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(data.pop("project.qde"))
    return root, {name: text.decode("utf-8") for name, text in data.items()}, told


def name_of(element):
    assert element.tag.startswith(N)
    return element.tag.removeprefix(N)


@pytest.mark.parametrize("make", [seeds, wild, returns, tables_of])
def test_elements_and_attributes_are_those_of_the_standard(make, tmp_path):
    root, files, _ = written(make(), tmp_path)
    assert name_of(root) == "Project"
    for element in root.iter():
        children, needed, allowed = PUBLISHED[name_of(element)]
        places = [children.split().index(name_of(child)) for child in element]
        assert places == sorted(places), "children stand in the order of the schema"
        assert needed <= set(element.attrib) <= needed | allowed
        assert len(element) or name_of(element) not in MANY
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(set(guids)) == len(guids)
    assert all(GUID.fullmatch(guid) for guid in guids)
    for ref, kind in REFERRED.items():
        there = {element.get("guid") for element in root.iter(f"{N}{kind}")}
        assert {element.get("targetGUID") for element in root.iter(f"{N}{ref}")} <= there
    users = {element.get("creatingUser") for element in root.iter() if element.get("creatingUser")}
    assert users <= {user.get("guid") for user in root.iter(f"{N}User")}
    paths = [source.get("plainTextPath") for source in root.iter(f"{N}TextSource")]
    assert sorted(path.replace("internal://", "sources/") for path in paths) == sorted(files)


def codings(root, files):
    """(id of the article, code, words) of each coding, from the file alone."""
    codes = {code.get("guid"): code.get("name") for code in root.iter(f"{N}Code")}
    variables = {v.get("guid"): v.get("name") for v in root.iter(f"{N}Variable")}
    for source in root.iter(f"{N}TextSource"):
        text = files[source.get("plainTextPath").replace("internal://", "sources/")]
        values = {
            variables[v[0].get("targetGUID")]: v[1].text for v in source.iter(f"{N}VariableValue")
        }
        for selection in source.iter(f"{N}PlainTextSelection"):
            words = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
            for ref in selection.iter(f"{N}CodeRef"):
                yield values["article_id"], codes[ref.get("targetGUID")], words


def expected(tables):
    """The same from the tables; what is marked twice at one place is one coding."""
    rows = {
        name: getattr(tables, name).to_pylist() for name in ("attributions", "claims", "mentions")
    }
    acts = {row["claim_id"]: row["act"] for row in rows["claims"]}
    names = {row["entity_id"]: row["name"] for row in tables.entities.to_pylist()}
    texts = {row["article_id"]: row["text"] for row in tables.articles.to_pylist()}
    found = set()
    for row in rows["attributions"]:
        for role in ("source", "cue", "content"):
            found |= {(row["article_id"], role, *span) for span in row[f"{role}_spans"]}
        act = acts[row["attribution_id"]]
        found |= {(row["article_id"], act, *span) for span in row["content_spans"]}
    for row in rows["mentions"]:
        found.add((row["article_id"], names[row["entity_id"]], row["start"], row["end"]))
    return [(id_, code, as_stored(texts[id_][start:end])) for id_, code, start, end in found]


def as_stored(words):
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    taboo = [c for c in words if (c < " " and c not in "\t\n") or c in "\ufffe\uffff"]
    return "".join("\ufffd" if c in taboo else c for c in words)


@pytest.mark.parametrize("make", [seeds, wild, returns])
def test_every_selection_holds_the_words_of_the_table(make, tmp_path):
    root, files, _ = written(make(), tmp_path)
    read, wanted = Counter(codings(root, files)), Counter(expected(make()))
    if make is seeds:  # where two entities have one name, the second is called by its id as well
        read = Counter(
            (id_, re.sub(r" \(e\d+\)$", "", code), w) for id_, code, w in read.elements()
        )
    assert read == wanted
    assert read.total() > 3


def test_texts_are_stored_so_that_all_programs_count_alike(tmp_path):
    _, files, _ = written(returns(), tmp_path)
    assert list(files.values()) == ["Ida Moss 😀 said:\n\n“It\nrained,\nand 𝔄 sun”\nshone."]
    (tmp_path / "2").mkdir()
    _, files, _ = written(wild(), tmp_path / "2")
    [text] = [text for text in files.values() if "Tom Vale" in text]
    assert text[0] == "\u2060", "a byte order mark would be dropped, and not counted"
    assert len(text) == len(WILD) - WILD.count("\r\n")
    etree.Element("x").text = text  # raises where XML has no place for a character


def test_codes_are_a_tree_and_no_two_have_one_name(tmp_path):
    names = ["Ann Reed", "ANN  REED", "Source", "denies", "", "x\n\x02" * 200, "PERSON"]
    entities = [entity(f"e{n}", name) for n, name in enumerate(names)]
    root, _, _ = written(tables_of(entities=entities), tmp_path)
    tops = {code.get("name"): code for code in root.find(f"{N}CodeBook/{N}Codes")}
    assert list(tops) == ["roles", "acts", "who is meant"]
    assert [code.get("name") for code in tops["roles"].iter(f"{N}Code")][1:] == [
        "source",
        "cue",
        "content",
    ]
    described = {code.get("name"): code[0].text for code in tops["acts"].findall(f"{N}Code")}
    assert described == ACTS
    [kind] = tops["who is meant"]
    assert (kind.get("name"), kind.get("isCodable")) == ("PERSON (type)", "false")
    assert len(kind) == len(names)
    called = [code.get("name").casefold() for code in root.iter(f"{N}Code")]
    assert len(set(called)) == len(called)
    assert "ann reed (e1)" in called
    assert all(name == " ".join(name.split()) and 0 < len(name) < 120 for name in called)


def test_outlet_and_date_are_variables_and_an_outlet_is_a_case(tmp_path):
    root, _, _ = written(returns(), tmp_path)
    variables = {v.get("guid"): v for v in root.iter(f"{N}Variable")}
    [source] = root.iter(f"{N}TextSource")
    read = {}
    for value in source.iter(f"{N}VariableValue"):
        variable = variables[value[0].get("targetGUID")]
        assert name_of(value[1]) == f"{variable.get('typeOfVariable')}Value"
        read[variable.get("name")] = value[1].text
    words = str(len(re.findall(r"\w+", CRLF)))
    assert read == {
        "article_id": "lines", "outlet": "The Tide", "section": "Weather",
        "published": "2026-02-13", "words": words,
    }  # fmt: skip
    [case] = root.iter(f"{N}Case")
    assert case.get("name") == "The Tide"
    assert [ref.get("targetGUID") for ref in case] == [source.get("guid")]


def test_cases_of_outlets_with_one_name_are_told_apart(tmp_path):
    outlets = ["The Tide", "the  TIDE", "x" * 150, "x" * 200, "\n"]
    articles = [article(f"a{n}", "It rained.", outlet=o) for n, o in enumerate(outlets)]
    root, _, _ = written(tables_of(articles), tmp_path)
    called = [case.get("name") for case in root.iter(f"{N}Case")]
    assert called == ["The Tide", "the TIDE (2)", "x" * 100, f"{'x' * 100} (4)", "5"]


def test_content_says_who_speaks_and_how_sure(tmp_path):
    root, _, _ = written(returns(), tmp_path)
    [told] = [
        s.findtext(f"{N}Description") for s in root.iter(f"{N}PlainTextSelection") if len(s) > 2
    ]
    assert told == "lines:a1: Ida Moss, asserts, certainly so, indirect"


def test_names_of_sources_are_no_paths(tmp_path):
    root, files, _ = written(many(["../../x", "a/b", "con"]), tmp_path)
    assert all(re.fullmatch(r"sources/[0-9a-f-]{36}\.txt", name) for name in files)
    called = [source.get("name") for source in root.iter(f"{N}TextSource")]
    assert all(re.fullmatch(r"[\w-]+", name) for name in called)


def test_articles_that_were_not_read_are_told(tmp_path):
    _, files, told = written(wild(), tmp_path)
    assert len(files) == 2
    assert told == ["Articles that were not read, and so are not in it: 1."]


@pytest.mark.parametrize("origin", [None, "NVivo", 'x" about="onrecord export'])
def test_project_of_another_program_is_not_replaced(origin, tmp_path):
    with zipfile.ZipFile(tmp_path / "out.qdpx", "w") as archive:
        root = etree.Element("Project", origin=origin or "")
        archive.writestr("project.qde" if origin else "other.xml", etree.tostring(root))
    before = (tmp_path / "out.qdpx").read_bytes()
    with pytest.raises(OnrecordError, match="is not what"):
        export_tables(many(["a"]), tmp_path / "out.qdpx", "refi-qda", overwrite=True)
    assert (tmp_path / "out.qdpx").read_bytes() == before


def test_file_must_be_called_qdpx(tmp_path):
    with pytest.raises(OnrecordError, match=r"does not end in \.qdpx"):
        check_can_export(tmp_path / "out.zip", "refi-qda", overwrite=False)
