"""Questions and answers: receipt codes, who takes a question, messages to and fro."""
