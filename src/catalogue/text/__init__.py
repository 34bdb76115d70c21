"""Writing: what a text looks like, and by which keys it is found. Pure functions, no database."""
