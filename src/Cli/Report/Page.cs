namespace BoundCheck.Cli.Report;

/// <summary>The style sheet and the script of the report: light and dark, narrow screens, print; values on hover. Nothing is fetched.</summary>
internal static class Page
{
    /// <summary>The colours of both schemes. Text colours have a contrast of at least 4.5:1 to both backgrounds.</summary>
    internal const string Colours = """
        :root { --bg: #ffffff; --fg: #1a1c1f; --soft: #565c64; --rule: #d9dde2; --card: #f4f6f8;
          --ok: #0f5f37; --no: #a3161d; --maybe: #6f4a00; --c1: #1f5fbf; --c2: #b4460a; --c3: #2a7d4f; --c4: #7a3fa0; --c5: #806300; color-scheme: light; }
        @media (prefers-color-scheme: dark) {
          :root { --bg: #14171a; --fg: #e8eaed; --soft: #adb4bc; --rule: #3a4046; --card: #1d2126;
            --ok: #6fd39b; --no: #ff9a94; --maybe: #f0c05a; --c1: #7fb2ff; --c2: #ffa366; --c3: #74d39c; --c4: #cfa2f0; --c5: #e0c45c; color-scheme: dark; } }

        """;

    /// <summary>How charts are drawn; also inside a stand-alone SVG file.</summary>
    internal const string Charts = """
        text { fill: var(--fg); font: 13px system-ui, sans-serif; } text.title { font-size: 16px; font-weight: 600; } text.tick { fill: var(--soft); }
        .grid { stroke: var(--rule); stroke-width: 1; } .frame { fill: none; stroke: var(--soft); }
        .line { fill: none; stroke-width: 1.8; stroke: var(--c1); vector-effect: non-scaling-stroke; stroke-linejoin: round; }
        .dots { fill: var(--c1); stroke: var(--bg); stroke-width: 1; }
        .area { fill: var(--c3); fill-opacity: .16; stroke: var(--c3); vector-effect: non-scaling-stroke; }
        .s2.line { stroke: var(--c2); } .s3.line { stroke: var(--c3); } .s4.line { stroke: var(--c4); } .s5.line { stroke: var(--c5); }
        .s2.dots { fill: var(--c2); } .s3.dots { fill: var(--c3); } .s4.dots { fill: var(--c4); } .s5.dots { fill: var(--c5); }
        .bound.line { stroke: var(--c2); stroke-dasharray: 7 4; } .bound2.line { stroke: var(--c4); stroke-dasharray: 7 4; }
        .bound3.line { stroke: var(--c5); stroke-dasharray: 7 4; }
        .limit.line { stroke: var(--no); stroke-dasharray: 3 3; } .witness.dots { fill: var(--no); } .witness.line { stroke: var(--no); }
        .contour.line { stroke: var(--soft); stroke-width: 1; stroke-opacity: .45; } .axis.line { stroke: var(--soft); stroke-width: 1; }
        .thin.line { stroke-width: 1; stroke-opacity: .75; }
        .edge.line { stroke: #fff; stroke-width: 2; filter: drop-shadow(0 0 1px #000) drop-shadow(0 0 1px #000); }
        .band.area { fill: var(--c4); stroke: none; fill-opacity: .22; }

        """;

    internal const string Style = Colours + Charts + """
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1rem; max-width: 60rem; background: var(--bg); color: var(--fg); font: 16px/1.5 system-ui, sans-serif;
          overflow-wrap: break-word; }
        h1 { font-size: 1.35rem; line-height: 1.3; }
        h2 { font-size: 1.15rem; margin-top: 2.2rem; border-bottom: 1px solid var(--rule); padding-bottom: .2rem; }
        h3 { font-size: 1rem; margin-bottom: .3rem; }
        a { color: var(--c1); } code, .num { font-family: ui-monospace, monospace; font-size: .92em; overflow-wrap: anywhere; } .num { user-select: all; }
        .short { cursor: pointer; border-bottom: 1px dotted var(--soft); }
        ul.contents { list-style: none; margin: 0 0 1rem; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; font-size: .95rem; }
        .math math { font-size: 1.1rem; } .math { overflow-x: auto; padding: .3rem 0; }
        .answer { font-size: 1.15rem; padding: .8rem 1rem; background: var(--card); border-left: 4px solid var(--maybe); }
        .answer.proved { border-color: var(--ok); } .answer.refuted { border-color: var(--no); } p.answer { color: var(--fg); }
        .scroll { overflow-x: auto; margin: .6rem 0 1.4rem; } table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--rule); }
        th { font-weight: 600; color: var(--soft); }
        .proved { color: var(--ok); } .refuted { color: var(--no); } .unknown { color: var(--maybe); } .verdict { white-space: nowrap; font-weight: 600; }
        .soft { color: var(--soft); } details { margin: .5rem 0; } summary { cursor: pointer; padding: .2rem 0; }
        .theorem { border: 1px solid var(--rule); border-radius: 6px; padding: .3rem .8rem; } .remedy { color: var(--fg); font-weight: 600; }
        figure { margin: 1.6rem 0; min-width: 0; } figcaption { color: var(--soft); font-size: .95rem; margin-bottom: .4rem; }
        figcaption strong { color: var(--fg); }
        .small { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 0 1.5rem; }
        .small figure { margin: .8rem 0; display: flex; flex-direction: column; justify-content: flex-end; } .small .chart > svg { height: 200px; }
        .chart { position: relative; padding: 0 .8rem .2rem 3.7rem; } .chart > svg { display: block; overflow: visible; touch-action: pan-y; }
        .ylabel { margin: 0 0 .4rem -3.2rem; font-size: .85rem; color: var(--fg); } .xlabel { text-align: center; font-size: .85rem; margin-top: 1.5rem; }
        ul.legend { list-style: none; margin: 0 0 .3rem; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; font-size: .88rem; }
        ul.legend math, .ylabel math, .xlabel math { font-family: inherit; }
        .key { width: 24px; height: 12px; display: inline-block; vertical-align: middle; }
        .plane > svg { max-height: none; } image { image-rendering: pixelated; }
        .tip { position: absolute; z-index: 2; pointer-events: none; background: var(--card); color: var(--fg); border: 1px solid var(--soft);
          border-radius: 4px; padding: .2rem .5rem; font-size: .82rem; max-width: 17rem; }
        .cursor { position: absolute; width: 1px; background: var(--soft); pointer-events: none; }
        pre { overflow-x: auto; background: var(--card); padding: .6rem; font-size: .85rem; }
        @media (max-width: 40rem) { body { padding: .7rem; } table.stack thead { display: none; }
          table.stack tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--rule); }
          table.stack td { display: block; border: 0; padding: .05rem 0; } table.stack td:empty { display: none; }
          table.stack td[data-h]:not(:first-child)::before { content: attr(data-h) ": "; color: var(--soft); }
          table.stack td:first-child { font-weight: 600; } }
        @media print { body { max-width: none; font-size: 11pt; } figure, tr { break-inside: avoid; } .tip, .cursor, .download { display: none; }
          h2 { break-after: avoid; } }
        """;

