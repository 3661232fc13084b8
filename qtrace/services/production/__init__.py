"""Lines, work orders, materials, pieces and batches."""
