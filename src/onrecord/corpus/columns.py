"""The names under which tables and front matter give what is known about an article."""

import re
from collections.abc import Collection, Mapping, Sequence

from onrecord.errors import OnrecordError
from onrecord.word_lists import word_table

PLAIN_NAME = re.compile(r"\w[\w .,:-]{0,39}")
_PARTING = re.compile("[ _-]+")
_JOINED = re.compile("_(?:of|der|des|du|de|del)_")  # what `Datum der Ausgabe` is stands before it
_LEAST_ALIKE = 87.0  # of 100, by the letters of two names, whatever the order of their words
_FEWEST_LETTERS = 5  # of a name that is compared so
# field → names of columns; the first that is there is taken
COLUMN_NAMES = {
    "text": "text body content article full_text fulltext article_text article_body maintext story",
    "title": "title headline article_title",
    "outlet": "outlet publication newspaper publisher source media sitename site_name source_name "
    "media_name sourcecommonname domain",
    "published": "published date publication_date pub_date pubdate published_at publishedat "
    "date_published publish_date published_date article_date seendate",
    "author": "author authors byline",
    "url": "url link web_url article_url documentidentifier",
    "id": "id article_id",
    "language": "language lang",
    "section": "section article_section news_desk desk",
    "page": "page print_page page_number",
    "database": "database",
}
# what may be known about an article; `text` and `id` are treated apart from the others
FIELDS = tuple(COLUMN_NAMES)


def find_columns(there: Collection[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Which column holds which field: by the mapping first, else by the names in `COLUMN_NAMES`.

    Letter case does not count, nor whether words are parted by a space, `-` or `_`.
    A column that the mapping gives to one field is not found by its name for another.
    """
    by_name = {plain(column): column for column in reversed(list(there))}
    mapped = {field: find_column(there, column) for field, column in columns.items()}
    found = {field: column for field, column in mapped.items() if column is not None}
    used = set(found.values())
    for field in (field for field in FIELDS if field not in found):
        named = (by_name[name] for name in COLUMN_NAMES[field].split() if name in by_name)
        if first := next((column for column in named if column not in used), None):
            found[field] = first
    return found


def guess_by_name(unused: Sequence[str], field: str) -> str | None:
    """The column whose name nearly is one of a field's, or means it in another language.

    None where there is none, or its name is too odd to be suggested to anybody.
    """
    from rapidfuzz import fuzz, process

    words = (word for word, of in word_table("columns").items() if of == field)
    known = {*COLUMN_NAMES[field].split(), *words}
    near = [name.replace("_", " ") for name in known if len(name) >= _FEWEST_LETTERS]
    best, most = None, _LEAST_ALIKE
    for column in filter(PLAIN_NAME.fullmatch, unused):
        name = _JOINED.split(plain(column))[0]
        if name in known:
            return column
        if len(name) >= _FEWEST_LETTERS:
            scorer, name = fuzz.token_sort_ratio, name.replace("_", " ")
            match = process.extractOne(name, near, scorer=scorer, score_cutoff=most)
            best, most = (column, match[1]) if match and match[1] > most else (best, most)
    return best


def plain(name: str) -> str:
    """A column's name without what does not count in it."""
    return _PARTING.sub("_", name.strip().casefold())


def find_column(there: Collection[str], name: str) -> str | None:
    """The column that a mapping means by a name: the very one, or one that is plainly it."""
    return name if name in there else next((c for c in there if plain(c) == plain(name)), None)


def check_mapping(columns: Mapping[str, str]) -> None:
    """Refuse a mapping of something that is not a field.

    Raises:
        OnrecordError: a key is not one of `FIELDS`, or a value is not a column's name.
    """
    for field, column in columns.items():
        if field not in FIELDS:
            raise OnrecordError(
                f"columns maps {field!r}, which is not known, so {column!r} would not be read. "
                f"Map one of: {', '.join(FIELDS)}."
            )
        if not isinstance(column, str) or not column.strip():
            raise OnrecordError(
                f"columns maps {field!r} to {column!r}, which names no column, so none is read. "
                f'Give the name of a column, such as {{"{field}": "Body"}}.'
            )
