"""What becomes of a case when its program is killed, its disk refuses or its files are damaged."""
