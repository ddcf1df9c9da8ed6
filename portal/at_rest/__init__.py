"""How things lie on the disk: sealed, swept, copied, put back."""
