"""What the tests share: one of each helper."""
