"""A real PostgreSQL and a real Valkey from their wheels, for the demo and the tests."""
