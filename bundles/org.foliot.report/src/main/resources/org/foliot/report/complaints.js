// What goes wrong on the page, for an embedder that has no console to look at.

const complaints = [];
window.addEventListener('error', (event) => complaints.push(event.message + ' (line ' + event.lineno + ')'));
window.addEventListener('unhandledrejection', (event) => complaints.push(String(event.reason)));
document.addEventListener('securitypolicyviolation', (event) => complaints.push('forbidden: ' + event.violatedDirective + ' ' + event.blockedURI));

window.foliot = {
  /** What has gone wrong, in words. */
  complaints: () => [...complaints],
};
