"""After a button was pressed, the next page says what happened: once."""

from __future__ import annotations

from django.http import HttpRequest

_TOLD = "told"  # in the session


def tell(request: HttpRequest, what: str, **values: str) -> None:
    """`what` is Swedish, for the catalogues. Only for who is signed in: residents have no session."""
    request.session[_TOLD] = [what, values]


def told(request: HttpRequest) -> tuple[str, dict[str, str]] | None:
    """What there is to tell, and then no longer."""
    kept = request.session.pop(_TOLD, None)
    return (kept[0], kept[1]) if kept else None
