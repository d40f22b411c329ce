"""Small shops whose order forms differ by one fault alone, and what an audit of each must find."""
