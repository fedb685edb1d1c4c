"""Flows that do more than to hand on each event by itself."""
