"""The pace, each figure beside its floor in the same run. `make bench` writes build/bench.json."""
