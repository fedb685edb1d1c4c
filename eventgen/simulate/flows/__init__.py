"""How flows hand messages on: one module for each integration."""
