"""The words of the case, to be found: Whoosh behind our own grammar and evaluator."""
