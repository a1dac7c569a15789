// Arguments: an element to look below or null, a role or null for all, a name or null for any.
// Roles as in "HTML Accessibility API Mappings", names as in "Accessible Name and Description Computation".
const [root, wantedRole, wantedName] = arguments

const INPUTS = {
    button: 'button', submit: 'button', reset: 'button', image: 'button', checkbox: 'checkbox', radio: 'radio',
    range: 'slider', number: 'spinbutton', search: 'searchbox', text: 'textbox', email: 'textbox', tel: 'textbox',
    url: 'textbox', password: 'textbox',
}
const ELEMENTS = {
    article: 'article', aside: 'complementary', button: 'button', datalist: 'listbox', details: 'group', dialog: 'dialog',
    fieldset: 'group', footer: 'contentinfo', h1: 'heading', h2: 'heading', h3: 'heading', h4: 'heading', header: 'banner',
    hr: 'separator', img: 'image', li: 'listitem', main: 'main', nav: 'navigation', ol: 'list', optgroup: 'group',
    option: 'option', output: 'status', progress: 'progressbar', search: 'search', summary: 'DisclosureTriangle',
    table: 'table', tbody: 'rowgroup', td: 'cell', textarea: 'textbox', th: 'columnheader', thead: 'rowgroup', tr: 'row', ul: 'list',
}
const roleOf = element => {
    const own = element.getAttribute('role')?.trim().split(/\s+/)[0]
    if (own) return own
    const tag = element.localName
    if (tag === 'a') return element.hasAttribute('href') ? 'link' : 'generic'
    if (tag === 'input') return element.list ? 'combobox' : INPUTS[element.type] ?? 'generic'
    if (tag === 'select') return element.multiple || element.size > 1 ? 'listbox' : 'combobox'
    if (tag === 'section') return nameOf(element, 'region') ? 'region' : 'generic'
    return ELEMENTS[tag] ?? 'generic'
}

const FROM_CONTENT = new Set(['button', 'cell', 'checkbox', 'columnheader', 'DisclosureTriangle', 'gridcell', 'heading', 'link', 'menuitem',
    'menuitemcheckbox', 'menuitemradio', 'option', 'radio', 'row', 'rowheader', 'switch', 'tab', 'tooltip', 'treeitem'])
const tidy = text => text.replace(/\s+/g, ' ').trim()
const isDrawn = element => getComputedStyle(element).display === 'contents'
    ? !element.parentElement || isDrawn(element.parentElement) : element.checkVisibility({visibilityProperty: true})
const content = (element, without) => {
    let text = ''
    for (const child of element.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) text += child.data
        if (child.nodeType !== Node.ELEMENT_NODE || child === without) continue
        if (child.getAttribute('aria-hidden') === 'true' || !isDrawn(child)) continue
        const named = child.getAttribute('aria-label') || (child.localName === 'img' ? child.alt : '')
        const inner = named || content(child, without)
        text += getComputedStyle(child).display.startsWith('inline') ? inner : ` ${inner} `
    }
    return text
}
const nameOf = (element, role) => {
    const by = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean)
        .map(id => element.ownerDocument.getElementById(id)).filter(Boolean)
    if (by.length) return tidy(by.map(other => other.getAttribute('aria-label') || content(other)).join(' '))
    const label = tidy(element.getAttribute('aria-label') ?? '')
    if (label) return label
    if (element.localName === 'img') return tidy(element.alt)
    const labels = element.labels?.length ? tidy([...element.labels].map(label => content(label, element)).join(' ')) : ''
    if (labels) return labels
    if (element.localName === 'input' && ['button', 'submit', 'reset'].includes(element.type)) return tidy(element.value)
    const captions = {fieldset: 'legend', table: 'caption'}[element.localName]
    const caption = captions && element.querySelector(`:scope > ${captions}`)
    if (caption) return tidy(content(caption))
    const text = FROM_CONTENT.has(role) ? tidy(content(element)) : ''
    return text || tidy(element.getAttribute('title') ?? '') || tidy(element.getAttribute('placeholder') ?? '')
}

const modals = [...document.querySelectorAll('dialog:modal')]
const modal = modals.find(dialog => dialog.contains(document.activeElement) && dialog.contains(modals.at(-1))) ?? modals.at(-1)
const isTold = element => isDrawn(element) && !element.closest('[aria-hidden=true], [inert]')
    && (!modal || modal.contains(element))

const truth = {true: true, false: false}
const propertiesOf = (element, role) => {
    const aria = name => element.getAttribute(`aria-${name}`)
    const properties = {
        focused: element === document.activeElement,
        disabled: element.matches(':disabled') || aria('disabled') === 'true',
    }
    for (const state of ['expanded', 'selected', 'modal', 'busy']) {
        if (aria(state) !== null) properties[state] = truth[aria(state)] ?? aria(state)
    }
    for (const state of ['invalid', 'pressed', 'checked']) {
        if (aria(state) !== null) properties[state] = aria(state)
    }
    if (['checkbox', 'radio'].includes(element.type)) properties.checked = element.indeterminate ? 'mixed' : String(element.checked)
    if (role === 'dialog' && element.localName === 'dialog') properties.modal = element.matches(':modal')
    return properties
}
const valueOf = (element, role) => {
    if (role === 'progressbar') {
        const now = element.getAttribute('aria-valuenow') ?? element.getAttribute('value')
        return now === null ? null : Number(now)
    }
    if (element.localName === 'select') return element.selectedOptions[0]?.text.trim() ?? ''
    return ['textbox', 'searchbox', 'combobox', 'spinbutton'].includes(role) ? element.value ?? null : null
}

const found = []
for (const element of (root ?? document).querySelectorAll('*')) {
    const role = roleOf(element)
    if (wantedRole ? role !== wantedRole : role === 'generic') continue
    if (!isTold(element)) continue
    const name = nameOf(element, role)
    if (wantedName !== null && name !== wantedName) continue
    found.push({element, role, name, properties: propertiesOf(element, role), value: valueOf(element, role)})
}
return found
