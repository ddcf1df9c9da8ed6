"""JavaScript for tests: the contrast of two colours, and the colour of the ground on which an element stands."""

from __future__ import annotations

COLOURS = """
const parts = (colour) => colour.match(/[\\d.]+/g).map(Number)
const light = (colour) => {
  const [red, green, blue] = parts(colour).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one, other) => {
  const [darker, lighter] = [light(one), light(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}
const ground = (element) => {
  const colour = getComputedStyle(element).backgroundColor
  const isClear = parts(colour)[3] === 0
  return isClear && element.parentElement ? ground(element.parentElement) : colour
}
"""