    /// <summary>Shows the values under the pointer. Without it the report is complete but for the hover.</summary>
    internal const string Script = """
        'use strict';
        for (const n of document.querySelectorAll('.short')) {
          const toggle = () => { const t = n.textContent; n.textContent = n.dataset.full; n.dataset.full = t; };
          n.addEventListener('click', toggle);
          n.addEventListener('keydown', e => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); toggle(); } });
        }
        for (const chart of document.querySelectorAll('.chart')) {
          const svg = chart.querySelector('svg'), plane = chart.classList.contains('plane');
          const axis = s => { const [lo, hi, log] = s.split(',').map(Number); return v => ((log ? Math.log10(v) : v) - lo) / (hi - lo); };
          const ax = axis(chart.dataset.x), ay = axis(chart.dataset.y);
          let series = null, tip = null, cursor = null;
          const read = () => [...svg.querySelectorAll('[data-xy]')].map(e => ({ name: e.dataset.name, tags: e.dataset.tags ? e.dataset.tags.split('|') : null,
            points: e.dataset.xy.split(' ').filter(p => p).map(p => p.split(',')).map(([x, y]) => ({ x, y, px: ax(+x), py: 1 - ay(+y) })) }));
          const make = c => { const d = document.createElement('div'); d.className = c; chart.append(d); return d; };
          const hide = () => { if (tip) tip.hidden = cursor.hidden = true; };
          svg.addEventListener('pointerleave', hide);
          svg.addEventListener('pointermove', e => {
            series ??= read(); tip ??= make('tip'); cursor ??= make('cursor');
            const box = svg.getBoundingClientRect(), outer = chart.getBoundingClientRect();
            const mx = (e.clientX - box.left) / box.width, my = (e.clientY - box.top) / box.height;
            if (mx < -0.02 || mx > 1.02 || my < -0.02 || my > 1.02) { hide(); return; }
            let found = [];
            for (const s of series) {
              let best = -1, least = 1e9;
              s.points.forEach((p, i) => { const d = plane ? Math.hypot((p.px - mx) * box.width, (p.py - my) * box.height) : Math.abs(p.px - mx) * box.width;
                if (d < least) { least = d; best = i; } });
              if (best >= 0 && least < (plane ? 30 : box.width / 20)) found.push({ s, p: s.points[best], tag: s.tags ? s.tags[best] : '', least });
            }
            if (plane) found = found.sort((a, b) => a.least - b.least).slice(0, 1);
            if (!found.length) { hide(); return; }
            tip.textContent = '';
            const line = t => { const d = document.createElement('div'); d.textContent = t; tip.append(d); };
            const near = found.reduce((a, b) => a.least <= b.least ? a : b);
            if (plane) line(`${near.s.name}${near.tag ? ', ' + near.tag : ''}: (${near.p.x}, ${near.p.y})`);
            else { line(`${chart.dataset.xlabel} = ${near.p.x}`); for (const f of found) line(`${f.s.name}: ${f.p.y}${f.tag ? ' (' + f.tag + ')' : ''}`); }
            tip.hidden = cursor.hidden = false;
            const at = box.left - outer.left + near.p.px * box.width, down = box.top - outer.top;
            cursor.style.cssText = `left:${at}px;top:${down}px;height:${box.height}px`;
            const w = tip.offsetWidth, y = down + Math.min(Math.max(0, my * box.height - 10), Math.max(0, box.height - tip.offsetHeight));
            tip.style.top = `${y}px`;
            tip.style.left = `${Math.max(0, at + 12 + w > outer.width ? at - 12 - w : at + 12)}px`;
          });
        }
        """;
}
