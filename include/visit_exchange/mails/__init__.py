"""Every mail: one template per occasion, and the catalogue of who is told what, when."""
