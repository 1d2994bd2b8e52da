"""Oracle Cloud Infrastructure Email Delivery, its HTTPS submission, and the errors of OCI's API."""

from .entries import ENTRIES

__all__ = ["ENTRIES"]
