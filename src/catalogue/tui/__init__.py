"""The screens: the only package that uses Textual. It shows what ``api`` returns and decides nothing itself."""
