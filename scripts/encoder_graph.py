"""The encoder as ONNX graphs, written node by node from the original weights.

Two graphs of the same BERT: `plain_graph` in 32-bit floats, which also gives out what
goes into every group of matrix products, and `quantised_graph`, which is shipped.
Both take `ids` (texts, tokens), all texts of one length and none padded, and give
`vectors`: the mean of the last layer, of length one; or `states`, the last layer of
every token. What the words are worth is no part of the shipped graph but an input
(`words`, `word_scales`), since several models share one table. Written by hand rather
than exported, because then the bytes depend on nothing but these lines and the weights.

A graph may have adapters (LoRA, Hu et al. 2021): beside some groups of products a product
of two narrow matrices is added, in floats. They are inputs too (`3.up.in`, `3.up.out`),
so that one graph has several voices; the narrow side may be 0 wide, and then the outcome
is bit for bit that of a graph without them.

How the int8 graph stays exact about its neighbours: what goes into a product is
rounded with one scale and one shift per channel, fixed when the graph is made. Scales
taken from the data at run time (as `quantize_dynamic` does) are taken over the whole
batch, and a text's vector would depend on the texts beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[Any]
Weights = Mapping[str, Array]

LAYERS, HEADS, DIM, EPSILON = 6, 12, 384, 1e-12
OUTPUTS = {"vectors": ["texts", DIM], "states": ["texts", "tokens", DIM]}
ROWS = ["texts", "tokens", None]
CONTRIB = "com.microsoft"
OPSETS = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
ATTENTION = ("query", "key", "value")
MIDDLE = 128
"""What zero is as an unsigned byte: activations are u8 around it, weights are s8."""


@dataclass(frozen=True)
class Product:
    """A group of int8 products over one input: `x -> weights @ ((x - shift) / step)`."""

    step: Array  # (inputs,) what one unit of a channel is worth
    shift: Array  # (inputs,) the value that the middle byte stands for
    weights: Array  # (outputs, inputs) int8
    scale: Array  # (outputs,)
    bias: Array  # (outputs,)


def group_weights(weights: Weights, group: str) -> tuple[Array, Array]:
    """Weights (outputs, inputs) and bias of a group such as `3.qkv`, `3.out`."""
    layer, part = group.split(".")
    names = {
        "qkv": [f"attention.self.{name}" for name in ATTENTION],
        "out": ["attention.output.dense"],
        "up": ["intermediate.dense"],
        "down": ["output.dense"],
    }[part]
    prefix = f"encoder.layer.{layer}."
    matrices = [weights[f"{prefix}{name}.weight"] for name in names]
    biases = [weights[f"{prefix}{name}.bias"] for name in names]
    return np.concatenate(matrices), np.concatenate(biases)


class _Graph:
    """Nodes and constants in the order in which they were asked for."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.inputs = [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])
        ]

    def given(self, name: str, kind: int, shape: list[Any]) -> str:
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def constant(self, name: str, value: Any, dtype: Any = np.float32) -> str:
        array = np.ascontiguousarray(np.asarray(value, dtype)).reshape(np.shape(value))
        self.constants.setdefault(name, numpy_helper.from_array(array, name))
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        out = f"{kind}_{len(self.nodes)}"
        self.nodes.append(
            helper.make_node(kind, inputs, [out], out, domain=domain, **attributes)
        )
        return out

    def layer_norm(self, x: str, name: str, gain: Array, bias: Array) -> str:
        return self.add(
            "LayerNormalization",
            x,
            self.constant(f"{name}.gain", gain),
            self.constant(f"{name}.bias", bias),
            axis=-1,
            epsilon=EPSILON,
        )

    def attention(self, query: str, key: str, value: str) -> str:
        return self.add(
            "MultiHeadAttention", query, key, value, domain=CONTRIB, num_heads=HEADS
        )

    def integers(self, name: str, *values: int) -> str:
        return self.constant(name, list(values), np.int64)

    def finish(self, given_out: Mapping[str, str]) -> onnx.ModelProto:
        """The model, with these names for these values."""
        for name, value in given_out.items():
            self.nodes.append(helper.make_node("Identity", [value], [name]))
        outputs = [
            helper.make_tensor_value_info(
                name, TensorProto.FLOAT, OUTPUTS.get(name, ROWS)
            )
            for name in given_out
        ]
        graph = helper.make_graph(
            self.nodes, "encoder", self.inputs, outputs, list(self.constants.values())
        )
        model = helper.make_model(graph, opset_imports=OPSETS, ir_version=8)
        onnx.checker.check_model(model)
        return model


def _positions(graph: _Graph, weights: Weights, longest: int) -> str:
    """Position rows for the length at hand, with the one segment's row added in."""
    table = weights["embeddings.position_embeddings.weight"][:longest]
    segment = weights["embeddings.token_type_embeddings.weight"][0]
    tokens = graph.add(
        "Slice",
        graph.add("Shape", "ids"),
        graph.integers("one", 1),
        graph.integers("two", 2),
    )
    rows = graph.constant("positions", table + segment)
    zero = graph.integers("zero", 0)
    return graph.add("Slice", rows, zero, tokens, zero)


