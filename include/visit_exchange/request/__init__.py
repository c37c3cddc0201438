"""What an authority is asked: the request, its checklist, its calendar and its template."""
