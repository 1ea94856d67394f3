"""A small invented press, served from loopback: what `digest demo` reads.

Twelve outlets that do not exist retell public facts of mid-2023 technology news in words written for this project.
`world/` holds what they publish, `templates/` how their feeds and pages look, `desk/` the desk that follows them.

    with serve(days()[0]) as press:
        ...collect, with press.hosts as the resolver...
        press.as_of = days()[1]

Their addresses (`http://harbourtechwire.example/…`) never name a port, so that what is kept of them is the same in
every run; `press.hosts` says where each host really listens.
"""

from digest.sample.follow import days, desk, weeks
from digest.sample.server import Press, serve
from digest.sample.world import Article, Outlet, load

__all__ = ["Article", "Outlet", "Press", "days", "desk", "load", "serve", "weeks"]
