"""``make test-deep``: what ``make test`` goes through in short, gone through whole within an hour."""
