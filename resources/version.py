"""The program's version, in one place: ``pyproject.toml``, About, fault reports and the bundle read it."""

__all__ = ["VERSION"]

VERSION = "0.1.0"
"""As in CHANGELOG.md; what is new since stands there under “Unreleased” until the version is raised."""
