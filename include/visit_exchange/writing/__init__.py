"""How things are put in words and on sheets: dates, counts, templates, cells, the page style."""
