"""Where a form comes in: shown, looked over, kept, made a question, thanked for."""
