"""One module per rule about a whole graph."""
