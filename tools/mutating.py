"""Small bugs, one at a time, in the functions of a module: what a tired person may write."""

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Final

from tools.tree import HERE

Change = tuple[str, ast.AST]
"""What kind of mistake, and the node that stands there instead."""
MOST_WORDS: Final = 90
"""Letters of a long expression: of what was changed in it, the kind says more."""
TURNED: Final[dict[type[ast.cmpop], tuple[tuple[str, type[ast.cmpop]], ...]]] = {
    ast.Lt: (("boundary", ast.LtE), ("comparison", ast.GtE)),
    ast.LtE: (("boundary", ast.Lt), ("comparison", ast.Gt)),
    ast.Gt: (("boundary", ast.GtE), ("comparison", ast.LtE)),
    ast.GtE: (("boundary", ast.Gt), ("comparison", ast.Lt)),
    ast.Eq: (("comparison", ast.NotEq),),
    ast.NotEq: (("comparison", ast.Eq),),
    ast.Is: (("comparison", ast.IsNot),),
    ast.IsNot: (("comparison", ast.Is),),
    ast.In: (("comparison", ast.NotIn),),
    ast.NotIn: (("comparison", ast.In),),
}
LOGIC: Final[dict[type[ast.boolop], type[ast.boolop]]] = {ast.And: ast.Or, ast.Or: ast.And}
SUMS: Final[dict[type[ast.operator], type[ast.operator]]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}
CHAINED: Final = ("owing", "ring", "without", "noting")
"""Calls that add one thing to what is decided, and give back the rest unchanged without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    module: str
    function: str
    """As Python names it: `Watch.ring`, `clear`."""
    kind: str
    line: int
    what: str
    """Before and after; the second of the same in one function ends in `#2`."""
    code: CodeType

    @property
    def name(self) -> str:
        """The same for as long as the function says the same; lines move."""
        return f"{self.module}::{self.function} {self.what}"


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Of every function's body; what stands outside, as its defaults do, is not tried."""
    tree = ast.parse((HERE / path).read_text(encoding="utf-8"))
    module = ".".join(path.with_suffix("").parts)
    for parents, function in _functions(tree):
        seen: Counter[str] = Counter()
        outside = set(ast.walk(function.args))
        for number, node in enumerate(ast.walk(function)):
            for kind, other in () if node in outside else _changes(node):
                changed = copy.deepcopy(function)
                _put(changed, number, other)
                what = _what(kind, node, other)
                seen[what] += 1
                yield Mutant(
                    module=module,
                    function=".".join((*parents, function.name)),
                    kind=kind,
                    line=getattr(node, "lineno", function.lineno),
                    what=what if seen[what] == 1 else f"{what} #{seen[what]}",
                    code=_compiled(changed, path),
                )


def kinds_in(path: Path) -> set[str]:
    """Quicker than making the mutants themselves."""
    tree = ast.parse((HERE / path).read_text(encoding="utf-8"))
    return {kind for node in ast.walk(tree) for kind, _ in _changes(node)}


def _functions(
    tree: ast.AST, parents: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], ast.FunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield parents, node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, (*parents, node.name))


def _changes(node: ast.AST) -> Iterator[Change]:
    for ways in (_comparisons, _logic, _numbers, _calls, _statements):
        yield from ways(node)


def _comparisons(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            for kind, other in TURNED[type(op)]:
                ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
                yield kind, ast.Compare(left=node.left, ops=ops, comparators=node.comparators)


def _logic(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BoolOp):
        yield "and, or", ast.BoolOp(op=LOGIC[type(node.op)](), values=node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not", node.operand
    elif isinstance(node, ast.IfExp):
        yield "not", ast.IfExp(test=_not(node.test), body=node.body, orelse=node.orelse)
    elif isinstance(node, ast.If) and not isinstance(node.test, ast.Compare | ast.UnaryOp):
        yield "not", ast.If(test=_not(node.test), body=node.body, orelse=node.orelse)


def _numbers(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "constant", ast.Constant(value=not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield "constant", ast.Constant(value=node.value + 1)
        yield "constant", ast.Constant(value=node.value - 1)
    elif isinstance(node, ast.BinOp) and type(node.op) in SUMS:
        yield (
            "plus, minus",
            ast.BinOp(left=node.left, op=SUMS[type(node.op)](), right=node.right),
        )


def _calls(node: ast.AST) -> Iterator[Change]:
    if not isinstance(node, ast.Call):
        return
    if isinstance(node.func, ast.Attribute) and node.func.attr in CHAINED:
        yield f"no {node.func.attr}", node.func.value
        for place in range(len(node.args) if len(node.args) > 1 else 0):
            fewer = [*node.args[:place], *node.args[place + 1 :]]
            yield f"less {node.func.attr}", _call(node, args=fewer)
    if isinstance(node.func, ast.Name) and node.func.id == "replace":
        for place in range(len(node.keywords)):
            fewer_words = [*node.keywords[:place], *node.keywords[place + 1 :]]
            yield "not replaced", _call(node, keywords=fewer_words)


def _statements(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Raise():
            yield "no refusal", ast.Pass()
        case ast.If(test=test, body=[ast.Return() | ast.Assign()], orelse=[]):
            del test
            yield "no statement", ast.Pass()
        case _:
            return


def _not(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(op=ast.Not(), operand=test)


def _call(node: ast.Call, **changes: object) -> ast.Call:
    kept = {"func": node.func, "args": node.args, "keywords": node.keywords}
    return ast.Call(**{**kept, **changes})  # type: ignore[arg-type]  # as the one it replaces


def _put(function: ast.FunctionDef, number: int, other: ast.AST) -> None:
    """In place of the node of this number, counted as `ast.walk` walks."""
    wanted = next(node for place, node in enumerate(ast.walk(function)) if place == number)

    class Put(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return copy.deepcopy(other) if node is wanted else super().generic_visit(node)

    Put().visit(function)


def _compiled(function: ast.FunctionDef, path: Path) -> CodeType:
    """The code of the function alone; its decorators and names are those it has already."""
    function.decorator_list = []
    whole = ast.Module(body=[function], type_ignores=[])
    compiled = compile(ast.fix_missing_locations(whole), str(path), "exec")
    return next(each for each in compiled.co_consts if isinstance(each, CodeType))


def _what(kind: str, node: ast.AST, other: ast.AST) -> str:
    if isinstance(node, ast.Call) and isinstance(other, ast.Call):
        return f"{kind}: {_left_out(node, other)}"
    return f"{_words(node)} -> {_words(other)}"


def _left_out(node: ast.Call, other: ast.Call) -> str:
    kept = {ast.dump(each) for each in (*other.args, *other.keywords)}
    gone = (each for each in (*node.args, *node.keywords) if ast.dump(each) not in kept)
    return ", ".join(map(_words, gone))


def _words(node: ast.AST) -> str:
    said = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())
    return said if len(said) <= MOST_WORDS else f"{said[:MOST_WORDS]}…"
