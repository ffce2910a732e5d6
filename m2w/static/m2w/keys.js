// A button with `data-key` asks the browser for a security key, with allauth's own functions.
const button = document.querySelector('[data-key]')
const failure = document.querySelector('[data-key-failure]')
window.allauth.webauthn.forms[button.dataset.key]({
  ids: {
    add: button.id,
    authenticate: button.id,
    credential: 'id_credential',
    data: 'key-data'
  }
})
button.hidden = false
document.querySelector('[data-key-scriptless]').hidden = true
// Someone who cancels, or whose key is not known, is told so; the form stays.
document.addEventListener('allauth.error', event => {
  event.preventDefault()
  failure.hidden = false
})
