"""Files become exact text with places. Knows nothing of cases, findings or windows."""
