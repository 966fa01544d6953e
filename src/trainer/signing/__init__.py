"""Passphrases, and what the center's key signs."""
