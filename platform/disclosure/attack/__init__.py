"""The opponent's side: a script that a stranger runs against exported figures."""