def _pooled(graph: _Graph, x: str, longest: int) -> str:
    """Sum over the tokens, scaled to length one: the mean's divisor cancels.

    By a product with ones: onnxruntime's ReduceSum takes another order of summing for
    one text than for several.
    """
    zero, one = graph.integers("zero", 0), graph.integers("one", 1)
    tokens = graph.add(
        "Slice", graph.add("Shape", "ids"), one, graph.integers("two", 2)
    )
    ones = graph.constant("ones", np.ones((1, longest)))
    row = graph.add("Slice", ones, zero, tokens, one)
    total = graph.add("Squeeze", graph.add("MatMul", row, x), one)
    return graph.add("LpNormalization", total, axis=-1, p=2)


def _norm(weights: Weights, name: str) -> tuple[Array, Array]:
    return weights[f"{name}.LayerNorm.weight"], weights[f"{name}.LayerNorm.bias"]


def word_table(weights: Weights) -> tuple[Array, Array]:
    """The int8 rows (words, DIM) and their scales (words, 1)."""
    table = weights["embeddings.word_embeddings.weight"]
    scales = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-9) / 127
    return np.rint(table / scales).astype(np.int8), scales.astype(np.float32)


def plain_graph(weights: Weights, longest: int) -> onnx.ModelProto:
    """In 32-bit floats; gives out `vectors` and the input of every group, by name."""
    graph = _Graph()
    inputs: dict[str, str] = {}
    words = graph.constant("words", weights["embeddings.word_embeddings.weight"])
    x = graph.add("Gather", words, "ids")
    x = graph.add("Add", x, _positions(graph, weights, longest))
    x = graph.layer_norm(x, "embeddings", *_norm(weights, "embeddings"))

    def products(group: str, value: str) -> list[str]:
        """The group's products with `value`, one of the hidden size at a time."""
        inputs[group] = value
        matrix, bias = group_weights(weights, group)
        parts = len(ATTENTION) if group.endswith("qkv") else 1
        done = []
        for n, (w, b) in enumerate(
            zip(np.split(matrix, parts), np.split(bias, parts), strict=True)
        ):
            y = graph.add("MatMul", value, graph.constant(f"{group}.{n}.w", w.T))
            done.append(graph.add("Add", y, graph.constant(f"{group}.{n}.b", b)))
        return done

    for layer in range(LAYERS):
        prefix = f"encoder.layer.{layer}."
        a = graph.attention(*products(f"{layer}.qkv", x))
        a = graph.add("Add", products(f"{layer}.out", a)[0], x)
        name = f"{prefix}attention.output"
        x = graph.layer_norm(a, name, *_norm(weights, name))
        f = graph.add("Gelu", products(f"{layer}.up", x)[0], domain=CONTRIB)
        f = graph.add("Add", products(f"{layer}.down", f)[0], x)
        name = f"{prefix}output"
        x = graph.layer_norm(f, name, *_norm(weights, name))
    return graph.finish({"vectors": _pooled(graph, x, longest), **inputs})


