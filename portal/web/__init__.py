"""What every page needs: the frame, the reader's language, failures, throttles, files, what was typed."""
