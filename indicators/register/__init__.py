"""The register of supported NGOs: its entries, what they add up to, and each organisation's own."""
