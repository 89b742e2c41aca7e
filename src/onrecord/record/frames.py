"""An Arrow table as a data frame of plain Python values, and a copy that shares nothing with it."""

import pyarrow as pa


def to_frame(table: pa.Table):
    """A data frame with the same columns on every version of pandas.

    Strings are objects with None where missing, dates `datetime64` with NaT, lists plain lists.
    """
    import pandas as pd

    columns = {}
    for field in table.schema:
        column = table[field.name]
        if pa.types.is_date(field.type):
            columns[field.name] = column.to_pandas(date_as_object=False)
        elif pa.types.is_string(field.type) or pa.types.is_list(field.type):
            columns[field.name] = pd.Series(column.to_pylist(), dtype=object)
        else:
            columns[field.name] = column.to_pandas()
    return pd.DataFrame(columns)


def copy_frame(frame, schema: pa.Schema):
    """A copy whose lists are copies too."""
    copied = frame.copy()
    for field in schema:
        if pa.types.is_list(field.type):
            nested = pa.types.is_list(field.type.value_type)
            copied[field.name] = [
                [list(inner) for inner in cell] if nested else list(cell)
                for cell in frame[field.name]
            ]
    return copied
