"""Sentences that forms of several pages use."""

from common.localisation.marked import marked_forms as ngettext

TOO_LONG = ngettext(
    "Texten är för lång. Den får ha högst %(count)s tecken.",
    "Texten är för lång. Den får ha högst %(count)s tecken.",
)
