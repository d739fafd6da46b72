"""``make quality``: what issue 5 promises, measured; and what the tests share with it."""
