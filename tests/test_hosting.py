"""What is shipped for hosting beside the web server: the site is built anew each night."""

from __future__ import annotations

from configparser import ConfigParser

import pytest

from citysite import PROJECT


def unit(kind: str) -> ConfigParser:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    parser.read_string((PROJECT / f"portal/brygga-site.{kind}.example").read_text("utf-8"))
    return parser


def test_the_timer_builds_just_after_midnight_where_the_meetings_are() -> None:
    timer = unit("timer")["Timer"]
    assert timer["OnCalendar"] == "*-*-* 00:05:00 Europe/Stockholm"
    assert timer["Persistent"] == "true"  # a machine that was off at midnight builds when it is on


def test_the_service_runs_what_people_run_where_nginx_reads() -> None:
    service = unit("service")["Service"]
    make, target = service["ExecStart"].split()
    assert make == "/usr/bin/make"
    assert f"\n{target}:" in (PROJECT / "Makefile").read_text("utf-8")
    assert f"root {service['WorkingDirectory']}/site;" in (PROJECT / "portal/nginx.conf.example").read_text("utf-8")


@pytest.mark.parametrize("kind", ["service", "timer"])
def test_the_readme_says_how_to_install_it(kind: str) -> None:
    readme = (PROJECT / "portal/README.md").read_text("utf-8")
    assert f"cp portal/brygga-site.{kind}.example /etc/systemd/system/brygga-site.{kind}" in readme
