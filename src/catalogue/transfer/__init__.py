"""Moving data in and out: files to records and back. Does not know the database.

Imports go ``files`` → ``readers`` → ``rows`` (through ``registers`` where a mapping is given) → ``intake``. ``drafts``
proposes a mapping, ``writers`` write exports. ``formats`` lists every format once.
"""
