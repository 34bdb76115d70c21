"""An offline catalogue of agreements, technoparks and clusters."""

__version__ = "0.1.0"
