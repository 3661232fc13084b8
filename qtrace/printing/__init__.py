"""Labels, inspection reports, code sheets and the printers that take them."""
