"""One module per family of input formats; each gives a ``catalogue.transfer.files.table.Table``."""
