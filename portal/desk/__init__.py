"""Changing the project from a phone: what somebody wants becomes an order, a command of the project carries it out.

In comes what people typed, out go orders (JSON) and what the command says of them. Nothing here knows a file, a path, a
branch or git; nothing of the pipeline is imported.
"""
