"""One module for each sub-command of `congtin`; each has `main(argv) -> exit code`."""
