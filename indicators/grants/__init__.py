"""Grant contests: the way of applications, the spread of awards, who wins and who owes a report."""
