"""Tests of what residents and communicators notice."""
