"""Moving data in and out: files ↔ records. Knows no database.

``files`` → ``readers`` → ``rows``, by way of ``registers`` where a mapping is given → ``intake``; ``drafts`` proposes a
mapping, ``writers`` write. ``formats`` lists every format once.
"""
