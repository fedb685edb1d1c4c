"""What nodes do with messages: one module for each kind."""
