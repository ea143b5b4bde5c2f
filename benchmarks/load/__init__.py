"""A week of work on a large case, compressed, with a model beside it of what must stand."""
