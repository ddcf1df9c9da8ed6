from django.apps import AppConfig
from django.core.signals import request_finished


class PrivacyConfig(AppConfig):
    name = "privacy"

    def ready(self) -> None:
        from privacy.retention import daily  # models can be imported only now

        request_finished.connect(daily.after_request, dispatch_uid="privacy.daily")
