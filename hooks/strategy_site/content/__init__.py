"""The whole strategy, loaded, with the relations between its items. Writes only its two records."""
