"""Requests and answers: what may be asked, what every answer carries, and the context of a request."""
