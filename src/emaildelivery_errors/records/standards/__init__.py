"""What the standards define."""

from .entries import ENTRIES

__all__ = ["ENTRIES"]
