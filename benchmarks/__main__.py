"""`python -m benchmarks`: every benchmark, one after the other."""

from benchmarks.load import main

raise SystemExit(main())
