"""YAML text ⇄ plain values with their lines. Knows nothing of strategies."""
