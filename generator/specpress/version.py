"""The version of specpress, known without asking the installation (which takes longer than the drift check)."""

VERSION = "0.1.0"
