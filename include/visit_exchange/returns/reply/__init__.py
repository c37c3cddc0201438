"""What the sender of an upload is told: page, workbook, mail and JSON."""
