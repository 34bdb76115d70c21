"""From rows in the catalogue's own columns to checked records, and back."""
