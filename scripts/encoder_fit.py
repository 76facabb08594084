"""Choose the int8 form of the encoder's products from what really goes into them.

For each group of products: a step and a shift per input channel (SmoothQuant's idea,
Xiao et al. 2022: the hard channels are made easier by giving part of their range to
the weights), then weights rounded one input at a time, each rounding's error made good
in the inputs still to come (GPTQ, Frantar et al. 2022).

`safe_scale` keeps every sum of two products within 16 bits. Processors without the
VNNI instructions add products in pairs in 16 bits and clip what does not fit; kept so,
every processor computes the same integers.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from encoder_graph import Array, Product, Weights, group_weights

TOP = 127
PAIR_TOP = 32767 // 255
DAMPING = 0.01
BLOCK = 128
ALPHAS = (0.8, 0.9, 1.0)
"""How much of a channel's range the weights take over; the best of these is kept."""
TRIAL_ROWS = 4000


def fit_products(weights: Weights, inputs: Mapping[str, Array]) -> dict[str, Product]:
    """The int8 products of every group; `inputs` are rows of real activations."""
    fitted = {}
    for group, rows in inputs.items():
        matrix, bias = group_weights(weights, group)
        tried = [fit_product(rows, matrix, bias, alpha) for alpha in ALPHAS]
        errors = [error_of(product, rows, matrix, bias) for product in tried]
        best = int(np.argmin(errors))
        print(f"{group}: alpha {ALPHAS[best]}, error {errors[best]:.1e}", flush=True)
        fitted[group] = tried[best]
    return fitted


def fit_product(rows: Array, matrix: Array, bias: Array, alpha: float) -> Product:
    """One group's product at one `alpha`."""
    low, high = rows.min(axis=0), rows.max(axis=0)
    shift, reach = (low + high) / 2, (high - low) / 2 + 1e-6
    weight = np.abs(matrix).max(axis=0)
    weight = np.maximum(weight, np.median(weight) / 10)
    step = reach**alpha / weight ** (1 - alpha)
    step = step * (reach / step).max() / TOP
    rounded = to_units(rows, step, shift)
    whole, scale = round_weights(rounded, matrix * step)
    # The mean of what rounding left over is known: take it into the bias.
    exact = rows @ matrix.T
    left = (exact - (rounded @ whole.T) * scale).mean(axis=0)
    return Product(step, shift, whole.astype(np.int8), scale, bias + left)


def to_units(rows: Array, step: Array, shift: Array) -> Array:
    """Rows as the int8 graph sees them."""
    units: Array = np.clip(np.rint((rows - shift) / step), -128, 127)
    return units


def error_of(product: Product, rows: Array, matrix: Array, bias: Array) -> float:
    """Mean square error of the outputs, as a share of their variance."""
    rows = rows[:: max(1, len(rows) // TRIAL_ROWS)]
    exact = rows @ matrix.T + bias
    units = to_units(rows, product.step, product.shift)
    got = (units @ product.weights.T.astype(np.float64)) * product.scale + product.bias
    return float(((got - exact) ** 2).mean(axis=0).sum() / exact.var(axis=0).sum())


def pair_sums(matrix: Array) -> Array:
    """The largest magnitude that a pair of neighbours can add up to, for each row."""
    pairs = matrix.reshape(len(matrix), -1, 2)
    above, below = np.maximum(pairs, 0).sum(axis=2), np.minimum(pairs, 0).sum(axis=2)
    largest: Array = np.maximum(above, -below).max(axis=1)
    return largest


def safe_scale(matrix: Array) -> Array:
    """The finest scale of each output at which no pair can leave 16 bits."""
    single, pair = np.abs(matrix).max(axis=1), pair_sums(matrix)
    scale: Array = np.maximum(single / TOP, pair / PAIR_TOP)
    return scale


def round_weights(rounded: Array, matrix: Array) -> tuple[Array, Array]:
    """Whole-number weights (outputs, inputs) for these inputs, and their scales."""
    hessian = rounded.T.astype(np.float64) @ rounded / len(rounded)
    diagonal = np.arange(len(hessian))
    hessian[diagonal, diagonal] += DAMPING * np.mean(np.diag(hessian))
    order = np.argsort(-np.diag(hessian), kind="stable")
    inverse = np.linalg.inv(hessian[order][:, order])
    factor = np.linalg.cholesky(inverse).T
    scale = safe_scale(matrix)
    whole = np.empty(matrix.shape)
    whole[:, order] = _rounded_in_order(matrix[:, order] / scale[:, None], factor)
    return _keep_pairs(whole), scale


def _rounded_in_order(matrix: Array, factor: Array) -> Array:
    """Round column by column; spread each column's error over the ones after it."""
    left, whole = matrix.astype(np.float64), np.empty(matrix.shape)
    for start in range(0, matrix.shape[1], BLOCK):
        end = min(start + BLOCK, matrix.shape[1])
        errors = np.empty((len(matrix), end - start))
        for column in range(start, end):
            whole[:, column] = np.clip(np.rint(left[:, column]), -TOP, TOP)
            error = (left[:, column] - whole[:, column]) / factor[column, column]
            left[:, column:end] -= np.outer(error, factor[column, column:end])
            errors[:, column - start] = error
        left[:, end:] -= errors @ factor[start:end, end:]
    return whole


def _keep_pairs(whole: Array) -> Array:
    """Take from the few pairs that the spreading has lifted over the limit."""
    pairs = whole.reshape(len(whole), -1, 2).copy()
    over = np.where(
        pairs[..., :1] * pairs[..., 1:] > 0,
        np.abs(pairs.sum(axis=2, keepdims=True)) - PAIR_TOP,
        0,
    )
    cut = np.ceil(np.maximum(over, 0) / 2)
    pairs -= np.sign(pairs) * np.minimum(cut, np.abs(pairs))
    fixed: Array = pairs.reshape(whole.shape)
    return fixed