class _Quantised(_Graph):
    """Adds the int8 steps."""

    def __init__(
        self,
        weights: Weights,
        products: Mapping[str, Product],
        adapted: Collection[str],
    ) -> None:
        super().__init__()
        self.weights, self.products, self.adapted = weights, products, adapted
        self.unit = self.constant("unit", 1.0)
        self.middle = self.constant("middle", MIDDLE, np.uint8)

    def words(self) -> str:
        """Embeddings from the table that is given, with a scale for each word."""
        rows = self.given("words", TensorProto.INT8, ["words", DIM])
        scales = self.given("word_scales", TensorProto.FLOAT, ["words", 1])
        x = self.add("Cast", self.add("Gather", rows, "ids"), to=TensorProto.FLOAT)
        return self.add("Mul", x, self.add("Gather", scales, "ids"))

    def round(self, x: str) -> str:
        return self.add("QuantizeLinear", x, self.unit, self.middle)

    def adapter(self, name: str, x: str, into: Product, outputs: int) -> str | None:
        """What the adapter of a product adds for `x`, which is in the units of `into`.

        The steps and shifts of the units are taken up by its narrow matrices
        (`adapter_inputs`), so that it reads what the product reads.
        """
        if name not in self.adapted:
            return None
        inputs = len(into.step)
        narrow = self.given(f"{name}.in", TensorProto.FLOAT, [inputs, f"{name}.rank"])
        shift = self.given(f"{name}.shift", TensorProto.FLOAT, [f"{name}.rank"])
        wide = self.given(f"{name}.out", TensorProto.FLOAT, [f"{name}.rank", outputs])
        inner = self.add("Add", self.add("MatMul", x, narrow), shift)
        return self.add("MatMul", inner, wide)

    def adapted_product(
        self, name: str, y: str, x: str, into: Product, outputs: int
    ) -> str:
        """`y`, the product called `name`, with its adapter's part where it has one."""
        part = self.adapter(name, x, into, outputs)
        return y if part is None else self.add("Add", y, part)

    def product(
        self, name: str, x: str, matrix: Array, scale: Array, bias: Array
    ) -> str:
        return self.add(
            "MatMulIntegerToFloat",
            x,
            self.constant(f"{name}.weights", matrix.T, np.int8),
            self.unit,
            self.constant(f"{name}.scale", scale),
            self.middle,
            "",
            self.constant(f"{name}.bias", bias),
            domain=CONTRIB,
        )

    def norm_for(self, x: str, name: str, group: str) -> tuple[str, str, str]:
        """`x` normalised, in the units of `group`: rounded, as it is, and for later.

        The group's step and shift ride on the gain and bias of the normalisation, so
        they cost nothing. The third value still lacks the shift: `closing` adds it.
        """
        into = self.products[group]
        gain, bias = _norm(self.weights, name)
        y = self.layer_norm(
            x, f"{group}.norm", gain / into.step, (bias - into.shift) / into.step
        )
        step = self.constant(f"{group}.step", into.step)
        return self.round(y), y, self.add("Mul", y, step)

    def attended(self, group: str, x: str, plain: str, into: Product) -> str:
        """Attention over the three products, in the units of the group it goes into.

        Each position's weights sum to one, so a step and a shift given to the values
        are a step and a shift of the outcome.
        """
        product = self.products[group]
        parts = []
        for n, name in enumerate(ATTENTION):
            rows = slice(n * DIM, (n + 1) * DIM)
            scale, bias = product.scale[rows], product.bias[rows]
            if name == "value":
                scale, bias = scale / into.step, (bias - into.shift) / into.step
            matrix = product.weights[rows]
            part = self.product(f"{group}.{name}", x, matrix, scale, bias)
            parts.append(
                self.adapted_product(f"{group}.{name}", part, plain, product, DIM)
            )
        return self.attention(*parts)

    def curved(self, group: str, x: str, plain: str, into: Product) -> str:
        """GELU over the widening product, in the units of the group it goes into."""
        p = self.products[group]
        x = self.product(group, x, p.weights, p.scale, p.bias)
        x = self.adapted_product(group, x, plain, p, len(p.scale))
        x = self.add("Gelu", x, domain=CONTRIB)
        x = self.add("Mul", x, self.constant(f"{group}.over", 1 / into.step))
        return self.add(
            "Sub", x, self.constant(f"{group}.less", into.shift / into.step)
        )

    def closing(self, group: str, x: str, past: str, past_group: str) -> str:
        """The group's product of `x`, added to what `norm_for` kept for it."""
        p, shift = self.products[group], self.products[past_group].shift
        y = self.product(group, self.round(x), p.weights, p.scale, p.bias + shift)
        y = self.adapted_product(group, y, x, p, DIM)
        return self.add("Add", y, past)


def adapter_names(layers: Iterable[int]) -> list[str]:
    """The products of some layers, as adapters are called by."""
    parts = [*(f"qkv.{name}" for name in ATTENTION), "out", "up", "down"]
    return [f"{layer}.{part}" for layer in layers for part in parts]


def adapter_inputs(
    name: str, narrow: Array, wide: Array, products: Mapping[str, Product]
) -> dict[str, Array]:
    """An adapter `x -> x @ narrow @ wide` in the units that its product is given.

    `narrow` is (inputs, rank), `wide` (rank, outputs), both as learned.
    """
    layer, part, *role = name.split(".")
    into = products[f"{layer}.{part}"]
    if role == ["value"]:
        wide = wide / products[f"{layer}.out"].step
    return {
        f"{name}.in": into.step[:, None] * narrow,
        f"{name}.shift": into.shift @ narrow,
        f"{name}.out": wide,
    }


def quantised_graph(
    weights: Weights,
    products: Mapping[str, Product],
    longest: int,
    *,
    pooled: bool,
    adapted: Collection[str] = (),
) -> onnx.ModelProto:
    """The graph that is shipped; `pooled` gives `vectors`, else `states`."""
    graph = _Quantised(weights, products, adapted)
    x = graph.add("Add", graph.words(), _positions(graph, weights, longest))
    norm = "embeddings"
    for layer in range(LAYERS):
        prefix = f"encoder.layer.{layer}."
        qkv, out, up, down = (f"{layer}.{p}" for p in ("qkv", "out", "up", "down"))
        rounded, plain, past = graph.norm_for(x, norm, qkv)
        a = graph.attended(qkv, rounded, plain, products[out])
        x = graph.closing(out, a, past, qkv)
        rounded, plain, past = graph.norm_for(x, f"{prefix}attention.output", up)
        f = graph.curved(up, rounded, plain, products[down])
        x = graph.closing(down, f, past, up)
        norm = f"{prefix}output"
    x = graph.layer_norm(x, "last", *_norm(weights, norm))
    if pooled:
        return graph.finish({"vectors": _pooled(graph, x, longest)})
    return graph.finish({"states": x})
