"""The demonstration portal: real facts with their sources, and the loader that carries them in."""
