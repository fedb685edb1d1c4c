"""What events use at each kind of node."""
