"""What happens when: events, control dates of activities, reports that fall due, acts adopted."""
