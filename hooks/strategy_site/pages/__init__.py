"""Which pages the site has, and at which URL each stands."""
