// Lists every text of the page whose contrast against what lies behind it is below WCAG's AA (4.5 to 1, for text of any size).
(() => {
  const rgba = text => {
    const numbers = text.match(/[\d.]+/g).map(Number);
    return text.startsWith('color(srgb') ? [...numbers.slice(0, 3).map(one => one * 255), numbers[3] ?? 1] : [...numbers.slice(0, 3), numbers[3] ?? 1];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const luminance = colour => colour.slice(0, 3).map(one => one / 255)
    .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, i) => sum + one * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const backgroundOf = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const layer = rgba(getComputedStyle(at).backgroundColor);
      layers.unshift(layer);
    }
    return layers.reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const behind = element => {
    const style = getComputedStyle(element);
    if (!(element instanceof SVGElement)) {
      return backgroundOf(element);
    }
    if (style.stroke !== 'none') {
      return rgba(style.stroke);    // a halo around the letters
    }
    return [...element.parentElement.children].filter(one => one.tagName === 'rect').reduce((below, rect) => {
      const {fill, fillOpacity} = getComputedStyle(rect);
      const [red, green, blue, alpha] = rgba(fill);
      return over([red, green, blue, alpha * Number(fillOpacity)], below);
    }, backgroundOf(element));
  };
  const poor = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let checked = 0;
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || element.closest('script, noscript, title, desc, .unseen, .skip') || !element.checkVisibility()) {
      continue;
    }
    const style = getComputedStyle(element);
    const ratio = contrast(over(rgba(element instanceof SVGElement ? style.fill : style.color), behind(element)), behind(element));
    checked++;
    if (ratio < 4.5) {
      poor.push(`${ratio.toFixed(2)} "${text.data.trim().slice(0, 40)}" in ${element.tagName} .${element.getAttribute('class')}`);
    }
  }
  document.querySelectorAll('input').forEach(input => {
    const ratio = contrast(rgba(getComputedStyle(input, '::placeholder').color), backgroundOf(input));
    if (ratio < 4.5) {
      poor.push(`${ratio.toFixed(2)} placeholder`);
    }
  });
  return checked < 200 ? [`only ${checked} texts were found`] : [...new Set(poor)];
})()
