"""What coordinators did with what is not theirs."""
