"""A page of records as a sheet: cells are typed over, pasted, added below, and saved as one revision."""
