"""One module per node kind; the module, the object in it and its template share one name."""
