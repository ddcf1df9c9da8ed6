"""Rules about requests. As in rules.py, each is one short generator and its docstring is the rule."""

from __future__ import annotations

from brygga.check.rule_context import Problems, RuleContext
from brygga.model.day_and_hour import DayAndHour
from common.statuses import CANCELLED


def request_where(data: RuleContext) -> Problems:
    """A request says where: at a place of ours or in words."""
    for request in data.records.of("requests").values():
        if request.lines and not any(name in request.lines for name in ("place", "where")):
            yield request.problem("title", "request-where")


def answer_by(data: RuleContext) -> Problems:
    """Answers are not taken any longer when it has begun. The day alone will do: they end when it begins."""
    for request in data.records.of("requests").values():
        day, last, start = request["date"], request["answer_by"], request["start"]
        if day and last and (last.day > day or (last.day == day and start and last.hour and last.hour > start)):
            begins = DayAndHour(day, start if last.hour else None)
            yield request.problem("answer_by", "answer-by", date=str(begins), last=str(last))


def request_reason(data: RuleContext) -> Problems:
    """A cancelled request says why, and only a cancelled one does."""
    for request in data.records.of("requests").values():
        is_cancelled, is_explained = request["status"] == CANCELLED, "reason" in request.lines
        if is_cancelled != is_explained and ("status" not in request.lines or request["status"]):
            yield request.problem("status" if is_cancelled else "reason", "request-reason")


REQUEST_RULES = (request_where, answer_by, request_reason)
