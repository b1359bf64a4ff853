"""Grant contests: what became of applications and money."""
