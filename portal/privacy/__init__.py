"""What is kept about one person, and how long anything is kept: shown, taken along, erased, deleted when due."""
