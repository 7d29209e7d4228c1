"""What the engine keeps about itself: who leads, what time it is, what is wrong."""

from django.db import models


class Lease(models.Model):
    """One leader at a time for a task that must not be done twice."""

    name = models.CharField(max_length=40, primary_key=True)
    held_by = models.CharField(max_length=80, blank=True)
    until = models.DateTimeField(null=True)


class ClockAnchor(models.Model):
    """Wall time at a known moment of a machine's running time, for one boot of one node."""

    node = models.CharField(max_length=80)
    boot = models.CharField(max_length=64)
    wall = models.DateTimeField()
    boottime_ns = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "boot"], name="one_anchor_a_boot")]


class Trouble(models.Model):
    """Something about the installation that a person must know; it stays until it is over."""

    name = models.CharField(max_length=40, primary_key=True)
    """as `engine.troubles`: clock_stepped, scribe_behind, overdue, duty_failing …"""
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    facts = models.JSONField(default=dict)


class Pulse(models.Model):
    """When each process last finished real work; what every console shows and the auditor reads."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
