"""The query language: text → nodes → text. It knows fields, not tables."""
