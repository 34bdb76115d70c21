"""Values of the catalogue → tables, sheets and sentences, rendered once for command line and screens."""
