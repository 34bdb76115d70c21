"""Values of the catalogue → tables, sheets and sentences, shared by the command line and the screens."""
