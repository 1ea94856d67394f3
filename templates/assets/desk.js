// Remember the reader's choice of colours. Without this script the switch works for the page at hand.
"use strict";
(() => {
  const root = document.documentElement;
  const inputs = document.querySelectorAll('.scheme input');
  for (const input of inputs) {
    if (input.value === (root.dataset.scheme || 'auto')) input.checked = true;
    input.addEventListener('change', () => {
      if (input.value === 'auto') delete root.dataset.scheme;
      else root.dataset.scheme = input.value;
      try {
        if (input.value === 'auto') localStorage.removeItem('scheme');
        else localStorage.setItem('scheme', input.value);
      } catch { /* storage is switched off: the choice lasts for this page */ }
    });
  }
})();
