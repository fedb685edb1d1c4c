"""One module per pair of kinds between which something is made; the function in it has the same name."""
