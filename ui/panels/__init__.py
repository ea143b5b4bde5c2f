"""The panels of the workspace; each emits intent, the main window connects."""
