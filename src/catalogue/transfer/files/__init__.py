"""Files: opening, encodings, limits, writing whole or not at all, and tables of text with line numbers."""
