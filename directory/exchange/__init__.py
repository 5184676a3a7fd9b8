"""Formats in and out: the project's own JSON, the national service register."""
