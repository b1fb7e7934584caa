"""What a kept page costs: the portal's own server, nginx before it, and the bare file beside."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from pathlib import Path

from measuring.fronts import keep_as_bare_file, run_nginx
from measuring.load import Sample, load_server
from measuring.processes import Server
from measuring.sites import run_portal

__all__ = ["Hits", "measure_hits"]


@dataclass(frozen=True, slots=True)
class Hits:
    """Samples by server, those of one round at the same place of each list."""

    samples: dict[str, list[Sample]]

    def get_ratio(self, name: str, to: str) -> float:
        """The median of the rounds' ratios of CPU time."""
        pairs = zip(self.samples[name], self.samples[to], strict=True)
        return statistics.median(mine.cpu_ms / theirs.cpu_ms for mine, theirs in pairs)

    def get_median(self, name: str, field: str) -> float:
        return statistics.median(getattr(sample, field) for sample in self.samples[name])


def measure_hits(
    home: Path, folder: Path, path: str, *, ports: tuple[int, int, int], rounds: int, seconds: int
) -> Hits:
    """Each server in turn, round after round: a machine that slows down slows all of them."""
    portal_port, front_port, bare_port = ports
    with (
        run_portal(home, port=portal_port) as portal,
        run_nginx(
            home, folder, backend_port=portal_port, port=front_port, bare_port=bare_port
        ) as fronts,
    ):
        load_server(portal, path, seconds=1)
        bare = keep_as_bare_file(portal, path, folder)
        asked: list[tuple[Server, str]] = [
            (portal, path),
            (fronts.portal, path),
            (fronts.bare, bare),
        ]
        samples: dict[str, list[Sample]] = {server.name: [] for server, _ in asked}
        for _ in range(rounds):
            for server, address in asked:
                samples[server.name].append(load_server(server, address, seconds=seconds))
    return Hits(samples)
