"""What stands on a screen. A widget is given plain values, tells what was done to it, and fetches nothing."""
