"""What wellbeing does."""
