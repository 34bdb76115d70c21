"""The screens: the only room that knows Textual. It shows what ``api`` answers and decides nothing itself."""
