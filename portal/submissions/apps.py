from django.apps import AppConfig
from django.core.signals import request_finished


class SubmissionsConfig(AppConfig):
    name = "submissions"

    def ready(self) -> None:
        from submissions.retention import daily  # models can be imported only now

        request_finished.connect(daily.after_request, dispatch_uid="submissions.daily")
