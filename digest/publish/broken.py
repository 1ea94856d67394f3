"""Turn what Jinja2 raises into a mistake that tells a designer where it is and what to do."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import jinja2

from digest.mistakes import Mistake, Mistakes, nearest


@contextmanager
def told(templates: Sequence[Path]) -> Iterator[None]:
    """Raise Mistakes for any error in a template of these folders, of which the first may be the desk's own.

    Any other error is a fault of the program and is raised unchanged."""
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        raise Mistakes([_mistake(templates, error.filename or "", error.lineno, error)]) from error
    except Exception as error:  # a template's expression may raise anything; what no template raised is raised again
        found = _place(templates, error)
        if found is None:
            raise
        raise Mistakes([_mistake(templates, *found, error)]) from error


def check_encoding(folder: Path) -> None:
    """Raise Mistakes if templates of a folder are not UTF-8."""
    found = [_undecoded(file) for file in sorted(folder.glob("*.*")) if file.is_file()]
    if any(found):
        raise Mistakes(one for one in found if one)


def _undecoded(file: Path) -> Mistake | None:
    body = file.read_bytes()
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return Mistake(
            body.count(b"\n", 0, error.start) + 1, 1, "", "this is not UTF-8", "it anew as UTF-8", _short(file)
        )
    return None


def _place(templates: Sequence[Path], error: Exception) -> tuple[str, int] | None:
    """File and line of the innermost template that was being rendered, or None if no template is to blame.

    An error of Jinja2's own is blamed on any template, any other error only on a template of the desk's own."""
    folders = templates if isinstance(error, jinja2.TemplateError) else templates[:1] if len(templates) > 1 else ()
    frames = traceback.extract_tb(error.__traceback__)
    inside = [f for f in frames if any(Path(f.filename).is_relative_to(folder) for folder in folders)]
    return (inside[-1].filename, inside[-1].lineno or 1) if inside else None


def _mistake(templates: Sequence[Path], file: str, line: int, error: Exception) -> Mistake:
    if isinstance(error, jinja2.TemplateNotFound):
        have = [one.name for folder in templates for one in folder.glob("*.*")]
        return Mistake(line, 1, "", f"there is no template {error.name}", nearest(str(error.name), have), _short(file))
    what = " ".join(str(error).split()).rstrip(".")
    kind = "" if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: "
    instead = f"it as the package’s {Path(file).name} does, or take the file away"
    return Mistake(line, 1, "", kind + what, instead, _short(file))


def _short(file: str | Path) -> str:
    """The path as seen from the desk's folder: `templates/404.html`."""
    return "/".join(Path(file).parts[-2:])
