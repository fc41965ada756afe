"""What the tests stand on: databases from a template, a closed network, a browser, a worker."""
