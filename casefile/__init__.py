"""The case, kept: store, originals, ingest, links, review, history. SQL is written here alone."""
