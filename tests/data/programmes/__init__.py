"""Tests of the programmes that ship."""
