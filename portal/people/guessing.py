"""Guessing is slowed down; who is guessed at still gets in. What strangers try leaves nothing behind.

Passwords: after five wrong ones for a name, known or not, nobody at the same address is told any longer whether one was
right, after twenty from all addresses nobody at all. Everybody goes on to the code from the app, and only both together
open. Whoever guesses passwords learns nothing more, and the coordinator notices nothing. Codes from the app have six
digits: after ten wrong ones from an address, fifty from all, which only somebody can send who knows her password, they
rest there for up to an hour. The codes on paper cannot be guessed and always count.
"""

from __future__ import annotations

from web.throttle import FairThrottle, Throttle

PASSWORDS = FairThrottle(limit=20, share=5, seconds=15 * 60)  # wrong ones, by name
# Wrong ones, by name: then she is told to wait, although a right one opens.
CODES = FairThrottle(limit=20, share=5, seconds=15 * 60)
APP_CODES = FairThrottle(limit=50, share=10, seconds=60 * 60)  # wrong ones after the right password, by person
OWN_PASSWORD = Throttle(limit=5, seconds=15 * 60)  # wrong ones of who is signed in and wants another, by person
