"""Requests for members: answers, decisions, fairness, a calendar of one's own."""
