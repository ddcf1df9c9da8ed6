// Keeps what a reader needs without internet. Pages come from the network first; a kept one when that is gone or slow.
const VERSION = '{{ version }}' // of everything that may be kept
const FOLDERS = {{ folders|tojson }}
const OFFLINE = '{{ offline }}'
const PATIENCE = 4000 // milliseconds until a kept page is shown while the network is still being waited for
const DAYS_ALONE = {{ days_alone }} // without internet, until nothing of the members' site is shown any more
const VISITS = 20 // visited pages that are fetched anew for a new version
const SITE = `brygga ${registration.scope} ` // other sites may have caches at the same origin
const OWN = `${SITE}${VERSION} `
const fromKept = new Set() // open pages that were kept ones: their scripts and styles have to be of the same version
const full = (path) => new URL(path, registration.scope).href
const HOME = new URL(registration.scope).pathname // the members' site keeps its own pages, the public one none of them
const isPrivate = (url) => /(^|\/)(medlem|portal)(\/|$)/.test(url.pathname.slice(HOME.length))
const IS_MEMBERS = /(^|\/)medlem\/$/.test(HOME)
const isVisit = (url) => !url.search && !isPrivate(url) && /\/program\//.test(url.pathname)
const isSound = (response) => response.status === 200 && response.type === 'basic' && !response.redirected
const isPage = (response) => (response.headers.get('content-type') || '').startsWith('text/html')
const openVisits = () => caches.open(`${OWN}visits -`)

const CONFIRMED = full('bekraftad') // when the server last gave out a page to her: no page, a moment in a cache of ours
const stamps = `${OWN}confirmed -`

// She is signed in, or the members' site would have given nothing out.
async function confirm() {
  if (IS_MEMBERS) await (await caches.open(stamps)).put(CONFIRMED, new Response(String(Date.now())))
}

// A phone that has not asked for so long may be stolen: what was kept for her goes, all but the page that says so. A
// clock that was set back tells as little as none.
async function forgetIfLongAlone() {
  const answer = IS_MEMBERS && await caches.match(CONFIRMED, { cacheName: stamps })
  const days = (Date.now() - Number(answer && await answer.text())) / 864e5
  if (!IS_MEMBERS || (days > -1 && days < DAYS_ALONE)) return
  const left = await caches.open(`${OWN}closed -`)
  for (const folder of Object.values(FOLDERS)) {
    const page = await caches.match(full(folder + OFFLINE))
    if (page) await left.put(full(folder + OFFLINE), page)
  }
  for (const name of await caches.keys()) if (name.startsWith(SITE) && name !== `${OWN}closed -`) await caches.delete(name)
}

async function add(cache, address) {
  if (await cache.match(address)) return
  // The browser's own cache may have the file of an older version: ask the server.
  const response = await fetch(address, { cache: 'no-cache', priority: 'low' })
  if (!isSound(response)) throw new Error(`${response.status} ${address}`)
  await cache.put(address, response)
}

// kind: "pages" or "handbook". The list goes in last: where it is, the set is complete. Without internet nothing begins.
async function keep(kind, language) {
  const cacheName = `${OWN}${kind} ${language}`
  const address = full(`${FOLDERS[language]}offline.json`)
  if (await caches.match(address, { cacheName })) return
  const list = await fetch(address, { cache: 'no-cache' })
  const { version, [kind]: paths } = await list.clone().json()
  if (version !== VERSION) throw new Error('The site is being changed. Its new worker will try again.')
  const cache = await caches.open(cacheName)
  await Promise.all(paths.map((path) => add(cache, full(path))))
  await cache.put(address, list)
}

async function visit(address) {
  if (isVisit(new URL(address)) && !(await find(address))) await add(await openVisits(), address)
}

// A new version first gets everything that the one before it had; until it has all, the old one stays.
async function takeOver() {
  for (const name of await caches.keys()) {
    if (!name.startsWith(SITE)) continue
    const [, kind, language] = name.slice(SITE.length).split(' ')
    if (kind === 'visits') {
      const visited = (await (await caches.open(name)).keys()).slice(-VISITS)
      const visits = await openVisits()
      await Promise.allSettled(visited.map((request) => add(visits, request.url)))
    } else if (language in FOLDERS) {
      await keep(kind, language)
    }
  }
  await skipWaiting()
}

async function removeOld() {
  const old = (await caches.keys()).filter((name) => name.startsWith(SITE) && !name.startsWith(OWN))
  await Promise.all(old.map((name) => caches.delete(name)))
  await clients.claim()
}

async function find(address) {
  await forgetIfLongAlone()
  for (const cacheName of await caches.keys()) {
    const found = cacheName.startsWith(OWN) && await caches.match(address, { cacheName, ignoreSearch: true })
    if (found) return found
  }
}

// The mark on <html> makes the page say, in its language, that it is a kept one and of which day.
async function shown(event, response, status) {
  fromKept.add(event.resultingClientId)
  const html = (await response.text()).replace('<html', '<html data-offline')
  return new Response(html, { status, headers: response.headers })
}

async function notKept(event) {
  const own = Object.values(FOLDERS).filter((folder) => folder && event.request.url.startsWith(full(folder)))
  for (const folder of [...own, ...Object.values(FOLDERS)]) {
    const page = await find(full(folder + OFFLINE))
    if (page) return shown(event, page, 503)
  }
  return Response.error()
}

// Signed out, her card closed, her hour over: what was kept for her goes as soon as the server says so.
async function forgetIfSignedOut(response) {
  if (!IS_MEMBERS || (response.type !== 'opaqueredirect' && response.status !== 401)) return
  const { status } = await fetch(new URL('../portal/vakt', registration.scope), { cache: 'no-store' })
  if (status !== 401) return
  for (const name of await caches.keys()) if (name.startsWith(SITE)) await caches.delete(name)
  await registration.unregister()
}

async function page(event) {
  const { url } = event.request
  // Never a page that the browser's own cache has had since before the last change: a café may be cancelled.
  const network = fetch(event.request, { cache: 'no-cache' })
  event.waitUntil(network.then((response) => isSound(response) && isPage(response) && visit(url)).catch(() => {}))
  event.waitUntil(network.then((response) => isSound(response) && confirm()).catch(() => {}))
  event.waitUntil(network.then(forgetIfSignedOut).catch(() => {}))
  const tooLong = new Promise((resolve) => setTimeout(resolve, PATIENCE))
  const first = await Promise.race([network, tooLong]).catch(() => {})
  if (first && first.status < 500) return first
  const kept = await find(url)
  if (kept) return shown(event, kept, 200)
  return network.catch(() => notKept(event))
}

async function part(event) {
  const kept = () => find(event.request.url)
  return (fromKept.has(event.clientId) && await kept()) || fetch(event.request).catch(async () => (await kept()) || Response.error())
}

addEventListener('install', (event) => event.waitUntil(confirm().then(takeOver)))
addEventListener('activate', (event) => event.waitUntil(removeOld()))
addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || request.headers.has('range') || isPrivate(url) || !url.href.startsWith(registration.scope)) return
  event.respondWith(request.mode === 'navigate' ? page(event) : part(event))
})
addEventListener('message', (event) => {
  const { keep: kind, language } = event.data
  const done = keep(kind, language).then(() => 'kept', () => 'failed')
  event.waitUntil(done.then((result) => event.ports[0] && event.ports[0].postMessage(result)))
  event.waitUntil(visit(event.source.url).catch(() => {})) // the first page was opened before there was a worker
})
