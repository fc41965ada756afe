"""Files of people: their columns, how they are read, and what each row would do."""
