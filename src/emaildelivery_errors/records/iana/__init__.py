"""The enhanced status codes of IANA's registry."""

from .entries import ENTRIES

__all__ = ["ENTRIES"]
