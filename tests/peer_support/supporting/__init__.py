"""Supporters: applying, being taken on, their own pages and the coordinator's."""
