"""One module per kind of node of which something is made; the object in it has the same name."""
