"""Tests of finished runs."""
