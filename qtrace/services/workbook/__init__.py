"""Master data as rows of the workbook."""
