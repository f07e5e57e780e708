"""Each module here has a `typer.Typer` named `commands`; `cli.main` finds them by itself."""
