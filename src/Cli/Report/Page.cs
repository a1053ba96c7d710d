namespace BoundCheck.Cli.Report;

/// <summary>The style sheet of the report: light and dark, narrow screens, print.</summary>
internal static class Page
{
    internal const string Style = """
        :root { --bg: #ffffff; --fg: #1a1c1f; --soft: #5a6068; --rule: #d9dde2; --card: #f6f7f9;
          --ok: #11643a; --no: #a3161d; --maybe: #7a5200; --c1: #1f5fbf; --c2: #b4460a; --c3: #2a7d4f; --c4: #7a3fa0; --c5: #8a6d00; }
        @media (prefers-color-scheme: dark) {
          :root { --bg: #14171a; --fg: #e8eaed; --soft: #a9b0b8; --rule: #3a4046; --card: #1d2126;
            --ok: #6fd39b; --no: #ff9a94; --maybe: #f0c05a; --c1: #7fb2ff; --c2: #ffa366; --c3: #74d39c; --c4: #cfa2f0; --c5: #e0c45c; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1rem; max-width: 60rem; background: var(--bg); color: var(--fg); font: 16px/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.35rem; line-height: 1.3; } h2 { font-size: 1.1rem; margin-top: 2rem; border-bottom: 1px solid var(--rule); }
        code, .num { font-family: ui-monospace, monospace; font-size: .92em; overflow-wrap: anywhere; }
        .answer { font-size: 1.15rem; padding: .8rem 1rem; background: var(--card); border-left: 4px solid var(--c1); }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--rule); }
        th { font-weight: 600; color: var(--soft); }
        .proved { color: var(--ok); } .refuted { color: var(--no); } .unknown { color: var(--maybe); } .verdict { white-space: nowrap; font-weight: 600; }
        .soft { color: var(--soft); } details { margin: .5rem 0; } summary { cursor: pointer; }
        figure { margin: 1rem 0; } figcaption { color: var(--soft); font-size: .95rem; }
        svg { width: 100%; height: auto; display: block; }
        svg .grid { stroke: var(--rule); stroke-width: 1; } svg .frame { fill: none; stroke: var(--soft); }
        svg text { fill: var(--fg); font: 12px system-ui, sans-serif; } svg .label { font-size: 13px; }
        svg .legend { fill: var(--bg); fill-opacity: .85; stroke: var(--rule); }
        svg .line { fill: none; stroke-width: 1.8; stroke: var(--c1); } svg .dot { fill: var(--c1); stroke: var(--bg); }
        svg .s2.line { stroke: var(--c2); } svg .s3.line { stroke: var(--c3); } svg .s4.line { stroke: var(--c4); } svg .s5.line { stroke: var(--c5); }
        svg .s2.dot { fill: var(--c2); } svg .s3.dot { fill: var(--c3); } svg .s4.dot { fill: var(--c4); }
        svg .bound.line { stroke: var(--c2); stroke-dasharray: 7 4; } svg .limit.line { stroke: var(--no); stroke-dasharray: 3 3; }
        svg .hover { fill: transparent; } svg .hover:hover { fill: var(--c4); fill-opacity: .5; }
        @media (max-width: 30rem) { body { padding: .6rem; font-size: 15px; } th, td { padding-right: .4rem; } svg text { font-size: 15px; } svg .label { font-size: 16px; } }
        @media print { body { max-width: none; } details { display: block; } figure, table { break-inside: avoid; } }
        """;
}
