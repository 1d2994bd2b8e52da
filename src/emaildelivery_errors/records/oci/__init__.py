"""Oracle Cloud Infrastructure Email Delivery, its SMTP service."""

from .entries import ENTRIES

__all__ = ["ENTRIES"]
