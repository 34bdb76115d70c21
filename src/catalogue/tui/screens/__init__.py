"""Whole screens: they ask ``api`` in threads and hand the answers to widgets."""
