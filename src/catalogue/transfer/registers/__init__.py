"""Registers that somebody else made: a mapping file, and what it makes of their rows."""
