// What the theme says in a script inside each page, as a file: no page of ours may run a script that stands in it.
var __md_scope = new URL('..', document.currentScript.src)
var __md_get = (key, store = localStorage, scope = __md_scope) => JSON.parse(store.getItem(`${scope.pathname}.${key}`))
var __md_set = (key, value, store = localStorage, scope = __md_scope) => {
  try { store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value)) } catch { /* nothing may be remembered */ }
}
