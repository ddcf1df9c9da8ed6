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
# Texts that are not `least`:1 on their ground, also 1:1, which axe takes for hidden; pictograms that are not 3:1 (WCAG
# 1.4.11); what does not count any more and is not struck through.
UNCLEAR = f"""(least) => {{
  {COLOURS}
  const shown = (selector) => [...document.querySelectorAll(selector)]
    .filter((one) => one.checkVisibility({{ visibilityProperty: true, opacityProperty: true }}))
  const hasText = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
  const isDim = (one) => hasText(one) && contrast(getComputedStyle(one).color, ground(one)) < least
  const isPale = (svg) => contrast(getComputedStyle(svg).stroke, ground(svg)) < 3
  const isOn = (one) => !getComputedStyle(one).textDecorationLine.includes('line-through')
  const found = [...shown('body *').filter(isDim), ...shown('svg[stroke]').filter(isPale), ...shown('s').filter(isOn)]
  return found.map((one) => one.outerHTML.slice(0, 100))
}}"""
AAA, AA = 7, 4.5
