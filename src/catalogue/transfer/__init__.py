"""Moving data in and out: files ↔ records. Knows no database."""
