"""The query language: text → nodes → text. It depends on fields, not on tables."""
