"""Labels, certificates and other paper."""
