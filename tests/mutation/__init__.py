"""Ways to damage a rendered module, and ways to write it otherwise that mean the same; mutants.py gathers them."""
