"""Which files a corpus is made of, in what order, and what is refused before any is read."""

import os
from pathlib import Path

import pytest

from onrecord.corpus import read_articles
from onrecord.corpus.listing import list_files
from onrecord.errors import OnrecordError
from onrecord.tables.outputs import GENERATOR, INDEX, MANIFEST
from onrecord.tables.schema import TABLES


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = ["b.txt", "a.txt", "B.TXT", "a/z.txt", "a/b/y.md", "a.jpg", ".hidden.txt"]
    for name in [*names, ".git/x.txt", "README.md", "a/readme.TXT", "READMEs.txt"]:
        path = tmp_path / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "corpus"


def paths(*given):
    return [file.relative for file in list_files(given)]


def test_folder_is_walked_in_the_order_of_relative_paths_without_hidden_files_and_readme(corpus):
    in_order = ["B.TXT", "READMEs.txt", "a.jpg", "a.txt", "a/b/y.md", "a/z.txt", "b.txt"]
    assert paths(corpus) == paths("corpus") == paths("corpus/") == in_order


def test_paths_are_read_in_the_order_given_and_each_file_once(corpus):
    assert paths("corpus/b.txt", "corpus", corpus / "a") == [
        *("b.txt", "B.TXT", "READMEs.txt", "a.jpg", "a.txt", "a/b/y.md", "a/z.txt"),
    ]


@pytest.mark.parametrize("name", ["README.md", ".hidden.txt"])
def test_file_that_a_folder_leaves_out_is_read_where_it_is_given_itself(corpus, name):
    assert paths(corpus / name) == [name]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("corpus/*.txt", ["READMEs.txt", "a.txt", "b.txt"]),
        ("corpus/**/*.md", ["a/b/y.md"]),
        ("corpus/a*", ["a.jpg", "a.txt", "a/b/y.md", "a/z.txt"]),
        ("corpus/a/**", ["b/y.md", "z.txt"]),
    ],
)
def test_glob_is_relative_to_its_fixed_part(corpus, pattern, found):
    assert paths(pattern) == paths(os.path.abspath(pattern)) == found


def test_glob_without_a_fixed_part_is_relative_to_the_folder_one_is_in(corpus):
    assert paths("**/y.md") == ["corpus/a/b/y.md"]


def test_glob_that_names_the_readme_reads_it(corpus):
    assert paths("corp*/README.md") == ["corpus/README.md"]


def test_name_that_looks_like_a_glob_is_that_file_first(corpus):
    (corpus / "a[1].txt").write_text("word")
    assert paths(corpus / "a[1].txt") == ["a[1].txt"]


@pytest.fixture
def made(corpus):
    """A folder of tables and a report, as the kit leaves them in the folder of a corpus."""
    for table in TABLES:
        (corpus / "tables" / table).mkdir(parents=True)
        (corpus / "tables" / table / "part-00000.parquet").touch()
    (corpus / "tables" / MANIFEST).touch()
    (corpus / "reports").mkdir()
    (corpus / "reports" / INDEX).write_text(f'<meta name="generator" content="{GENERATOR}">')
    (corpus / "reports" / "01-quotes.html").touch()
    return corpus


@pytest.mark.parametrize("given", ["corpus", "corpus/*", "corpus/**", "c*/**/*.*"])
def test_what_the_kit_wrote_is_no_article(made, given):
    found = paths(given)
    assert "a/z.txt" in {path.removeprefix("corpus/") for path in found}
    assert not any("tables" in path or "reports" in path for path in found)


@pytest.mark.parametrize("name", ["tables", "reports"])
def test_what_the_kit_wrote_is_refused_where_it_is_given_itself(made, name):
    with pytest.raises(OnrecordError, match=rf"corpus/{name}.* onrecord wrote, and holds no art"):
        paths("corpus/a", f"corpus/{name}")


def test_web_pages_and_manifests_of_others_are_read(corpus):
    (corpus / "a" / "index.html").write_text("<p>News")
    (corpus / "a" / "manifest.json").touch()
    assert {"index.html", "z.txt"} <= set(paths("corpus/a"))


def test_links_are_followed_and_loops_end(corpus):
    (corpus / "a" / "up").symlink_to(corpus, target_is_directory=True)
    (corpus / "self.txt").symlink_to(corpus / "self.txt")
    (corpus / "gone.txt").symlink_to(corpus / "nowhere.txt")
    found = paths(corpus)
    assert {"self.txt", "gone.txt", "a.txt"} <= {Path(path).name for path in found}
    assert len(found) == len(set(found)) == 9


@pytest.fixture
def leaving(corpus, tmp_path_factory):
    """A corpus with links to a file, and to a folder, of somebody else."""
    other = tmp_path_factory.mktemp("other")
    (other / "secret.txt").write_text("hunter")
    (corpus / "passwd.txt").symlink_to(other / "secret.txt")
    (corpus / "a" / "home").symlink_to(other, target_is_directory=True)
    (corpus / "within.txt").symlink_to(corpus / "a" / "z.txt")
    return corpus


@pytest.mark.parametrize("pattern", ["", "/*", "/**/*"])
def test_link_out_of_the_corpus_is_told_and_not_followed(leaving, pattern):
    files = {file.relative: file.problem for file in list_files([f"{leaving}{pattern}"])}
    told = {name: problem for name, problem in files.items() if problem}
    assert len(told) == 2 and "a/home" in told
    assert all("--follow-links" in problem for problem in told.values())
    told = [article.message for article in read_articles(leaving) if article.path == "passwd.txt"]
    assert "leads out of the folder" in told[0]
    assert not any("hunter" in (article.text or "") for article in read_articles(leaving))


def test_link_out_of_the_corpus_is_followed_if_asked(leaving):
    files = list_files([leaving], follow_links=True)
    assert not any(file.problem for file in files)
    assert {"passwd.txt", "a/home/secret.txt"} & {file.relative for file in files}


def test_link_that_is_given_itself_is_followed(leaving):
    [file] = list_files([leaving / "passwd.txt"])
    assert file.problem is None
    assert paths(leaving / "a" / "home") == ["secret.txt"]


def test_folder_that_is_called_readme_is_walked(corpus):
    (corpus / "README").mkdir()
    (corpus / "README" / "c.txt").write_text("word")
    assert "README/c.txt" in paths(corpus)


def test_folder_that_cannot_be_listed_is_kept_with_its_reason(corpus, monkeypatch):
    scan = os.scandir

    def refuse(path):
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    [kept] = [file for file in list_files([corpus]) if file.problem]
    assert kept.relative == "a/b"
    assert "Permission denied" in kept.problem


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_name_that_is_no_utf_8_can_be_stored(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"a\xff.txt")).write_text("word")
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    assert paths(tmp_path) == ["a\\xff.txt"]


@pytest.mark.parametrize("path", ["corpus/no.txt", "no/*.txt", "", "corpus/b.txt/", "a\0b"])
def test_path_that_leads_nowhere_is_named(corpus, path):
    with pytest.raises(OnrecordError) as error:
        paths("corpus", path)
    message = str(error.value)
    assert repr(path) in message
    assert "so nothing of it can be read." in message
    assert "Check how it is written" in message


def test_nothing_that_can_be_read_is_refused_with_the_kinds_that_can(corpus, tmp_path):
    (tmp_path / "empty").mkdir()
    for given in (["empty"], ["corpus/a.jpg"], ["empty", corpus / "a.jpg"], []):
        with pytest.raises(OnrecordError, match=r"Give .*file"):
            paths(*given)
