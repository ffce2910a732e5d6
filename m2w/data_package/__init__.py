"""Load and dump a Frictionless data package: the engine, which knows no table of its own."""
