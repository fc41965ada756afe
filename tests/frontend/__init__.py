"""Tests of the styles, the scripts and the pages as a browser shows them."""
