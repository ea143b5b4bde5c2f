"""The program without a window: what `main.py COMMAND` does, in text. Qt is not needed here."""
