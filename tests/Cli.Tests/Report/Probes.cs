namespace BoundCheck.Cli.Tests.Report;

/// <summary>What is looked for in a page, in the language of the browser.</summary>
internal static class Probes
{
    /// <summary>Opens every section and defines the probes; each returns what is wrong.</summary>
    internal const string Definitions = """
        () => {
          document.querySelectorAll('details').forEach(d => d.open = true);
          const texts = () => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
            for (let n = walker.nextNode(); n; n = walker.nextNode()) {
              const e = n.parentElement;
              if (n.textContent.trim() && !['SCRIPT', 'STYLE', 'TITLE'].includes(e.tagName.toUpperCase()) && e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden') found.push(e);
            }
            return [...new Set(found)];
          };
          const name = e => `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''} "${e.textContent.trim().slice(0, 40)}"`;
          const overflow = () => {
            const wide = document.documentElement.scrollWidth;
            return wide <= innerWidth ? [] : [`the page is ${wide} pixels wide: ` + [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, .math, pre, svg')).slice(0, 5).map(name).join('; ')];
          };
          const smallText = () => texts().filter(e => !e.closest('math') && parseFloat(getComputedStyle(e).fontSize) < 12).map(e => 'small: ' + name(e));
          const crossingLabels = () => [...document.querySelectorAll('.chart > svg')].flatMap(svg => {
            const boxes = [...svg.querySelectorAll('text.tick')].map(t => ({ t, b: t.getBoundingClientRect() })), bad = [];
            for (let i = 0; i < boxes.length; i++) {
              if (boxes[i].b.left < 0 || boxes[i].b.right > innerWidth) bad.push('cut off: ' + name(boxes[i].t));
              for (let j = 0; j < i; j++) {
                const p = boxes[i].b, q = boxes[j].b;
                if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 3 && q.top < p.bottom - 3) bad.push(`${svg.getAttribute('aria-label')}: ${boxes[i].t.textContent} over ${boxes[j].t.textContent}`);
              }
            }
            return bad;
          });
          const rgb = c => (c.match(/[\d.]+/g) ?? ['0', '0', '0', '0']).map(Number);
          const light = c => { const l = c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2]; };
          const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0.99) return c; } return [255, 255, 255]; };
          const lowContrast = () => texts().map(e => {
            const style = getComputedStyle(e), a = light(rgb(e instanceof SVGElement ? style.fill : style.color)), b = light(behind(e));
            return { e, ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) };
          }).filter(p => p.ratio < 4.5).map(p => `${p.ratio.toFixed(2)} ${name(p.e)}`);
          const nameless = () => [...document.querySelectorAll('input, select, button, [role=slider], [role=img]')].filter(e => !(e.labels?.length || e.textContent.trim()
            || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby'))).map(e => 'no name: ' + e.outerHTML);
          const ratio = (p, q) => { const [a, b] = [light(p), light(q)]; return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); };
          const lowSwatches = () => [...document.querySelectorAll('#legend i')].map(e => ({ e, r: ratio(rgb(getComputedStyle(e).backgroundColor), rgb(getComputedStyle(document.body).color)) }))
            .filter(p => p.r < 4.5).map(p => `${p.r.toFixed(2)} text over ${p.e.className}`);
          const faintEdges = () => [...document.querySelectorAll('input:not([type=range]), select')].map(e => ({ e, r: ratio(rgb(getComputedStyle(e).borderTopColor), behind(e)) }))
            .filter(p => p.r < 3).map(p => `${p.r.toFixed(2)} edge of ${p.e.id}`);

        """;
}
