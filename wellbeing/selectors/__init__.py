"""What other packages may read of wellbeing, one module a subject."""
