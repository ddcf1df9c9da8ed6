"""What is sent about a question: by who asked, with her code, and by who answers."""

from __future__ import annotations

from web.forms import RowNumber, SentForm, Typed


class AskerForm(SentForm):
    """`code` opens the question; `text` and `send_id` are her next message, `delete` is "ask" or "sure".

    `sida` is the page of messages.
    """

    code = Typed()
    text = Typed()
    send_id = Typed()
    delete = Typed()
    sida = Typed()


class StepForm(SentForm):
    """`do` is what was pressed; the rest belongs to one button each. `seen`: how many messages she had before her."""

    do = Typed()
    text = Typed()
    send_id = Typed()
    seen = RowNumber()
    contact = Typed()
    colleague = Typed()
