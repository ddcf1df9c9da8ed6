"""`make demo`: everything on this machine alone, with invented people, who go when it ends. In no other portal."""
