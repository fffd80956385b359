// Copies what is shown once, and shows deliveries as they arrive. Without this file one selects the text, and asks by a link.
import 'htmx.org/dist/htmx.esm.js'
// Only elements that the server stamped with the page's nonce may speak to the server.
import 'htmx.org/dist/ext/hx-csp.js'

for (const button of navigator.clipboard ? document.querySelectorAll('[data-copy]') : []) {
  button.hidden = false
  button.addEventListener('click', async () => {
    const text = document.getElementById(button.dataset.copy).textContent
    const said = document.getElementById('copied')
    try {
      await navigator.clipboard.writeText(text)
      said.textContent = `${button.dataset.what} copied.`
    } catch {
      said.textContent = 'Your browser did not let it be copied. Select the text and copy it.'
    }
  })
}

// A whole page comes back, of which one part is shown: its scripts run already, and Trusted Types would refuse to copy them.
document.addEventListener('htmx:after:request', (event) => {
  const { ctx } = event.detail
  ctx.text = ctx.text?.replace(/<script\b[^>]*><\/script>/g, '')
})
