"""Settings, and the one folder outside portal/ that code comes from: hooks/common, which the build uses, too."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "hooks"))
