"""The records behind a number: listed, filtered, taken home as files."""
