"""How dates are written, where Django's own formats would shorten them."""
