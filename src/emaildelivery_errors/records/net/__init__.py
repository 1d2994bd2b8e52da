"""Failures without a reply: the network, TLS and the client itself."""

from .entries import ENTRIES

__all__ = ["ENTRIES"]
