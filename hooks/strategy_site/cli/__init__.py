"""The command ``strategy-site``: what is typed and what is printed."""
