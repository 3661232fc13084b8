"""How labels of suppliers read: their formats, and the code profiles of parts."""
