"""Whole screens: they query ``api`` in threads and pass the answers to widgets."""
