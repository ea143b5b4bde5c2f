"""Loads the scripts of the folder ``packaging``, which is no package: the library of that name is."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

__all__ = ["FOLDER", "loaded"]

FOLDER = Path(__file__).resolve().parents[2] / "packaging"


def loaded(name: str) -> ModuleType:
    """Return a script by name; those that it imports are found beside it."""
    spec = importlib.util.spec_from_file_location(f"bundle_{name}", FOLDER / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(FOLDER))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(FOLDER))
    return module
