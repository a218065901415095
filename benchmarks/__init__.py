"""Measurements of Dragoman on development data that is not part of it: ``python -m benchmarks [NAME…]``."""
