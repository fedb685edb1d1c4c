"""One module per pair of kinds that hand events on; the module, the object in it and its template share one name."""
