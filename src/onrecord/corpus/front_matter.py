"""The block of YAML at the top of a text file that says what is known about the article."""

import functools
import re

from onrecord.corpus.columns import find_columns

LONGEST_BLOCK = 65_536
_END = r"(?:\r\n|\n|\r)"
_BLOCK = re.compile(
    rf"---[ \t]*{_END}(.{{0,{LONGEST_BLOCK}}}?{_END})?---[ \t]*(?:{_END}|\Z)", re.DOTALL
)


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The fields that a text opens with, and the body that begins after the closing `---` line.

    Values stay as they are written: `id: 007` is "007" and `title: No` is "No". A block that is
    not a plain mapping in YAML, or longer than 65,536 characters, is part of the text.
    """
    match = _BLOCK.match(text)
    values = _parse(match[1] or "") if match else None
    if not match or not isinstance(values, dict):
        return {}, text
    found = find_columns([key for key in values if isinstance(key, str)], {})
    fields = {field: values[key] for field, key in found.items() if field != "text"}
    return fields, text[match.end() :]


def _parse(block: str) -> object:
    """The block as strings, lists and mappings; None where it is not YAML, or asks for more."""
    import yaml

    try:
        return yaml.load(block, Loader=_make_loader(yaml))
    except (yaml.YAMLError, RecursionError):
        return None


@functools.cache
def _make_loader(yaml):
    """A safe loader of strings and nulls alone: a tag that asks for anything else is an error."""
    null, *kept = (f"tag:yaml.org,2002:{kind}" for kind in ("null", "str", "seq", "map"))
    makers = yaml.SafeLoader.yaml_constructors
    resolvers = {
        first: [(tag, pattern) for tag, pattern in each if tag == null]
        for first, each in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    constructors = {tag: makers[tag] for tag in (None, null, *kept)}
    own = {"yaml_implicit_resolvers": resolvers, "yaml_constructors": constructors}
    return type("StringLoader", (yaml.SafeLoader,), own)
