"""Which keys and values each file of the strategy may have (pydantic). Reads no file."""
