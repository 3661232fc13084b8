"""Tools for developers: checks, catalogues, pictures. Never imported by the product."""
