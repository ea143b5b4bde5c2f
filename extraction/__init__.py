"""Text becomes findings: pure functions, no files, no database, no window."""
