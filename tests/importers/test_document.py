"""What an importer hands over: the best value of a field first."""

from importers.document import Metadata, MetadataValue

TITLE = MetadataValue("title", "Ferry sues city", "headline")
OTHER_TITLE = MetadataValue("title", "Ferry sues city | The Courier", "meta tag og:title")
DAY = MetadataValue("published", "2026-03-14", "date line")


def test_values_are_asked_for_by_field_best_first():
    metadata = Metadata((TITLE, DAY, OTHER_TITLE))
    assert metadata.first("title") == TITLE
    assert metadata.all("title") == (TITLE, OTHER_TITLE)
    assert metadata.first("court") is None and metadata.all("court") == ()
