"""Many records changed alike: seen first, then saved as one revision."""
