"""Links in what editors wrote: finding them, and asking whether they still lead somewhere."""
