"""The command line: options, one call of ``api``, output. The only package that uses click."""
