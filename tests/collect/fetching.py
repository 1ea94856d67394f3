"""One reading of an address with short limits."""

from __future__ import annotations

import asyncio
from typing import Any

from digest.collect.exchange import Request, Response
from digest.collect.fetch import Fetcher
from digest.model import Failure, Limits

QUICK = Limits(connect_seconds=0.5, read_seconds=0.3, total_seconds=0.6)


def get(outlet: Any, url: str, limits: Limits = QUICK, **more: Any) -> Response | Failure:
    """One reading of `url` with the outlet's hosts."""

    async def read() -> Response | Failure:
        async with Fetcher(limits, hosts=outlet.hosts) as fetcher:
            return await fetcher.get(Request(url=url, source="outlet", **{"max_bytes": 2**20, **more}))

    return asyncio.run(read())
