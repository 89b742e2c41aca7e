"""Files of many articles as news databases export them: one module a provider."""

from onrecord.corpus.exports.providers import read_export

__all__ = ["read_export"]
