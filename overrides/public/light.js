// What a light page can do beyond being read. Loaded last; its buttons come with it, in the room kept for them.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const page = document.documentElement
  const show = (element) => { element.hidden = false }
  // Signed in on a telephone that is not hers (portal/people/devices.py): nothing outlives the tab.
  const isBorrowed = /(^|; )brygga-borrowed=1/.test(document.cookie)
  const memory = () => (isBorrowed ? sessionStorage : localStorage)

  function say(tools, key) {
    const line = tools.querySelector('[role=status]')
    line.textContent = tools.dataset[key] || ''
  }

  // Listen: the phone's own voice, or a recording where there is one.

  function voiceFor(language) {
    const short = language.split('-')[0]
    return speechSynthesis.getVoices().find((voice) => voice.lang.toLowerCase().replace('_', '-').split('-')[0] === short)
  }

  const isSilent = (node) => node.hidden || node.matches('.tools, .buttons, script, svg, form, [aria-hidden=true], [data-silent]')

  // Phone numbers digit by digit, times in words: an element may say itself what is to be read.
  function spoken(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent
    if (node.nodeType !== Node.ELEMENT_NODE || isSilent(node)) return ''
    if (node.dataset.say) return ` ${node.dataset.say} `
    if (node.matches('a[href^="tel:"]')) return ` ${[...node.textContent.replace(/\D/g, '')].join(', ')}. `
    const text = [...node.childNodes].map(spoken).join('')
    return /^(H\d|P|LI|DIV|SMALL|DT|DD|BR)$/.test(node.tagName) ? `\n${text.trim().replace(/([^.!?…።؟])$/, '$1.')}\n` : text
  }

  // Long texts stop in some engines after 15 seconds: one utterance a sentence. "kl. 13" is no end of one.
  function sentences(text) {
    const parts = text.split(/\n+|(?<=[.!?።؟])\s+(?![\p{Ll}\p{N}])/u)
    const tidy = (part) => part.replace(/\s+/g, ' ').replace(/ (?=[.,:;!?።،؟])/g, '').trim()
    return parts.map(tidy).filter((part) => /[\p{L}\p{N}]/u.test(part))
  }

  function pieces(root) {
    const parts = []
    const walk = (node, language) => {
      if (node.nodeType === Node.ELEMENT_NODE && node.lang && node.lang !== language) {
        parts.push([node.lang, spoken(node)])
      } else if (node.nodeType === Node.ELEMENT_NODE && node.querySelector('[lang]') && !node.dataset.say) {
        if (!isSilent(node)) [...node.childNodes].forEach((child) => walk(child, language))
      } else {
        parts.push([language, spoken(node)])
      }
    }
    walk(root, page.lang)
    return parts.flatMap(([language, text]) => sentences(text).map((sentence) => [language, sentence]))
  }

  function read(root, button) {
    for (const [language, text] of pieces(root)) {
      const utterance = new SpeechSynthesisUtterance(text)
      const voice = voiceFor(language)
      utterance.lang = voice ? voice.lang : language
      if (voice) utterance.voice = voice
      utterance.rate = 0.9
      speechSynthesis.speak(utterance)
      utterance.onend = () => { if (!speechSynthesis.pending && !speechSynthesis.speaking) pressed(button, false) }
    }
    pressed(button, true)
  }

  function pressed(button, on) {
    button.setAttribute('aria-pressed', String(on))
  }

  function listen(tools, button) {
    const root = tools.closest('[data-heard]') || document.querySelector('main')
    if (button.getAttribute('aria-pressed') === 'true') {
      stop(button)
    } else if (tools.dataset.audio) {
      play(tools.dataset.audio, button)
    } else if (!('speechSynthesis' in window) || !voiceFor(page.lang)) {
      say(tools, 'noVoice')
    } else {
      all('[data-do=listen][aria-pressed=true]').forEach(stop)
      speechSynthesis.cancel()
      read(root, button)
    }
  }

  let recording = null
  function play(address, button) {
    recording = new Audio(address)
    recording.onended = () => pressed(button, false)
    recording.play()
    pressed(button, true)
  }

  function stop(button) {
    if (recording) recording.pause()
    if ('speechSynthesis' in window) speechSynthesis.cancel()
    pressed(button, false)
  }

  // Share and copy: the text was written at build, in the reader's language.

  const message = (tools) => `${tools.dataset.text}\n${new URL(tools.dataset.url, location.href)}`.trim()

  function share(tools) {
    if (!navigator.share) return copy(tools)
    navigator.share({ text: message(tools) }).catch(() => {})
  }

  async function copy(tools) {
    try {
      await navigator.clipboard.writeText(message(tools))
      say(tools, 'copied')
    } catch {
      say(tools, 'notCopied')
    }
  }

  // The handbook for offline: one tap asks the service worker to keep it.

  async function keep(tools) {
    const worker = (await navigator.serviceWorker.ready).active
    const channel = new MessageChannel()
    channel.port1.onmessage = (event) => say(tools, event.data === 'kept' ? 'kept' : 'notKept')
    worker.postMessage({ keep: 'handbook', language: page.lang }, [channel.port2])
  }

  const canKeep = 'serviceWorker' in navigator && window.isSecureContext && !isBorrowed
  const run = { listen, share, copy, keep, print: () => window.print() }

  for (const tools of all('.tools')) {
    for (const button of all('[data-do]', tools)) {
      const name = button.dataset.do
      if (name === 'keep' && !canKeep) button.remove()
      button.addEventListener('click', () => run[name](tools, button))
    }
    if (tools.querySelector('[data-do]')) show(tools)
  }
  if ('speechSynthesis' in window) {
    speechSynthesis.getVoices() // some engines load their voices only when asked once
    window.addEventListener('pagehide', () => speechSynthesis.cancel())
  }

  // Days: what the clock makes wrong when a page is older than today. Where the site shows a fixed day, that one counts.

  const clock = document.currentScript.dataset
  const isoDay = (moment) => new Date(moment).toISOString().slice(0, 10)

  // 2019-03-05, where the meetings are; "2019-03-06" is a day later in UTC, whatever summer time does in between.
  function days() {
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: clock.zone })
    return { today, tomorrow: isoDay(Date.parse(today) + 864e5) }
  }

  function tellDays() {
    const { today, tomorrow } = days()
    const words = { [today]: clock.today, [tomorrow]: clock.tomorrow }
    const isOver = (one) => one.dataset.day < today
    for (const one of all('[data-near]')) {
      one.textContent = words[one.dataset.near] || ''
      one.classList.add('told')
    }
    for (const one of all('[data-now]')) one.textContent = one.dataset.now
    for (const one of all('[data-over]')) one.hidden = one.dataset.over >= today
    for (const one of all('[data-day]')) {
      one.hidden = isOver(one)
      one.classList.toggle('today', one.dataset.day === today)
    }
    for (const list of new Set(all('ul > [data-day]').map((one) => one.parentElement))) {
      const heading = list.previousElementSibling
      list.hidden = ![...list.children].some((one) => !one.hidden)
      if (heading && heading.matches('h2')) heading.hidden = list.hidden
    }
    for (const line of all('[data-first]')) {
      const left = [...line.children].filter((one) => one.dataset.day && !isOver(one))
      for (const one of left.slice(1)) one.hidden = true
      line.hidden = !left.length
    }
    // The meeting on the card is over: the ones below it are next.
    if (document.querySelector('.next[hidden]')) for (const one of all('[data-then]')) one.textContent = one.dataset.then
  }
  if ('today' in clock) {
    tellDays()
    document.addEventListener('visibilitychange', tellDays) // a page may stay open for days
  }

  // The phone speaks another language: an offer in that language, taken from the page in it. Nobody is sent anywhere.

  const primary = (language) => language.split('-')[0].toLowerCase()
  const remember = (language) => { try { memory().setItem('language', language) } catch { /* asked again next time */ } }

  async function suggest() {
    const links = all('.tongues a')
    const wanted = (navigator.languages || []).map(primary).find((code) => links.some((link) => primary(link.lang) === code))
    const link = links.find((one) => primary(one.lang) === wanted)
    if (!link || wanted === primary(page.lang)) return
    const there = await (await fetch(link.href)).text()
    const offer = document.adoptNode(new DOMParser().parseFromString(there, 'text/html').querySelector('[data-suggest]'))
    Object.assign(offer, { lang: link.lang, dir: link.dir })
    offer.querySelector('a').href = link.href
    offer.querySelector('button').addEventListener('click', () => {
      remember(page.lang)
      offer.remove()
    })
    // Below what she sees now, so that nothing jumps.
    const below = [...document.querySelector('main').children].find((one) => one.getBoundingClientRect().top >= innerHeight)
    document.querySelector('main').insertBefore(offer, below || null)
    show(offer)
  }
  let known = 'unknown'
  try { known = memory().getItem('language') } catch { /* nothing is offered that could not be sent away for good */ }
  for (const link of all('.tongues a')) link.addEventListener('click', () => remember(link.lang))
  if (document.querySelector('[data-suggest]') && !known) suggest().catch(() => {})

  // What is new since her last visit. Her phone alone remembers which entries she has seen, and on which day first.

  function markNews(part) {
    const where = `news ${part.dataset.audience}`
    const today = new Date().toDateString()
    const keys = part.dataset.news.split(' ').filter(Boolean)
    const seen = JSON.parse(memory().getItem(where))
    const since = (key) => (seen ? seen[key] ?? today : '') // nothing is marked on the very first visit
    const count = part.querySelector('[data-count]')
    if (count) {
      count.textContent = seen ? keys.filter((key) => !(key in seen)).length || '' : ''
      count.hidden = !count.textContent
      return
    }
    keys.filter((key) => since(key) === today).forEach((key) => show(document.getElementById(key).querySelector('mark')))
    memory().setItem(where, JSON.stringify(Object.fromEntries(keys.map((key) => [key, since(key)]))))
  }
  try { all('[data-news]').forEach(markNews) } catch { /* a phone that remembers nothing shows the plain list */ }

  // The handbook's menu on a narrow screen, by keyboard: into it, and back.

  const chapters = document.querySelector('[data-chapters]')
  if (chapters) {
    const drawer = document.getElementById('__drawer')
    const menu = document.querySelector('.md-sidebar--primary')
    chapters.addEventListener('click', () => {
      drawer.checked = true
      menu.querySelector('a').focus()
    })
    menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return
      drawer.checked = false
      chapters.focus()
    })
  }

  // Badges: the names stay on this page.

  const names = document.querySelector('[data-names]')
  if (names) {
    const sheet = document.querySelector('[data-badges]')
    const model = sheet.querySelector('template').content.firstElementChild
    const draw = () => {
      all('.badge', sheet).forEach((badge) => badge.remove())
      for (const name of names.value.split('\n').map((line) => line.trim()).filter(Boolean)) {
        const badge = model.cloneNode(true)
        badge.querySelector('b').textContent = name
        sheet.append(badge)
      }
    }
    names.addEventListener('input', draw)
    draw()
  }

  // Forms: a number that tells a form sent twice from two forms, and complaints in the page's own language.

  const form = document.querySelector('form[data-form]')
  if (form) {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    let opened = 0
    window.addEventListener('pageshow', () => { // also when she comes back: the same words sent again are stored once
      opened = Date.now()
      form.elements.send_id.value ||= history.state?.send_id || [...crypto.getRandomValues(new Uint8Array(22))].map((number) => letters[number % 64]).join('')
      history.replaceState({ send_id: form.elements.send_id.value }, '') // not every browser keeps hidden fields
    })
    form.addEventListener('submit', () => { form.elements.seconds_open.value = Math.floor((Date.now() - opened) / 1000) })
    form.addEventListener('invalid', (event) => event.target.setCustomValidity(event.target.dataset.error || ''), true)
    form.addEventListener('input', () => all('[data-error]', form).forEach((field) => field.setCustomValidity('')))
  }

  // The desk: what she types stays in this tab until it has been taken care of, whatever the network does.

  const desk = document.querySelector('form[data-words]')
  const place = `words ${location.pathname}`
  const fields = () => [...desk.elements].filter((field) => field.name && field.name !== 'csrfmiddlewaretoken')
  const isTicked = (field) => field.type === 'radio' || field.type === 'checkbox'
  const noteWords = () => sessionStorage.setItem(place, JSON.stringify(fields().map((field) => [field.name, isTicked(field) ? field.checked : field.value])))
  function giveBackWords() {
    const words = JSON.parse(sessionStorage.getItem(place)) ?? []
    if (words.length !== fields().length) return
    fields().forEach((field, index) => {
      if (isTicked(field)) field.checked = words[index][1]
      else if (words[index][0] === field.name) field.value = words[index][1]
    })
  }
  try {
    if (document.querySelector('[data-words-kept]')) Object.keys(sessionStorage).filter((name) => name.startsWith('words ')).forEach((name) => sessionStorage.removeItem(name))
    if (desk) {
      giveBackWords()
      desk.addEventListener('input', noteWords)
    }
  } catch { /* a phone that remembers nothing */ }

  // Offline: the service worker keeps the programme, cafés and contacts in this language.

  const { worker } = clock
  async function start() {
    await navigator.serviceWorker.register(worker)
    const { active } = await navigator.serviceWorker.ready
    active.postMessage({ keep: 'pages', language: page.lang })
  }
  if (worker && canKeep) {
    window.addEventListener('load', () => start().catch(() => {}))
  }

  // Who is not signed in, or no longer: what was kept of the members' site goes, also where Clear-Site-Data is unknown.

  const left = document.querySelector('[data-forget]')
  async function forget(scope) {
    for (const store of [localStorage, sessionStorage]) store.clear()
    for (const name of await caches.keys()) if (name.startsWith(`brygga ${scope} `)) await caches.delete(name)
    for (const one of await navigator.serviceWorker.getRegistrations()) if (one.scope === scope) await one.unregister()
  }
  if (left) forget(new URL(left.dataset.forget, location.href).href).catch(() => {})

  // This page stands in the place of another, which was not kept. At its own address nothing is missing.
  const missed = page.hasAttribute('data-offline') && document.querySelector('[data-again]')
  // The worker marks a page that it had kept; a page that is open when the internet goes is marked here.
  const mark = () => page.toggleAttribute('data-offline', !navigator.onLine)
  if (!navigator.onLine) mark()
  window.addEventListener('offline', mark)
  window.addEventListener('online', mark)
  if (missed) askAgain()

  // Phones call themselves online before they are: ask the server, and ask again, later each time. Whoever has tapped a
  // link meanwhile is on her way, however slow the network is: nothing may carry her back.
  function askAgain() {
    let leaving = false
    const leads = (link) => /^http/.test(link.protocol) && link.href.split('#')[0] !== location.href.split('#')[0]
    const ask = (pause) => fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(
      (answer) => answer.ok && !leaving && location.reload(),
      () => navigator.onLine && again(pause * 2 || 1000)
    )
    const again = (pause) => setTimeout(ask, pause, pause)
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href]')
      if (link && !event.ctrlKey && !event.metaKey) leaving = leads(link)
    })
    window.addEventListener('pageshow', (event) => { if (event.persisted) leaving = false })
    window.addEventListener('online', () => again(0))
    if (navigator.onLine) again(1000)
  }
})()
