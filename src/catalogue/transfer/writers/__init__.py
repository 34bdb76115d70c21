"""One module per family of output formats; each writes records to an open binary file."""
