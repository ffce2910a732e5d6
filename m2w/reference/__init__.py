"""Code lists that no one edits here, each a module with its codes, labels and questions."""
