"""A small invented press, served on loopback, for `digest demo` and the tests.

Twelve outlets that do not exist report public facts of mid-2023 technology news in words written for this project.
`world/` has what they publish, `templates/` the form of their feeds and pages, and `desk/` the desk that reads them.

    with serve(days()[0]) as press:
        ...collect, with press.hosts as the resolver...
        press.as_of = days()[1]

Their addresses (`http://harbourtechwire.example/…`) never name a port, so that what is stored is the same in every run;
`press.hosts` says where each host really listens.
"""

from digest.sample.follow import days, desk, weeks
from digest.sample.server import Press, serve
from digest.sample.world import Article, Outlet, load

__all__ = ["Article", "Outlet", "Press", "days", "desk", "load", "serve", "weeks"]
