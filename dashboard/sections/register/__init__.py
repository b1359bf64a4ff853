"""The register of supported NGOs: its page, and its files in the columns of the law."""
