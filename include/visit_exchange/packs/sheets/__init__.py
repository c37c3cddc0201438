"""The sheets of the pack’s workbook."""
