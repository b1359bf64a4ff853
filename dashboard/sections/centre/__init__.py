"""The resource centre: requests and those who come."""
