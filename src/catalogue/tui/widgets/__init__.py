"""The parts of a screen. A widget is given plain values, sends messages about user actions, and fetches nothing."""
