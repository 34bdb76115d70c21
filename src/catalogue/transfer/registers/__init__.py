"""Registers of other organisations: the mapping file, and turning their rows into records."""
