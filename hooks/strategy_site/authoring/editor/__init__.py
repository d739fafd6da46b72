"""The editor in the browser: forms from the model, and the server that saves them."""
