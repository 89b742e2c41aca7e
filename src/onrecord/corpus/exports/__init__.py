"""Files of many articles as news databases export them: one module a provider."""

from onrecord.corpus.exports.export import read_export

__all__ = ["read_export"]
