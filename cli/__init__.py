"""The command `triplehelix`: thin, one file a group of commands in `commands/`."""
