"""SubEthaSMTP, the server software whose words many services speak."""

from .entries import ENTRIES

__all__ = ["ENTRIES"]
