"""A question begins: what its submission becomes."""

from __future__ import annotations

from typing import Any

from published.reading import PublishedRow
from questions.codes import code_digest
from questions.models import Question
from submissions.models import Submission


def question_of(submission: Submission, form: PublishedRow, code: str) -> Question:
    """`code` is what the asker comes back with; only its digest is kept."""
    return Question(
        submission=submission,
        code=code_digest(code),
        language=answered(submission, form, "language") or submission.language,
        topic=answered(submission, form, "topic") or "",
        opened=submission.received,
    )


def answered(submission: Submission, form: PublishedRow, role: str) -> Any:
    """What was answered to the form's field with this role; None for nothing."""
    names = [field["name"] for field in form["fields"] if field["role"] == role]
    return next((submission.answers[name] for name in names if name in submission.answers), None)
