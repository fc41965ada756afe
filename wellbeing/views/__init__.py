"""The pages of wellbeing that a person opens for themselves."""
