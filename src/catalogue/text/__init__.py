"""Text handling: scripts, display width, and the search keys of a text. Pure functions, no database."""
