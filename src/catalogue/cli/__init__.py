"""The command line: options in, one call of ``api``, output. The only room that knows click."""
