"""Whether this variant of the program reads scans by itself; light enough for the window's process to ask."""

from importlib.util import find_spec

__all__ = ["reads_scans"]


def reads_scans() -> bool:
    """Tell whether the engine that reads scans comes with the program; one variant leaves it out."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))
