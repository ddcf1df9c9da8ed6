"""What was sent with a form: judged, sealed, written; for coordinators to read and take along."""
