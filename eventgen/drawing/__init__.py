"""How pictures of pages are made."""
