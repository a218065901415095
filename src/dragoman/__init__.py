"""Dragoman: dated news in, sourced political events out."""

__version__ = "0.1.0"
