"""What every response carries and every request is called: headers, policies, request ids."""
