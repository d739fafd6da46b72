"""What a change of the content does, before it is published."""
