"""What keeps *us* from working. What the site does wrong is data: a broken step or a finding.

AuditorError
├── UsageError              wrong command line or option value (exit 2)
│   ├── ConfigError         friction.toml or [tool.friction] cannot be used
│   ├── JourneyFileError    a journey file cannot be used
│   └── OutputFolderError   the output folder holds something that is not a run of ours
├── PluginError             a check or report could not be loaded
├── MissingPackageError     a package that only some commands need is not installed
├── BrowserError            no browser, or it would not start
└── ResultFormatError       a saved run or result cannot be read
"""


class AuditorError(Exception):
    """Base of every error this tool raises on its own account; its text is one line for a person."""


class UsageError(AuditorError):
    """Wrong usage: says what was given, what was expected and the nearest valid name."""


class ConfigError(UsageError):
    """A configuration file holds an unknown key or an unusable value."""


class JourneyFileError(UsageError):
    """A journey file is not valid; the text names file and line."""


class OutputFolderError(UsageError):
    """The output folder is not empty and holds no earlier run."""


class PluginError(AuditorError):
    """A check or report named by an entry point failed to load: fatal, or a gate would be falsely green."""


class MissingPackageError(AuditorError):
    """A package that only some commands need is not installed; the text says how to install it."""


class BrowserError(AuditorError):
    """No usable browser was found, or it did not start."""


class ResultFormatError(AuditorError):
    """A saved run or result is unreadable or of an unknown version."""
