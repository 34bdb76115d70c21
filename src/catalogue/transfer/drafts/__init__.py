"""Draft mappings: what the columns of an unknown register most likely mean."""
